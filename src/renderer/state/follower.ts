import type { Answer } from '../../contract/bridge.ts'
import type { FailureView } from '../../contract/views.ts'
import type { Disposable } from '../../core/disposable.ts'
import type { WindowClock } from './window-clock.ts'

interface Revised {
  readonly revision: number
}

export interface FollowerDeps<Snapshot extends Revised, Push extends Revised> {
  readonly clock: WindowClock
  readonly ask: () => Promise<Answer<Snapshot>>
  readonly hear: (run: (push: Push) => void) => () => void
  readonly replace: (snapshot: Snapshot) => void
  readonly apply: (push: Push) => void
  readonly failed: (failure: FailureView) => void
}

/** How long to wait after main gave no snapshot. */
export const ASK_AGAIN_MS = 2_000

/**
 * Follows one of main's revisioned streams. Promised:
 * 1. it listens before it asks, so nothing falls between the snapshot and the first push;
 * 2. a push is applied exactly when its revision is the next one; an older one is already in the snapshot and ignored;
 * 3. a gap makes it ask for a new snapshot, once at a time and not again before it is due; what arrives meanwhile is applied after it;
 * 4. after `dispose` nothing is called any more.
 */
export function followStream<Snapshot extends Revised, Push extends Revised>(
  deps: FollowerDeps<Snapshot, Push>
): Disposable {
  let revision: number | undefined
  let asking = false
  let disposed = false
  let waiting: Push[] = []
  let cancelRetry: (() => void) | undefined

  const stopHearing = deps.hear(heard)
  void ask()

  function heard(push: Push): void {
    if (disposed) return
    if (asking) {
      waiting.push(push)
      return
    }
    // The snapshot that is asked for next has it already.
    if (cancelRetry || revision === undefined) return
    if (push.revision <= revision) return
    if (push.revision === revision + 1) {
      revision = push.revision
      deps.apply(push)
      return
    }
    void ask()
  }

  async function ask(): Promise<void> {
    cancelRetry = undefined
    asking = true
    waiting = []
    const answer = await deps.ask().catch((reason: unknown): Answer<Snapshot> => ({
      ok: false,
      failure: { code: 'protocol', step: 'ask', detail: String(reason) }
    }))
    asking = false
    if (disposed) return
    if (!answer.ok) {
      deps.failed(answer.failure)
      cancelRetry = deps.clock.after(ASK_AGAIN_MS, () => void ask())
      return
    }
    revision = answer.value.revision
    deps.replace(answer.value)
    const late = waiting
    waiting = []
    late.forEach(heard)
  }

  return {
    dispose() {
      disposed = true
      stopHearing()
      cancelRetry?.()
    }
  }
}
