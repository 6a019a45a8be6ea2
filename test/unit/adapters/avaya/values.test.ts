import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readerFor } from '../../../../src/adapters/avaya/values.ts'
import type { MeasureKind } from '../../../../src/core/measures/value.ts'

const NO_VALUES = ['', 'N/A']

describe('reading a value', () => {
  it.each<[MeasureKind, string, number | string | null]>([
    ['text', 'Natella', 'Natella'],
    ['text', 'false', 'false'],
    ['number', '0', 0],
    ['number', '2', 2],
    ['number', '-3', -3],
    ['number', '12.5', 12.5],
    ['number', '1e3', 1000],
    ['number', '007', 7],
    ['number', 'false', null],
    ['number', '0x10', null],
    ['number', ' 5', null],
    ['number', '5 ', null],
    ['number', '1,000', null],
    ['number', 'NaN', null],
    ['number', 'Infinity', null],
    ['number', '1e999', null],
    ['number', '-', null],
    ['duration', '36000', 36_000],
    ['duration', 'long', null],
    ['since', '1643645393849', 1_643_645_393_849],
    ['since', '0', null],
    ['since', '1643645393849000000', null],
    ['instant', '1643645393849000000', null],
    ['instant', '-1e300', null],
    ['instant', '8640000000000000', 8.64e15],
    ['instant', '0', 0],
    ['instant', '1643645393849', 1_643_645_393_849],
    ['instant', '2025-07-28T09:14:28.879688324Z', Date.UTC(2025, 6, 28, 9, 14, 28, 879)],
    ['instant', '2015-02-13T11:31:36.042', Date.UTC(2015, 1, 13, 11, 31, 36, 42)],
    ['instant', '2021-04-01T10:10:57+02:00', Date.UTC(2021, 3, 1, 8, 10, 57)],
    ['instant', '2021-04-01T10:10:57123456Z', null],
    ['instant', 'yesterday', null]
  ])('%s %j is %j', (kind, text, expected) => {
    expect(readerFor(kind, false).ofText(text)).toBe(expected)
  })

  it.each<MeasureKind>(['text', 'number', 'duration', 'instant', 'since'])(
    '%s: N/A and nothing are no value',
    (kind) => {
      expect(NO_VALUES.map((text) => readerFor(kind, false).ofText(text))).toEqual([null, null])
    }
  )

  it('is never NaN or infinite, whatever comes', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string(), fc.double().map(String)),
        fc.constantFrom<MeasureKind>('number', 'duration', 'instant', 'since'),
        (text, kind) => {
          const value = readerFor(kind, false).ofText(text)
          expect(value === null || Number.isFinite(value)).toBe(true)
          const isMoment = kind === 'instant' || kind === 'since'
          if (isMoment && value !== null) expect(() => new Date(Number(value)).toISOString()).not.toThrow()
        }
      )
    )
  })

  it('reads every integer back exactly', () => {
    fc.assert(
      fc.property(fc.maxSafeInteger(), (whole) => {
        expect(readerFor('number', false).ofText(String(whole))).toBe(whole)
      })
    )
  })

  it.each([
    ['READY', 'READY'],
    ['ready', 'READY'],
    ['ACW', 'AFTER_CONTACT_WORK'],
    ['TRAINING', 'TRAINING'],
    ['N/A', null]
  ])('agent state %s is %s', (text, expected) => {
    expect(readerFor('text', true).ofText(text)).toBe(expected)
  })
})
