import type { Disposable } from './disposable.ts'
import { disposable } from './disposable.ts'
import type { Cancellation } from './ports/http.ts'

/** The owner's end of a `Cancellation`. Cancelling twice does nothing the second time. */
export interface CancellationOwner {
  readonly cancellation: Cancellation
  cancel(): void
}

export function createCancellation(): CancellationOwner {
  const waiting = new Set<() => void>()
  let cancelled = false
  return {
    cancellation: {
      get cancelled() {
        return cancelled
      },
      onCancel(run): Disposable {
        if (cancelled) {
          run()
          return disposable(() => undefined)
        }
        waiting.add(run)
        return disposable(() => void waiting.delete(run))
      }
    },
    cancel() {
      if (cancelled) return
      cancelled = true
      const runs = [...waiting]
      waiting.clear()
      for (const run of runs) run()
    }
  }
}
