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
}

const MINUTE_MS = 60_000
export const DAY_MS = 24 * 60 * MINUTE_MS
/** Longer than any zone is away from UTC, so that what was shown before and after a change of clocks is asked beyond it. */
const WELL_APART_MS = DAY_MS
/** Hours repeat each week: nothing new comes after so many days, but for holidays. */
export const DAYS_AHEAD = 9

const parts = new Map<string, Intl.DateTimeFormat>()

/** What clocks in `zone` show, as if it were UTC. */
function shownMs(wallMs: number, zone: string): number {
  let format = parts.get(zone)
  if (!format) {
    format = new Intl.DateTimeFormat('en', {
      timeZone: zone,
      calendar: 'gregory',
      numberingSystem: 'latn',
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric'
    })
    parts.set(zone, format)
  }
  const found: Record<string, number> = {}
  for (const { type, value } of format.formatToParts(wallMs)) found[type] = Number(value)
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = found
  return Date.UTC(year, month - 1, day, hour, minute, second) + (((wallMs % 1000) + 1000) % 1000)
}

/**
 * The moment at which clocks in `zone` show this. Where it is shown twice, `last` says which. Where it is left out, the moment at
 * which the clocks are set forward.
 */
function momentOf(shown: number, zone: string, last: boolean): number {
  const offsets = [shown - WELL_APART_MS, shown + WELL_APART_MS].map((ms) => shownMs(ms, zone) - ms)
  const candidates = offsets.map((offset) => shown - offset)
  const real = candidates.filter((ms) => shownMs(ms, zone) === shown)
  if (real.length > 0) return last ? Math.max(...real) : Math.min(...real)
  let [before, after] = [Math.min(...candidates), Math.max(...candidates)]
  while (after - before > 1) {
    const middle = Math.floor((before + after) / 2)
    if (shownMs(middle, zone) < shown) before = middle
    else after = middle
  }
  return after
}

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
    const beginMs = momentOf(midnight + hours.fromMinute * MINUTE_MS, zone, false)
    const endMs = momentOf(midnight + lengthDays * DAY_MS + hours.toMinute * MINUTE_MS, zone, true)
    const former = joined.at(-1)
    if (former && beginMs <= former.endMs) former.endMs = Math.max(former.endMs, endMs)
    else if (endMs > beginMs) joined.push({ beginMs, endMs })
  }
  return joined
}
