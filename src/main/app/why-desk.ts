import type { RequestInput } from '../../contract/requests.ts'
import type { WhyAnswer } from '../../contract/why.ts'
import type { AlertEngine } from '../../core/alerts/engine-types.ts'
import type { Episode } from '../../core/alerts/episode.ts'
import type { Rule } from '../../core/alerts/rule.ts'
import { nearer, WHY_MINUTE_MS, whyNot, whyOfDelivery } from '../../core/alerts/why.ts'
import type { WhyNow, WhyQuery, WhyReason, WhyRecord } from '../../core/alerts/why.ts'
import type { MeasureTable } from '../../core/measures/table.ts'
import type { Clock } from '../../core/ports/clock.ts'
import type { Journal } from '../../core/ports/journal.ts'
import type { Logger } from '../../core/ports/logger.ts'
import type { AlertDesk } from './alert-desk-types.ts'
import type { People } from './people.ts'
import { createWhyKeeper } from './why-keeper.ts'
import { knownThen } from './why-then.ts'

export interface WhyDesk {
  /** For the engine. */
  readonly keep: (record: WhyRecord) => void
  /** Exactly one reason for any rule, key and minute that is remembered. */
  answer(input: RequestInput<'alert:why'>): WhyAnswer
  /** This run is over: to be called before anything is taken away from the engine. */
  close(): void
}

export interface WhyDeskDeps {
  readonly clock: Clock
  readonly logger: Logger
  readonly journal: Pick<Journal, 'why' | 'ruleVersions'>
  readonly table: Pick<MeasureTable, 'feeds' | 'rows'>
  readonly people: Pick<People, 'hidden' | 'rowId'>
  readonly engine: () => Pick<AlertEngine, 'explain' | 'flushWhy' | 'open'>
  readonly rules: () => readonly Rule[]
  readonly desk: () => Pick<AlertDesk, 'deliveries'>
}

/** Nobody kept which of these it was; for the running minute it is seen. */
const CALM: ReadonlySet<WhyReason> = new Set(['notInScope', 'noValue', 'notBreached'])

/** A rule is not changed oftener within the days of which there are answers. */
const VERSIONS_LOOKED_AT = 500

/** Answers "why was I not alerted?" from the engine's state, the journal and the ledger. */
export function createWhyDesk(deps: WhyDeskDeps): WhyDesk {
  const { clock, people } = deps
  const { why: store } = deps.journal
  const keeper = createWhyKeeper({ clock, logger: deps.logger.scoped('why'), store })

  /** A window knows a row by its pseudonym while names are hidden. */
  function meantKey(key: string, others: readonly Episode[]): string {
    if (!people.hidden()) return key
    for (const { id } of deps.table.feeds()) {
      for (const row of deps.table.rows(id)) if (people.rowId(row.id) === key) return row.id
    }
    return others.find((one) => people.rowId(one.key) === key)?.key ?? key
  }

  function whatBecame(reason: WhyReason, minuteMs: number, episodes: readonly Episode[]): WhyReason {
    const lines = episodes
      .flatMap(({ id }) => deps.desk().deliveries(id))
      // A sound or a flash tells nobody what it is about.
      .filter(({ reason: of, channel }) => of !== 'ended' && channel === 'native')
    const became = lines
      .filter(({ atMs }) => atMs >= minuteMs && atMs < minuteMs + WHY_MINUTE_MS)
      .map(whyOfDelivery)
      .reduce(nearer, null)
    if (became === 'delivered' || became === 'deliveryFailed') return became
    if (reason !== 'delivered') return reason
    // One that failed is tried again, and has the moment of the last try.
    if (lines.some(({ atMs, state }) => state === 'failed' && atMs >= minuteMs)) return 'deliveryFailed'
    if (became !== null) return became
    // A line that was held has the later moment at which it was told or given up; an outcome comes within a minute.
    const isLater = lines.length > 0 && lines.every(({ atMs }) => atMs >= minuteMs + 2 * WHY_MINUTE_MS)
    if (!isLater) return 'delivered'
    const later = lines.map(whyOfDelivery).reduce(nearer, null)
    return later === null || later === 'delivered' ? 'heldBack' : later
  }

  function presently(query: WhyQuery, stored: WhyReason): WhyNow {
    const now = deps.engine().explain(query, clock.now())
    const isSeen = stored === 'conditionNotMet' && CALM.has(now.reason)
    return { ...now, reason: isSeen ? now.reason : (nearer(stored, now.reason) ?? now.reason) }
  }

  const presentNumbers = (ruleId: string, { value, threshold }: WhyNow, episode: Episode | undefined) => ({
    value,
    peak: null,
    threshold: threshold ?? episode?.threshold ?? null,
    ruleVersion: deps.rules().find(({ id }) => id === ruleId)?.version ?? null
  })

  const thenNumbers = (ruleId: string, episode: Episode | undefined, minuteMs: number) =>
    knownThen(episode, deps.journal.ruleVersions(ruleId, VERSIONS_LOOKED_AT), minuteMs)

  return {
    keep: keeper.keep,
    close() {
      deps.engine().flushWhy(clock.now())
      keeper.close()
    },
    answer({ ruleId, connectionId, key, atMs }) {
      const now = clock.now()
      const minuteMs = Math.floor(Math.min(atMs, now.wallMs) / WHY_MINUTE_MS) * WHY_MINUTE_MS
      const isNow = minuteMs + WHY_MINUTE_MS > now.wallMs
      const sinceMs = keeper.sinceMs() ?? now.wallMs
      if (!isNow && minuteMs + WHY_MINUTE_MS <= sinceMs) return { kind: 'notKept', sinceMs }
      deps.engine().flushWhy(now)
      const involved = store.episodesAt(ruleId, minuteMs)
      const query = { ruleId, connectionId, key: meantKey(key, involved) }
      const episodes = involved.filter((one) => one.key === query.key && one.connectionId === connectionId)
      const stored = whyNot(keeper.records(query, minuteMs), query, minuteMs)
      const seen = isNow ? presently(query, stored) : undefined
      const episode = episodes.at(-1)
      return {
        kind: 'known',
        ...{ minuteMs, isNow },
        reason: whatBecame(seen?.reason ?? stored, minuteMs, episodes),
        ...(seen ? presentNumbers(ruleId, seen, episode) : thenNumbers(ruleId, episode, minuteMs)),
        episodeId: seen?.episodeId ?? episode?.id ?? null
      }
    }
  }
}
