import type { Row } from '../measures/row.ts'
import type { Watch } from './watch.ts'

/** Watches to be told of a change, together. */
export interface WatchGroup {
  readonly watches: Watch[]
  /** About rows of my floor only; false too where just some of them are. */
  readonly followsFloor: boolean
  /** None of them has anything to do about the row as it is now. `delta`: number of the change; it may be asked about one several times. */
  isCalm(row: Row, monoMs: number, delta: number): boolean
}

/** Watches that have to be looked at one by one. */
export function ungrouped(watches: Watch[]): WatchGroup {
  return { watches, followsFloor: false, isCalm: () => false }
}
