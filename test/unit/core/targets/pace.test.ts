import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { paceOf } from '../../../../src/core/targets/pace.ts'
import { calendarSpan, spanOfTest } from '../../../../src/core/targets/span.ts'
import type { Bound, Period, Target, TargetTest } from '../../../../src/core/targets/target.ts'

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS
const ZONES = [
  'UTC',
  'Europe/Helsinki',
  'Europe/Vienna',
  'America/New_York',
  'America/Santiago',
  'Australia/Melbourne',
  'Australia/Lord_Howe',
  'Africa/Casablanca',
  'Pacific/Apia',
  'Asia/Kathmandu'
]
const PERIODS: readonly Period[] = ['P1D', 'P1W', 'P1M']
const FROM_MS = Date.UTC(2010, 0)
const THREE_YEARS_MS = 3 * 366 * DAY_MS

const target = (bound: Bound, threshold: number): Target => ({
  id: 't',
  connectionId: 'c',
  workflowId: 'w',
  name: 'Sold',
  threshold,
  bound,
  reportingPeriod: 'P1D',
  notificationPeriod: 'P1D',
  field: 'sold'
})
const result = (testedAtMs: number, value: number | null, timespan = ''): TargetTest => ({
  targetId: 't',
  value,
  selectedPeriod: 'P1D',
  timespan,
  testedAtMs
})
const DAY = calendarSpan('P1D', Date.UTC(2026, 4, 6, 12), 'UTC')
const at = (hour: number): number => DAY.beginMs + hour * HOUR_MS

/** What clocks in the zone show, as another part of the platform writes it. */
const shown = (ms: number, zone: string): string =>
  new Intl.DateTimeFormat('sv', { timeZone: zone, dateStyle: 'short', timeStyle: 'medium' }).format(ms)
const weekday = (ms: number, zone: string): string =>
  new Intl.DateTimeFormat('en', { timeZone: zone, weekday: 'short' }).format(ms)

describe('a calendar period', () => {
  // Three years with every kind of clock change, and the day that Samoa left out (30 December 2011).
  test.each(ZONES)(
    'holds its moment, begins where the last ended, and at the day, the Monday or the first: %s',
    (zone) => {
      fc.assert(
        fc.property(
          fc.constantFrom(...PERIODS),
          fc.integer({ min: FROM_MS, max: FROM_MS + THREE_YEARS_MS }),
          (period, atMs) => {
            const span = calendarSpan(period, atMs, zone)
            expect(span.beginMs).toBeLessThanOrEqual(atMs)
            expect(span.endMs).toBeGreaterThan(atMs)
            expect(calendarSpan(period, span.endMs, zone).beginMs).toBe(span.endMs)
            expect(calendarSpan(period, span.endMs - 1, zone)).toEqual(span)
            expect(calendarSpan(period, span.beginMs, zone)).toEqual(span)
            // Clocks that leave midnight out begin the day at one o'clock.
            const [date = '', time = ''] = shown(span.beginMs, zone).split(' ')
            expect(['00:00:00', '00:30:00', '01:00:00']).toContain(time)
            if (period === 'P1M') expect(date.endsWith('-01')).toBe(true)
            if (period === 'P1W' && !(zone === 'Pacific/Apia' && date.startsWith('2011-12')))
              expect(weekday(span.beginMs, zone)).toBe('Mon')
          }
        ),
        { numRuns: 300 }
      )
    }
  )

  test('is 23 or 25 hours long where clocks change', () => {
    const hours = (atMs: number): number => {
      const { beginMs, endMs } = calendarSpan('P1D', atMs, 'Europe/Vienna')
      return (endMs - beginMs) / HOUR_MS
    }
    expect([Date.UTC(2026, 2, 29, 12), Date.UTC(2026, 9, 25, 12), Date.UTC(2026, 5, 1, 12)].map(hours)).toEqual([
      23, 25, 24
    ])
  })
})

describe('the span that a test speaks of', () => {
  test('is the calendar period of the zone where it names none', () => {
    expect(spanOfTest(result(at(9), 1, 'today'), 'UTC')).toEqual(DAY)
  })

  test('begins where it says, in whatever zone that is midnight', () => {
    const span = spanOfTest(result(at(9), 1, '2026-05-06T00:00:00+03:00/2026-05-07T00:00:00+03:00'), 'UTC')
    expect(span).toEqual({ beginMs: DAY.beginMs - 3 * HOUR_MS, endMs: DAY.endMs - 3 * HOUR_MS })
  })

  test('is none where the window moves along', () => {
    expect(spanOfTest(result(at(9) + 12_345, 1, '2026-05-05T09:00:12.345Z/P1D'), 'UTC')).toBeUndefined()
  })
})

describe('the pace', () => {
  test('of a target to reach is on pace, at risk, and out of reach when even the fastest growth would not do', () => {
    const outlook = (values: readonly [number, number][], threshold: number): string | undefined => {
      const tests = values.map(([hour, value]) => result(at(hour), value))
      return paceOf(target('LOWER', threshold), tests, DAY, tests.at(-1)?.testedAtMs ?? 0)?.outlook
    }
    const steady: [number, number][] = [
      [6, 100],
      [9, 150],
      [12, 200],
      [15, 250]
    ]
    expect(outlook(steady, 390)).toBe('onPace')
    expect(outlook(steady, 460)).toBe('atRisk')
    expect(outlook(steady, 900)).toBe('outOfReach')
  })

  test('of a target to stay under is at risk when even a slow rest would take it over', () => {
    const tests = [result(at(6), 100), result(at(12), 200)]
    expect(paceOf(target('UPPER', 300), tests, DAY, at(12))?.outlook).toBe('atRisk')
    expect(paceOf(target('UPPER', 390), tests, DAY, at(12))?.outlook).toBe('onPace')
  })

  test('of nothing yet, or of a moment after the first, is too early to tell: zero on a Monday morning is no alarm', () => {
    expect(paceOf(target('LOWER', 100), [result(at(8), 0)], DAY, at(8))?.outlook).toBeUndefined()
    expect(paceOf(target('LOWER', 100), [result(at(8), 0), result(at(9), 1)], DAY, at(9))?.outlook).toBeUndefined()
  })

  test('begins when the count does: a night without contacts is no slow start', () => {
    const tests = [result(at(7), 0), result(at(8), 0), result(at(12), 40)]
    const pace = paceOf(target('LOWER', 100), tests, DAY, at(12))
    expect(pace?.perHour).toBeCloseTo(10)
    expect(pace?.projected).toBeCloseTo(160)
    expect(pace?.outlook).toBe('onPace')
  })

  test('is none of what is no running count', () => {
    expect(paceOf(target('LOWER', 100), [result(at(6), 50), result(at(7), 40)], DAY, at(7))).toBeUndefined()
    expect(paceOf(target('LOWER', 100), [result(at(6), null)], DAY, at(6))).toBeUndefined()
    expect(paceOf(target('LOWER', 100), [result(at(-1), 50)], DAY, at(6))).toBeUndefined()
  })

  test('holds its promises for any results', () => {
    const steps = fc.array(fc.tuple(fc.integer({ min: 1, max: 120 }), fc.nat(200)), { minLength: 1, maxLength: 20 })
    fc.assert(
      fc.property(
        steps,
        fc.constantFrom<Bound>('LOWER', 'UPPER'),
        fc.integer({ min: 1, max: 5_000 }),
        (all, bound, threshold) => {
          let [minute, value] = [0, 0]
          const tests = all.map(([minutes, more]) =>
            result(DAY.beginMs + (minute += minutes) * 60_000, (value += more))
          )
          const inDay = tests.filter(({ testedAtMs }) => testedAtMs < DAY.endMs)
          const last = inDay.at(-1)
          const pace = paceOf(target(bound, threshold), tests, DAY, last?.testedAtMs ?? 0)
          if (!last || last.value === null) return
          expect(pace).toBeDefined()
          if (!pace) return
          expect(pace.shareGone).toBeGreaterThanOrEqual(0)
          expect(pace.shareGone).toBeLessThanOrEqual(1)
          expect(pace.low).toBeLessThanOrEqual(pace.projected)
          expect(pace.high).toBeGreaterThanOrEqual(pace.projected)
          expect(pace.low).toBeGreaterThanOrEqual(last.value)
          if (pace.outlook === 'outOfReach') expect(bound).toBe('LOWER')
          if (bound === 'LOWER' && pace.projected >= threshold) expect(pace.outlook).not.toBe('atRisk')
          if (bound === 'UPPER' && pace.projected < threshold) expect(pace.outlook).not.toBe('atRisk')
          if (pace.reachableUntilMs !== null) expect(pace.reachableUntilMs).toBeLessThan(DAY.endMs)
        }
      )
    )
  })
})
