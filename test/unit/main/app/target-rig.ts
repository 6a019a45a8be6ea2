import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import type { ReportingChanged } from '../../../../src/contract/reporting-views.ts'
import type { EngineEvent } from '../../../../src/core/alerts/engine-types.ts'
import type { Abilities, ReadingTold, TargetSource } from '../../../../src/core/connections/source.ts'
import type { Cancellation } from '../../../../src/core/ports/http.ts'
import type { KnownTarget, KnownWorkflow } from '../../../../src/core/reporting/objects.ts'
import { ok, type Result } from '../../../../src/core/result.ts'
import type { TargetTest } from '../../../../src/core/targets/target.ts'
import { createTargetWork } from '../../../../src/main/app/target-work.ts'
import { createSetRandom } from '../../../fakes/set-random.ts'
import { settle } from '../../../fakes/settle.ts'
import { silentLogger } from '../../../fakes/silent-logger.ts'
import { createVirtualClock, type VirtualClock } from '../../../fakes/virtual-clock.ts'
import { aConnection, aTarget, aTest } from '../../adapters/storage/records.ts'
import { aFolder, openAt } from '../../adapters/storage/rig.ts'

export const MINUTE_MS = 60_000

export function aWorkflow(id: string, part: Partial<KnownWorkflow> = {}): KnownWorkflow {
  return { id, connectionId: 'c1', name: id, description: '', createdAtMs: 1, modifiedAtMs: null, ...part }
}

interface Testing {
  readonly id: string
  readonly cancellation: Cancellation | undefined
  readonly answer: (result: Result<TargetTest>) => void
}

/** One organisation, moved by hand: its lists are told by the case, its tests answered by it. */
function aService(targets: readonly KnownTarget[], workflows: readonly KnownWorkflow[]) {
  const testing: Testing[] = []
  const readings: { readonly told: ReadingTold; readonly end: (result: Result<undefined>) => void }[] = []
  const service = { workflows, targets, pausedMs: 0, waits: false, testing, readings }
  const whole = () => ok({ workflows: service.workflows, targets: service.targets })
  const source: TargetSource = {
    readAll(_cancellation, told = {}) {
      if (!service.waits) {
        told.workflows?.(service.workflows)
        for (const { id } of service.workflows) {
          told.list?.(
            id,
            service.targets.filter(({ workflowId }) => workflowId === id)
          )
        }
        const total = service.workflows.length
        told.progress?.({ done: total, total })
      }
      return new Promise((resolve) => {
        readings.push({ told, end: (result) => resolve(result.ok ? whole() : result) })
        if (!service.waits) resolve(whole())
      })
    },
    test: ({ id }, cancellation) => new Promise((answer) => testing.push({ id, cancellation, answer })),
    pausedForMs: () => service.pausedMs
  }
  return { service, source }
}

/** All of main's part about targets on virtual time, over a real journal. */
export function aTargetWork(
  options: {
    readonly targets?: readonly KnownTarget[]
    readonly workflows?: readonly KnownWorkflow[]
    readonly file?: string
    readonly clock?: VirtualClock
  } = {}
) {
  const clock = options.clock ?? createVirtualClock()
  const file = options.file ?? join(aFolder(), 'journal.db')
  const { journal } = openAt(file, clock.now().wallMs)
  const { service, source } = aService(options.targets ?? [aTarget()], options.workflows ?? [aWorkflow('w1')])
  const events: EngineEvent[] = []
  const pushed: ReportingChanged[] = []
  const set = { windows: true, timing: 'interval' as 'interval' | 'period' }
  const abilities: Abilities = { targets: source }
  const work = createTargetWork({
    ...{ clock, random: createSetRandom(0.5), journal, logger: silentLogger, zone: 'UTC' },
    dispatch: (event) => events.push(event),
    intervalMs: () => 15 * MINUTE_MS,
    timing: () => set.timing,
    changed: () => undefined,
    line: () => undefined,
    abilitiesOf: (id) => (id === 'c1' ? abilities : undefined),
    shell: {
      windowsOpen: () => set.windows,
      broadcast: (_name, payload) => pushed.push(payload as ReportingChanged)
    }
  })
  onTestFinished(() => work.dispose())
  work.targets.keepOnly(['c1'])
  return {
    ...{ clock, journal, file, events, pushed, set, work, service, targets: work.targets },
    async begin() {
      work.targets.ready(aConnection('c1'), source)
      await settle()
    },
    /** Every test under way is answered. */
    async answerAll(value: number) {
      const testedAtMs = clock.now().wallMs
      for (const { id, answer } of service.testing.splice(0)) answer(ok(aTest({ targetId: id, value, testedAtMs })))
      await settle()
    },
    tree() {
      const tree = work.handlers['reporting:tree'](undefined)
      if (tree instanceof Promise || !tree.ok) throw new Error('the tree is answered at once')
      return tree.value
    },
    line(id = 't1') {
      return this.tree().targets.find((one) => one.id === id)
    }
  }
}
