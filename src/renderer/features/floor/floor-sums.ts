import type { FeedShape } from '../../state/feed-shape.ts'
import type { RowTable } from '../../state/row-table.ts'
import { feedsListing, lists, numberOf, valueOf } from './feed-roles.ts'

/** What main's headline does not carry: [offered, abandoned, agents in after-contact work]; null where no live feed can say. */
export type FloorSums = readonly [offered: number | null, abandoned: number | null, afterContact: number | null]

function sum(rows: RowTable, feeds: readonly FeedShape[], role: 'offered' | 'abandoned'): number | null {
  let total: number | null = null
  for (const feed of feeds) {
    for (const row of rows.all()) {
      if (row.feedId !== feed.id) continue
      const value = numberOf(feed, row, role)
      if (value !== null) total = (total ?? 0) + value
    }
  }
  return total
}

function countAfterContact(rows: RowTable, feeds: readonly FeedShape[]): number | null {
  if (feeds.length === 0) return null
  let count = 0
  for (const feed of feeds) {
    for (const row of rows.all()) {
      if (row.feedId === feed.id && valueOf(feed, row, 'agentState') === 'AFTER_CONTACT_WORK') count++
    }
  }
  return count
}

/** Only live feeds count. Offered and abandoned are taken from feeds that list both, so that their ratio is one of the same contacts. */
export function floorSums(rows: RowTable, feeds: readonly FeedShape[], silent: ReadonlySet<string>): FloorSums {
  const live = feeds.filter((feed) => !silent.has(feed.id))
  const offering = feedsListing(live, 'offered').filter((feed) => lists(feed, 'abandoned'))
  return [
    sum(rows, offering, 'offered'),
    sum(rows, offering, 'abandoned'),
    countAfterContact(rows, feedsListing(live, 'agentState'))
  ]
}
