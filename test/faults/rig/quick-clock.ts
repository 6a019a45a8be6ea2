import { disposable } from '../../../src/core/disposable.ts'
import type { TickingClock } from '../../fakes/ticking-clock.ts'

/** Real time that passes `speed` times as fast for whoever uses it, so that the product's own limits fit into a test. */
export function createQuickClock(speed: number): TickingClock & { readonly speed: number } {
  const pending = new Set<NodeJS.Timeout>()
  const startMs = performance.now()
  const startWallMs = Date.now()
  const passedMs = (): number => (performance.now() - startMs) * speed
  return {
    speed,
    now: () => ({ wallMs: Math.floor(startWallMs + passedMs()), monoMs: startMs + passedMs() }),
    after(delayMs, run) {
      const timer = setTimeout(() => {
        pending.delete(timer)
        run()
      }, delayMs / speed)
      pending.add(timer)
      return disposable(() => {
        clearTimeout(timer)
        pending.delete(timer)
      })
    },
    pendingTimers: () => pending.size
  }
}
