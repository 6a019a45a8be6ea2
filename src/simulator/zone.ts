import { Temporal } from 'temporal-polyfill'

/** The floor's zone: days, weeks and counters begin at its midnights. */
export const FLOOR_ZONE = 'Europe/Helsinki'
export type Weekday = 'monday' | 'tuesday'
export type Period = 'P1D' | 'P1W' | 'P1M'

const HOUR_MS = 3_600_000
const MORNING_HOUR = 6

/** The floor's moments have fractions of a millisecond; Temporal takes whole ones only. */
function zoned(epochMs: number): Temporal.ZonedDateTime {
  return Temporal.Instant.fromEpochMilliseconds(Math.floor(epochMs)).toZonedDateTimeISO(FLOOR_ZONE)
}

/** Midnight that began the latest such day, the present one included. */
export function latestWeekday(epochMs: number, weekday: Weekday): number {
  const today = zoned(epochMs)
  const back = (today.dayOfWeek - (weekday === 'monday' ? 1 : 2) + 7) % 7
  return today.subtract({ days: back }).startOfDay().epochMilliseconds
}

/**
 * The last change of the clocks before a moment. `eveMs`: the midnight that began the day before it.
 */
export function latestClockChange(epochMs: number): { readonly atMs: number; readonly eveMs: number } {
  const change = zoned(epochMs).getTimeZoneTransition('previous')
  if (!change) throw new Error(`${FLOOR_ZONE} never changes its clocks`)
  return { atMs: change.epochMilliseconds, eveMs: change.subtract({ days: 1 }).startOfDay().epochMilliseconds }
}

export function startOfDay(epochMs: number): number {
  return zoned(epochMs).startOfDay().epochMilliseconds
}

export function nextMidnight(epochMs: number): number {
  return zoned(epochMs).add({ days: 1 }).startOfDay().epochMilliseconds
}

/**
 * What minute 0 of the day would be if no clock change lay before the morning: `base + minute` is right from 06:00 on, on the two
 * days of the year too on which the night is an hour shorter or longer. The floor is closed before that.
 */
export function dayBase(epochMs: number): number {
  return zoned(epochMs).startOfDay().with({ hour: MORNING_HOUR }).epochMilliseconds - MORNING_HOUR * HOUR_MS
}

/** The calendar period around a moment: [start, end). */
export function periodAround(period: Period, epochMs: number): { readonly startMs: number; readonly endMs: number } {
  const day = zoned(epochMs).startOfDay()
  const start =
    period === 'P1D' ? day : period === 'P1W' ? day.subtract({ days: day.dayOfWeek - 1 }) : day.with({ day: 1 })
  return {
    startMs: start.startOfDay().epochMilliseconds,
    endMs: start.add(Temporal.Duration.from(period)).startOfDay().epochMilliseconds
  }
}

/** With milliseconds and the offset of that moment, e.g. `2026-11-23T00:00:00.000+02:00`. */
export function isoInZone(epochMs: number): string {
  return zoned(epochMs).toString({ timeZoneName: 'never', fractionalSecondDigits: 3 })
}
