import { describe, expect, it } from 'vitest'
import {
  dayBase,
  isoInZone,
  latestWeekday,
  nextMidnight,
  periodAround,
  startOfDay
} from '../../../src/simulator/zone.ts'

const at = (iso: string): number => Date.parse(iso)

describe("the floor's zone", () => {
  it('finds the latest Monday and Tuesday, today included', () => {
    expect(isoInZone(latestWeekday(at('2026-11-25T12:00:00Z'), 'monday'))).toBe('2026-11-23T00:00:00.000+02:00')
    expect(isoInZone(latestWeekday(at('2026-11-23T12:00:00Z'), 'tuesday'))).toBe('2026-11-17T00:00:00.000+02:00')
    // 22:30 UTC on Sunday is Monday already in Helsinki.
    expect(isoInZone(latestWeekday(at('2026-11-22T22:30:00Z'), 'monday'))).toBe('2026-11-23T00:00:00.000+02:00')
  })

  it('takes moments with fractions of a millisecond', () => {
    expect(startOfDay(at('2026-11-25T12:00:00Z') + 0.75)).toBe(at('2026-11-24T22:00:00Z'))
  })

  it('knows that a day may last 23 or 25 hours', () => {
    const spring = at('2026-03-29T10:00:00Z')
    const autumn = at('2026-10-25T10:00:00Z')
    expect(nextMidnight(spring) - startOfDay(spring)).toBe(23 * 3_600_000)
    expect(nextMidnight(autumn) - startOfDay(autumn)).toBe(25 * 3_600_000)
  })

  it('counts working minutes right on the day of a clock change', () => {
    const minuteOfNine = 9 * 60 * 60_000
    expect(isoInZone(dayBase(at('2026-03-29T10:00:00Z')) + minuteOfNine)).toBe('2026-03-29T09:00:00.000+03:00')
    expect(isoInZone(dayBase(at('2026-10-25T10:00:00Z')) + minuteOfNine)).toBe('2026-10-25T09:00:00.000+02:00')
  })

  it.each([
    ['P1D', '2026-11-25T00:00:00.000+02:00', '2026-11-26T00:00:00.000+02:00'],
    ['P1W', '2026-11-23T00:00:00.000+02:00', '2026-11-30T00:00:00.000+02:00'],
    ['P1M', '2026-11-01T00:00:00.000+02:00', '2026-12-01T00:00:00.000+02:00']
  ] as const)('puts the calendar period %s around a moment', (period, start, end) => {
    const { startMs, endMs } = periodAround(period, at('2026-11-25T12:00:00Z'))
    expect([isoInZone(startMs), isoInZone(endMs)]).toEqual([start, end])
  })
})
