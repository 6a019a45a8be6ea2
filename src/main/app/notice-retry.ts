import { disposable, type Disposable } from '../../core/disposable.ts'
import type { Clock } from '../../core/ports/clock.ts'

/** After so long what could not be shown is tried again, ms; the last one goes on. A notification server that restarts is back in seconds. */
const RETRY_MS = [10_000, 30_000, 60_000, 300_000] as const
/** One was shown: so are the others, presumably. */
const SOON_MS = 1_000

export interface NoticeRetry extends Disposable {
  failed(): void
  worked(): void
}

/** Knows when to try what could not be told, as long as there is any. */
export function createNoticeRetry(clock: Clock, again: () => void): NoticeRetry {
  let tries = 0
  let timer: Disposable | undefined
  function arm(delayMs: number): void {
    timer?.dispose()
    timer = clock.after(delayMs, () => {
      timer = undefined
      again()
    })
  }
  return {
    failed() {
      // Several may fail at once: one time for all of them.
      if (timer) return
      arm(RETRY_MS[Math.min(tries, RETRY_MS.length - 1)] ?? SOON_MS)
      tries += 1
    },
    worked() {
      tries = 0
      if (timer) arm(SOON_MS)
    },
    ...disposable(() => timer?.dispose())
  }
}
