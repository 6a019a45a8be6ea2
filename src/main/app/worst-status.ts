import type { Phase, Status } from '../../core/connections/status.ts'

/** Worst first. */
const ORDER: readonly Phase[] = [
  'failed',
  'offline',
  'stale',
  'backoff',
  'connecting',
  'authenticating',
  'syncing',
  'idle',
  'live'
]

/** One status for a connection out of those of its parts: the worst, the oldest of equals. */
export function worstStatus(all: readonly Status[], wallMs: number): Status {
  let worst: Status | undefined
  for (const status of all) {
    if (!worst) worst = status
    const rank = ORDER.indexOf(status.phase) - ORDER.indexOf(worst.phase)
    if (rank < 0 || (rank === 0 && status.sinceMs < worst.sinceMs)) worst = status
  }
  return worst ?? { phase: 'idle', sinceMs: wallMs, generation: 0, attempt: 0 }
}
