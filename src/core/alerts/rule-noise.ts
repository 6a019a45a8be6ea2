import type { FiredEpisode } from '../ports/journal.ts'

const DAY_MS = 86_400_000
const NOISE_DAYS = 7

export interface RuleNoise {
  readonly ruleId: string
  /** Stretches of 24 hours; the one that ends now comes last. */
  readonly days: readonly { readonly fired: number; readonly told: number }[]
  /** Of alerts that are over, ms; null where none is. */
  readonly medianMs: number | null
}

export const noiseSinceMs = (nowMs: number): number => nowMs - NOISE_DAYS * DAY_MS

function medianOf(values: readonly number[]): number | null {
  if (values.length === 0) return null
  const sorted = [...values].sort((a, b) => a - b)
  const middle = Math.floor(sorted.length / 2)
  const upper = sorted[middle] ?? 0
  return sorted.length % 2 === 1 ? upper : Math.round(((sorted[middle - 1] ?? upper) + upper) / 2)
}

/** What these rules came to in the last seven days. One entry for each, also where nothing fired. */
export function ruleNoise(ruleIds: readonly string[], fired: readonly FiredEpisode[], nowMs: number): RuleNoise[] {
  const byRule = new Map<string, FiredEpisode[]>(ruleIds.map((id) => [id, []]))
  for (const one of fired) byRule.get(one.ruleId)?.push(one)
  return [...byRule].map(([ruleId, own]) => {
    const days = Array.from({ length: NOISE_DAYS }, () => ({ fired: 0, told: 0 }))
    for (const { firedAtMs, told } of own) {
      // What a clock that was set back since calls the future is of today.
      const daysAgo = Math.max(0, Math.floor((nowMs - firedAtMs) / DAY_MS))
      const day = days[NOISE_DAYS - 1 - daysAgo]
      if (!day) continue
      day.fired += 1
      if (told) day.told += 1
    }
    const lengths = own.flatMap(({ firedAtMs, closedAtMs }) => (closedAtMs === null ? [] : [closedAtMs - firedAtMs]))
    return { ruleId, days, medianMs: medianOf(lengths) }
  })
}
