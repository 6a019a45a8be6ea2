import type { FeedDescriptor } from './feed.ts'
import { intervalsAfter, type Intervals } from './intervals.ts'
import { isGivenAway, ownValues } from './own-values.ts'
import type { Row, RowChange, RowDelta, RowPlace } from './row.ts'
import type { Value } from './value.ts'

/** What a snapshot said about the time it bridges, in rows. `ended` was said in so many words, `vanished` is what it did not repeat. */
export interface SnapshotSummary {
  readonly ended: number
  readonly vanished: number
  readonly began: number
  readonly changed: number
}

export interface Reconciliation {
  /** Rows of older generations that the snapshot did not repeat, removed in one step. */
  readonly deltas: readonly RowDelta[]
  readonly summary: SnapshotSummary
}

/** What changed since the last call. `removed` may name a row the reader never saw. */
export interface DirtyRows {
  /** Grows by one with every answer that has content. */
  readonly revision: number
  readonly changed: readonly Row[]
  readonly removed: readonly string[]
}

/**
 * The present values of all rows of all feeds: one mutable structure, never copied whole.
 *
 * 1. A change of an older generation than its feed's present one does nothing; a newer one begins that generation.
 * 2. The same change twice yields one delta; a row that is only repeated takes the new generation and nothing else.
 * 3. Changes of a feed that was not described are ignored.
 */
export interface MeasureTable {
  /** Adds the feed, or replaces its description and keeps its rows. */
  describe(feed: FeedDescriptor): void
  /** Takes the feed and its rows away. */
  removeFeed(feedId: string): void
  beginSnapshot(feedId: string, generation: number): void
  /** `wallMs`: when the change arrived. Undefined when nothing changed. */
  apply(feedId: string, generation: number, change: RowChange, wallMs: number): RowDelta | undefined
  endSnapshot(feedId: string, generation: number): Reconciliation
  feed(feedId: string): FeedDescriptor | undefined
  feeds(): readonly FeedDescriptor[]
  rows(feedId: string): Iterable<Row>
  row(id: string): Row | undefined
  rowCount(feedId: string): number
  /** As of the last `takeDirty` with content. */
  revision(): number
  takeDirty(): DirtyRows
}

interface MutableRow extends Row {
  readonly values: Record<string, Value>
  changedAtMs: number
  intervals?: Intervals
  generation: number
  /** Waits in the table's list of changed rows. */
  isDirty: boolean
}

interface Tally {
  ended: number
  began: number
  changed: number
}

interface FeedRows {
  descriptor: FeedDescriptor
  counters: ReadonlySet<string>
  generation: number
  /** Counts while a snapshot runs. */
  tally: Tally | undefined
  readonly rows: Map<string, MutableRow>
}

/** Generation of a row that is in no table any more. */
const GONE = -1
/** Rows that were removed while they were dirty and are still in the list. */
const MOST_CLEANED = 10_000
const NO_MEASURES: readonly string[] = []
const NOTHING: Reconciliation = { deltas: [], summary: { ended: 0, vanished: 0, began: 0, changed: 0 } }

/**
 * Names of the measures that differ afterwards from before; undefined when none. Runs for every message: `for in` takes half the
 * time of `Object.keys`, and a plain record inherits nothing enumerable.
 */
function merge(into: Record<string, Value>, from: Readonly<Record<string, Value>>): string[] | undefined {
  let changed: string[] | undefined
  for (const name in from) {
    const value = from[name]
    if (value === undefined || into[name] === value) continue
    into[name] = value
    if (changed) changed.push(name)
    else changed = [name]
  }
  return changed
}

/** A new row's values, and the names of all of them. A record that was given away is kept as it is: a snapshot is nothing but new rows. */
function begin(from: Readonly<Record<string, Value>>): { values: Record<string, Value>; measures: readonly string[] } {
  if (isGivenAway(from)) return { values: from, measures: Object.keys(from) }
  const values = ownValues()
  return { values, measures: merge(values, from) ?? NO_MEASURES }
}

function settle(feed: FeedRows, row: MutableRow, place: RowPlace | undefined): void {
  if (!place) return
  place.owner = feed
  place.row = row
}

/** The row that a change is about. */
function rowOf(feed: FeedRows, { place, rowId }: RowChange): MutableRow | undefined {
  // What stands in a place that this feed owns was put there as one of its own rows.
  if (place?.owner === feed && place.row && place.row.generation !== GONE) return place.row as MutableRow
  const row = feed.rows.get(rowId)
  if (row) settle(feed, row, place)
  return row
}

export function createMeasureTable(): MeasureTable {
  const feeds = new Map<string, FeedRows>()
  /** Also holds rows that are clean by now, having been removed. */
  let dirty: MutableRow[] = []
  let cleaned = 0
  const removed = new Set<string>()
  let revision = 0

  /** A mark in the row costs less than a set of rows, which is asked for every message. */
  function soil(row: MutableRow): void {
    if (row.isDirty) return
    row.isDirty = true
    dirty.push(row)
  }

  /** Nobody may ask what is dirty for days: rows that come and go must not pile up. */
  function clean(row: MutableRow): void {
    row.isDirty = false
    cleaned += 1
    if (cleaned < MOST_CLEANED) return
    dirty = dirty.filter((other) => other.isDirty)
    cleaned = 0
  }

  function add(feed: FeedRows, feedId: string, change: RowChange, wallMs: number): RowDelta {
    const { values, measures } = begin(change.values)
    const row: MutableRow = {
      // What every message touches stands together.
      values,
      changedAtMs: wallMs,
      generation: feed.generation,
      isDirty: false,
      id: change.rowId,
      feedId,
      keys: change.keys
    }
    feed.rows.set(row.id, row)
    settle(feed, row, change.place)
    removed.delete(row.id)
    soil(row)
    if (feed.tally) feed.tally.began++
    return { row, kind: 'added', measures }
  }

  function remove(feed: FeedRows, row: MutableRow): RowDelta {
    row.generation = GONE
    feed.rows.delete(row.id)
    if (row.isDirty) clean(row)
    removed.add(row.id)
    if (feed.tally) feed.tally.ended++
    return { row, kind: 'removed', measures: NO_MEASURES }
  }

  return {
    describe(descriptor) {
      const known = feeds.get(descriptor.id)
      const counters = new Set(descriptor.measures.flatMap(({ name, isCounter }) => (isCounter ? [name] : [])))
      if (known) {
        known.descriptor = descriptor
        known.counters = counters
      } else feeds.set(descriptor.id, { descriptor, counters, generation: 0, tally: undefined, rows: new Map() })
    },
    removeFeed(feedId) {
      const feed = feeds.get(feedId)
      if (!feed) return
      feeds.delete(feedId)
      for (const row of feed.rows.values()) remove(feed, row)
    },
    beginSnapshot(feedId, generation) {
      const feed = feeds.get(feedId)
      if (!feed || generation < feed.generation) return
      feed.generation = generation
      feed.tally = { ended: 0, began: 0, changed: 0 }
    },
    apply(feedId, generation, change, wallMs) {
      const feed = feeds.get(feedId)
      if (!feed || generation < feed.generation) return undefined
      feed.generation = generation
      const row = rowOf(feed, change)
      if (change.action === 'delete') return row && remove(feed, row)
      if (!row) return add(feed, feedId, change, wallMs)
      row.generation = generation
      const { counters } = feed
      const intervals = counters.size > 0 ? intervalsAfter(counters, row, change.values, wallMs) : undefined
      if (intervals) row.intervals = intervals
      const measures = merge(row.values, change.values)
      if (!measures) return undefined
      row.changedAtMs = wallMs
      soil(row)
      if (feed.tally) feed.tally.changed++
      return { row, kind: 'changed', measures }
    },
    endSnapshot(feedId, generation) {
      const feed = feeds.get(feedId)
      if (!feed?.tally || generation !== feed.generation) return NOTHING
      const deltas: RowDelta[] = []
      for (const row of feed.rows.values()) if (row.generation < generation) deltas.push(remove(feed, row))
      const { began, changed, ended: removed } = feed.tally
      const vanished = deltas.length
      feed.tally = undefined
      return { deltas, summary: { began, changed, vanished, ended: removed - vanished } }
    },
    feed: (feedId) => feeds.get(feedId)?.descriptor,
    feeds: () => [...feeds.values()].map((feed) => feed.descriptor),
    rows: (feedId) => feeds.get(feedId)?.rows.values() ?? [],
    row(id) {
      for (const feed of feeds.values()) {
        const row = feed.rows.get(id)
        if (row) return row
      }
      return undefined
    },
    rowCount: (feedId) => feeds.get(feedId)?.rows.size ?? 0,
    revision: () => revision,
    takeDirty() {
      const changed = dirty.filter((row) => row.isDirty)
      for (const row of changed) row.isDirty = false
      if (changed.length + removed.size > 0) revision++
      const taken = { revision, changed, removed: [...removed] }
      dirty = []
      cleaned = 0
      removed.clear()
      return taken
    }
  }
}
