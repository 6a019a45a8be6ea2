import type { PushName, PushPayload } from '../../contract/pushes.ts'
import type {
  ReportingConnectionView,
  ReportingTree,
  TargetLine,
  WorkflowView
} from '../../contract/reporting-views.ts'
import type { Disposable } from '../../core/disposable.ts'
import type { Clock } from '../../core/ports/clock.ts'
import type { TargetDesk } from './target-desk-types.ts'
import { createThrottle } from './throttle.ts'
import { workflowView } from './target-views.ts'

/** Least time between two batches to the windows, ms. */
const BATCH_MS = 200

/** Keeps the tree of the windows in step: a snapshot carries the revision of the last push, each push the next one. */
export interface ReportingStream extends Disposable {
  touch(): void
  tree(): ReportingTree
}

export function createReportingStream(deps: {
  readonly clock: Clock
  readonly targets: () => Pick<TargetDesk, 'book' | 'workflows' | 'line' | 'connections'>
  readonly windowsOpen: () => boolean
  readonly broadcast: <N extends PushName>(name: N, payload: PushPayload<N>) => void
}): ReportingStream {
  let revision = 0
  let sent = ''

  const placeOf = (key: string) => {
    const at = key.lastIndexOf('/')
    return { connectionId: key.slice(0, at), id: key.slice(at + 1) }
  }

  const push = createThrottle(deps.clock, BATCH_MS, () => {
    const { book, workflows, line, connections } = deps.targets()
    const changedTargets = book.changes.take()
    const changedWorkflows = workflows.changes.take()
    // Without a window nothing is sent; the next one begins with the whole.
    if (!deps.windowsOpen()) return
    const present: ReportingConnectionView[] = connections()
    const told = JSON.stringify(present)
    const isQuiet = [changedTargets, changedWorkflows].every(
      ({ changed, removed }) => changed.length === 0 && removed.length === 0
    )
    if (isQuiet && told === sent) return
    sent = told
    revision += 1
    deps.broadcast('reporting:changed', {
      revision,
      connections: present,
      workflows: changedWorkflows.changed.flatMap((key): WorkflowView[] => {
        const entry = workflows.byKey(key)
        return entry ? [workflowView(entry)] : []
      }),
      targets: changedTargets.changed.flatMap((key): TargetLine[] => {
        const entry = book.get(key)
        return entry ? [line(entry)] : []
      }),
      removedWorkflows: changedWorkflows.removed.map(placeOf),
      removedTargets: changedTargets.removed.map(placeOf)
    })
  })

  return {
    touch: () => {
      push.ask()
    },
    tree() {
      const { book, workflows, line, connections } = deps.targets()
      return {
        revision,
        connections: connections(),
        workflows: workflows.all().map(workflowView),
        targets: book.all().map(line)
      }
    },
    dispose() {
      push.dispose()
    }
  }
}
