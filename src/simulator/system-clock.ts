import { performance } from 'node:perf_hooks'
import type { Clock } from '../core/ports/clock.ts'
import { disposable } from '../core/disposable.ts'

export const systemClock: Clock = {
  now: () => ({ wallMs: Date.now(), monoMs: performance.now() }),
  after(delayMs, run) {
    const timer = setTimeout(run, delayMs)
    return disposable(() => clearTimeout(timer))
  }
}
