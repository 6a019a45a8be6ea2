import { DAYS_AHEAD, stretches, WEEKDAYS, type Weekday } from '../weekly-hours.ts'
import { DAY_MS } from '../zoned-time.ts'

/** When notices are held back. Days and times are those of the user's clock; a time at or before `fromMinute` is one of the next day. */
export interface QuietHours {
  readonly enabled: boolean
  /** Days on which quiet hours begin. */
  readonly days: Weekday[]
  /** Minutes after midnight. */
  readonly fromMinute: number
  readonly toMinute: number
  /** Critical alerts are told all the same. */
  readonly criticalBreaksThrough: boolean
}

export const DEFAULT_QUIET_HOURS: QuietHours = {
  enabled: false,
  days: [...WEEKDAYS],
  fromMinute: 20 * 60,
  toMinute: 7 * 60,
  criticalBreaksThrough: true
}

export interface Quiet {
  readonly quiet: boolean
  /** Wall ms at which that changes; null: never. */
  readonly changesAtMs: number | null
}

/** Whether it is quiet at this moment, and until when it stays so. Pure: the zone is given. */
export function quietAt(hours: QuietHours, wallMs: number, zone: string): Quiet {
  if (!hours.enabled || hours.days.length === 0) return { quiet: false, changesAtMs: null }
  const all = stretches(hours, wallMs, zone)
  const present = all.find(({ beginMs, endMs }) => beginMs <= wallMs && wallMs < endMs)
  if (!present) return { quiet: false, changesAtMs: all.find(({ beginMs }) => beginMs > wallMs)?.beginMs ?? null }
  // As far as it was looked ahead: it does not end.
  const isEndless = present === all.at(-1) && present.endMs - wallMs > (DAYS_AHEAD - 2) * DAY_MS
  return { quiet: true, changesAtMs: isEndless ? null : present.endMs }
}
