import type { Phase } from '../../core/connections/status.ts'

/**
 * The life of one feed. A row lists where a phase may lead; anything else is a bug and throws.
 *
 * | phase          | meaning                                           | left by                                 |
 * | -------------- | ------------------------------------------------- | --------------------------------------- |
 * | idle           | not started                                       | start                                   |
 * | connecting     | description, subscription, token, then the socket | socket open, failure, deadline          |
 * | authenticating | the token is sent, nothing else is believed       | reply, close, deadline                  |
 * | syncing        | confirmed, the snapshot comes                     | first live frame, quiet, time, close    |
 * | live           | frames or pongs come                              | silence, close, probe unanswered        |
 * | stale          | silent beyond the freshness limit, still open     | frame or pong, pong overdue, close      |
 * | backoff        | waits until `retryAtMs`                           | its end, probe                          |
 * | offline        | the system has no network                         | probe                                   |
 * | failed         | the user must act                                 | probe                                   |
 *
 * Invariants:
 * 1. At most one socket is open; a new attempt drops the old one first.
 * 2. Every attempt has a generation and a scope; whatever answers after its scope ended is ignored.
 * 3. Every phase that waits for the far side has a deadline on the monotonic clock.
 * 4. After `dispose` the sink hears nothing.
 * 5. Telling the sink is the last thing a change does: the sink may probe, suspend or dispose from within the call.
 */
export const NEXT_PHASES: Readonly<Record<Phase, readonly Phase[]>> = {
  idle: ['connecting', 'offline'],
  connecting: ['connecting', 'authenticating', 'backoff', 'offline', 'failed'],
  authenticating: ['connecting', 'syncing', 'backoff', 'offline', 'failed'],
  syncing: ['connecting', 'live', 'backoff', 'offline', 'failed'],
  live: ['connecting', 'stale', 'backoff', 'offline', 'failed'],
  stale: ['connecting', 'live', 'backoff', 'offline', 'failed'],
  backoff: ['connecting', 'offline'],
  offline: ['connecting'],
  failed: ['connecting']
}
