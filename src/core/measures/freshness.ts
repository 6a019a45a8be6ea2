import type { Freshness } from '../connections/source.ts'
import type { Instant } from '../ports/clock.ts'

/** Time since the last frame or pong, ms; null when nothing was ever heard. Not moved by changes of the wall clock. */
export function feedAgeMs(heardAt: Instant | null, now: Instant): number | null {
  return heardAt === null ? null : Math.max(0, now.monoMs - heardAt.monoMs)
}

/** A feed never heard is stale: nothing unknown looks fresh. A quiet feed whose pongs arrive is not. */
export function isStale(heardAt: Instant | null, now: Instant, limits: Freshness): boolean {
  const ageMs = feedAgeMs(heardAt, now)
  return ageMs === null || ageMs > limits.staleAfterMs
}

/** Monotonic ms from which `isStale` answers true unless something is heard. */
export function staleFromMs(heardAt: Instant, limits: Freshness): number {
  return heardAt.monoMs + limits.staleAfterMs + 1
}
