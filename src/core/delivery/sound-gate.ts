import type { Severity } from '../alerts/rule.ts'

/** The longest tone, ms: after it nothing is heard any more, whatever became of it. */
export const TONE_MS = 2_000

const RANK = { info: 0, warning: 1, critical: 2 } as const

/** One sound at a time: a more severe one takes over, any other is dropped. All moments are monotonic, ms. */
export interface SoundGate {
  /** False: a sound is heard that must not be cut off for this one. */
  opens(severity: Severity, nowMs: number): boolean
  /** As `opens` would answer; nothing is heard by it. */
  isOpen(severity: Severity, nowMs: number): boolean
}

export function createSoundGate(): SoundGate {
  let heard: { readonly severity: Severity; readonly untilMs: number } | undefined
  const isOpen = (severity: Severity, nowMs: number): boolean =>
    heard === undefined || nowMs >= heard.untilMs || RANK[severity] > RANK[heard.severity]
  return {
    isOpen,
    opens(severity, nowMs) {
      if (!isOpen(severity, nowMs)) return false
      heard = { severity, untilMs: nowMs + TONE_MS }
      return true
    }
  }
}
