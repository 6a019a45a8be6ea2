import { DAYS_AHEAD, stretches } from '../weekly-hours.ts'
import { DAY_MS } from '../zoned-time.ts'
import type { ActiveHours } from './rule.ts'

export interface Activity {
  readonly isActive: boolean
  /** Wall ms by which to ask again: it changes then, or may have. */
  readonly untilMs: number
}

/** Whether a rule with these hours is active at this moment. */
export function activityAt(hours: ActiveHours, wallMs: number): Activity {
  const all = stretches(hours, wallMs, hours.zone)
  const present = all.find(({ beginMs, endMs }) => beginMs <= wallMs && wallMs < endMs)
  const next = present?.endMs ?? all.find(({ beginMs }) => beginMs > wallMs)?.beginMs
  // Not looked ahead any farther: hours without a gap, or holidays in a row.
  const lookAgainMs = wallMs + (DAYS_AHEAD - 2) * DAY_MS
  return { isActive: present !== undefined, untilMs: Math.min(next ?? Infinity, lookAgainMs) }
}
