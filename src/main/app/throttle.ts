import type { Clock } from '../../core/ports/clock.ts'
import { disposable, type Disposable } from '../../core/disposable.ts'

export interface Throttle extends Disposable {
  /** Asks for a run: at once when the last one is at least `everyMs` ago, otherwise when it is. Many asks, one run. */
  ask(): void
}

export function createThrottle(clock: Clock, everyMs: number, run: () => void): Throttle {
  let lastMs = -Infinity
  let timer: Disposable | undefined
  let done = false
  const fire = (): void => {
    timer = undefined
    lastMs = clock.now().monoMs
    run()
  }
  return {
    ask() {
      if (done || timer) return
      timer = clock.after(Math.max(0, lastMs + everyMs - clock.now().monoMs), fire)
    },
    ...disposable(() => {
      done = true
      timer?.dispose()
    })
  }
}
