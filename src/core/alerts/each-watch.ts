import type { FeedDescriptor } from '../measures/feed.ts'
import { feedOfRow, type Row } from '../measures/row.ts'
import { rowName } from '../measures/row-name.ts'
import { crossingMsOf, exceeds, judge, type Sample } from './condition.ts'
import { hasFallenSince, type CounterMemory } from './counter-memory.ts'
import { followsFloor } from './default-rules.ts'
import { createJoinedRow, rowSample } from './joined-row.ts'
import { isBurning, type Machine, type Turn } from './machine.ts'
import { isIdle, type Machines } from './machines.ts'
import { OVERSLEPT_MS } from './oversleep.ts'
import { placeReads, rowPlaces } from './place.ts'
import type { RowReader } from './row-reader.ts'
import type { EndReason } from './episode.ts'
import type { RealtimeRule } from './rule.ts'
import type { Watch, WatchedFeed } from './watch.ts'

const UNKNOWN: Sample = { kind: 'unknown' }

/** A watch whose rows' time somebody else waits for. */
export interface EachWatch extends Watch {
  /** That time was overslept: whether the rule's own was, too, is up to it. */
  rowOverslept(row: Row, turn: Turn): void
}

/** A key of its own for each row. Rows that are calm and stay so by themselves have no machine. */
export function createEachWatch(deps: {
  readonly rule: RealtimeRule
  readonly reader: RowReader
  readonly descriptor: FeedDescriptor
  readonly feed: WatchedFeed
  readonly machines: Machines
  /** Where the metric is a counter. */
  readonly memory: CounterMemory | undefined
  /** The same for its other conditions. */
  readonly memories: readonly (CounterMemory | undefined)[]
  /** Empty: its machines, for the watch alone to change. */
  readonly byRow: Map<string, Machine>
  /** Where somebody else waits for the row's time to come: nothing is to be done about it yet. */
  readonly waits?: (row: Row, monoMs: number) => boolean
}): EachWatch {
  const { rule, reader, descriptor, feed, machines, memory, byRow, waits } = deps
  const joined = rule.also && createJoinedRow({ ...deps, join: rule.also.join })
  const places = rowPlaces(descriptor, feed)
  /** Rows whose going is to be told. */
  const vanished = new Map<string, Row>()
  const isTold = rule.noData?.policy === 'alert'

  function machineFor(row: Row): Machine {
    const subject = {
      key: row.id,
      connectionId: feed.connectionId,
      unit: reader.unit,
      name: () => rowName(descriptor, row),
      place: places(row.id)
    }
    const machine = machines.create(subject, rule)
    byRow.set(row.id, machine)
    return machine
  }

  /** The usual case, told without making anything: no machine is needed for the row. */
  function isCalm(row: Row, monoMs: number): boolean {
    if (!reader.isInScope(row)) return true
    if (joined) return joined.isCalm(row, isTold)
    const value = reader.value(row)
    if (waits) return waits(row, monoMs)
    if (value === null) return !isTold || reader.metric === 'elapsed'
    return reader.metric !== 'elapsed' && !exceeds(rule.condition.op, value, rule.condition.threshold)
  }

  /** A burning alert of a counter that began anew is over, not well again. True: there is no verdict on the row for now. */
  function mindInterval(row: Row, of: CounterMemory, turn: Turn): boolean {
    const machine = byRow.get(row.id)
    const value = reader.value(row)
    const { condition } = rule
    const isBreach = value !== null && exceeds(condition.op, value, condition.threshold)
    const began = of.note(row.id, reader.interval(row), machine !== undefined && hasFallenSince(machine, value))
    const wantsMore = condition.op.startsWith('<')
    if (began && wantsMore) of.waits(row.id)
    if (machine && began && (wantsMore || !isBreach) && machine.state !== 'recovering') {
      byRow.delete(row.id)
      machines.end(machine, 'counterReset', false, turn)
    }
    return of.isWaiting(row.id, value !== null && !isBreach)
  }

  function sampleOf(row: Row): Sample {
    return joined && reader.isInScope(row) ? joined.sample(row) : rowSample(reader, row, feed.offsetMs)
  }

  /** The same for several conditions: it is over where they do not hold without the counter of the interval before. */
  function mindJoined(row: Row, turn: Turn): void {
    const machine = byRow.get(row.id)
    if (!joined?.isReset(row, machine) || !machine || machine.state === 'recovering') return
    if (judge(rule.condition, isBurning(machine), joined.sample(row), turn.now.monoMs).signal === 'breach') return
    byRow.delete(row.id)
    machines.end(machine, 'counterReset', false, turn)
  }

  function rowChanged(row: Row, turn: Turn): void {
    if (joined) {
      if (joined.counts && reader.isInScope(row)) mindJoined(row, turn)
    } else if (memory && reader.isInScope(row) && mindInterval(row, memory, turn)) return
    const known = byRow.get(row.id)
    if (!known && isCalm(row, turn.now.monoMs)) return
    const machine = known ?? machineFor(row)
    machines.observe(machine, sampleOf(row), turn)
    if (isIdle(machine)) byRow.delete(row.id)
  }

  function rowOverslept(row: Row, turn: Turn): void {
    if (byRow.has(row.id) || !reader.isInScope(row)) return
    const sample = sampleOf(row)
    const { op, threshold } = rule.condition
    const isLate = sample.kind === 'running' && turn.now.monoMs - crossingMsOf(op, threshold, sample) > OVERSLEPT_MS
    if (isLate) machines.postpone(machineFor(row), sample, turn)
    else rowChanged(row, turn)
  }

  /** Its row is gone: with a policy about that it has no data, without one nothing is left of it. */
  function lost(rowId: string, machine: Machine, turn: Turn): void {
    if (!rule.noData) {
      byRow.delete(rowId)
      machines.end(machine, 'rowGone', false, turn)
      return
    }
    machines.observe(machine, UNKNOWN, turn)
    if (isIdle(machine)) byRow.delete(rowId)
  }

  function rowRemoved(row: Row, reason: EndReason, turn: Turn): void {
    memory?.forget(row.id)
    for (const other of deps.memories) other?.forget(row.id)
    const isLost = reason === 'rowGone'
    const machine = byRow.get(row.id) ?? (isLost && isTold && reader.isInScope(row) ? machineFor(row) : undefined)
    if (!machine) return
    if (isLost) {
      lost(row.id, machine, turn)
      return
    }
    byRow.delete(row.id)
    machines.end(machine, reason, true, turn)
  }

  return {
    rule,
    reads: [...new Set([...reader.reads, ...placeReads(descriptor)])],
    followsFloor: followsFloor(rule),
    seen: 0,
    rowChanged,
    rowOverslept,
    rowRemoved,
    rowVanished(row) {
      if (isTold) vanished.set(row.id, row)
    },
    // Rows were judged one by one.
    settle: () => false,
    resume(turn) {
      for (const row of feed.rows.values()) rowChanged(row, turn)
      for (const row of vanished.values()) if (!feed.allRows.has(row.id)) rowRemoved(row, feed.whyOut(row.id), turn)
      vanished.clear()
      for (const [rowId, machine] of byRow) {
        if (feed.rows.has(rowId)) continue
        const reason = feed.whyOut(rowId)
        if (reason === 'rowGone') lost(rowId, machine, turn)
        else {
          byRow.delete(rowId)
          machines.end(machine, reason, true, turn)
        }
      }
    },
    hold(turn) {
      for (const machine of byRow.values()) machines.hold(machine, turn)
    },
    endAggregate() {
      // Each row has its own.
    },
    endAll(reason, turn) {
      for (const machine of byRow.values()) machines.end(machine, reason, true, turn)
      byRow.clear()
      vanished.clear()
    },
    machines: () => byRow.values(),
    look(key) {
      const machine = byRow.get(key)
      const row = feed.rows.get(key)
      if (!row) return machine && { machine, sample: UNKNOWN }
      if (!reader.isInScope(row) && !machine) return undefined
      const waits = !joined && memory?.isWaiting(key, false) === true
      return { machine, sample: waits ? UNKNOWN : sampleOf(row) }
    },
    adopt(machine) {
      const { key } = machine.subject
      if ((feedOfRow(key) ?? feed.id) !== feed.id || byRow.has(key)) return false
      byRow.set(key, machine)
      machines.locate(machine, places(key))
      if (machine.episode) machine.episode.unit = reader.unit
      return true
    }
  }
}
