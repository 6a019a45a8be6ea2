import type { Clock } from '../../core/ports/clock.ts'
import type { Cancellation } from '../../core/ports/http.ts'

/** Waits on the clock. Resolves to false at once when cancelled. */
export function pause(clock: Clock, delayMs: number, cancellation?: Cancellation): Promise<boolean> {
  return new Promise((resolve) => {
    if (cancellation?.cancelled) {
      resolve(false)
      return
    }
    const timer = clock.after(delayMs, () => {
      hook?.dispose()
      resolve(true)
    })
    const hook = cancellation?.onCancel(() => {
      timer.dispose()
      resolve(false)
    })
  })
}
