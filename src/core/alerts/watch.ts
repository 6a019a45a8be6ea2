import type { Row } from '../measures/row.ts'
import type { Sample } from './condition.ts'
import type { Machine, Turn } from './machine.ts'
import type { EndReason } from './episode.ts'
import type { RowSlots } from './row-slots.ts'
import type { RealtimeRule } from './rule.ts'

/** A feed as the watches see it. */
export interface WatchedFeed {
  readonly id: string
  readonly connectionId: string
  readonly connectionName: string
  /** Wall minus monotonic clock when the feed last became live: epoch times of its rows are read by it, whatever the wall does later. */
  readonly offsetMs: number
  /** Those the rule is about: all of open queues, or those of my floor among them. */
  readonly rows: ReadonlyMap<string, Row>
  /** All rows of open queues are among them. */
  readonly isWhole: boolean
  /** Why a key is none of `rows`. */
  whyOut(rowId: string): 'rowGone' | 'offFloor' | 'queueClosed'
  readonly allRows: ReadonlyMap<string, Row>
  readonly slots: RowSlots
}

/** One realtime rule over one feed. Called only while the feed is live and complete, but for `hold` and `adopt`. */
export interface Watch {
  readonly rule: RealtimeRule
  /** Measures whose change concerns this watch: what it judges by, and what says where the row belongs. */
  readonly reads: readonly string[]
  /** About the rows of my floor only. */
  readonly followsFloor: boolean
  /** Number of the last delta it was told of; belongs to the caller. */
  seen: number
  rowChanged(row: Row, turn: Turn): void
  /** Of `WatchedFeed.rows`. */
  rowRemoved(row: Row, reason: EndReason, turn: Turn): void
  /** Deleted while the feed was not judged: told to `rowRemoved` when it resumes, where that matters. */
  rowVanished(row: Row): void
  /** After the last row of a batch: aggregates are looked at once. True: again after the next, whatever that brings. */
  settle(turn: Turn): boolean
  /** Everything is known again: looks at all rows, ends the keys whose rows vanished meanwhile. */
  resume(turn: Turn): void
  hold(turn: Turn): void
  /** Ends what it has about several rows together: they are not the same rows any more. */
  endAggregate(reason: EndReason, turn: Turn): void
  endAll(reason: EndReason, turn: Turn): void
  machines(): Iterable<Machine>
  /** The key's machine, if it has one, and what its metric is; undefined: it is none of the rule's. Changes nothing. */
  look(key: string): { readonly machine: Machine | undefined; readonly sample: Sample } | undefined
  /** Takes over a machine of the same rule made elsewhere (an earlier version, an earlier run). False: not one of its keys. */
  adopt(machine: Machine): boolean
}
