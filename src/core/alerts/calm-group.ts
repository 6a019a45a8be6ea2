import { countedMachines, type Busy } from './counted-machines.ts'
import type { Machine } from './machine.ts'
import type { RowReader } from './row-reader.ts'
import type { RealtimeRule } from './rule.ts'
import type { WatchGroup } from './watch-group.ts'

/**
 * Rules for each row that compare the same measure. As long as its value lies between their thresholds and none of them has a machine
 * for the row, one look tells for all of them, whatever their scopes: only who is out of bounds is looked at one by one.
 */
export interface CalmGroup extends Pick<WatchGroup, 'isCalm' | 'followsFloor'> {
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

/** `ofAll`: counts for other groups, too. */
export function createCalmGroup(measure: string, ofAll: Busy): CalmGroup {
  const busy: Busy = new Map()
  let leastAbove = Infinity
  let mostBelow = -Infinity

  return {
    followsFloor: false,
    machines({ op, threshold }) {
      if (op === '<' || op === '<=') mostBelow = Math.max(mostBelow, threshold)
      else leastAbove = Math.min(leastAbove, threshold)
      return countedMachines(busy, ofAll)
    },
    isCalm(row, { isBusy }) {
      const value = row.values[measure]
      // Without a number there is nothing to compare. At a threshold itself it is up to the rule.
      if (typeof value === 'number' && (value >= leastAbove || value <= mostBelow)) return false
      return !isBusy || !busy.has(row.id)
    }
  }
}
