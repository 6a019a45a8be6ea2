import type { Episode } from '../../core/alerts/episode.ts'
import type { SnapshotSummary } from '../../core/measures/table.ts'
import type { Clock } from '../../core/ports/clock.ts'
import type { Logger } from '../../core/ports/logger.ts'

/** So many rules are named whose alerts ended. */
const MOST_NAMED = 5

export interface ReconciledDeps {
  readonly clock: Clock
  readonly logger: Logger
  readonly line: (text: string) => void
  /** Alerts that are open now. */
  readonly openAlerts: () => readonly Episode[]
  readonly table: { row(id: string): { readonly feedId: string } | undefined }
}

/** What snapshots say of the time that nobody saw. */
export interface Reconciled {
  /** Its snapshot begins: what is open by its rows is open from before. */
  began(feedId: string): void
  /**
   * One line for one snapshot. `wentMonoMs`: when the feed was last live; undefined for the first snapshot, which says nothing of
   * before. Alerts that ended are named by their rules: whom they are about may be an agent.
   */
  ended(
    snapshot: { readonly feedId: string; readonly generation: number; readonly wentMonoMs: number | undefined },
    summary: SnapshotSummary
  ): void
}

export function createReconciled(deps: ReconciledDeps): Reconciled {
  const openBefore = new Map<string, readonly Episode[]>()
  return {
    began(feedId) {
      openBefore.set(
        feedId,
        deps.openAlerts().filter(({ key }) => deps.table.row(key)?.feedId === feedId)
      )
    },
    ended(snapshot, summary) {
      const before = openBefore.get(snapshot.feedId) ?? []
      openBefore.delete(snapshot.feedId)
      const open = new Set(before.length > 0 ? deps.openAlerts().map(({ id }) => id) : [])
      const over = before.filter(({ id }) => !open.has(id)).map(({ ruleName }) => ruleName)
      tell(deps, snapshot, summary, over)
    }
  }
}

/** `Contacts waiting (2), Long after-contact work`, the first of them. */
function named(rules: readonly string[]): string {
  const names = [...new Set(rules)]
  const shown = names.slice(0, MOST_NAMED).map((name) => {
    const count = rules.filter((one) => one === name).length
    return count > 1 ? `${name} (${String(count)})` : name
  })
  return names.length > MOST_NAMED ? `${shown.join(', ')}, …` : shown.join(', ')
}

function tell(
  deps: ReconciledDeps,
  snapshot: Parameters<Reconciled['ended']>[0],
  summary: SnapshotSummary,
  over: readonly string[]
): void {
  const { feedId, generation, wentMonoMs } = snapshot
  const awayMs = wentMonoMs === undefined ? undefined : deps.clock.now().monoMs - wentMonoMs
  deps.logger.info(awayMs === undefined ? 'snapshot complete' : 'snapshot complete after an absence', {
    ...{ feedId, generation, ...summary, alertsEnded: over.length },
    ...(awayMs === undefined ? {} : { awayMs })
  })
  if (awayMs === undefined) return
  const { began, ended, vanished, changed } = summary
  const counts = Object.entries({ began, ended, vanished, changed }).map(([what, count]) => `${String(count)} ${what}`)
  const name = feedId.split('/').at(-1) ?? feedId
  const alerts = over.length > 0 ? `, alerts ended: ${named(over)}` : ''
  deps.line(`feed ${name}: back after ${String(Math.round(awayMs / 1000))} s, rows: ${counts.join(', ')}${alerts}`)
}
