import { UNTIL_END_MS } from '../../core/alerts/until-end.ts'
import type { Instant } from '../../core/ports/clock.ts'

/** Wall-clock end of a snooze of so many minutes from now; null ends one. */
export function snoozeUntilMs(minutes: number | 'untilEnd' | null, now: Instant): number | null {
  if (minutes === 'untilEnd') return UNTIL_END_MS
  return minutes === null ? null : now.wallMs + minutes * 60_000
}

/** The time that an acknowledgement names, as the engine takes it; nothing where it names none. */
export function acknowledgedFor(minutes: number | undefined, now: Instant): { readonly untilMs?: number } {
  return minutes === undefined ? {} : { untilMs: now.wallMs + minutes * 60_000 }
}
