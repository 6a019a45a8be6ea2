import type { Episode } from './episode.ts'

const EXCEEDED: ReadonlySet<string> = new Set(['exceeded', 'finalMissed', 'exceededOffFloor'])

/** What a target's alert was told for, whatever became of it since. */
export function toldState({ reason }: Pick<Episode, 'reason'>): 'reached' | 'exceeded' {
  return EXCEEDED.has(reason ?? '') ? 'exceeded' : 'reached'
}
