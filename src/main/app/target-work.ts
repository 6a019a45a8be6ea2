import type { Answer } from '../../contract/bridge.ts'
import type { RequestInput, RequestName, RequestOutput } from '../../contract/requests.ts'
import type { Abilities } from '../../core/connections/source.ts'
import { createEditService } from '../../core/edits/edit-service.ts'
import { disposable, type Disposable } from '../../core/disposable.ts'
import { ok } from '../../core/result.ts'
import { createEditAfter } from './edit-after.ts'
import { createEditDesk } from './edit-desk.ts'
import { createReportingDesk } from './reporting-desk.ts'
import { createReportingStream } from './reporting-stream.ts'
import type { Shell } from './shell.ts'
import { createTargetDesk } from './target-desk.ts'
import type { TargetDesk, TargetDeskDeps } from './target-desk-types.ts'

type Names = Extract<RequestName, `reporting:${string}` | `target:${string}` | 'edit:apply'>

export type TargetHandlers = {
  readonly [N in Names]: (input: RequestInput<N>) => Answer<RequestOutput<N>> | Promise<Answer<RequestOutput<N>>>
}

export interface TargetWork extends Disposable {
  readonly targets: TargetDesk
  readonly handlers: TargetHandlers
}

/** Workflows, targets and settings as a whole: watching them, showing them, editing them. */
export function createTargetWork(
  deps: TargetDeskDeps & {
    readonly abilitiesOf: (connectionId: string) => Abilities | undefined
    readonly shell: Pick<Shell, 'windowsOpen' | 'broadcast'>
  }
): TargetWork {
  const stream = createReportingStream({
    clock: deps.clock,
    targets: () => targets,
    windowsOpen: () => deps.shell.windowsOpen(),
    broadcast: (name, payload) => {
      deps.shell.broadcast(name, payload)
    }
  })
  const targets = createTargetDesk({
    ...deps,
    changed() {
      deps.changed()
      stream.touch()
    }
  })
  const sourceOf = (id: string) => deps.abilitiesOf(id)?.reporting
  const desk = createReportingDesk({ ...deps, targets, sourceOf })
  const edits = createEditDesk({
    clock: deps.clock,
    edits: createEditService({ sinkOf: (id) => deps.abilitiesOf(id)?.edits }),
    after: createEditAfter({ targets, sourceOf }),
    targets
  })
  return {
    targets,
    handlers: {
      'reporting:tree': () => ok(stream.tree()),
      'reporting:refresh': (asked) => desk.refresh(asked),
      'reporting:cascade': (asked) => desk.cascade(asked),
      'target:detail': (asked) => desk.detail(asked),
      'target:results': (asked) => ok(desk.results(asked)),
      'target:test': ({ connectionId, targetId }) => targets.testNow(connectionId, targetId),
      'target:preview': (asked) => desk.preview(asked),
      'edit:apply': ({ connectionId, edit }) => edits.apply(connectionId, edit)
    },
    ...disposable(() => {
      edits.dispose()
      targets.dispose()
      stream.dispose()
    })
  }
}
