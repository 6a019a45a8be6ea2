import { describe, expect, it } from 'vitest'
import { languageOf, localeFor } from '../../../../src/core/text/language.ts'

describe('the language of the screen', () => {
  it.each([
    [undefined, 'fi-FI', 'fi-FI'],
    ['system', 'fi', 'fi'],
    ['system', 'en-GB', 'en-GB'],
    ['system', 'de-DE', 'en'],
    ['system', '', 'en'],
    // A language whose name only begins like one.
    ['system', 'fil-PH', 'en'],
    ['en', 'en-GB', 'en-GB'],
    ['en', 'fi-FI', 'en'],
    ['fi', 'en-US', 'fi'],
    ['fi', 'fi-FI', 'fi-FI']
  ] as const)('is for %s on a system in %s the one of %s', (choice, system, locale) => {
    expect(localeFor(choice, system)).toBe(locale)
  })

  it.each([
    ['fi-FI', 'fi'],
    ['en-GB', 'en'],
    ['de', 'en'],
    ['en-XA', 'pseudo']
  ])('takes the words of %s from %s', (locale, language) => {
    expect(languageOf(locale)).toBe(language)
  })
})
