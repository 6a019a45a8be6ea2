import type { Random } from '../ports/random.ts'

const BASE_MS = 500
const CAP_MS = 30_000
/** A connection this long live, with its snapshot applied, has proven itself. */
const PROVEN_AFTER_MS = 30_000

/**
 * Full jitter: uniform over [0, min(30 s, 0.5 s · 2^attempt)), so the first retry comes within a second and a crowd that lost the
 * server at once spreads out. A server's `retryAfterMs` is waited for in full, the jitter comes on top.
 * `attempt`: tries since the last proven success, from 1. `random`: uniform in [0, 1).
 */
export function retryDelayMs(attempt: number, random: number, retryAfterMs = 0): number {
  const windowMs = Math.min(CAP_MS, BASE_MS * 2 ** Math.max(1, attempt))
  return Math.max(0, retryAfterMs) + Math.floor(random * windowMs)
}

export interface Backoff {
  /** How long to wait before the next try; each call counts as one failed try. */
  nextDelayMs(retryAfterMs?: number): number
  /**
   * Says how the connection that just ended had done. Counting starts over only when it had proven itself: one that is accepted
   * and dropped goes on counting, so that such a server is not hammered. `liveForMs`: 0 when it never got live.
   */
  ended(liveForMs: number, snapshotApplied: boolean): void
  /** Starts over at once: the user asked, or the network came back. */
  reset(): void
  /** Failed tries since the last proven success. */
  attempt(): number
}

export function createBackoff(deps: { readonly random: Pick<Random, 'next'> }): Backoff {
  let attempt = 0
  return {
    nextDelayMs(retryAfterMs) {
      attempt++
      return retryDelayMs(attempt, deps.random.next(), retryAfterMs)
    },
    ended(liveForMs, snapshotApplied) {
      if (snapshotApplied && liveForMs >= PROVEN_AFTER_MS) attempt = 0
    },
    reset() {
      attempt = 0
    },
    attempt: () => attempt
  }
}
