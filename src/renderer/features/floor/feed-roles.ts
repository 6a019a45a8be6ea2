import type { RowView } from '../../../contract/views.ts'
import type { MeasureRole, Value } from '../../../core/measures/value.ts'
import type { FeedShape } from '../../state/feed-shape.ts'

export function lists(feed: FeedShape, role: MeasureRole): boolean {
  return feed.measures.some((measure) => measure.role === role)
}

/** The value a row has for a role; null where the producer does not list it or the row has none. */
export function valueOf(feed: FeedShape, row: RowView, role: MeasureRole): Value {
  const name = feed.measures.find((measure) => measure.role === role)?.name
  return name === undefined ? null : (row.values[name] ?? null)
}

export function numberOf(feed: FeedShape, row: RowView, role: MeasureRole): number | null {
  const value = valueOf(feed, row, role)
  return typeof value === 'number' ? value : null
}

/** When the count of this role was seen to begin anew, wall ms; undefined where it never did. */
export function beganAnew(feed: FeedShape, row: RowView, role: MeasureRole): number | undefined {
  const name = feed.measures.find((measure) => measure.role === role)?.name
  return name === undefined ? undefined : row.intervals?.[name]
}

/** What a person calls the row: its name measure, else its keys. */
export function rowName(feed: FeedShape, row: RowView): string {
  const name = valueOf(feed, row, feed.subject === 'agent' ? 'agentName' : 'queueName')
  return typeof name === 'string' && name !== '' ? name : Object.values(row.keys).join(' ')
}

/**
 * The feeds to count and list by, one for each connection: of several that list the role the one with the fewest keys, since the
 * others split the same contacts or agents further.
 */
export function feedsListing(feeds: readonly FeedShape[], role: MeasureRole): FeedShape[] {
  const chosen = new Map<string, FeedShape>()
  for (const feed of feeds) {
    if (!lists(feed, role)) continue
    const rival = chosen.get(feed.connectionId)
    if (!rival || feed.keyNames.length < rival.keyNames.length) chosen.set(feed.connectionId, feed)
  }
  return [...chosen.values()]
}
