import type { Tone } from '../settings/choices.ts'

export type SoundOutcome = { readonly kind: 'played' } | { readonly kind: 'failed'; readonly reason: string }

/** Plays the tones that come with the product. */
export interface SoundPlayer {
  /** Whatever is heard stops first. `volume`: 0 to 100. Resolves within 5 s, also where nobody answers. */
  play(tone: Tone, volume: number): Promise<SoundOutcome>
}
