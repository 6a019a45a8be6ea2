import type { RequestInput, RequestOutput } from '../../contract/requests.ts'
import type { Episode } from '../../core/alerts/episode.ts'
import type { Delivery } from '../../core/alerts/delivery.ts'
import { ruleName } from '../../core/text/default-rule-words.ts'
import type { Journal } from '../../core/ports/journal.ts'
import type { People } from './people.ts'
import type { Translate } from './speech.ts'

type Asked = RequestInput<'alert:search'>
type Found = RequestOutput<'alert:search'>

/** Alerts of one answer at most. */
const PAGE = 50
/** Read at once, and so many times at most for one answer: nobody waits for a whole year to be looked through. */
const BATCH = 200
const BATCHES = 5

/** Searches what is over by what windows show of it: where agents are called by pseudonyms, their names find nothing. */
export function createAlertSearch(deps: {
  readonly journal: Pick<Journal, 'closedEpisodes'>
  readonly deliveries: (episodeId: string) => readonly Delivery[]
  readonly people: Pick<People, 'episode'>
  readonly t: Translate
}): (asked: Asked) => Found {
  const { journal, people, t } = deps

  function says(episode: Episode, text: string): boolean {
    const named = ruleName(t, { id: episode.ruleId, name: episode.ruleName })
    return `${episode.keyName}\n${episode.ruleName}\n${named}\n${episode.note ?? ''}`.toLowerCase().includes(text)
  }

  return ({ text, after, ...limits }) => {
    const wanted = text.trim().toLowerCase()
    const alerts: Found['alerts'] = []
    let place: Found['next'] = after
    for (let batch = 0; batch < BATCHES; batch += 1) {
      const read = journal.closedEpisodes({ ...limits, after: place, limit: BATCH })
      for (const one of read) {
        place = { breachedAtMs: one.breachedAtMs, id: one.id }
        const episode = people.episode(one)
        if (wanted !== '' && !says(episode, wanted)) continue
        alerts.push({ episode, deliveries: [...deps.deliveries(one.id)] })
        if (alerts.length === PAGE) return { alerts, next: place }
      }
      if (read.length < BATCH) return { alerts, next: null }
    }
    return { alerts, next: place }
  }
}
