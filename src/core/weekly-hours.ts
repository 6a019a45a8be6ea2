import { DAY_MS, momentOf, shownMs } from './zoned-time.ts'

export const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const
export type Weekday = (typeof WEEKDAYS)[number]

/** Hours of the week by what clocks show. A time at or before `fromMinute` is one of the next day. */
export interface WeeklyHours {
  /** Days on which they begin. */
  readonly days: readonly Weekday[]
  /** Minutes after midnight. */
  readonly fromMinute: number
  readonly toMinute: number
  /** Dates (`2026-12-24`) on which they do not begin. */
  readonly holidays?: readonly string[] | undefined
  /** Where given: the only dates on which they begin. */
  readonly dates?: readonly string[] | undefined
}

const MINUTE_MS = 60_000
/** Hours repeat each week: nothing new comes after so many days, but for holidays. */
export const DAYS_AHEAD = 9

function weekdayOf(midnight: number): Weekday {
  // Monday is 1 there and Sunday 0.
  return WEEKDAYS[(new Date(midnight).getUTCDay() + 6) % 7] ?? 'mon'
}

const dateOf = (midnight: number): string => new Date(midnight).toISOString().slice(0, 10)

/**
 * Each stretch of them around now, oldest first, those that touch made one. A time that clocks leave out is the moment at which they are
 * set forward; of one that they show twice, a begin is the first and an end the last.
 */
export function stretches(hours: WeeklyHours, wallMs: number, zone: string): { beginMs: number; endMs: number }[] {
  const today = Math.floor(shownMs(wallMs, zone) / DAY_MS) * DAY_MS
  const lengthDays = hours.toMinute <= hours.fromMinute ? 1 : 0
  const joined: { beginMs: number; endMs: number }[] = []
  for (let ahead = -2; ahead <= DAYS_AHEAD; ahead += 1) {
    const midnight = today + ahead * DAY_MS
    if (!hours.days.includes(weekdayOf(midnight)) || hours.holidays?.includes(dateOf(midnight))) continue
    if (hours.dates?.includes(dateOf(midnight)) === false) continue
    const beginMs = momentOf(midnight + hours.fromMinute * MINUTE_MS, zone, false)
    const endMs = momentOf(midnight + lengthDays * DAY_MS + hours.toMinute * MINUTE_MS, zone, true)
    const former = joined.at(-1)
    if (former && beginMs <= former.endMs) former.endMs = Math.max(former.endMs, endMs)
    else if (endMs > beginMs) joined.push({ beginMs, endMs })
  }
  return joined
}
