import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { alignedTestMs } from '../../../../src/core/targets/alignment.ts'
import { calendarSpan, createCalendar } from '../../../../src/core/targets/span.ts'
import type { Period } from '../../../../src/core/targets/target.ts'

const MINUTE_MS = 60_000
const PERIODS: readonly Period[] = ['P1D', 'P1W', 'P1M']
const ZONES = ['Europe/Helsinki', 'America/New_York', 'Asia/Kathmandu', 'Australia/Lord_Howe', 'UTC']

const moment = fc.record({
  period: fc.constantFrom(...PERIODS),
  zone: fc.constantFrom(...ZONES),
  atMs: fc.integer({ min: Date.UTC(2024, 0, 1), max: Date.UTC(2027, 0, 1) }),
  place: fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true })
})

describe('tests that follow the notification period', () => {
  it('come shortly before its end, each period once', () => {
    const helsinki = (hour: number, minute = 0) => Date.UTC(2026, 0, 15, hour - 2, minute)
    expect(alignedTestMs('P1D', helsinki(12), 'Europe/Helsinki', 0)).toBe(helsinki(23, 58))
    expect(alignedTestMs('P1D', helsinki(12), 'Europe/Helsinki', 0.5)).toBe(helsinki(23, 48))
    // The one of this day was just now: the next is tomorrow's.
    expect(alignedTestMs('P1D', helsinki(23, 58), 'Europe/Helsinki', 0)).toBe(helsinki(47, 58))
    expect(alignedTestMs('P1M', helsinki(12), 'Europe/Helsinki', 0)).toBe(Date.UTC(2026, 0, 31, 21, 58))
  })

  it('lie in the last minutes of a period that is not over, clock changes and short months included', () => {
    fc.assert(
      fc.property(moment, ({ period, zone, atMs, place }) => {
        const nextMs = alignedTestMs(period, atMs, zone, place)
        const { endMs } = calendarSpan(period, nextMs, zone)
        expect(nextMs).toBeGreaterThan(atMs)
        expect(endMs - nextMs).toBeGreaterThanOrEqual(2 * MINUTE_MS)
        expect(endMs - nextMs).toBeLessThanOrEqual(22 * MINUTE_MS)
        // No period is left out: the end before it lies no later than a spread after the moment asked about.
        expect(calendarSpan(period, nextMs, zone).beginMs - atMs).toBeLessThanOrEqual(22 * MINUTE_MS)
      }),
      { seed: 7, numRuns: 300 }
    )
  })
})

describe('a calendar that remembers', () => {
  it('answers as the one that does not', () => {
    const calendar = createCalendar()
    fc.assert(
      fc.property(moment, ({ period, zone, atMs }) => {
        expect(calendar(period, atMs, zone)).toEqual(calendarSpan(period, atMs, zone))
        expect(calendar(period, atMs + MINUTE_MS, zone)).toEqual(calendarSpan(period, atMs + MINUTE_MS, zone))
      }),
      { seed: 7, numRuns: 200 }
    )
  })
})
