import type { SnapshotSummary } from '../../core/measures/table.ts'
import type { Clock } from '../../core/ports/clock.ts'
import type { Logger } from '../../core/ports/logger.ts'

/**
 * One line for one snapshot: what it said of the time that nobody saw. `wentMonoMs`: when the feed was last
 * live; undefined for the first snapshot, which says nothing of before.
 */
export function tellReconciled(
  deps: { readonly clock: Clock; readonly logger: Logger; readonly line: (text: string) => void },
  snapshot: { readonly feedId: string; readonly generation: number; readonly wentMonoMs: number | undefined },
  summary: SnapshotSummary
): void {
  const { feedId, generation, wentMonoMs } = snapshot
  const awayMs = wentMonoMs === undefined ? undefined : deps.clock.now().monoMs - wentMonoMs
  deps.logger.info(awayMs === undefined ? 'snapshot complete' : 'snapshot complete after an absence', {
    ...{ feedId, generation, ...summary },
    ...(awayMs === undefined ? {} : { awayMs })
  })
  if (awayMs === undefined) return
  const { began, ended, vanished, changed } = summary
  const counts = Object.entries({ began, ended, vanished, changed }).map(([what, count]) => `${String(count)} ${what}`)
  const name = feedId.split('/').at(-1) ?? feedId
  deps.line(`feed ${name}: back after ${String(Math.round(awayMs / 1000))} s, rows: ${counts.join(', ')}`)
}
