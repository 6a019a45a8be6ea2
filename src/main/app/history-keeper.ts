import { createDisposableBag, type Disposable } from '../../core/disposable.ts'
import type { LogBook } from '../../core/log-line.ts'
import type { Clock } from '../../core/ports/clock.ts'
import type { Journal } from '../../core/ports/journal.ts'
import type { Logger } from '../../core/ports/logger.ts'
import { addCounts, NO_HISTORY, type HistoryCounts } from '../../core/privacy/history.ts'
import { ok, type Result } from '../../core/result.ts'

const DAY_MS = 86_400_000
/** After a start there is more urgent work. */
const FIRST_MS = 20_000
/** How often it is looked whether a day went by: the clock of a machine that sleeps stands still. */
const LOOK_MS = 3_600_000
/** Rows of each table that go in one transaction: short enough for nobody to notice. */
const BATCH = 200
const BETWEEN_MS = 50

export interface HistoryKeeper extends Disposable {
  /** What `deleteNow` would remove. */
  counts(): HistoryCounts
  /** Removes everything that is over, earlier versions of rules that nothing names, and the log, from the disk too. Open alerts stay. */
  deleteNow(): Promise<Result<HistoryCounts>>
}

/** Removes what is older than the user wants it kept: soon after the start, then once a day. Stops when disposed. */
export function createHistoryKeeper(deps: {
  readonly clock: Clock
  readonly logger: Logger
  readonly journal: Pick<Journal, 'history' | 'forget' | 'forgetVersions' | 'shred'>
  readonly log: Pick<LogBook, 'forgetBefore'>
  readonly keepDays: () => number
  /** Something of before this moment went: whoever remembers it must forget it too. */
  readonly forgotten: (beforeMs: number) => void
}): HistoryKeeper {
  const { clock, journal, log, logger } = deps
  const bag = createDisposableBag()
  let lastMs = -Infinity
  let timer: Disposable = clock.after(FIRST_MS, look)

  const pause = (): Promise<void> =>
    new Promise((resolve) => {
      bag.add(clock.after(BETWEEN_MS, resolve))
    })

  async function forget(beforeMs: number, versionsToo: boolean): Promise<Result<HistoryCounts>> {
    let all = NO_HISTORY
    for (;;) {
      const batch = journal.forget(beforeMs, BATCH)
      if (!batch.ok) return batch
      const { alerts, deliveries, targetTests } = batch.value
      if (alerts + deliveries + targetTests === 0) break
      all = addCounts(all, batch.value)
      await pause()
    }
    const versions = versionsToo ? journal.forgetVersions() : ok(0)
    if (!versions.ok) return versions
    if (versions.value > 0) all = addCounts(all, { ...NO_HISTORY, ruleVersions: versions.value })
    log.forgetBefore(beforeMs)
    if (all === NO_HISTORY) return ok(all)
    deps.forgotten(beforeMs)
    const shredded = journal.shred()
    return shredded.ok ? ok(all) : shredded
  }

  async function byAge(): Promise<void> {
    const removed = await forget(clock.now().wallMs - deps.keepDays() * DAY_MS, false)
    if (!removed.ok) logger.error('history could not be removed', { detail: removed.failure.detail })
    else if (removed.value !== NO_HISTORY) logger.info('old history removed', { ...removed.value })
  }

  function look(): void {
    timer = clock.after(LOOK_MS, look)
    const { wallMs } = clock.now()
    // A clock that was set back is no reason to wait until it catches up.
    if (wallMs >= lastMs && wallMs - lastMs < DAY_MS) return
    lastMs = wallMs
    void byAge()
  }

  return {
    counts: () => journal.history(clock.now().wallMs),
    async deleteNow() {
      const removed = await forget(clock.now().wallMs, true)
      if (removed.ok) logger.info('history deleted by the user', { ...removed.value })
      return removed
    },
    dispose() {
      timer.dispose()
      bag.dispose()
    }
  }
}
