import type { Row } from '../measures/row.ts'
import type { Machine } from './machine.ts'
import type { RowReader } from './row-reader.ts'
import type { RealtimeRule } from './rule.ts'
import type { Watch } from './watch.ts'

/** Watches to be told of a change, together. */
export interface WatchGroup {
  readonly watches: Watch[]
  /** None of them has anything to do about the row as it is now. */
  isCalm(row: Row): boolean
}

/**
 * Rules for each row that compare the same measure. As long as its value lies between their thresholds and none of them has a machine
 * for the row, one look tells for all of them, whatever their scopes: only who is out of bounds is looked at one by one.
 */
export interface CalmGroup extends Pick<WatchGroup, 'isCalm'> {
  /** For the machines of one more of them, whose threshold counts from now on. */
  machines(condition: RealtimeRule['condition']): Map<string, Machine>
}

/** The measure whose value alone tells that the rule has nothing to do about a row without a machine; undefined where more is needed. */
export function calmMeasure(
  { over, metric, condition, also, noData }: RealtimeRule,
  reader: RowReader
): string | undefined {
  if (over !== 'each' || metric?.kind !== 'measure' || also || noData?.policy === 'alert') return undefined
  const { op } = condition
  // A counter that has to be high waits after its reset: that has to be noted for every row.
  const isLow = op === '<' || op === '<='
  if (op === '=' || op === '!=' || (isLow && reader.isCounter)) return undefined
  return reader.measure
}

/** How many of the group have a machine for a row. */
type Busy = Map<string, number>

/** Keeps the count; otherwise a map like any other. */
class CountedMachines extends Map<string, Machine> {
  readonly #busy: Busy

  constructor(busy: Busy) {
    super()
    this.#busy = busy
  }

  override set(rowId: string, machine: Machine): this {
    if (!this.has(rowId)) this.#busy.set(rowId, (this.#busy.get(rowId) ?? 0) + 1)
    return super.set(rowId, machine)
  }

  override delete(rowId: string): boolean {
    const had = super.delete(rowId)
    if (had) this.#release(rowId)
    return had
  }

  override clear(): void {
    for (const rowId of this.keys()) this.#release(rowId)
    super.clear()
  }

  #release(rowId: string): void {
    const left = (this.#busy.get(rowId) ?? 1) - 1
    if (left > 0) this.#busy.set(rowId, left)
    else this.#busy.delete(rowId)
  }
}

export function createCalmGroup(measure: string): CalmGroup {
  const busy: Busy = new Map()
  let leastAbove = Infinity
  let mostBelow = -Infinity

  return {
    machines({ op, threshold }) {
      if (op === '<' || op === '<=') mostBelow = Math.max(mostBelow, threshold)
      else leastAbove = Math.min(leastAbove, threshold)
      return new CountedMachines(busy)
    },
    isCalm(row) {
      const value = row.values[measure]
      // Without a number there is nothing to compare. At a threshold itself it is up to the rule.
      if (typeof value === 'number' && (value >= leastAbove || value <= mostBelow)) return false
      return busy.size === 0 || !busy.has(row.id)
    }
  }
}

/** Watches that have to be looked at one by one. */
export function ungrouped(watches: Watch[]): WatchGroup {
  return { watches, isCalm: () => false }
}
