import type { Instant } from '../../core/ports/clock.ts'

/** Wall-clock end of a snooze of so many minutes from now; null ends one. */
export function snoozeUntilMs(minutes: number | null, now: Instant): number | null {
  return minutes === null ? null : now.wallMs + minutes * 60_000
}
