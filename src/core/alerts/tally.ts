import type { Row } from '../measures/row.ts'
import type { mainOf } from './condition.ts'
import { createDeadlines, type Timed } from './deadlines.ts'
import { percent, type Parts, type RowReader } from './row-reader.ts'
import type { RealtimeRule } from './rule.ts'

/** What the rows in scope come to, kept up row by row. Rows without a number add nothing. */
export interface Tally {
  /** True where the outcome may be another one now. */
  put(row: Row): boolean
  drop(rowId: string): boolean
  clear(): void
  /** Rows in scope. */
  readonly size: number
  /** Rows in scope with a number. */
  readonly known: number
  /** As the reader reads it: for `elapsed` an epoch ms (of a `sum`, the sum of them). Null where there is none. */
  value(): number | null
  /** Every row with a number other than zero passes. */
  everyCounting(passes: (rowId: string) => boolean): boolean
}

/** The row's number waits in the heap as if it were a moment: the least comes first. */
interface Place extends Timed {
  readonly value: number
}

interface Ends {
  set(rowId: string, value: number | null): void
  /** Of all numbers. Only while there is one. */
  get(): number | undefined
  clear(): void
}

function createEnds(isGreatest: boolean): Ends {
  let heap = createDeadlines<Place>()
  const places = new Map<string, Place>()
  let order = 0
  return {
    set(rowId, value) {
      const before = places.get(rowId)
      if (before) heap.drop(before)
      places.delete(rowId)
      if (value === null) return
      const place: Place = { value, order: order++, wakeAtMs: Infinity, heapAtMs: 0, slot: -1 }
      places.set(rowId, place)
      heap.set(place, isGreatest ? -value : value)
    },
    get() {
      const least = heap.nextMs()
      return least === undefined ? undefined : isGreatest ? -least : least
    },
    clear() {
      heap = createDeadlines()
      places.clear()
    }
  }
}

interface Added extends Parts {
  readonly value: number
}

const added = (value: number): Added => ({ value, numerator: 0, denominator: 0 })

export function createTally(over: RealtimeRule['over'], reader: RowReader): Tally {
  const byRow = new Map<string, Added | null>()
  // Of running times the longest is the one that began first.
  const isLast = (over === 'max') !== (reader.metric === 'elapsed')
  const ends = over === 'min' || over === 'max' ? createEnds(isLast) : undefined
  const isShared = over === 'sum' && reader.metric === 'ratio'
  let total = 0
  let numerator = 0
  let denominator = 0
  let known = 0

  function read(row: Row): Added | null | undefined {
    if (!reader.isInScope(row)) return undefined
    if (isShared) {
      const parts = reader.parts(row)
      return parts && { value: percent(parts), ...parts }
    }
    const value = reader.value(row)
    return value === null ? null : added(value)
  }

  function isSame(a: Added | null | undefined, b: Added | null | undefined): boolean {
    if (!a || !b) return a === b
    return a.value === b.value && a.denominator === b.denominator
  }

  function change(rowId: string, next: Added | null | undefined): boolean {
    const before = byRow.get(rowId)
    if (isSame(before, next)) return false
    if (before) add(before, -1)
    if (next) add(next, 1)
    if (next === undefined) byRow.delete(rowId)
    else byRow.set(rowId, next)
    ends?.set(rowId, next ? next.value : null)
    if (known === 0) reset()
    return true
  }

  function add(one: Added, sign: 1 | -1): void {
    total += sign * one.value
    numerator += sign * one.numerator
    denominator += sign * one.denominator
    known += sign
  }

  /** What rounding left behind goes. */
  function reset(): void {
    total = 0
    numerator = 0
    denominator = 0
    known = 0
  }

  return {
    put: (row) => change(row.id, read(row)),
    drop: (rowId) => change(rowId, undefined),
    clear() {
      byRow.clear()
      ends?.clear()
      reset()
    },
    get size() {
      return byRow.size
    },
    get known() {
      return known
    },
    value() {
      if (known === 0) return null
      if (ends) return ends.get() ?? null
      if (over === 'avg') return total / known
      return isShared ? percent({ numerator, denominator }) : total
    },
    everyCounting(passes) {
      for (const [rowId, one] of byRow) if (one && one.value !== 0 && !passes(rowId)) return false
      return true
    }
  }
}

type Single = ReturnType<typeof mainOf>

/** What they come to at present. `offsetMs`: wall minus monotonic clock, for running times. */
export function tallySample(tally: Tally, over: RealtimeRule['over'], reader: RowReader, offsetMs: number): Single {
  const value = tally.value()
  const addsUp = over === 'sum' || over === 'count'
  if (reader.metric === 'elapsed') {
    // Nobody is in the state: no time in it runs.
    if (value === null) return addsUp ? { kind: 'number', value: 0 } : { kind: 'absent' }
    const count = addsUp ? tally.known : 1
    return { kind: 'running', count, startsMs: value - count * offsetMs, sinceMs: addsUp ? null : value }
  }
  if (value !== null) return { kind: 'number', value }
  if (tally.size > 0) return { kind: 'unknown' }
  return addsUp && reader.metric !== 'ratio' ? { kind: 'number', value: 0 } : { kind: 'absent' }
}
