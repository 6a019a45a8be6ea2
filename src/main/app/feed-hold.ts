import type { Phase } from '../../core/connections/status.ts'

/** From when on, in which attempt, and whether the computer slept meanwhile. */
export interface Hold {
  readonly sinceMs: number
  readonly sinceMonoMs: number
  readonly generation: number
  readonly slept: boolean
  isAsked: boolean
}

export const BROKEN: ReadonlySet<Phase> = new Set(['backoff', 'failed', 'offline', 'stale'])
/** Phases with an open, confirmed socket: only there is something to hold. */
export const OPEN: ReadonlySet<Phase> = new Set(['syncing', 'live', 'stale'])
