import type { WindowClock } from './window-clock.ts'

const SECOND_MS = 1000

/** Ticks on each full second while somebody listens, so that all running times of a window move together. */
export interface Seconds {
  /** Wall clock cut to the second as of the last tick; stands still between two ticks. */
  readonly nowMs: () => number
  /** The returned function stops listening; the last one to leave stops the timer. */
  readonly subscribe: (run: () => void) => () => void
}

export function createSeconds(clock: WindowClock): Seconds {
  const listeners = new Set<() => void>()
  const read = (): number => Math.floor(clock.nowMs() / SECOND_MS) * SECOND_MS
  let shownMs = read()
  let cancel: (() => void) | undefined

  function tick(): void {
    shownMs = read()
    plan()
    for (const run of listeners) run()
  }

  function plan(): void {
    cancel = clock.after(SECOND_MS - (clock.nowMs() % SECOND_MS), tick)
  }

  return {
    nowMs() {
      if (!cancel) shownMs = read()
      return shownMs
    },
    subscribe(run) {
      listeners.add(run)
      if (!cancel) {
        shownMs = read()
        plan()
      }
      return () => {
        listeners.delete(run)
        if (listeners.size > 0) return
        cancel?.()
        cancel = undefined
      }
    }
  }
}
