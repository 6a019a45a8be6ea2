import { measureByRole, type FeedDescriptor } from './feed.ts'
import type { Row } from './row.ts'
import type { MeasureTable } from './table.ts'
import type { MeasureRole } from './value.ts'

/** The floor in five numbers; null where no live feed can say. */
export interface FloorNumbers {
  readonly contactsWaiting: number | null
  readonly contactsActive: number | null
  readonly answered: number | null
  readonly abandoned: number | null
  readonly agentsReady: number | null
}

/** The rows to count, and how many there are with those that are not to be counted. */
export interface FloorRowsOf {
  rows(feedId: string): Iterable<Row>
  rowCount(feedId: string): number
}

/**
 * The feed to count by, for each connection: of several that know the role, the one with the fewest keys, since the others split
 * the same contacts or agents further and adding them up would count twice.
 */
function feedsToCount(feeds: readonly FeedDescriptor[], role: MeasureRole): FeedDescriptor[] {
  const chosen = new Map<string, FeedDescriptor>()
  for (const feed of feeds) {
    if (!measureByRole(feed, role)) continue
    const rival = chosen.get(feed.connectionId)
    if (!rival || feed.keyNames.length < rival.keyNames.length) chosen.set(feed.connectionId, feed)
  }
  return [...chosen.values()]
}

/** Rows without a value add nothing; where no row has one, or a feed has rows but none of the floor, there is no sum. */
function sum(feeds: readonly FeedDescriptor[], floor: FloorRowsOf, role: MeasureRole): number | null {
  let total: number | null = null
  for (const feed of feedsToCount(feeds, role)) {
    const name = measureByRole(feed, role)?.name ?? ''
    let ofFeed = 0
    let known = 0
    for (const row of floor.rows(feed.id)) {
      const value = row.values[name]
      if (typeof value !== 'number') continue
      known++
      ofFeed += value
    }
    if (known > 0 || floor.rowCount(feed.id) === 0) total = (total ?? 0) + ofFeed
  }
  return total
}

function countReady(feeds: readonly FeedDescriptor[], floor: FloorRowsOf): number | null {
  let total: number | null = null
  for (const feed of feedsToCount(feeds, 'agentState')) {
    const name = measureByRole(feed, 'agentState')?.name ?? ''
    total ??= 0
    for (const row of floor.rows(feed.id)) if (row.values[name] === 'READY') total++
  }
  return total
}

/** Adds up the feeds that `isLive` names. Reads every row of `floor`: meant for the pace of screens, not of messages. */
export function floorNumbers(
  table: Pick<MeasureTable, 'feeds' | 'rows' | 'rowCount'>,
  isLive: (feedId: string) => boolean,
  floor: FloorRowsOf = table
): FloorNumbers {
  const live = table.feeds().filter((feed) => isLive(feed.id))
  const queues = live.filter((feed) => feed.subject === 'queue')
  const agents = live.filter((feed) => feed.subject === 'agent')
  return {
    contactsWaiting: sum(queues, floor, 'contactsWaiting'),
    contactsActive: sum(queues, floor, 'contactsActive'),
    answered: sum(queues, floor, 'answered'),
    abandoned: sum(queues, floor, 'abandoned'),
    agentsReady: countReady(agents, floor)
  }
}
