import { disposable } from '../../core/disposable.ts'
import type { Clock } from '../../core/ports/clock.ts'

/** Node timers hold at most this many milliseconds; longer waits are made of several. */
const LONGEST_MS = 2 ** 31 - 1

export const systemClock: Clock = {
  now: () => ({ wallMs: Date.now(), monoMs: performance.now() }),
  after(delayMs, run) {
    const dueMs = performance.now() + delayMs
    let timer: NodeJS.Timeout
    const arm = (): void => {
      const leftMs = dueMs - performance.now()
      timer = setTimeout(leftMs > LONGEST_MS ? arm : run, Math.min(Math.max(0, leftMs), LONGEST_MS))
    }
    arm()
    return disposable(() => {
      clearTimeout(timer)
    })
  }
}
