import type { RealtimeSink } from '../../core/connections/source.ts'
import { measureByRole } from '../../core/measures/feed.ts'
import type { RowChange } from '../../core/measures/row.ts'
import type { Clock } from '../../core/ports/clock.ts'

/** A name that comes back this often, each time within the span, was not given back by a person who thought better of it. */
const RETURNS = 2
const SPAN_MS = 10 * 60_000

interface Named {
  name: string
  /** All that the row was called by, with the moment it last was; nearly every row has one name for ever. */
  earlier: Map<string, number> | undefined
  returns: number
}

interface Feed {
  readonly measure: string | undefined
  readonly rows: Map<string, Named>
  isSnapshot: boolean
  hasCollided: boolean
}

/**
 * Passes everything on, and notices rows that share a key: what names such a row speaks of two queues or agents in turn, and its
 * numbers with it. In a snapshot each row comes once, so two names are enough; in the stream one name is a new name, and only names
 * that come back by turns tell of two.
 */
export function watchKeys(sink: RealtimeSink, clock: Clock): RealtimeSink {
  const feeds = new Map<string, Feed>()

  /** What the row is called by turns; undefined for a row that stands for one. */
  function namesOfShared(feed: Feed, { action, rowId, values }: RowChange): readonly string[] | undefined {
    if (action === 'delete') {
      feed.rows.delete(rowId)
      return undefined
    }
    const name = feed.measure === undefined ? null : values[feed.measure]
    if (typeof name !== 'string') return undefined
    const row = feed.rows.get(rowId)
    if (!row) feed.rows.set(rowId, { name, earlier: undefined, returns: 0 })
    if (!row || row.name === name) return undefined
    const other = row.name
    const { monoMs } = clock.now()
    const earlier = (row.earlier ??= new Map<string, number>())
    const lastMs = earlier.get(name)
    row.returns = lastMs !== undefined && monoMs - lastMs <= SPAN_MS ? row.returns + 1 : 0
    earlier.set(other, monoMs)
    if (earlier.size > 2 * RETURNS) earlier.delete(earlier.keys().next().value ?? '')
    row.name = name
    return feed.isSnapshot || row.returns >= RETURNS ? [other, name] : undefined
  }

  return {
    ...sink,
    feedStatus: (feedId, status) => sink.feedStatus(feedId, status),
    feedDescribed(descriptor) {
      const measure = measureByRole(descriptor, descriptor.subject === 'agent' ? 'agentName' : 'queueName')?.name
      const known = feeds.get(descriptor.id)
      feeds.set(descriptor.id, { rows: new Map(), isSnapshot: false, hasCollided: false, ...known, measure })
      sink.feedDescribed(descriptor)
    },
    snapshotBegan(feedId, generation) {
      const feed = feeds.get(feedId)
      if (feed) {
        feed.rows.clear()
        feed.isSnapshot = true
        feed.hasCollided = false
      }
      sink.snapshotBegan(feedId, generation)
    },
    rowsChanged(feedId, generation, changes) {
      const feed = feeds.get(feedId)
      if (feed && !feed.hasCollided) {
        for (const change of changes) {
          const names = namesOfShared(feed, change)
          if (!names) continue
          feed.hasCollided = true
          sink.feedKeysShared(feedId, change.keys, names)
          break
        }
      }
      // Last, as everything that may end the source from within.
      sink.rowsChanged(feedId, generation, changes)
    },
    snapshotEnded(feedId, generation) {
      const feed = feeds.get(feedId)
      if (feed) feed.isSnapshot = false
      if (feed && !feed.hasCollided) sink.feedKeysShared(feedId, {}, [])
      sink.snapshotEnded(feedId, generation)
    }
  }
}
