/** Sections of the settings in their order, by the id that an address names. */
export const SECTION_IDS = [
  ...(['general', 'floor', 'tray', 'notices', 'quiet', 'hours', 'freshness'] as const),
  ...(['appearance', 'secrets', 'privacy', 'log', 'about'] as const)
] as const
export type SectionId = (typeof SECTION_IDS)[number]
