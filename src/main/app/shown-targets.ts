import type { TargetLine } from '../../contract/reporting-views.ts'
import type { TargetView } from '../../contract/views.ts'
import type { Failure } from '../../core/connections/failure.ts'
import type { Disposable } from '../../core/disposable.ts'
import type { Clock } from '../../core/ports/clock.ts'
import type { TestSchedule } from '../../core/targets/schedule.ts'
import type { TargetState } from '../../core/targets/target.ts'
import type { TargetBook, TargetEntry } from './target-book.ts'
import { targetLine, targetView, type Turn } from './target-views.ts'
import type { WorkflowBook } from './workflow-book.ts'

/** Targets with their charts in the state of every window; the tree has all of them. */
const MOST_VIEWS = 300
/** Targets whose results are read in one turn to complete the tree. */
const WARM_AT_ONCE = 100

/** The worst first: what is shown where not all can be. */
const BY_TROUBLE: readonly TargetState[] = [
  ...(['exceeded', 'outOfReach', 'atRisk', 'finalMissed', 'noValue', 'running', 'onPace', 'reached'] as const),
  ...(['finalMet', 'noVerdict', 'untested', 'inactive'] as const)
]

/** How windows see the targets that are known. */
export interface ShownTargets extends Disposable {
  views(): TargetView[]
  /** Its pace may come a moment later, as a change. */
  line(entry: TargetEntry): TargetLine
}

export function createShownTargets(deps: {
  readonly clock: Clock
  readonly book: TargetBook
  readonly workflows: WorkflowBook
  readonly schedule: TestSchedule
  readonly listFailureOf: (connectionId: string) => Failure | undefined
  readonly changed: () => void
}): ShownTargets {
  const { clock, book, workflows, schedule } = deps
  let warming: Disposable | undefined

  const turnOf = (key: string): Turn => ({
    nextTestAtMs: schedule.nextRunAtMs(key) ?? null,
    testing: schedule.isRunning(key)
  })

  function warm(): void {
    const hasMore = book.warm(WARM_AT_ONCE)
    warming = hasMore ? clock.after(0, warm) : undefined
    deps.changed()
  }

  function chosen(nowMs: number): readonly TargetEntry[] {
    const all = book.all()
    if (all.length <= MOST_VIEWS) return all
    const ranked = all.map((entry) => ({ entry, rank: BY_TROUBLE.indexOf(book.quickStanding(entry, nowMs).state) }))
    const worst = ranked.sort((a, b) => a.rank - b.rank).slice(0, MOST_VIEWS)
    const keys = new Set(worst.map(({ entry }) => entry.key))
    return all.filter(({ key }) => keys.has(key))
  }

  return {
    views() {
      const { wallMs } = clock.now()
      return chosen(wallMs).map((entry) => {
        const { key, target } = entry
        return targetView(entry, {
          standing: book.standing(entry, wallMs),
          turn: turnOf(key),
          workflowName: workflows.get(target.connectionId, target.workflowId)?.workflow.name ?? '',
          history: book.history(entry),
          listFailure: deps.listFailureOf(target.connectionId)
        })
      })
    },
    line(entry) {
      const standing = book.quickStanding(entry, clock.now().wallMs)
      if (book.isCold(entry.key)) warming ??= clock.after(0, warm)
      return targetLine(entry, standing, turnOf(entry.key), workflows.settings(entry.key))
    },
    dispose() {
      warming?.dispose()
    }
  }
}
