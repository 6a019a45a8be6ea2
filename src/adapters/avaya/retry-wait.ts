import { createBackoff, retryDelayMs } from '../../core/connections/backoff.ts'
import type { Backoff } from '../../core/connections/backoff.ts'
import type { Failure } from '../../core/connections/failure.ts'
import type { SourceDeps } from '../../core/connections/source.ts'

/** In the first seconds of an outage nobody waits long, whatever the back-off says: a short one must end soon after it is over. */
const SHORT_OUTAGE_MS = 5_000
const SHORT_OUTAGE_DELAY_MS = 2_000

export interface RetryWait extends Pick<Backoff, 'ended' | 'reset' | 'attempt'> {
  /** How long to wait after this failure. Never less than the server asked for. */
  delayMs(why: Failure): number
}

/** The shared back-off with one exception for short outages. */
export function createRetryWait(deps: Pick<SourceDeps, 'clock' | 'random'>): RetryWait {
  const backoff = createBackoff({ random: deps.random })
  let outageSinceMs = 0
  return {
    delayMs(why) {
      const nowMs = deps.clock.now().monoMs
      if (backoff.attempt() === 0) outageSinceMs = nowMs
      const fullMs = backoff.nextDelayMs(why.retryAfterMs)
      const isShort = why.retryAfterMs === undefined && nowMs - outageSinceMs < SHORT_OUTAGE_MS
      if (!isShort) return fullMs
      // Scaled rather than cut off: half a crowd that lost the server a third time would else wait for the very same moment.
      const longestMs = retryDelayMs(backoff.attempt(), 1)
      return Math.floor(fullMs * Math.min(1, SHORT_OUTAGE_DELAY_MS / longestMs))
    },
    ended: (liveForMs, snapshotApplied) => backoff.ended(liveForMs, snapshotApplied),
    reset: () => backoff.reset(),
    attempt: () => backoff.attempt()
  }
}
