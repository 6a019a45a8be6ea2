import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  NAME_LIMIT,
  nameInLine,
  NOTICE_LIMITS,
  noticeText,
  printable
} from '../../../../src/core/delivery/plain-text.ts'
import { createEpisodeText } from '../../../../src/main/app/episode-text.ts'
import { createSpeech } from '../../../../src/main/app/speech.ts'
import { escapeMarkup } from '../../../../src/main/platform/notifier-backend.ts'
import { anEpisode } from '../../../fakes/an-episode.ts'

/** What a name on the far side may be made of. */
const piece = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc.string({ unit: 'binary' }),
  fc.constantFrom(
    '<b>',
    '</b>',
    '&amp;',
    '&',
    '<img src="x">',
    '\n',
    '\r\n',
    '\u2028',
    '\u202e',
    '\u2066',
    '\u200f',
    '\0',
    '\ud83d',
    '👩‍👧'
  ),
  fc.constant('x'.repeat(5_000))
)
const hostile = fc.array(piece, { maxLength: 12 }).map((parts) => parts.join(''))
const TURNS = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/
const length = (text: string): number => Array.from(text).length

describe('the text of a notice', () => {
  it('has an end, a title of one line, nothing unseen and nothing that turns the direction, whatever names are', () => {
    fc.assert(
      fc.property(hostile, hostile, (title, body) => {
        const said = noticeText({ title, body })
        expect(said.title).not.toMatch(/\n/)
        expect(length(said.title)).toBeLessThanOrEqual(NOTICE_LIMITS.title)
        const lines = said.body.split('\n')
        expect(lines.length).toBeLessThanOrEqual(NOTICE_LIMITS.lines)
        for (const line of lines) expect(length(line)).toBeLessThanOrEqual(NOTICE_LIMITS.line)
        for (const text of [said.title, said.body]) {
          expect(text).not.toMatch(TURNS)
          expect(text).not.toMatch(/[^\P{Cc}\n]/u)
          expect(text).not.toMatch(/\p{Cs}/u)
        }
        // As it is, it is not changed again.
        expect(noticeText(said)).toEqual(said)
      })
    )
  })

  it('leaves no markup where the desktop reads markup, and reads back as it was', () => {
    fc.assert(
      fc.property(hostile, (body) => {
        const plain = noticeText({ title: '', body }).body
        const escaped = escapeMarkup(plain)
        expect(escaped).not.toMatch(/[<>]/)
        expect(escaped).not.toMatch(/&(?!(amp|lt|gt);)/)
        expect(escaped.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&')).toBe(plain)
      })
    )
  })

  it('says the value whatever the names are: key, rule, value, then threshold and since', () => {
    const text = createEpisodeText(createSpeech({ systemLocale: 'en' }).t, () => 'en')
    fc.assert(
      fc.property(hostile, hostile, (keyName, ruleName) => {
        const episode = anEpisode({ keyName, ruleName, ruleId: 'own', value: 4711, threshold: 815, breachedAtMs: 0 })
        const { title, body } = noticeText(text(episode, 125_000))
        expect(title).toMatch(/ 4,711$/)
        expect(length(title)).toBeLessThanOrEqual(2 * NAME_LIMIT + 10)
        expect(body).toContain('over 815')
        expect(body).toContain('for 2:05')
        expect(body).not.toContain('\n')
      })
    )
  })

  it('keeps short names as they are, and never cuts a character in halves', () => {
    expect(nameInLine('Myynti – Årsta')).toBe('Myynti – Årsta')
    expect(nameInLine('Sales\n\u202egnitiaw')).toBe('Sales gnitiaw')
    expect(nameInLine('😀'.repeat(100))).toBe(`${'😀'.repeat(NAME_LIMIT - 1)}…`)
    expect(printable('a\r\nb\0c')).toBe('a\nb c')
  })
})
