import { createFloorRows, floorTest, type FloorRows } from '../floor/membership.ts'
import type { FloorScope } from '../floor/scope.ts'
import type { FeedDescriptor } from '../measures/feed.ts'
import type { Row } from '../measures/row.ts'
import type { Instant } from '../ports/clock.ts'
import { createAggregateWatch } from './aggregate-watch.ts'
import { calmMeasure, createCalmGroup, type CalmGroup } from './calm-group.ts'
import type { Busy } from './counted-machines.ts'
import { createEachWatch } from './each-watch.ts'
import { createElapsedGroup, elapsedMeasure, type ElapsedGroup } from './elapsed-group.ts'
import { followsFloor } from './default-rules.ts'
import { createCounterMemory, type CounterMemory } from './counter-memory.ts'
import type { Machine } from './machine.ts'
import type { Machines } from './machines.ts'
import { bareRow } from './place.ts'
import { createOpenRows, type OpenRows } from './queue-hours.ts'
import { compileReader } from './row-reader.ts'
import { createRowSlots } from './row-slots.ts'
import type { RealtimeRule } from './rule.ts'
import { createTallyGroup, tallyKey, type Settler, type TallyGroup } from './tally-group.ts'
import type { Watch, WatchedFeed } from './watch.ts'
import { ungrouped, type WatchGroup } from './watch-group.ts'

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
  /** Those of `watches` that are about rows together. */
  aggregates: Watch[]
  /** Who looks at them, in the order of the first of each. */
  settlers: Settler[]
  /** Rows for which a rule of a group has a machine. */
  busy: Busy
  /** Groups that wait for moments, and all that remember something of rows. */
  elapsed: ElapsedGroup[]
  tallies: TallyGroup[]
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
    settlers: [],
    elapsed: [],
    tallies: [],
    busy: new Map(),
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

/** What rules about one feed share. */
interface Groups {
  readonly calm: Map<string, CalmGroup>
  readonly elapsed: Map<string, ElapsedGroup>
  readonly tallies: Map<string, TallyGroup>
}

function shared<G>(groups: Map<string, G>, key: string, make: () => G): G {
  const group = groups.get(key) ?? make()
  groups.set(key, group)
  return group
}

/** A watch and, where others tell the same from the same measure, its group. */
interface Bound {
  readonly watch: Watch
  readonly group: Pick<WatchGroup, 'isCalm' | 'followsFloor'> | undefined
  readonly settler?: Settler
}

function watchOf(
  rule: RealtimeRule,
  feed: FeedState,
  feeds: Feeds,
  machines: Machines,
  groups: Groups
): Bound | undefined {
  const reader = compileReader(rule, feed.descriptor)
  if (!reader) return undefined
  const watched = followsFloor(rule) ? onFloor(feed) : feed
  const memory = reader.isCounter ? memoryOf(memoryKey(rule), feed) : undefined
  const memories = reader.others.map((other, place) =>
    other.reader.isCounter ? memoryOf(memoryKey(rule, place), feed) : undefined
  )
  const deps = { rule, reader, feed: watched, machines, memory, memories }
  if (rule.over === 'each') return eachWatchOf(deps, feed, groups)
  if (aggregateFeed(rule, feed.connectionId, feeds) !== feed) return undefined
  const key = tallyKey(rule, reader)
  const group =
    key === undefined ? undefined : shared(groups.tallies, key, () => createTallyGroup(rule, reader, watched))
  const watch = createAggregateWatch({ ...deps, tally: group?.tally })
  group?.watches.push(watch)
  return { watch, group, settler: group ?? watch }
}

type EachDeps = Omit<Parameters<typeof createEachWatch>[0], 'descriptor' | 'byRow'>

function eachWatchOf(deps: EachDeps, feed: FeedState, groups: Groups): Bound {
  const { rule, reader } = deps
  const { descriptor } = feed
  const running = elapsedMeasure(rule, reader)
  if (running !== undefined) {
    const group = shared(groups.elapsed, running, () => createElapsedGroup(running, feed, feed.busy))
    const watch = createEachWatch({ ...deps, descriptor, byRow: group.machines(rule.condition), waits: group.waits })
    group.watches.push(watch)
    return { watch, group }
  }
  const measure = calmMeasure(rule, reader)
  const group =
    measure === undefined ? undefined : shared(groups.calm, measure, () => createCalmGroup(measure, feed.busy))
  const byRow = group?.machines(rule.condition) ?? new Map<string, Machine>()
  return { watch: createEachWatch({ ...deps, descriptor, byRow }), group }
}

/** Gives the feed a fresh watch, without machines, for every rule that covers it. */
export function bindRules(feed: FeedState, rules: readonly RealtimeRule[], feeds: Feeds, machines: Machines): void {
  const present = new Set(rules.flatMap((rule) => [-1, 0, 1, 2, 3].map((place) => memoryKey(rule, place))))
  for (const key of feed.counters.keys()) if (!present.has(key)) feed.counters.delete(key)
  feed.busy = new Map()
  const groups: Groups = { calm: new Map(), elapsed: new Map(), tallies: new Map() }
  const bound = rules.flatMap((rule) => watchOf(rule, feed, feeds, machines, groups) ?? [])
  feed.watches = bound.map(({ watch }) => watch)
  feed.aggregates = feed.watches.filter(({ rule }) => rule.over !== 'each')
  feed.settlers = [...new Set(bound.flatMap(({ settler }) => settler ?? []))]
  feed.elapsed = [...groups.elapsed.values()]
  feed.tallies = [...groups.tallies.values()]
  feed.readers = readersOf(bound)
}

function readersOf(bound: readonly Bound[]): FeedState['readers'] {
  const readers = new Map<string, { readonly alone: Watch[]; readonly groups: Map<object, WatchGroup> }>()
  for (const { watch, group } of bound) {
    for (const name of watch.reads) {
      const of = readers.get(name) ?? { alone: [], groups: new Map<object, WatchGroup>() }
      readers.set(name, of)
      if (!group) {
        of.alone.push(watch)
        continue
      }
      const { isCalm, followsFloor: isOfFloor } = group
      const part = of.groups.get(isCalm) ?? { watches: [], followsFloor: isOfFloor, isCalm }
      of.groups.set(isCalm, part)
      part.watches.push(watch)
    }
  }
  const inTurn = ({ alone, groups }: { alone: Watch[]; groups: Map<object, WatchGroup> }): WatchGroup[] =>
    alone.length > 0 ? [ungrouped(alone), ...groups.values()] : [...groups.values()]
  return new Map([...readers].map(([name, of]) => [name, inTurn(of)]))
}
