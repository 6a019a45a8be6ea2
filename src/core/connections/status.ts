import type { Failure } from './failure.ts'

/**
 * Named states of a feed or a request-only connection.
 * `stale`: the socket is open but neither frame nor pong came within the freshness limit.
 * `failed`: terminal until the user acts. `backoff`: waits for `retryAtMs`.
 */
export type Phase =
  'idle' | 'connecting' | 'authenticating' | 'syncing' | 'live' | 'stale' | 'backoff' | 'offline' | 'failed'

export interface Status {
  readonly phase: Phase
  /** Wall clock, ms: when this phase began. */
  readonly sinceMs: number
  /** Grows by one with every connection attempt; callbacks of an older one are ignored. */
  readonly generation: number
  /** Tries since the last proven success. */
  readonly attempt: number
  readonly failure?: Failure
  /** Wall clock, ms: when the next try starts, in phase `backoff`. */
  readonly retryAtMs?: number
}
