import type { Episode } from './episode.ts'

/** What a target's alert was told for, whatever became of it since. */
export function toldState({ reason }: Pick<Episode, 'reason'>): 'reached' | 'exceeded' {
  return reason === 'exceeded' || reason === 'finalMissed' ? 'exceeded' : 'reached'
}
