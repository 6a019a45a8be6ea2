import { calendarSpan } from './span.ts'
import type { Period } from './target.ts'

/** The last test of a period comes this long before its end, so that its answer is of that period. */
const LEAD_MS = 2 * 60_000
/** Before that, the tests of many targets lie over so much time. */
const SPREAD_MS = 20 * 60_000

/**
 * When a target is tested whose tests follow its notification period: once in each, shortly before it ends. The first such moment after
 * this one, wall ms. `place`: [0, 1), where in the spread it lies.
 */
export function alignedTestMs(period: Period, afterMs: number, zone: string, place: number): number {
  const beforeMs = LEAD_MS + place * SPREAD_MS
  const { endMs } = calendarSpan(period, afterMs, zone)
  return endMs - beforeMs > afterMs ? endMs - beforeMs : calendarSpan(period, endMs, zone).endMs - beforeMs
}
