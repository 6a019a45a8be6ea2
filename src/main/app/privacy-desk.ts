import type { Episode } from '../../core/alerts/episode.ts'
import type { Disposable } from '../../core/disposable.ts'
import type { LogBook } from '../../core/log-line.ts'
import type { MeasureTable } from '../../core/measures/table.ts'
import type { Clock } from '../../core/ports/clock.ts'
import type { Journal } from '../../core/ports/journal.ts'
import type { Logger } from '../../core/ports/logger.ts'
import type { Settings } from '../../core/settings/settings.ts'
import { createEpisodeText, type EpisodeText } from './episode-text.ts'
import { createHistoryKeeper, type HistoryKeeper } from './history-keeper.ts'
import { createPeople, type People } from './people.ts'
import { createPseudonyms } from './pseudonyms.ts'
import type { Translate } from './speech.ts'

export interface PrivacyDeps {
  readonly clock: Clock
  readonly logger: Logger
  readonly journal: Journal
  readonly log: LogBook
  readonly table: MeasureTable
  readonly settings: { get(): Settings }
  readonly t: Translate
  readonly locale: () => string
  /** The screen is locked, as far as the system tells, or may be: it was asked and has not answered yet. */
  readonly screenLocked: () => boolean
  readonly forgotten: (beforeMs: number) => void
  /** People are called otherwise from now on. */
  readonly renamed: () => void
}

/** Everything about people's data in one place: what agents are called, what a locked screen shows, how long anything is kept. */
export interface PrivacyDesk extends Disposable {
  readonly people: People
  readonly history: HistoryKeeper
  /** An episode in words, with agents called what the user wants them called. */
  readonly text: (episode: Episode, nowMs: number) => EpisodeText
  /** True while notices say no more than that there is something. */
  discreet(): boolean
  settingsChanged(): void
}

export function createPrivacyDesk(deps: PrivacyDeps): PrivacyDesk {
  const { table } = deps
  const preferences = (): Settings['privacy'] => deps.settings.get().privacy
  const people = createPeople({
    hidden: () => preferences().agentNames === 'pseudonyms',
    pseudonyms: createPseudonyms(deps.journal),
    feeds: () => table.feeds(),
    rows: (feedId) => table.rows(feedId),
    t: deps.t
  })
  const fullText = createEpisodeText(deps.t, deps.locale)
  const history = createHistoryKeeper({
    ...deps,
    logger: deps.logger.scoped('privacy'),
    keepDays: () => preferences().keepHistoryDays
  })
  let wereHidden = people.hidden()
  return {
    people,
    history,
    text: (episode, nowMs) => fullText(people.episode(episode), nowMs),
    discreet: () => preferences().hideNoticesWhenLocked && deps.screenLocked(),
    settingsChanged() {
      if (people.hidden() === wereHidden) return
      wereHidden = people.hidden()
      deps.renamed()
    },
    dispose: () => history.dispose()
  }
}
