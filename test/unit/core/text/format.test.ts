import { describe, expect, it } from 'vitest'
import {
  formatAge,
  formatClock,
  formatDuration,
  formatMoment,
  formatNumber,
  formatShare
} from '../../../../src/core/text/format.ts'

describe('durations', () => {
  it.each([
    [0, '0:00'],
    [999, '0:00'],
    [61_000, '1:01'],
    [364_000, '6:04'],
    [3_599_999, '59:59'],
    [3_600_000, '1:00:00'],
    [90_061_000, '25:01:01'],
    [-5_000, '0:00']
  ])('%i ms is written %s', (ms, text) => {
    expect(formatDuration(ms)).toBe(text)
  })
})

describe('numbers', () => {
  it('are grouped the way the locale does', () => {
    expect(formatNumber(12480, 'en')).toBe('12,480')
    expect(formatNumber(12480, 'de')).toBe('12.480')
  })

  it('keep at most two decimals', () => {
    expect(formatNumber(2.71828, 'en')).toBe('2.72')
  })

  it('are shares with exactly one decimal', () => {
    expect(formatShare(0.027, 'en')).toBe('2.7%')
    expect(formatShare(0, 'en')).toBe('0.0%')
  })
})

describe('ages', () => {
  it.each([
    [2_400, '2\u00a0s'],
    [59_999, '59\u00a0s'],
    [60_000, '1\u00a0min'],
    [3_600_000, '1\u00a0h'],
    [4 * 86_400_000, '4\u00a0days'],
    [-200, '0\u00a0s']
  ])('%i ms is %s', (ms, text) => {
    expect(formatAge(ms, 'en')).toBe(text)
  })
})

describe('times of day', () => {
  const noon = Date.UTC(2026, 2, 2, 12, 5)

  it('are those of the zone asked for', () => {
    expect(formatClock(noon, 'en', 'UTC')).toBe('12:05')
    expect(formatClock(noon, 'en', 'Europe/Helsinki')).toBe('14:05')
  })

  it('write midnight as 00:00', () => {
    expect(formatClock(Date.UTC(2026, 2, 2), 'en', 'UTC')).toBe('00:00')
  })

  it('name the day only when it is another one in that zone', () => {
    const late = Date.UTC(2026, 2, 2, 23, 30)
    expect(formatMoment(noon, late, 'en-GB', 'UTC')).toBe('12:05')
    expect(formatMoment(noon, late, 'en-GB', 'Europe/Helsinki')).toMatch(/^Mon,? 2 Mar, 14:05$/)
  })
})
