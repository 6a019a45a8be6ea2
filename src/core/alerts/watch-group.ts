import type { Row } from '../measures/row.ts'
import type { Watch } from './watch.ts'

/** The change that is asked about. */
export interface Asked {
  /** Its number. */
  delta: number
  monoMs: number
  /** Some rule of any group has a machine for the row. */
  isBusy: boolean
}

/** Watches to be told of a change, together. */
export interface WatchGroup {
  readonly watches: Watch[]
  /** About rows of my floor only; false too where just some of them are. */
  readonly followsFloor: boolean
  /** None of them has anything to do about the row as it is now. It may be asked several times about one change. */
  isCalm(row: Row, asked: Asked): boolean
}

/** Watches that have to be looked at one by one. */
export function ungrouped(watches: Watch[]): WatchGroup {
  return { watches, followsFloor: false, isCalm: () => false }
}
