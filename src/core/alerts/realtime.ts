import { EVERYTHING, isConnectionOnFloor, type FloorScope } from '../floor/scope.ts'
import type { FeedDescriptor } from '../measures/feed.ts'
import { feedOfRow, type RowDelta } from '../measures/row.ts'
import { AGGREGATE_KEY } from './aggregate-watch.ts'
import { followsFloor } from './default-rules.ts'
import type { EngineEvent } from './engine-types.ts'
import { bindRules, boundRows, newFeed, type FeedState } from './feed-state.ts'
import type { Machine, Turn } from './machine.ts'
import type { Machines } from './machines.ts'
import { moveClosed, moveFloor, subjectIsClosed } from './row-bounds.ts'
import { createRowTelling } from './row-telling.ts'
import type { RealtimeRule } from './rule.ts'
import type { Watch } from './watch.ts'
import type { WhyQuery } from './why.ts'

type FeedLive = Extract<EngineEvent, { type: 'feedLive' }>

/**
 * The realtime rules over the feeds.
 *
 * 1. A feed is judged only while it is live and no snapshot runs; otherwise all its keys are held.
 * 2. A sum or count spans one feed for each connection: of those the rule covers, the one with the fewest keys (others split the
 *    same rows further), first by id where equal.
 * 3. A machine whose feed is not described yet waits, held, until it is.
 */
export interface Realtime {
  describe(feed: FeedDescriptor, connectionName: string, turn: Turn): void
  setLive(event: FeedLive, turn: Turn): void
  setSnapshotting(feedId: string, isSnapshotting: boolean, turn: Turn): void
  rowsChanged(feedId: string, deltas: readonly RowDelta[], turn: Turn): void
  /** A sum or count bears the name of its connection. */
  rename(connectionId: string, connectionName: string, turn: Turn): void
  removeConnection(connectionId: string, turn: Turn): void
  /** Open alerts of the connection end; its feeds and rows stay what they are until the far side speaks. */
  beginAnew(connectionId: string, turn: Turn): void
  /** `changedIds`: rules that are not what they were. Machines of rules no longer in the list must be ended before. */
  setRules(rules: readonly RealtimeRule[], changedIds: ReadonlySet<string>, turn: Turn): void
  /** Rules that follow my floor count there from now on; what they said of the rest ends. */
  setFloor(scope: FloorScope, turn: Turn): void
  /** The queues, by id, that are closed from now on: nothing is judged of their rows, and what was said of them ends. */
  setClosed(closed: ReadonlySet<string>, turn: Turn): void
  /** A row that is listed, of a closed queue. */
  isClosed(rowId: string): boolean
  /** Why each feed that is described is not judged; null: it is. */
  standing(): Iterable<readonly [string, 'feedNotLive' | 'snapshot' | null]>
  /** Over which feeds aggregates are taken. */
  spans(): Iterable<{ readonly ruleId: string; readonly connectionId: string; readonly feedId: string }>
  /** The feed that the key is, or would be, judged on, and the watch that does. */
  whereabouts(query: WhyQuery): { readonly feed: FeedState; readonly watch: Watch | undefined } | undefined
  /** Machines of an earlier run. */
  adopt(machine: Machine): void
  machines(): Iterable<Machine>
  /** Rows whose time came that have no machine yet. Before the machines' own moments. */
  runDue(turn: Turn): void
  nextMs(): number | undefined
}

/** `moved`: where somebody keeps it, rows of which `isClosed` may be another now. */
export function createRealtime(machines: Machines, firstScope: FloorScope = EVERYTHING, moved?: Set<string>): Realtime {
  const feeds = new Map<string, FeedState>()
  let rules: readonly RealtimeRule[] = []
  let waiting: Machine[] = []
  let scope = firstScope
  let closed: ReadonlySet<string> = new Set()
  /** Those that have rows whose time may come. */
  let timed: FeedState[] = []
  const telling = createRowTelling()

  const isJudged = (feed: FeedState): boolean => feed.isLive && !feed.isSnapshotting

  function* allMachines(): Iterable<Machine> {
    yield* waiting
    for (const feed of feeds.values()) for (const watch of feed.watches) yield* watch.machines()
  }

  const machinesOf = (connectionId: string): Machine[] =>
    [...allMachines()].filter(({ subject }) => subject.connectionId === connectionId)

  function feedsOf({ subject }: Machine): FeedState[] {
    const feedId = subject.key === AGGREGATE_KEY ? undefined : feedOfRow(subject.key)
    return [...feeds.values()].filter(
      (feed) => feed.connectionId === subject.connectionId && (feedId === undefined || feed.id === feedId)
    )
  }

  /** Gives the machine to the watch that covers its key; closes it where there can be none any more. */
  function place(machine: Machine, turn: Turn): void {
    const candidates = feedsOf(machine)
    for (const feed of candidates) {
      if (subjectIsClosed(feed, machine)) {
        machines.end(machine, 'queueClosed', true, turn)
        return
      }
      const watch = feed.watches.find(({ rule }) => rule.id === machine.rule.id)
      if (!watch?.adopt(machine)) continue
      if (!isJudged(feed)) machines.hold(machine, turn)
      return
    }
    const mayComeYet = candidates.length === 0 || machine.subject.key === AGGREGATE_KEY
    const hasRightForm = rules.some(
      (rule) => rule.id === machine.rule.id && (rule.over === 'each') === (machine.subject.key !== AGGREGATE_KEY)
    )
    if (mayComeYet && hasRightForm && machine.episode) {
      machines.hold(machine, turn)
      waiting.push(machine)
    } else machines.end(machine, 'ruleChanged', true, turn)
  }

  /** Builds all watches anew and gives every machine its place again. */
  function rebind(turn: Turn): void {
    const loose = [...allMachines()]
    waiting = []
    for (const feed of feeds.values()) bindRules(feed, rules, feeds, machines)
    timed = [...feeds.values()].filter(({ elapsed }) => elapsed.length > 0)
    for (const machine of loose) place(machine, turn)
    for (const feed of feeds.values()) if (isJudged(feed)) resume(feed, turn)
  }

  function resume(feed: FeedState, turn: Turn): void {
    for (const watch of feed.watches) watch.resume(turn)
  }

  function change(feedId: string, turn: Turn, set: (feed: FeedState) => void, keepsClock = false): void {
    const feed = feeds.get(feedId)
    if (!feed) return
    const was = isJudged(feed)
    set(feed)
    const is = isJudged(feed)
    if (was && !is) {
      for (const watch of feed.watches) watch.hold(turn)
      for (const group of feed.elapsed) group.forgetAll()
    }
    if (!is || was) return
    if (!keepsClock) feed.offsetMs = turn.now.wallMs - turn.now.monoMs
    resume(feed, turn)
  }

  function hear(feed: FeedState, delta: RowDelta, judged: boolean, turn: Turn): void {
    const onFloor = feed.floor.note(delta)
    if (judged) telling.tell(feed, delta, onFloor, turn)
    else if (delta.kind === 'removed') {
      for (const watch of feed.watches) if (!watch.followsFloor || onFloor === 'removed') watch.rowVanished(delta.row)
    }
  }

  return {
    describe(descriptor, connectionName, turn) {
      const known = feeds.get(descriptor.id)
      if (known) {
        const isSame = JSON.stringify(known.descriptor) === JSON.stringify(descriptor)
        known.connectionName = connectionName
        if (isSame) return
        known.descriptor = descriptor
        boundRows(known, closed, scope)
        for (const id of known.allRows.keys()) moved?.add(id)
      } else feeds.set(descriptor.id, newFeed(descriptor, connectionName, turn.now, { closed, floor: scope }))
      rebind(turn)
    },
    setLive({ feedId, live, unknownSinceMs, keepsClock }, turn) {
      const monoMs = Math.min(unknownSinceMs ?? Infinity, turn.now.monoMs)
      const since: Turn = { ...turn, now: { ...turn.now, monoMs } }
      change(
        feedId,
        live ? turn : since,
        (feed) => {
          feed.isLive = live
        },
        keepsClock
      )
    },
    setSnapshotting(feedId, isSnapshotting, turn) {
      change(feedId, turn, (feed) => {
        feed.isSnapshotting = isSnapshotting
      })
    },
    rowsChanged(feedId, deltas, turn) {
      const feed = feeds.get(feedId)
      if (!feed) return
      const judged = isJudged(feed)
      for (const delta of deltas) {
        const { kind, row } = delta
        if (kind === 'removed') feed.allRows.delete(row.id)
        else if (kind === 'added') feed.allRows.set(row.id, row)
        const opened = feed.open.note(delta)
        if (opened === kind) hear(feed, delta, judged, turn)
        else if (opened !== 'off') hear(feed, { ...delta, kind: opened }, judged, turn)
        if (opened !== kind && !(opened === 'off' && kind === 'changed')) moved?.add(row.id)
        if (kind === 'removed') {
          for (const of of [feed.counters.values(), feed.elapsed, feed.tallies])
            for (const one of of) one.forget(row.id)
          feed.slots.free(row.id)
        }
      }
      if (judged) for (const settler of feed.settlers) settler.settle(turn)
    },
    rename(connectionId, connectionName, turn) {
      for (const feed of feeds.values()) if (feed.connectionId === connectionId) feed.connectionName = connectionName
      for (const machine of allMachines()) {
        const { key, connectionId: of } = machine.subject
        if (of === connectionId && key === AGGREGATE_KEY) machines.rename(machine, connectionName, turn)
      }
    },
    removeConnection(connectionId, turn) {
      const gone = machinesOf(connectionId)
      for (const [id, feed] of feeds) {
        if (feed.connectionId !== connectionId) continue
        feeds.delete(id)
        for (const rowId of feed.allRows.keys()) if (!feed.rows.has(rowId)) moved?.add(rowId)
      }
      timed = timed.filter((feed) => feed.connectionId !== connectionId)
      waiting = waiting.filter((machine) => machine.subject.connectionId !== connectionId)
      for (const machine of gone) machines.end(machine, 'connectionRemoved', true, turn)
    },
    beginAnew(connectionId, turn) {
      const over = machinesOf(connectionId)
      waiting = waiting.filter((machine) => machine.subject.connectionId !== connectionId)
      for (const machine of over) machines.end(machine, 'floorBeganAnew', true, turn)
    },
    setRules(next, changedIds, turn) {
      const byId = new Map(next.map((rule) => [rule.id, rule]))
      for (const machine of allMachines()) {
        const rule = byId.get(machine.rule.id)
        if (rule && changedIds.has(rule.id)) machines.carry(machine, rule, turn)
      }
      rules = next
      rebind(turn)
    },
    setFloor(next, turn) {
      scope = next
      for (const feed of feeds.values()) moveFloor(feed, scope, isJudged(feed), turn)
      waiting = waiting.filter((machine) => {
        const { connectionId } = machine.subject
        if (!followsFloor(machine.rule) || connectionId === null) return true
        if (isConnectionOnFloor(connectionId, scope)) return true
        machines.end(machine, 'offFloor', true, turn)
        return false
      })
    },
    setClosed(next, turn) {
      closed = next
      for (const feed of feeds.values()) {
        for (const id of moveClosed(feed, closed, scope, isJudged(feed), turn)) moved?.add(id)
      }
    },
    isClosed(rowId) {
      const feed = feeds.get(feedOfRow(rowId) ?? '')
      return feed !== undefined && feed.allRows.has(rowId) && !feed.rows.has(rowId)
    },
    *standing() {
      for (const feed of feeds.values()) {
        yield [feed.id, !feed.isLive ? 'feedNotLive' : feed.isSnapshotting ? 'snapshot' : null]
      }
    },
    *spans() {
      for (const { id: feedId, connectionId, aggregates } of feeds.values()) {
        for (const { rule } of aggregates) yield { ruleId: rule.id, connectionId, feedId }
      }
    },
    whereabouts({ ruleId, connectionId, key }) {
      const watchOf = (feed: FeedState): Watch | undefined => feed.watches.find(({ rule }) => rule.id === ruleId)
      if (key !== AGGREGATE_KEY) {
        const feed = feeds.get(feedOfRow(key) ?? '')
        return feed && { feed, watch: watchOf(feed) }
      }
      const own = [...feeds.values()].filter((feed) => feed.connectionId === connectionId)
      const feed = own.find((one) => one.aggregates.some(({ rule }) => rule.id === ruleId)) ?? own[0]
      return feed && { feed, watch: feed.aggregates.find(({ rule }) => rule.id === ruleId) }
    },
    adopt(machine) {
      waiting.push(machine)
    },
    machines: allMachines,
    runDue(turn) {
      telling.runDue(timed, turn)
    },
    nextMs() {
      let nextMs = Infinity
      for (const { elapsed } of timed)
        for (const group of elapsed) nextMs = Math.min(nextMs, group.nextMs() ?? Infinity)
      return nextMs === Infinity ? undefined : nextMs
    }
  }
}
