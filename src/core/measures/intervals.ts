import type { Value } from './value.ts'

/**
 * When the present interval of each counter was seen to begin, wall ms. A counter that is not named is still in the interval in which
 * it was first heard of. Counters with the same moment count the same time.
 */
export type Intervals = Readonly<Record<string, number>>

const NO_INTERVALS: Intervals = {}

/** Counters of one row that fall one after the other within this time fell at the same reset. */
const SAME_RESET_MS = 10 * 60_000
/** Intervals end on the quarter hour in every zone of the world; messages and clocks may be off by so much. */
const BOUNDARY_MS = 15 * 60_000
const NEAR_BOUNDARY_MS = 2 * 60_000

/** True when both count the same time, so that one may be divided by the other. */
export function isSameInterval(intervals: Intervals | undefined, a: string, b: string): boolean {
  return intervals?.[a] === intervals?.[b]
}

/** What only starting anew explains; a counter that is put right loses a little. */
const isDeep = (before: number, now: number): boolean => now === 0 || now < before / 2

function isAtBoundary(wallMs: number): boolean {
  const past = ((wallMs % BOUNDARY_MS) + BOUNDARY_MS) % BOUNDARY_MS
  return past <= NEAR_BOUNDARY_MS || past >= BOUNDARY_MS - NEAR_BOUNDARY_MS
}

export interface CounterRow {
  readonly values: Readonly<Record<string, Value>>
  readonly intervals?: Intervals
}

/**
 * The intervals of a row after `values` are merged into it, where counters begin a new one with them; undefined otherwise. To be
 * asked before they are merged.
 *
 * Within an interval a counter only grows. One that falls was reset, or put right. It was reset when all counters of the row that had
 * counted fall together, or most do and deeply; when it follows others of its row that were reset just before; or when it falls to
 * zero where intervals end. One that falls while the others stand was put right, and its interval goes on.
 */
export function intervalsAfter(
  counters: ReadonlySet<string>,
  row: CounterRow,
  values: Readonly<Record<string, Value>>,
  wallMs: number
): Intervals | undefined {
  let hasFallen = false
  // The usual case costs a look at each counter that the message names, no more.
  for (const name in values) {
    if (!counters.has(name)) continue
    const before = row.values[name]
    const now = values[name]
    if (typeof before === 'number' && typeof now === 'number' && now < before) hasFallen = true
  }
  return hasFallen ? begun(counters, row, values, wallMs) : undefined
}

function begun(
  counters: ReadonlySet<string>,
  row: CounterRow,
  values: Readonly<Record<string, Value>>,
  wallMs: number
): Intervals | undefined {
  const known = row.intervals ?? NO_INTERVALS
  const fallen: string[] = []
  const deep: string[] = []
  const told: string[] = []
  const atZero: string[] = []
  let stood = 0
  for (const name of counters) {
    const before = row.values[name]
    const now = values[name]
    if (typeof now === 'number') told.push(name)
    if (typeof before !== 'number' || before <= 0) atZero.push(name)
    else if (typeof now === 'number' && now < before) {
      fallen.push(name)
      if (isDeep(before, now)) deep.push(name)
    } else stood++
  }
  const latestMs = Math.max(-Infinity, ...Object.values(known))
  const isFollowing = wallMs - latestMs >= 0 && wallMs - latestMs < SAME_RESET_MS
  const isAll = stood === 0 && (fallen.length > 1 || deep.length > 0)
  const isMost = fallen.length > stood && deep.length > 0
  // Those that fell already at this reset stay as they are; the others of the row catch up with them.
  const late = isFollowing ? deep.filter((name) => known[name] !== latestMs) : []
  if (late.length > 0) return withMoment(known, late, latestMs)
  if (isAll || isMost) return withMoment(known, [...told, ...atZero], wallMs)
  const zeroed = deep.filter((name) => values[name] === 0)
  return zeroed.length > 0 && isAtBoundary(wallMs) ? withMoment(known, [...zeroed, ...atZero], wallMs) : undefined
}

function withMoment(known: Intervals, names: readonly string[], atMs: number): Intervals {
  return { ...known, ...Object.fromEntries(names.map((name) => [name, atMs])) }
}
