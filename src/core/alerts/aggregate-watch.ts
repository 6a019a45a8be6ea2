import type { Row } from '../measures/row.ts'
import type { mainOf } from './condition.ts'
import { exceeds, judge, type Sample } from './condition.ts'
import { hasFallenSince, type CounterMemory } from './counter-memory.ts'
import { followsFloor } from './default-rules.ts'
import type { EndReason } from './episode.ts'
import { isBurning, type Machine, type Turn } from './machine.ts'
import { isIdle, type Machines } from './machines.ts'
import { aggregatePlace } from './place.ts'
import type { RowReader } from './row-reader.ts'
import type { Condition, RealtimeRule } from './rule.ts'
import { createTally, tallySample, type Tally } from './tally.ts'
import type { Watch, WatchedFeed } from './watch.ts'

type Single = ReturnType<typeof mainOf>

const ABSENT: Sample = { kind: 'absent' }
const UNKNOWN: Single = { kind: 'unknown' }

/** The key of all rows in scope together. */
export const AGGREGATE_KEY = '*'

/** What one condition is taken over. */
interface Part {
  readonly reader: RowReader
  readonly over: RealtimeRule['over']
  readonly condition: Condition
  readonly tally: Tally
  /** Where the metric is a counter. */
  readonly memory: CounterMemory | undefined
}

/**
 * One key for all rows in scope of one connection. Rows without a number add nothing; where rows are in scope and none has one,
 * there is no data. For running times such a row is simply not in the state, so the sum is 0 then, and no other verdict is given.
 */
export function createAggregateWatch(deps: {
  readonly rule: RealtimeRule
  readonly reader: RowReader
  readonly feed: WatchedFeed
  readonly machines: Machines
  /** Where the metric is a counter. */
  readonly memory: CounterMemory | undefined
  /** The same for its other conditions. */
  readonly memories: readonly (CounterMemory | undefined)[]
  /** One that others use, too. */
  readonly tally: Tally | undefined
}): Watch {
  const { rule, reader, feed, machines } = deps
  const { isAmong } = reader
  const part = (of: Omit<Part, 'tally'>, tally = createTally(of.over, of.reader, feed.slots)): Part => ({
    ...of,
    tally
  })
  const main = part({ reader, over: rule.over, condition: rule.condition, memory: deps.memory }, deps.tally)
  const others = reader.others.map(({ further, reader: read }, place) =>
    part({ reader: read, over: further.over, condition: further.condition, memory: deps.memories[place] })
  )
  main.tally.follow(rule.over)
  const parts = [main, ...others]
  const counts = parts.some(({ memory }) => memory !== undefined)
  const isPlain = others.length === 0 && !isAmong && reader.metric !== 'elapsed'
  let machine: Machine | undefined
  let isDirty = false
  /** Of the tally when it was last looked at: others may have put into it meanwhile. */
  let seenVersion = -1
  let mostRows = 0
  /** Their intervals are known from before, if they are counters. */
  let isStarted = !counts
  /** The counters are between two intervals. */
  let hasNoVerdict = false
  /** An interval is over and a sum of more than one condition has not been judged since. */
  let isNewInterval = false

  function noteIntervals(row: Row, turn: Turn): void {
    for (const { memory, reader: read } of parts) {
      if (memory?.note(row.id, read.interval(row), false)) memory.joins(row.id, turn.now.monoMs)
    }
  }

  function add(row: Row, turn: Turn): void {
    if (counts) noteIntervals(row, turn)
    const slot = feed.slots.of(row.id)
    for (const { tally } of parts) if (tally.put(row, slot)) isDirty = true
    if (isAmong) isDirty = true
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

  function partSample({ tally, over, reader: read, memory }: Part): Single {
    if (others.length > 0 && memory?.isWaiting(AGGREGATE_KEY, false)) return UNKNOWN
    return tallySample(tally, over, read, feed.offsetMs)
  }

  function whole(): Sample {
    const sample = partSample(main)
    if (!rule.also) return sample
    const rest = reader.others.map(({ further }, at) => ({ further, sample: partSample(others[at] ?? main) }))
    return { kind: 'joined', join: rule.also.join, main: sample, others: rest }
  }

  /** The usual case: no machine is needed. */
  function isCalm(sample: Sample, monoMs: number): boolean {
    const { signal, flipAtMs } = judge(rule.condition, false, sample, monoMs)
    if (sample.kind === 'running' || flipAtMs !== undefined) return false
    if (signal === 'unknown') return rule.noData?.policy !== 'alert'
    return signal === 'clear' || isBeyondCount()
  }

  /**
   * While some rows have begun a new interval and others have not, the sum says nothing. True: there is no verdict for now. An alert of
   * the interval before is over with it.
   */
  function mindIntervals(turn: Turn): boolean {
    let isRunning = false
    let wantsMore = false
    for (const one of parts) {
      const { memory: of, tally, condition } = one
      if (!of) continue
      const value = tally.value(one.over)
      const isFirst = one === main && machine !== undefined && !of.knows(AGGREGATE_KEY)
      if (isFirst && machine && hasFallenSince(machine, value)) of.joins('', -Infinity)
      if (value !== null) of.note(AGGREGATE_KEY, undefined, false)
      if (one === main && value !== null) isStarted = true
      const wave = of.wave(turn.now.monoMs, (joined) => tally.everyCounting((id) => joined.has(id)))
      if (wave === 'running') isRunning = true
      if (wave !== 'over') continue
      isNewInterval = true
      if (condition.op.startsWith('<')) {
        of.waits(AGGREGATE_KEY)
        wantsMore = true
      }
    }
    if (isRunning) {
      isDirty = true
      if (machine) machines.hold(machine, turn)
      return true
    }
    const isOver = isNewInterval
    isNewInterval = false
    let isWaiting = false
    for (const { memory: of, tally, condition, over } of parts) {
      const value = tally.value(over)
      const isGood = value !== null && !exceeds(condition.op, value, condition.threshold)
      if (of?.isWaiting(AGGREGATE_KEY, isGood)) isWaiting = true
    }
    if (isOver && machine && machine.state !== 'recovering') endReset(machine, wantsMore, turn)
    return others.length === 0 && isWaiting
  }

  /** The counter is in another interval: what does not burn by that one is over, and what wants more of it can't know. */
  function endReset(of: Machine, wantsMore: boolean, turn: Turn): void {
    const { signal } = judge(rule.condition, false, whole(), turn.now.monoMs)
    if (signal === 'breach' && !(wantsMore && others.length === 0)) return
    machines.end(of, 'counterReset', false, turn)
    machine = undefined
  }

  /** What nearly every change comes to, told without making anything. */
  function isCalmNumber(): boolean {
    if (machine || !isPlain || !isStarted || main.memory?.isQuiet() === false) return false
    const value = main.tally.value(rule.over)
    return value !== null && !exceeds(rule.condition.op, value, rule.condition.threshold)
  }

  /** True: it has to look again at the next batch, whatever that brings. */
  function settle(turn: Turn): boolean {
    const { version } = main.tally
    if (!isDirty && version === seenVersion) return false
    seenVersion = version
    isDirty = false
    if (isCalmNumber()) hasNoVerdict = false
    else {
      hasNoVerdict = counts && mindIntervals(turn)
      if (!hasNoVerdict) judgeWhole(turn)
    }
    return isDirty
  }

  function judgeWhole(turn: Turn): void {
    mostRows = Math.max(mostRows, feed.rows.size)
    const sample = whole()
    if (!machine && isCalm(sample, turn.now.monoMs)) return
    const subject = {
      key: AGGREGATE_KEY,
      connectionId: feed.connectionId,
      unit: reader.unit,
      name: () => feed.connectionName,
      place: aggregatePlace(rule, feed)
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
      for (const { memory, tally } of parts) {
        memory?.forget(row.id)
        if (tally.drop(row.id)) isDirty = true
      }
      if (isAmong) isDirty = true
    },
    rowVanished() {
      // All rows are looked at when the feed resumes.
    },
    settle,
    resume(turn) {
      for (const { tally } of parts) tally.fill(feed.rows.values(), turn)
      if (counts) for (const row of feed.rows.values()) noteIntervals(row, turn)
      isDirty = true
      settle(turn)
    },
    hold(turn) {
      if (machine) machines.hold(machine, turn)
    },
    machines: () => (machine ? [machine] : []),
    look(key) {
      if (key !== AGGREGATE_KEY) return undefined
      if (hasNoVerdict) return { machine, sample: UNKNOWN }
      return isBeyondCount() ? { machine, sample: ABSENT } : { machine, sample: whole() }
    },
    adopt(other) {
      if (machine || other.subject.key !== AGGREGATE_KEY) return false
      machine = other
      machines.locate(machine, aggregatePlace(rule, feed))
      if (machine.episode) machine.episode.unit = reader.unit
      return true
    }
  }
}
