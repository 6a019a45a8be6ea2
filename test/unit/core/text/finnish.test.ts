import { describe, expect, it } from 'vitest'
import { desktop } from '../../../../src/core/text/desktop.ts'
import { desktopFi } from '../../../../src/core/text/fi/desktop.ts'
import { windowsFi } from '../../../../src/core/text/fi/windows.ts'
import { wordsFi } from '../../../../src/core/text/fi/words.ts'
import type { Translated } from '../../../../src/core/text/translated.ts'
import { windows } from '../../../../src/core/text/windows.ts'
import { words } from '../../../../src/core/text/words.ts'
import { leaves } from './leaves.ts'

const PARTS = { words: [words, wordsFi], windows: [windows, windowsFi], desktop: [desktop, desktopFi] } as const
const placeholders = (text: string): string[] =>
  [...text.matchAll(/\{\{([^}]*)\}\}/g)].map(([, name]) => name ?? '').sort()

/** Names, and words that both languages have. */
const SAME = new Set(
  leaves({ words, windows, desktop })
    .map(([, text]) => text.replace(/\{\{[^}]*\}\}/g, ''))
    .filter((text) => !/\p{L}{2,}/u.test(text))
)
const NAMES = [
  ...['Floorwatch', 'Electron', 'HTTP {{status}}'],
  ...['Avaya Analytics', 'giosg', 'ThoughtSpot', 'KWallet', 'KWallet 5', 'KWallet 6', 'BAR', 'Slack'],
  ...['English', 'Suomi', 'demo', '15 min', '{{count}} min', 'm:ss', '{{connection}} {{subject}}']
]

describe.each(Object.entries(PARTS))('the Finnish %s', (_name, [english, finnish]) => {
  const translated = new Map(leaves(finnish))
  const original = leaves(english)

  it('has the same texts', () => {
    expect([...translated.keys()].sort()).toEqual(original.map(([key]) => key).sort())
  })

  it('fills in the same things', () => {
    const wrong = original
      .filter(([key, text]) => String(placeholders(text)) !== String(placeholders(translated.get(key) ?? '')))
      .map(([key]) => key)
    expect(wrong).toEqual([])
  })

  it('has left nothing in English', () => {
    const left = original.filter(([key, text]) => translated.get(key) === text).map(([, text]) => text)
    expect(left.filter((text) => !NAMES.includes(text) && !SAME.has(text.replace(/\{\{[^}]*\}\}/g, '')))).toEqual([])
  })

  it('ends a sentence where the English one ends', () => {
    const end = (text: string): string => /[.?…:]$/.exec(text)?.[0] ?? ''
    const wrong = original.filter(([key, text]) => end(text) !== end(translated.get(key) ?? '')).map(([key]) => key)
    expect(wrong).toEqual([])
  })
})

interface English {
  readonly a: 'x'
  readonly deep: { readonly b_one: 'y'; readonly b_other: 'y' }
}

it('a text that is missing, or one too many, does not compile', () => {
  const whole = { a: 'k', deep: { b_one: 'l', b_other: 'm', b_few: 'n' } } satisfies Translated<English>
  // @ts-expect-error: a text is missing
  const missing = { deep: { b_one: 'l', b_other: 'm' } } satisfies Translated<English>
  // @ts-expect-error: a text below is missing
  const missingBelow = { a: 'k', deep: { b_one: 'l' } } satisfies Translated<English>
  // @ts-expect-error: a text too many
  const more = { a: 'k', c: 'k', deep: { b_one: 'l', b_other: 'm' } } satisfies Translated<English>
  expect([whole, missing, missingBelow, more]).toHaveLength(4)
})
