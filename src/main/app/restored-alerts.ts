import type { EngineSeed } from '../../core/alerts/engine-types.ts'
import { SNOOZE_ALL } from '../../core/alerts/snoozes.ts'
import type { Journal } from '../../core/ports/journal.ts'
import { readUnfinished } from './unfinished-beat.ts'

/** So many are enough to tell which keys came and went lately. */
const RECENT = 1_000

/** What an earlier run left for the engine. The journal keys snoozes by rule id, and the one of everything by its own key. */
export function restoredAlerts(
  journal: Pick<Journal, 'fact' | 'openEpisodes' | 'openTraces' | 'recentEpisodes' | 'snoozes'>
): Omit<EngineSeed, 'rules'> {
  const { [SNOOZE_ALL]: snoozedAllUntilMs = null, ...snoozedRules } = journal.snoozes()
  const closed = journal.recentEpisodes(RECENT).filter(({ state }) => state === 'closed')
  const unfinished = readUnfinished(journal)
  return {
    ...{ episodes: journal.openEpisodes(), traces: journal.openTraces(), closed },
    ...{ snoozedAllUntilMs, snoozedRules },
    ...(unfinished ? { unfinished } : {})
  }
}
