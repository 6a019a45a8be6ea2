/** Pure formatters. Locale and time zone are parameters: nothing here asks the machine where it is. */

const SECOND_MS = 1000
const MINUTE_MS = 60 * SECOND_MS
const HOUR_MS = 60 * MINUTE_MS
const DAY_MS = 24 * HOUR_MS

/** Keeps number and unit on one line. */
const NO_BREAK = '\u00a0'

/** Intl objects are costly to make (0.1 ms each) and a wall of numbers asks for hundreds a second; the same settings give the same one. */
function remembered<T>(make: (key: string) => T): (key: string) => T {
  const made = new Map<string, T>()
  return (key) => {
    const present = made.get(key)
    if (present !== undefined) return present
    const fresh = make(key)
    made.set(key, fresh)
    return fresh
  }
}

const wholeNumbers = remembered((locale) => new Intl.NumberFormat(locale, { maximumFractionDigits: 2 }))
const shares = remembered(
  (locale) => new Intl.NumberFormat(locale, { style: 'percent', minimumFractionDigits: 1, maximumFractionDigits: 1 })
)

const collators = remembered((locale) => new Intl.Collator(locale, { numeric: true }))

const SPLIT = '\n'
const zoned = (options: Intl.DateTimeFormatOptions): ((key: string) => Intl.DateTimeFormat) =>
  remembered((key) => {
    const [locale, timeZone] = key.split(SPLIT)
    return new Intl.DateTimeFormat(locale, { ...options, ...(timeZone === undefined ? {} : { timeZone }) })
  })
const clocks = zoned({ hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })
const exactClocks = zoned({ hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' })
const moments = zoned({
  weekday: 'short',
  day: 'numeric',
  month: 'short',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23'
})
const days = zoned({ year: 'numeric', month: '2-digit', day: '2-digit' })

const units = remembered((key) => {
  const [locale, unit, unitDisplay] = key.split(SPLIT)
  return new Intl.NumberFormat(locale, {
    style: 'unit',
    unit: unit ?? 'second',
    unitDisplay: unitDisplay === 'short' ? 'short' : 'narrow'
  })
})

/** `m:ss` below an hour, `h:mm:ss` from there on; whole seconds, cut off. A negative time is 0:00. */
export function formatDuration(ms: number): string {
  const total = Math.max(0, Math.floor(ms / SECOND_MS))
  const seconds = String(total % 60).padStart(2, '0')
  const minutes = Math.floor(total / 60)
  if (minutes < 60) return `${minutes}:${seconds}`
  return `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, '0')}:${seconds}`
}

/** Orders names as the language does, numbers in them by their size. */
export function textOrder(locale: string): (a: string, b: string) => number {
  return collators(locale).compare
}

/** Grouped, at most two decimals: `12,480`. */
export function formatNumber(value: number, locale: string): string {
  return wholeNumbers(locale).format(value)
}

/** A ratio (0.027) as a percentage with one decimal: `2.7%` in English, with its own sign and spacing elsewhere. */
export function formatShare(ratio: number, locale: string): string {
  return shares(locale).format(ratio)
}

function withUnit(count: number, unit: string, display: 'narrow' | 'short', locale: string): string {
  const parts = units([locale, unit, display].join(SPLIT)).formatToParts(count)
  return parts
    .filter((part) => part.type !== 'literal')
    .map((part) => part.value)
    .join(NO_BREAK)
}

/** A rough age in its largest unit, cut off: `2 s`, `3 min`, `5 h`, `4 days`. A negative age is `0 s`. */
export function formatAge(ms: number, locale: string): string {
  if (ms < MINUTE_MS) return withUnit(Math.max(0, Math.floor(ms / SECOND_MS)), 'second', 'narrow', locale)
  if (ms < HOUR_MS) return withUnit(Math.floor(ms / MINUTE_MS), 'minute', 'short', locale)
  if (ms < DAY_MS) return withUnit(Math.floor(ms / HOUR_MS), 'hour', 'narrow', locale)
  return withUnit(Math.floor(ms / DAY_MS), 'day', 'short', locale)
}

/** Time of day: `14:02`. */
export function formatClock(wallMs: number, locale: string, zone: string): string {
  return clocks([locale, zone].join(SPLIT)).format(wallMs)
}

/** Time of day to the second: `14:02:07`. */
export function formatSecond(wallMs: number, locale: string, zone: string): string {
  return exactClocks([locale, zone].join(SPLIT)).format(wallMs)
}

/** The time of day alone when it is the same day in `zone`, with weekday and date otherwise: `Mon, 23 Nov, 14:02`. */
export function formatMoment(wallMs: number, nowMs: number, locale: string, zone: string): string {
  const key = [locale, zone].join(SPLIT)
  const sameDay = days(key).format(wallMs) === days(key).format(nowMs)
  return sameDay ? clocks(key).format(wallMs) : moments(key).format(wallMs)
}
