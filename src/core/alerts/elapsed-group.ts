import type { Row } from '../measures/row.ts'
import { STRICT_MS } from './condition.ts'
import { countedMachines, type Busy } from './counted-machines.ts'
import { createDeadlines, type Timed } from './deadlines.ts'
import type { EachWatch } from './each-watch.ts'
import type { Machine, Turn } from './machine.ts'
import { OVERSLEPT_MS } from './oversleep.ts'
import type { RowReader } from './row-reader.ts'
import type { RealtimeRule } from './rule.ts'
import type { WatchedFeed } from './watch.ts'
import type { WatchGroup } from './watch-group.ts'

/**
 * Rules for each row that compare the same running time with something it must not come to. Until it comes to the least of them one
 * moment for the row tells for all, and no rule has a machine for it.
 */
export interface ElapsedGroup extends WatchGroup {
  readonly watches: EachWatch[]
  /** For the machines of one more of them, whose threshold counts from now on. */
  machines(condition: RealtimeRule['condition']): Map<string, Machine>
  /** Whether nothing is to be done about a row without a machine; its moment is set, or taken away. */
  waits(row: Row, monoMs: number): boolean
  /** Nothing more is known of the row, or of any: their moments are taken away. */
  forget(rowId: string): void
  forgetAll(): void
  nextMs(): number | undefined
  /** Tells all of them of the rows whose moment has come. */
  runDue(turn: Turn, isOff: (row: Row) => boolean): void
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

/** `ofAll`: counts for other groups, too. */
export function createElapsedGroup(measure: string, feed: WatchedFeed, ofAll: Busy): ElapsedGroup {
  const busy: Busy = new Map()
  const { slots } = feed
  const watches: EachWatch[] = []
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

  /** Undefined where no time runs. */
  function dueMsOf(row: Row): number | undefined {
    const value = row.values[measure]
    return typeof value === 'number' ? value - feed.offsetMs + leastMs : undefined
  }

  function waits(row: Row, monoMs: number): boolean {
    const dueMs = dueMsOf(row)
    if (dueMs !== undefined && monoMs >= dueMs) return false
    const slot = slots.of(row.id)
    const item = dueMs === undefined ? items[slot] : itemOf(row.id, slot)
    if (!item) return true
    moments.set(item, dueMs)
    return true
  }

  /** Not where its time moved to one that was passed already, at which all were told. */
  function isDue(row: Row | undefined, item: Waiting): row is Row {
    return row !== undefined && dueMsOf(row) === item.wakeAtMs
  }

  return {
    watches,
    followsFloor: false,
    machines({ op, threshold }) {
      leastMs = Math.min(leastMs, threshold + (op === '>' ? STRICT_MS : 0))
      return countedMachines(busy, ofAll)
    },
    waits,
    isCalm: (row, { isBusy, monoMs }) => !(isBusy && busy.has(row.id)) && waits(row, monoMs),
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
    runDue(turn, isOff) {
      const { monoMs } = turn.now
      for (let item = moments.take(monoMs); item; item = moments.take(monoMs)) {
        // A row of a queue that closed meanwhile is not among them.
        const row = feed.rows.get(item.rowId)
        if (!isDue(row, item)) continue
        const isOverslept = monoMs - item.wakeAtMs > OVERSLEPT_MS
        const isOffFloor = isOff(row)
        for (const watch of watches) {
          if (watch.followsFloor && isOffFloor) continue
          if (isOverslept) watch.rowOverslept(row, turn)
          else watch.rowChanged(row, turn)
        }
      }
    }
  }
}
