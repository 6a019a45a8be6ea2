/** What can be chosen in the settings, and what holds until somebody chooses. Without a validator: windows read it too. */

export const CONTRASTS = ['system', 'more'] as const

/** What the tray's number and tooltip tell of. */
export const HEADLINE_MEASURES = ['contactsWaiting', 'agentsReady', 'openAlerts', 'none'] as const
export type HeadlineMeasure = (typeof HEADLINE_MEASURES)[number]

/** How the tray writes big numbers. `full`: as they are; `short`: 1.2K; `capped`: 99+. */
export const NUMBER_FORMS = ['full', 'short', 'capped'] as const
export type NumberForm = (typeof NUMBER_FORMS)[number]

export interface TrayChoice {
  readonly measure: HeadlineMeasure
  readonly numbers: NumberForm
}
export const DEFAULT_TRAY: TrayChoice = { measure: 'contactsWaiting', numbers: 'full' }

/** Tones that come with the product. */
export const TONES = ['drop', 'bell', 'alarm'] as const
export type Tone = (typeof TONES)[number]
/** `desktop`: whatever the desktop plays for a notice. */
export const TONE_CHOICES = ['desktop', ...TONES] as const
export type ToneChoice = (typeof TONE_CHOICES)[number]

export interface NoticeChoice {
  /** By severity: whether a notice may be heard, too. */
  readonly sounds: { readonly info: boolean; readonly warning: boolean; readonly critical: boolean }
  /** What is heard then; absent: the desktop's own sound. */
  readonly tones?: Readonly<Record<'info' | 'warning' | 'critical', ToneChoice>>
  /** Of the tones, 0 to 100; absent: 100. */
  readonly volume?: number
  /** False: that an alert is over is told by no rule. */
  readonly announceEnds: boolean
}
export const DEFAULT_NOTICES: NoticeChoice = {
  sounds: { info: true, warning: true, critical: true },
  announceEnds: true
}

/** What a notice of this severity sounds like. */
export function toneOf({ sounds, tones }: NoticeChoice, severity: keyof NoticeChoice['sounds']): ToneChoice | 'none' {
  return sounds[severity] ? (tones?.[severity] ?? 'desktop') : 'none'
}

/** Each feed's limits, ms: least, most. */
export const FRESHNESS_LIMITS = {
  pingAfterMs: [1_000, 120_000],
  pongWithinMs: [1_000, 60_000],
  staleAfterMs: [2_000, 300_000]
} as const

export interface FreshnessLimits {
  readonly pingAfterMs: number
  readonly pongWithinMs: number
  readonly staleAfterMs: number
}

/** A quiet floor is heard by the answers to our pings alone: nothing may be called stale before it was asked. */
export function isStaleAfterPing({ pingAfterMs, staleAfterMs }: FreshnessLimits): boolean {
  return staleAfterMs > pingAfterMs
}
