import type { Disposable } from '../../core/disposable.ts'
import type { Clock } from '../../core/ports/clock.ts'

const TICK_MS = 1_000
/** More than this between two ticks, on either clock, means the computer slept or stood still. */
const GAP_MS = 5_000

/**
 * Notices that time passed unseen: sleep without a resume event, a halted process. The monotonic clock may or may not count sleep,
 * so both are watched; a wall clock set back or forth by hand costs one needless probe at most. Owns one timer.
 */
export function watchForGaps(clock: Clock, gap: () => void): Disposable {
  let last = clock.now()
  let timer = clock.after(TICK_MS, tick)

  function tick(): void {
    const now = clock.now()
    const unseenMs = Math.max(now.monoMs - last.monoMs, now.wallMs - last.wallMs) - TICK_MS
    last = now
    timer = clock.after(TICK_MS, tick)
    if (unseenMs > GAP_MS) gap()
  }

  return {
    dispose() {
      timer.dispose()
    }
  }
}
