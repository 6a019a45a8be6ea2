import type { Row } from '../measures/row.ts'
import { STRICT_MS } from './condition.ts'
import { countedMachines, type Busy } from './counted-machines.ts'
import { createDeadlines, type Timed } from './deadlines.ts'
import type { Machine } from './machine.ts'
import { GRACE_MS, OVERSLEPT_MS } from './oversleep.ts'
import type { RowReader } from './row-reader.ts'
import type { RealtimeRule } from './rule.ts'
import type { WatchedFeed } from './watch.ts'
import type { WatchGroup } from './watch-group.ts'

/**
 * Rules for each row that compare the same running time with something it must not come to. Until it comes to the least of them one
 * moment for the row tells for all, and no rule has a machine for it.
 */
export interface ElapsedGroup extends WatchGroup {
  /** For the machines of one more of them, whose threshold counts from now on. */
  machines(condition: RealtimeRule['condition']): Map<string, Machine>
  /** Whether nothing is to be done about a row without a machine; its moment is set, or taken away. */
  waits(row: Row, monoMs: number): boolean
  /** Nothing more is known of the row, or of any: their moments are taken away. */
  forget(rowId: string): void
  forgetAll(): void
  nextMs(): number | undefined
  /** The rows whose moment has come, in that order. What was overslept has to wait as any other such moment. */
  takeDue(monoMs: number): Iterable<Row>
}

/** The measure whose running time the rule compares with a most. */
export function elapsedMeasure(
  { over, metric, condition, also, noData }: RealtimeRule,
  reader: RowReader
): string | undefined {
  if (over !== 'each' || metric?.kind !== 'elapsed' || also || noData?.policy === 'alert') return undefined
  if (reader.isCounter || (condition.op !== '>' && condition.op !== '>=')) return undefined
  return reader.measure
}

interface Waiting extends Timed {
  readonly rowId: string
}

export function createElapsedGroup(measure: string, feed: WatchedFeed): ElapsedGroup {
  const busy: Busy = new Map()
  const { slots } = feed
  let moments = createDeadlines<Waiting>()
  let items: (Waiting | undefined)[] = []
  let leastMs = Infinity

  function itemOf(rowId: string, slot: number): Waiting {
    const known = items[slot]
    if (known) return known
    const item = { rowId, order: slot, wakeAtMs: Infinity, heapAtMs: 0, slot: -1 }
    items[slot] = item
    return item
  }

  function waits(row: Row, monoMs: number): boolean {
    const value = row.values[measure]
    const slot = slots.of(row.id)
    if (typeof value !== 'number') {
      const item = items[slot]
      if (item) moments.set(item, undefined)
      return true
    }
    const dueMs = value - feed.offsetMs + leastMs
    if (monoMs >= dueMs) return false
    moments.set(itemOf(row.id, slot), dueMs)
    return true
  }

  return {
    watches: [],
    followsFloor: false,
    machines({ op, threshold }) {
      leastMs = Math.min(leastMs, threshold + (op === '>' ? STRICT_MS : 0))
      return countedMachines(busy)
    },
    waits,
    isCalm: (row, monoMs) => !(busy.size > 0 && busy.has(row.id)) && waits(row, monoMs),
    forget(rowId) {
      const slot = slots.of(rowId)
      const item = items[slot]
      if (item) moments.drop(item)
      items[slot] = undefined
    },
    forgetAll() {
      moments = createDeadlines()
      items = []
    },
    nextMs: () => moments.nextMs(),
    *takeDue(monoMs) {
      for (let item = moments.take(monoMs); item; item = moments.take(monoMs)) {
        const row = feed.allRows.get(item.rowId)
        if (monoMs - item.wakeAtMs > OVERSLEPT_MS) moments.set(item, monoMs + GRACE_MS)
        else if (row) yield row
      }
    }
  }
}
