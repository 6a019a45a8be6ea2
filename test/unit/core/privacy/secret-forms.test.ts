import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { secretForms } from '../../../../src/core/privacy/secret-forms.ts'

const secret = fc.string({ unit: 'grapheme', minLength: 8, maxLength: 40 }).filter((one) => !/\p{Surrogate}/u.test(one))
const holds = (text: string, known: string): boolean => secretForms(known).some((form) => text.includes(form))

describe('the forms of a secret are found in what the runtime itself writes:', () => {
  const writers: Readonly<Record<string, (text: string, before: string) => string>> = {
    JSON: (text, before) => JSON.stringify({ [before]: text }),
    'JSON in JSON': (text) => JSON.stringify(JSON.stringify([text])),
    'an address': (text, before) => encodeURIComponent(before + text),
    'an address in an address': (text) => encodeURIComponent(encodeURIComponent(text)),
    'a form': (text, before) => new URLSearchParams({ a: before, b: text }).toString(),
    hex: (text) => Buffer.from(text).toString('hex'),
    base64: (text, before) => Buffer.from(`${before}${text} after`).toString('base64'),
    base64url: (text, before) => Buffer.from(`${before}${text} after`).toString('base64url')
  }
  for (const [name, write] of Object.entries(writers)) {
    it(name, () => {
      fc.assert(
        fc.property(secret, fc.string({ maxLength: 9 }), (known, before) => {
          expect(holds(write(known, before), known)).toBe(true)
        })
      )
    })
  }

  it('also for a secret that is no proper text', () => {
    const broken = 'half \ud800 a pair'
    expect(holds(Buffer.from(`x${broken}`).toString('base64'), broken)).toBe(true)
    expect(holds(JSON.stringify(broken), broken)).toBe(true)
  })
})

it('the longest form comes first', () => {
  const lengths = secretForms(`a"b&c d/é'x`).map(({ length }) => length)
  expect(lengths).toEqual([...lengths].sort((a, b) => b - a))
})
