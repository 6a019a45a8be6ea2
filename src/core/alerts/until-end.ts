/** Wall ms that stands for: as long as the alert burns. The last moment that a date can be. */
export const UNTIL_END_MS = 8_640_000_000_000_000
