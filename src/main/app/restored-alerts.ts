import type { EngineSeed } from '../../core/alerts/engine-types.ts'
import { SNOOZE_ALL } from '../../core/alerts/snoozes.ts'
import type { Journal } from '../../core/ports/journal.ts'

/** What an earlier run left for the engine. The journal keys snoozes by rule id, and the one of everything by its own key. */
export function restoredAlerts(journal: Pick<Journal, 'openEpisodes' | 'snoozes'>): Omit<EngineSeed, 'rules'> {
  const { [SNOOZE_ALL]: snoozedAllUntilMs = null, ...snoozedRules } = journal.snoozes()
  return { episodes: journal.openEpisodes(), snoozedAllUntilMs, snoozedRules }
}
