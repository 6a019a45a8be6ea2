import type { Value } from './value.ts'

/** Ancestor of every record of values: no inherited names, so a measure may be called `__proto__`, yet V8 may keep its fast layout. */
const BARE: object = Object.freeze(Object.create(null) as object)

/**
 * An empty record whose maker gives it away: the table keeps it as a new row's values instead of a copy. Whoever makes one fills it
 * with values only, never `undefined`, hands it on once and touches it no more.
 */
export function ownValues(): Record<string, Value> {
  return Object.create(BARE) as Record<string, Value>
}

/** True for what `ownValues` made. */
export function isGivenAway(values: Readonly<Record<string, Value>>): values is Record<string, Value> {
  return Object.getPrototypeOf(values) === BARE
}
