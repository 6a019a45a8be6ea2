import { followsFloor } from './default-rules.ts'
import type { RowReader } from './row-reader.ts'
import { createSlotNumbers } from './row-slots.ts'
import type { RealtimeRule } from './rule.ts'
import { createTally, tallyKind, type Tally } from './tally.ts'
import type { Turn } from './machine.ts'
import type { WatchedFeed, Watch } from './watch.ts'
import type { WatchGroup } from './watch-group.ts'

/** Who is asked to look at the whole after the last row of a batch. */
export interface Settler {
  settle(turn: Turn): void
}

/** Rules about the same rows together that read the same of them: what a row adds is worked out once. */
export interface TallyGroup extends WatchGroup, Settler {
  readonly tally: Tally
  /** The row is gone. */
  forget(rowId: string): void
}

/** In the interval in which it was first heard of, and not heard of yet. */
const FIRST = -1
const UNNOTED = -2

/** What rules have in common that can share a tally; undefined for those that need more than one, or look at the rows themselves. */
export function tallyKey(rule: RealtimeRule, reader: RowReader): string | undefined {
  const { over, scope, metric } = rule
  if (over === 'each' || reader.others.length > 0 || reader.isAmong) return undefined
  const kind = tallyKind(over, reader)
  return JSON.stringify([followsFloor(rule), kind, scope, kind === 'count' ? null : metric])
}

/** `reader`: that of the first of them. */
export function createTallyGroup(first: RealtimeRule, reader: RowReader, feed: WatchedFeed): TallyGroup {
  const { slots } = feed
  const tally = createTally(first.over, reader, slots)
  const intervals = createSlotNumbers(UNNOTED)
  const watches: Watch[] = []
  let lastDelta = -1
  let wasCalm = false
  let settled = -1
  let isRestless = false

  return {
    tally,
    watches,
    followsFloor: followsFloor(first),
    isCalm(row, { delta }) {
      if (delta === lastDelta) return wasCalm
      lastDelta = delta
      const slot = slots.of(row.id)
      tally.put(row, slot)
      wasCalm = true
      if (!reader.isCounter) return true
      // Each of them has to know of a counter that began anew.
      const interval = reader.interval(row) ?? FIRST
      if (intervals.get(slot) !== interval) {
        intervals.set(slot, interval)
        wasCalm = false
      }
      return wasCalm
    },
    forget(rowId) {
      intervals.set(slots.of(rowId), UNNOTED)
    },
    settle(turn) {
      if (tally.version === settled && !isRestless) return
      settled = tally.version
      isRestless = false
      for (const watch of watches) if (watch.settle(turn)) isRestless = true
    }
  }
}
