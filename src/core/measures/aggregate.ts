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

type RowsOf = (feedId: string) => Iterable<Row>

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

/** Rows without a value add nothing; where no row has one, there is no sum. */
function sum(feeds: readonly FeedDescriptor[], rowsOf: RowsOf, role: MeasureRole): number | null {
  let total: number | null = null
  for (const feed of feedsToCount(feeds, role)) {
    const name = measureByRole(feed, role)?.name ?? ''
    let ofFeed = 0
    let rows = 0
    let known = 0
    for (const row of rowsOf(feed.id)) {
      const value = row.values[name]
      rows++
      if (typeof value !== 'number') continue
      known++
      ofFeed += value
    }
    if (known > 0 || rows === 0) total = (total ?? 0) + ofFeed
  }
  return total
}

function countReady(feeds: readonly FeedDescriptor[], rowsOf: RowsOf): number | null {
  let total: number | null = null
  for (const feed of feedsToCount(feeds, 'agentState')) {
    const name = measureByRole(feed, 'agentState')?.name ?? ''
    total ??= 0
    for (const row of rowsOf(feed.id)) if (row.values[name] === 'READY') total++
  }
  return total
}

/** Adds up the feeds that `isLive` names. Reads every row: meant for the pace of screens, not of messages. */
export function floorNumbers(
  table: Pick<MeasureTable, 'feeds' | 'rows'>,
  isLive: (feedId: string) => boolean
): FloorNumbers {
  const rowsOf: RowsOf = (feedId) => table.rows(feedId)
  const live = table.feeds().filter((feed) => isLive(feed.id))
  const queues = live.filter((feed) => feed.subject === 'queue')
  const agents = live.filter((feed) => feed.subject === 'agent')
  return {
    contactsWaiting: sum(queues, rowsOf, 'contactsWaiting'),
    contactsActive: sum(queues, rowsOf, 'contactsActive'),
    answered: sum(queues, rowsOf, 'answered'),
    abandoned: sum(queues, rowsOf, 'abandoned'),
    agentsReady: countReady(agents, rowsOf)
  }
}
