import { describe, expect, it } from 'vitest'
import { pseudoText, pseudoWords } from '../../../../src/core/text/pseudo.ts'
import { windows } from '../../../../src/core/text/windows.ts'
import { leaves } from './leaves.ts'

describe('the pseudo-language', () => {
  it('keeps placeholders, puts brackets around the whole and leaves no plain vowel', () => {
    expect(pseudoText('Snooze {{count}} min')).toBe('[Šñööööžéé {{count}} mîîñ]')
  })

  it('has the same keys and is about a third longer', () => {
    const [plain, odd] = [leaves(windows), leaves(pseudoWords(windows))]
    expect(odd.map(([key]) => key)).toEqual(plain.map(([key]) => key))
    const sizeOf = (all: [string, string][]): number => all.map(([, text]) => text).join('').length
    expect(sizeOf(odd) / sizeOf(plain)).toBeGreaterThan(1.3)
  })
})
