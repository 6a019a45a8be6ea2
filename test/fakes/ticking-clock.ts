import { disposable } from '../../src/core/disposable.ts'
import type { Clock } from '../../src/core/ports/clock.ts'

export interface TickingClock extends Clock {
  /** Timers still waiting: 0 after everything was disposed. */
  pendingTimers(): number
}

/** Real time, with every timer counted. */
export function createTickingClock(): TickingClock {
  const pending = new Set<NodeJS.Timeout>()
  return {
    now: () => ({ wallMs: Date.now(), monoMs: performance.now() }),
    after(delayMs, run) {
      const timer = setTimeout(() => {
        pending.delete(timer)
        run()
      }, delayMs)
      pending.add(timer)
      return disposable(() => {
        clearTimeout(timer)
        pending.delete(timer)
      })
    },
    pendingTimers: () => pending.size
  }
}
