import { DAY_MS, momentOf, shownMs } from '../zoned-time.ts'
import { spanBeginMs } from './period.ts'
import type { Period, TargetTest } from './target.ts'

/** From the first moment of a period to the first of the next one, epoch ms. */
export interface Span {
  readonly beginMs: number
  readonly endMs: number
}

const MONDAY = 1
const midnightOf = (shown: number): number => Math.floor(shown / DAY_MS) * DAY_MS

/** Shown midnight at which the period around this shown moment begins, and the one at which the next does. Weeks begin on Monday. */
function shownSpan(period: Period, shown: number): readonly [number, number] {
  const midnight = midnightOf(shown)
  const date = new Date(midnight)
  if (period === 'P1D') return [midnight, midnight + DAY_MS]
  if (period === 'P1W') {
    const monday = midnight - ((date.getUTCDay() - MONDAY + 7) % 7) * DAY_MS
    return [monday, monday + 7 * DAY_MS]
  }
  const [year, month] = [date.getUTCFullYear(), date.getUTCMonth()]
  return [Date.UTC(year, month), Date.UTC(year, month + 1)]
}

/** The calendar period in `zone` that the moment lies in: days and months are as long as clocks there make them. */
export function calendarSpan(period: Period, atMs: number, zone: string): Span {
  const [begin, end] = shownSpan(period, shownMs(atMs, zone))
  return { beginMs: momentOf(begin, zone, false), endMs: momentOf(end, zone, false) }
}

export type Calendar = typeof calendarSpan

/** The same for many moments close together: those within a span that was asked for before are answered by it. */
export function createCalendar(): Calendar {
  const known = new Map<string, Span>()
  return (period, atMs, zone) => {
    const key = `${period} ${zone}`
    const last = known.get(key)
    if (last && atMs >= last.beginMs && atMs < last.endMs) return last
    const span = calendarSpan(period, atMs, zone)
    known.set(key, span)
    return span
  }
}

/**
 * Assumed, as no document says it: a test that names no time span, or none with a date, speaks of the calendar period of the user's
 * zone. One that names its begin speaks of a calendar period where that is one somewhere on earth; otherwise its window moves along, has
 * no end, and there is no pace.
 */
export function spanOfTest(test: TargetTest, zone: string, calendar: Calendar = calendarSpan): Span | undefined {
  const here = calendar(test.selectedPeriod, test.testedAtMs, zone)
  const saidMs = spanBeginMs(test.timespan)
  if (saidMs === undefined || saidMs === here.beginMs) return here
  const awayMs = saidMs - here.beginMs
  const isElsewhere = Math.abs(awayMs) <= DAY_MS && awayMs % QUARTER_MS === 0 && saidMs <= test.testedAtMs
  return isElsewhere ? { beginMs: saidMs, endMs: here.endMs + awayMs } : undefined
}

/** Zones lie whole quarters of an hour apart. */
const QUARTER_MS = 15 * 60_000
