import type { Episode } from './episode.ts'

/** What the episode is held against at its present severity. */
export function presentLimit(episode: Pick<Episode, 'severity' | 'threshold' | 'clear' | 'critical'>): {
  readonly threshold: number | null
  readonly clear: number | null
} {
  return episode.severity === 'critical' && episode.critical ? episode.critical : episode
}
