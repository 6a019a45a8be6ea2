import type { TargetTest } from './target.ts'

/**
 * Assumed, since the form of a test's time span is not documented: its first date-time is where the span begins. A calendar
 * period keeps its beginning until the next one starts. The beginning of a rolling window moves along with the tests and falls on
 * no full quarter of an hour but by chance. A span without a date (`P1D`, free text) says nothing: the period goes on.
 */
const BEGIN = /(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?)\s*(Z|[+-]\d{2}:?\d{2})?)?/i
const ROLLING_TOLERANCE_MS = 60_000
const CALENDAR_GRID_MS = 15 * 60_000

/** Epoch ms of a span's beginning; read as UTC where it names no zone, which cancels out when two spans are compared. */
export function spanBeginMs(timespan: string): number | undefined {
  const match = BEGIN.exec(timespan)
  if (!match) return undefined
  const zone = (match[3] ?? 'Z').toUpperCase().replace(/^([+-]\d{2})(\d{2})$/, '$1:$2')
  const beginMs = Date.parse(`${match[1] ?? ''}T${match[2] ?? '00:00'}${zone}`)
  return Number.isNaN(beginMs) ? undefined : beginMs
}

/** True when `test` is the first known result of another period than `previous`. Without a previous one nothing has changed. */
export function isNewPeriod(previous: TargetTest | undefined, test: TargetTest): boolean {
  if (!previous) return false
  if (previous.selectedPeriod !== test.selectedPeriod) return true
  const beganMs = spanBeginMs(previous.timespan)
  const beginsMs = spanBeginMs(test.timespan)
  if (beganMs === undefined || beginsMs === undefined || beginsMs <= beganMs) return false
  const movedWithTests = Math.abs(beginsMs - beganMs - (test.testedAtMs - previous.testedAtMs)) <= ROLLING_TOLERANCE_MS
  return !movedWithTests || beginsMs % CALENDAR_GRID_MS === 0
}
