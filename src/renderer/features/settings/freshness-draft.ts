import { FRESHNESS_LIMITS, isStaleAfterPing, type FreshnessLimits } from '../../../core/settings/choices.ts'

export type FreshnessField = keyof FreshnessLimits
export const FRESHNESS_FIELDS = ['pingAfterMs', 'pongWithinMs', 'staleAfterMs'] as const satisfies FreshnessField[]

/** Seconds as typed. */
export type FreshnessDraft = Readonly<Record<FreshnessField, string>>

export type FreshnessRefusals = Partial<Record<FreshnessField, 'limits' | 'order'>>

export function freshnessDraft(kept: FreshnessLimits): FreshnessDraft {
  return {
    pingAfterMs: String(kept.pingAfterMs / 1000),
    pongWithinMs: String(kept.pongWithinMs / 1000),
    staleAfterMs: String(kept.staleAfterMs / 1000)
  }
}

function milliseconds(field: FreshnessField, typed: string): number | undefined {
  const [least, most] = FRESHNESS_LIMITS[field]
  const ms = /^\d{1,4}$/.test(typed.trim()) ? Number(typed) * 1000 : Number.NaN
  return ms >= least && ms <= most ? ms : undefined
}

/** The three belong together: one that can't be taken keeps all as they were. */
export function readFreshness(
  draft: FreshnessDraft
): { readonly freshness: FreshnessLimits } | { readonly refused: FreshnessRefusals } {
  const [pingAfterMs, pongWithinMs, staleAfterMs] = FRESHNESS_FIELDS.map((field) => milliseconds(field, draft[field]))
  if (pingAfterMs === undefined || pongWithinMs === undefined || staleAfterMs === undefined) {
    const wrong = FRESHNESS_FIELDS.filter((field) => milliseconds(field, draft[field]) === undefined)
    return { refused: Object.fromEntries(wrong.map((field) => [field, 'limits'])) }
  }
  const freshness = { pingAfterMs, pongWithinMs, staleAfterMs }
  return isStaleAfterPing(freshness) ? { freshness } : { refused: { staleAfterMs: 'order' } }
}
