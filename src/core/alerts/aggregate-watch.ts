import type { Row } from '../measures/row.ts'
import { exceeds, type Sample } from './condition.ts'
import { hasFallenSince, type CounterMemory } from './counter-memory.ts'
import { followsFloor } from './default-rules.ts'
import type { EndReason } from './episode.ts'
import { isBurning, type Machine, type Turn } from './machine.ts'
import { isIdle, type Machines } from './machines.ts'
import type { RowReader } from './row-reader.ts'
import type { RealtimeRule } from './rule.ts'
import { createTally, tallySample } from './tally.ts'
import type { Watch, WatchedFeed } from './watch.ts'

const ABSENT: Sample = { kind: 'absent' }

/** The key of all rows in scope together. */
export const AGGREGATE_KEY = '*'

/**
 * One key for all rows in scope of one connection. Rows without a number add nothing; where rows are in scope and none has one,
 * there is no data. For running times such a row is simply not in the state, so the sum is 0 then, and no other verdict is given.
 */
export function createAggregateWatch(
  rule: RealtimeRule,
  reader: RowReader,
  feed: WatchedFeed,
  machines: Machines,
  /** Where the metric is a counter. */
  memory: CounterMemory | undefined
): Watch {
  const tally = createTally(rule.over, reader)
  let machine: Machine | undefined
  const { isAmong } = reader
  let isDirty = false
  let mostRows = 0

  function add(row: Row, turn: Turn): void {
    if (memory?.note(row.id, reader.interval(row), false)) memory.joins(row.id, turn.now.monoMs)
    if (tally.put(row) || isAmong) isDirty = true
  }

  /**
   * Nobody is there to be counted, or a team so small that its count could never be called clear: an empty floor is no trouble. What
   * burns already goes on while anybody is there: a floor that walks out is.
   */
  function isBeyondCount(): boolean {
    // There are rows, but none of them is on my floor.
    if (feed.rows.size === 0 && feed.allRows.size > 0) return true
    if (!isAmong) return false
    const { op, threshold, clear = threshold } = rule.condition
    const isTooSmall = op.startsWith('<') && exceeds(op, mostRows, clear)
    if (isTooSmall && !(machine && isBurning(machine))) return true
    for (const row of feed.rows.values()) if (isAmong(row)) return false
    return true
  }

  const whole = (): Sample => tallySample(tally, rule.over, reader, feed.offsetMs)

  /** The usual case: no machine is needed. */
  function isCalm(sample: Sample): boolean {
    if (sample.kind === 'running') return false
    if (sample.kind === 'unknown') return rule.noData?.policy !== 'alert'
    const { op, threshold } = rule.condition
    return sample.kind !== 'number' || !exceeds(op, sample.value, threshold) || isBeyondCount()
  }

  /**
   * While some rows have begun a new interval and others have not, the sum says nothing. True: there is no verdict for now. An alert of
   * the interval before is over with it.
   */
  function mindIntervals(of: CounterMemory, turn: Turn): boolean {
    const value = tally.value()
    const isStarted = value !== null
    if (machine && !of.knows(AGGREGATE_KEY) && isStarted && hasFallenSince(machine, value)) of.joins('', -Infinity)
    if (isStarted) of.note(AGGREGATE_KEY, undefined, false)
    const wave = of.wave(turn.now.monoMs, (joined) => tally.everyCounting((id) => joined.has(id)))
    if (wave === 'running') {
      isDirty = true
      if (machine) machines.hold(machine, turn)
      return true
    }
    const { op, threshold } = rule.condition
    const isBreach = isStarted && exceeds(op, value, threshold)
    const wantsMore = op.startsWith('<')
    if (wave === 'over') {
      if (wantsMore) of.waits(AGGREGATE_KEY)
      if (machine && (wantsMore || !isBreach) && machine.state !== 'recovering') {
        machines.end(machine, 'counterReset', false, turn)
        machine = undefined
      }
    }
    return of.isWaiting(AGGREGATE_KEY, isStarted && !isBreach)
  }

  function settle(turn: Turn): void {
    if (!isDirty) return
    isDirty = false
    if (memory && mindIntervals(memory, turn)) return
    mostRows = Math.max(mostRows, feed.rows.size)
    const sample = whole()
    if (!machine && isCalm(sample)) return
    const subject = {
      key: AGGREGATE_KEY,
      connectionId: feed.connectionId,
      unit: reader.unit,
      name: () => feed.connectionName
    }
    machine ??= machines.create(subject, rule)
    machines.observe(machine, isBeyondCount() ? ABSENT : sample, turn)
    if (isIdle(machine)) machine = undefined
  }

  function end(reason: EndReason, turn: Turn): void {
    if (machine) machines.end(machine, reason, true, turn)
    machine = undefined
    mostRows = 0
  }

  return {
    rule,
    reads: reader.reads,
    followsFloor: followsFloor(rule),
    seen: 0,
    rowChanged: add,
    endAggregate: end,
    endAll: end,
    rowRemoved(row) {
      memory?.forget(row.id)
      if (tally.drop(row.id) || isAmong) isDirty = true
    },
    rowVanished() {
      // All rows are looked at when the feed resumes.
    },
    settle,
    resume(turn) {
      tally.clear()
      for (const row of feed.rows.values()) add(row, turn)
      isDirty = true
      settle(turn)
    },
    hold(turn) {
      if (machine) machines.hold(machine, turn)
    },
    machines: () => (machine ? [machine] : []),
    adopt(other) {
      if (machine || other.subject.key !== AGGREGATE_KEY) return false
      machine = other
      if (machine.episode) machine.episode.unit = reader.unit
      return true
    }
  }
}
