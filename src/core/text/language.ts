/** Languages that Floorwatch speaks, by their ISO 639 codes. Each has a complete catalogue. */
export const LANGUAGES = ['en', 'fi'] as const
export type Language = (typeof LANGUAGES)[number]
/** `system`: that of the system where Floorwatch speaks it, else English. */
export const LANGUAGE_CHOICES = ['system', ...LANGUAGES] as const
export type LanguageChoice = (typeof LANGUAGE_CHOICES)[number]

/** English that was made longer and odd, to find cut text and words that are in no catalogue. */
export const PSEUDO_LOCALE = 'en-XA'

const languageIn = (locale: string): string => locale.split('-')[0]?.toLowerCase() ?? ''

/** The catalogue that a locale's words come from; English for any that is not known. */
export function languageOf(locale: string): Language | 'pseudo' {
  if (locale === PSEUDO_LOCALE) return 'pseudo'
  return LANGUAGES.find((known) => known === languageIn(locale)) ?? 'en'
}

/**
 * The BCP 47 locale of words, numbers and times. The system's own where it speaks the language wanted, so that an Englishman keeps his
 * dates; else the plain language.
 */
export function localeFor(choice: LanguageChoice | undefined, systemLocale: string): string {
  const known = LANGUAGES.find((one) => one === languageIn(systemLocale))
  const wanted = choice === undefined || choice === 'system' ? (known ?? 'en') : choice
  return wanted === known ? systemLocale : wanted
}
