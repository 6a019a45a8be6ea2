import { createFloorRows, floorTest, type FloorRows } from '../floor/membership.ts'
import type { FloorScope } from '../floor/scope.ts'
import type { FeedDescriptor } from '../measures/feed.ts'
import type { Row } from '../measures/row.ts'
import type { Instant } from '../ports/clock.ts'
import { createAggregateWatch } from './aggregate-watch.ts'
import { calmMeasure, createCalmGroup, ungrouped, type CalmGroup, type WatchGroup } from './calm-group.ts'
import { createEachWatch } from './each-watch.ts'
import { followsFloor } from './default-rules.ts'
import { createCounterMemory, type CounterMemory } from './counter-memory.ts'
import type { Machine } from './machine.ts'
import type { Machines } from './machines.ts'
import { bareRow } from './place.ts'
import { createOpenRows, type OpenRows } from './queue-hours.ts'
import { compileReader } from './row-reader.ts'
import { createRowSlots } from './row-slots.ts'
import type { RealtimeRule } from './rule.ts'
import type { Watch, WatchedFeed } from './watch.ts'

/** One feed as the realtime rules know it. */
export interface FeedState extends WatchedFeed {
  descriptor: FeedDescriptor
  connectionName: string
  offsetMs: number
  readonly allRows: Map<string, Row>
  /** Its rows of open queues; `rows` are these. */
  open: OpenRows
  rows: ReadonlyMap<string, Row>
  /** Those of them on my floor. */
  floor: FloorRows
  isLive: boolean
  isSnapshotting: boolean
  watches: Watch[]
  /** Those of `watches` that want `settle`. */
  aggregates: Watch[]
  /** Watches by the measures they read: what a change does not concern costs it nothing. */
  readers: Map<string, readonly WatchGroup[]>
  /** What is remembered about counters, by rule: outlives the watches. */
  readonly counters: Map<string, CounterMemory>
}

/** A feed without rows and watches. */
export function newFeed(
  descriptor: FeedDescriptor,
  connectionName: string,
  now: Instant,
  bounds: { readonly closed: ReadonlySet<string>; readonly floor: FloorScope }
): FeedState {
  const { id, connectionId } = descriptor
  const allRows = new Map<string, Row>()
  const open = createOpenRows(descriptor, bounds.closed, allRows)
  const feed: FeedState = {
    ...{ id, connectionId, connectionName, descriptor, allRows, open },
    offsetMs: now.wallMs - now.monoMs,
    rows: open.rows,
    isWhole: true,
    slots: createRowSlots(),
    floor: createFloorRows(floorTest(descriptor, bounds.floor), open.rows),
    isLive: false,
    isSnapshotting: false,
    watches: [],
    aggregates: [],
    readers: new Map(),
    counters: new Map(),
    whyOut(rowId) {
      const row = allRows.get(rowId)
      if (feed.open.isClosed(row ?? bareRow(rowId, id))) return 'queueClosed'
      return row ? 'offFloor' : 'rowGone'
    }
  }
  return feed
}

/** Queues were opened or closed, or another floor was chosen. */
export function boundRows(feed: FeedState, closed: ReadonlySet<string>, floor: FloorScope): void {
  feed.open = createOpenRows(feed.descriptor, closed, feed.allRows)
  feed.rows = feed.open.rows
  feed.floor = createFloorRows(floorTest(feed.descriptor, floor), feed.rows)
}

type Feeds = ReadonlyMap<string, FeedState>

/** The feed as rules see it that follow my floor. */
function onFloor(feed: FeedState): WatchedFeed {
  const { id, connectionId, allRows, slots, whyOut } = feed
  return {
    id,
    connectionId,
    allRows,
    slots,
    whyOut,
    get isWhole() {
      return feed.floor.rows === feed.rows
    },
    get connectionName() {
      return feed.connectionName
    },
    get offsetMs() {
      return feed.offsetMs
    },
    get rows() {
      return feed.floor.rows
    }
  }
}

/** The feed that a sum or count of the connection is taken over. */
function aggregateFeed(rule: RealtimeRule, connectionId: string, feeds: Feeds): FeedState | undefined {
  let chosen: FeedState | undefined
  for (const feed of [...feeds.values()].sort((a, b) => (a.id < b.id ? -1 : 1))) {
    if (feed.connectionId !== connectionId || !compileReader(rule, feed.descriptor)) continue
    if (!chosen || feed.descriptor.keyNames.length < chosen.descriptor.keyNames.length) chosen = feed
  }
  return chosen
}

/** A rule of another version is about something else. `place`: of its other conditions. */
const memoryKey = (rule: RealtimeRule, place = -1): string => `${rule.id}/${String(rule.version)}/${String(place)}`

function memoryOf(key: string, feed: FeedState): CounterMemory {
  const memory = feed.counters.get(key) ?? createCounterMemory(feed.slots)
  feed.counters.set(key, memory)
  return memory
}

/** A watch and, where others tell the same from the same measure, its group. */
interface Bound {
  readonly watch: Watch
  readonly group: CalmGroup | undefined
}

function watchOf(
  rule: RealtimeRule,
  feed: FeedState,
  feeds: Feeds,
  machines: Machines,
  groupOf: (measure: string) => CalmGroup
): Bound | undefined {
  const reader = compileReader(rule, feed.descriptor)
  if (!reader) return undefined
  const watched = followsFloor(rule) ? onFloor(feed) : feed
  const memory = reader.isCounter ? memoryOf(memoryKey(rule), feed) : undefined
  const memories = reader.others.map((other, place) =>
    other.reader.isCounter ? memoryOf(memoryKey(rule, place), feed) : undefined
  )
  const deps = { rule, reader, feed: watched, machines, memory, memories }
  if (rule.over === 'each') {
    const measure = calmMeasure(rule, reader)
    const group = measure === undefined ? undefined : groupOf(measure)
    const byRow = group?.machines(rule.condition) ?? new Map<string, Machine>()
    return { watch: createEachWatch({ ...deps, descriptor: feed.descriptor, byRow }), group }
  }
  if (aggregateFeed(rule, feed.connectionId, feeds) !== feed) return undefined
  return { watch: createAggregateWatch(deps), group: undefined }
}

/** Gives the feed a fresh watch, without machines, for every rule that covers it. */
export function bindRules(feed: FeedState, rules: readonly RealtimeRule[], feeds: Feeds, machines: Machines): void {
  const present = new Set(rules.flatMap((rule) => [-1, 0, 1, 2, 3].map((place) => memoryKey(rule, place))))
  for (const key of feed.counters.keys()) if (!present.has(key)) feed.counters.delete(key)
  const groups = new Map<string, CalmGroup>()
  const groupOf = (measure: string): CalmGroup => {
    const group = groups.get(measure) ?? createCalmGroup(measure)
    groups.set(measure, group)
    return group
  }
  const bound = rules.flatMap((rule) => watchOf(rule, feed, feeds, machines, groupOf) ?? [])
  feed.watches = bound.map(({ watch }) => watch)
  feed.aggregates = feed.watches.filter(({ rule }) => rule.over !== 'each')
  feed.readers = readersOf(bound)
}

function readersOf(bound: readonly Bound[]): FeedState['readers'] {
  const readers = new Map<string, { readonly alone: Watch[]; readonly groups: Map<CalmGroup, WatchGroup> }>()
  for (const { watch, group } of bound) {
    for (const name of watch.reads) {
      const of = readers.get(name) ?? { alone: [], groups: new Map<CalmGroup, WatchGroup>() }
      readers.set(name, of)
      if (!group) {
        of.alone.push(watch)
        continue
      }
      const part = of.groups.get(group) ?? { watches: [], isCalm: group.isCalm }
      of.groups.set(group, part)
      part.watches.push(watch)
    }
  }
  return new Map([...readers].map(([name, { alone, groups }]) => [name, [ungrouped(alone), ...groups.values()]]))
}
