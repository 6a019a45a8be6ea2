import type { Row } from '../measures/row.ts'
import type { mainOf } from './condition.ts'
import { createLeast, type Least } from './least.ts'
import { percent, type RowReader } from './row-reader.ts'
import { createSlotNumbers, type RowSlots } from './row-slots.ts'
import type { RealtimeRule } from './rule.ts'

type Over = RealtimeRule['over']

/** What the rows in scope come to, kept up row by row. Rows without a number add nothing. */
export interface Tally {
  /** True where the outcome may be another one now. */
  put(row: Row, slot: number): boolean
  drop(rowId: string): boolean
  clear(): void
  /** It is these rows, and no others. Asked again with the same `reason` it has nothing to do. */
  fill(rows: Iterable<Row>, reason: object): void
  /** Another number with every change of the outcome. */
  readonly version: number
  /** Rows in scope. */
  readonly size: number
  /** Rows in scope with a number. */
  readonly known: number
  /** From now on it is asked for that, too. Before the first row. */
  follow(over: Over): void
  /**
   * Of what it follows, as the reader reads it: for `elapsed` an epoch ms (of a `sum`, the sum of them). Null where there is none.
   */
  value(over: Over): number | null
  /** Every row with a number other than zero passes. */
  everyCounting(passes: (rowId: string) => boolean): boolean
}

/** Rules that differ in nothing else can share one. */
export function tallyKind(over: Over, reader: RowReader): 'count' | 'parts' | 'numbers' {
  if (over === 'count') return 'count'
  return over === 'sum' && reader.metric === 'ratio' ? 'parts' : 'numbers'
}

/** What a tally has of a row that is not in scope, and of one that is and has no number. */
const OUT = -Infinity
const NO_NUMBER = Infinity
/** Changes of decimals between two times of adding all up. */
const ROUNDED_AT_MOST = 10_000
const isNumber = (value: number): boolean => value !== OUT && value !== NO_NUMBER

export function createTally(first: Over, reader: RowReader, slots: RowSlots): Tally {
  const values = createSlotNumbers(OUT)
  // Of a sum of ratios, what the row's own is made of.
  const numerators = createSlotNumbers(0)
  const denominators = createSlotNumbers(0)
  const isShared = tallyKind(first, reader) === 'parts'
  let least: Least | undefined
  /** The least of their opposites. */
  let greatest: Least | undefined
  let filledFor: object | undefined
  let version = 0
  let size = 0
  let total = 0
  let numerator = 0
  let denominator = 0
  let known = 0
  /** Rows with a number other than zero. */
  let counting = 0
  /** Changes by which the sums may have moved a little away from what they are. */
  let rounded = 0
  /** The row that stood in the way of `everyCounting` last time: it most likely does again. */
  let blocking = 0

  function add(value: number, above: number, below: number, sign: 1 | -1): void {
    if (!isNumber(value)) return
    total += sign * value
    numerator += sign * above
    denominator += sign * below
    known += sign
    if (value !== 0) counting += sign
    if (!Number.isInteger(value)) rounded += 1
  }

  /** What rounding left behind goes. */
  function reset(): void {
    total = 0
    numerator = 0
    denominator = 0
    known = 0
    counting = 0
    rounded = 0
  }

  /** Sums of decimals are worked out anew once in a while: each change of one may leave a rounding behind. */
  function addAnew(): void {
    reset()
    for (let slot = 0; slot < values.room(); slot++)
      add(values.get(slot), numerators.get(slot), denominators.get(slot), 1)
    rounded = 0
  }

  function change(slot: number, value: number, above: number, below: number): boolean {
    const before = values.get(slot)
    if (before === value && (!isShared || denominators.get(slot) === below)) return false
    add(before, numerators.get(slot), denominators.get(slot), -1)
    add(value, above, below, 1)
    values.set(slot, value)
    if (isShared) {
      numerators.set(slot, above)
      denominators.set(slot, below)
    }
    if (value === OUT) size -= 1
    else if (before === OUT) size += 1
    if (least || greatest) setEnds(slot, value)
    if (known === 0) reset()
    else if (counting === 0) total = 0
    if (rounded >= ROUNDED_AT_MOST) addAnew()
    version += 1
    return true
  }

  function setEnds(slot: number, value: number): void {
    least?.set(slot, isNumber(value) ? value : Infinity)
    greatest?.set(slot, isNumber(value) ? -value : Infinity)
  }

  // Of running times the longest is the one that began first.
  const isOfGreatest = (over: 'min' | 'max'): boolean => (over === 'max') !== (reader.metric === 'elapsed')

  function follow(over: Over): void {
    if (over !== 'min' && over !== 'max') return
    if (isOfGreatest(over)) greatest ??= createLeast()
    else least ??= createLeast()
  }

  function put(row: Row, slot: number): boolean {
    if (!reader.isInScope(row)) return change(slot, OUT, 0, 0)
    const parts = isShared ? reader.parts(row) : null
    if (parts) return change(slot, percent(parts), parts.numerator, parts.denominator)
    return change(slot, isShared ? NO_NUMBER : (reader.value(row) ?? NO_NUMBER), 0, 0)
  }

  function blocks(slot: number, passes: (rowId: string) => boolean): boolean {
    const value = values.get(slot)
    if (!isNumber(value) || value === 0) return false
    const rowId = slots.key(slot)
    return rowId !== undefined && !passes(rowId)
  }

  function clear(): void {
    values.clear()
    numerators.clear()
    denominators.clear()
    size = 0
    least?.clear()
    greatest?.clear()
    reset()
    version += 1
  }

  function endOf(over: 'min' | 'max'): number | null {
    if (isOfGreatest(over)) return greatest ? -greatest.get() : null
    return least ? least.get() : null
  }

  follow(first)
  return {
    put,
    drop: (rowId) => change(slots.of(rowId), OUT, 0, 0),
    clear,
    fill(rows, reason) {
      if (filledFor === reason) return
      filledFor = reason
      clear()
      for (const row of rows) put(row, slots.of(row.id))
    },
    follow,
    get version() {
      return version
    },
    get size() {
      return size
    },
    get known() {
      return known
    },
    value(over) {
      if (known === 0) return null
      if (over === 'min' || over === 'max') return endOf(over)
      if (over === 'avg') return total / known
      return isShared ? percent({ numerator, denominator }) : total
    },
    everyCounting(passes) {
      if (blocks(blocking, passes)) return false
      for (let slot = 0; slot < values.room(); slot++) {
        if (!blocks(slot, passes)) continue
        blocking = slot
        return false
      }
      return true
    }
  }
}

type Single = ReturnType<typeof mainOf>

/** What they come to at present. `offsetMs`: wall minus monotonic clock, for running times. */
export function tallySample(tally: Tally, over: Over, reader: RowReader, offsetMs: number): Single {
  const value = tally.value(over)
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
