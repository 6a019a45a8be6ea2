import { isSameInterval } from '../../../core/measures/intervals.ts'
import type { MeasureRole } from '../../../core/measures/value.ts'
import type { FeedShape } from '../../state/feed-shape.ts'
import type { RowTable } from '../../state/row-table.ts'
import { feedsListing, lists } from './feed-roles.ts'

/** What main's headline does not carry: [offered, abandoned, agents in after-contact work]; null where no live feed can say. */
export type FloorSums = readonly [
  offered: number | null,
  abandoned: number | null,
  afterContact: number | null,
  /** 1 where a ratio of the first two would be one of different intervals, as while counters are reset one after the other. */
  mixed: number
]

interface Reading {
  readonly offered: string | undefined
  readonly abandoned: string | undefined
  readonly agentState: string | undefined
}

function nameOf(feeds: readonly FeedShape[], id: string, role: MeasureRole): string | undefined {
  return feeds.find((feed) => feed.id === id)?.measures.find((measure) => measure.role === role)?.name
}

/**
 * Only live feeds count. Offered and abandoned are taken from feeds that list both, so that their ratio is one of the same contacts. One
 * walk over the rows: this runs with every batch.
 */
export function floorSums(rows: RowTable, feeds: readonly FeedShape[], silent: ReadonlySet<string>): FloorSums {
  const live = feeds.filter((feed) => !silent.has(feed.id))
  const offering = feedsListing(live, 'offered').filter((feed) => lists(feed, 'abandoned'))
  const stating = feedsListing(live, 'agentState')
  const read = new Map(
    [...offering, ...stating].map(({ id }): [string, Reading] => [
      id,
      {
        offered: nameOf(offering, id, 'offered'),
        abandoned: nameOf(offering, id, 'abandoned'),
        agentState: nameOf(stating, id, 'agentState')
      }
    ])
  )
  let offered: number | null = null
  let abandoned: number | null = null
  let afterContact = stating.length > 0 ? 0 : null
  let mixed = 0
  for (const { feedId, values, intervals } of rows.all()) {
    const names = read.get(feedId)
    if (!names) continue
    const came = names.offered === undefined ? null : values[names.offered]
    const left = names.abandoned === undefined ? null : values[names.abandoned]
    if (typeof came === 'number') offered = (offered ?? 0) + came
    if (typeof left === 'number') abandoned = (abandoned ?? 0) + left
    if (names.offered !== undefined && !isSameInterval(intervals, names.offered, names.abandoned ?? '')) mixed = 1
    if (names.agentState !== undefined && values[names.agentState] === 'AFTER_CONTACT_WORK') {
      afterContact = (afterContact ?? 0) + 1
    }
  }
  return [offered, abandoned, afterContact, mixed]
}
