import fc from 'fast-check'
import { Temporal } from 'temporal-polyfill'
import { describe, expect, it } from 'vitest'
import { DEFAULT_QUIET_HOURS, quietAt, type QuietHours } from '../../../../src/core/quiet/quiet-hours.ts'
import { WEEKDAYS } from '../../../../src/core/weekly-hours.ts'

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS
const hours = (over: Partial<QuietHours> = {}): QuietHours => ({ ...DEFAULT_QUIET_HOURS, enabled: true, ...over })
const at = (text: string): number => Temporal.ZonedDateTime.from(text).epochMilliseconds
const shown = (ms: number, zone: string): string =>
  Temporal.Instant.fromEpochMilliseconds(ms)
    .toZonedDateTimeISO(zone)
    .toPlainDateTime()
    .toString({ smallestUnit: 'minute' })

const HELSINKI = 'Europe/Helsinki'
/** Clocks that are set by an hour, by half an hour, at midnight, never, and on the other half of the world. */
const ZONES = [
  HELSINKI,
  'Europe/Berlin',
  'America/New_York',
  'Australia/Lord_Howe',
  'America/Santiago',
  'Asia/Kolkata',
  'UTC'
]

describe('quiet hours', () => {
  it('go over midnight, and belong to the day on which they begin', () => {
    const evenings = hours({ days: ['fri'], fromMinute: 22 * 60, toMinute: 6 * 60 })
    const said = (text: string) => {
      const { quiet, changesAtMs } = quietAt(evenings, at(text), HELSINKI)
      return [quiet, changesAtMs === null ? null : shown(changesAtMs, HELSINKI)]
    }
    expect(said('2026-11-27T21:59:59.999[Europe/Helsinki]')).toEqual([false, '2026-11-27T22:00'])
    expect(said('2026-11-27T22:00[Europe/Helsinki]')).toEqual([true, '2026-11-28T06:00'])
    expect(said('2026-11-28T05:59[Europe/Helsinki]')).toEqual([true, '2026-11-28T06:00'])
    expect(said('2026-11-28T06:00[Europe/Helsinki]')).toEqual([false, '2026-12-04T22:00'])
    expect(said('2026-11-27T03:00[Europe/Helsinki]')).toEqual([false, '2026-11-27T22:00'])
  })

  it('are never there while switched off or without a day, and never end where they fill the week', () => {
    expect(quietAt(hours({ enabled: false }), 0, 'UTC')).toEqual({ quiet: false, changesAtMs: null })
    expect(quietAt(hours({ days: [] }), 0, 'UTC')).toEqual({ quiet: false, changesAtMs: null })
    expect(quietAt(hours({ fromMinute: 480, toMinute: 480 }), 0, 'UTC')).toEqual({ quiet: true, changesAtMs: null })
  })

  it('begin when clocks jump over their beginning, and end when they show their end for the last time', () => {
    const spring = quietAt(
      hours({ fromMinute: 3 * 60 + 30, toMinute: 6 * 60 }),
      at('2026-03-29T02:00[Europe/Helsinki]'),
      HELSINKI
    )
    expect(spring.changesAtMs).toBe(at('2026-03-29T04:00[Europe/Helsinki]'))
    const autumn = quietAt(
      hours({ fromMinute: 22 * 60, toMinute: 3 * 60 + 30 }),
      at('2026-10-25T01:00[Europe/Helsinki]'),
      HELSINKI
    )
    expect(autumn.changesAtMs).toBe(at('2026-10-25T03:30+02:00[Europe/Helsinki]'))
  })

  const anyHours = fc.record({
    enabled: fc.constant(true),
    days: fc.uniqueArray(fc.constantFrom(...WEEKDAYS), { minLength: 1 }),
    fromMinute: fc.integer({ min: 0, max: 1439 }),
    toMinute: fc.integer({ min: 0, max: 1439 }),
    criticalBreaksThrough: fc.boolean()
  })
  /** In any year's quarter, and close around every change of clocks of 2026 and 2027. */
  const changes = ZONES.flatMap((zone) => {
    const found: number[] = []
    let next = Temporal.Instant.from('2026-01-01T00:00Z').toZonedDateTimeISO(zone).getTimeZoneTransition('next')
    while (next && next.year < 2028) {
      found.push(next.epochMilliseconds)
      next = next.getTimeZoneTransition('next')
    }
    return found
  })
  const anyMoment = fc.oneof(
    fc.integer({ min: Date.UTC(2026, 0), max: Date.UTC(2028, 0) }),
    fc
      .tuple(fc.constantFrom(...changes), fc.integer({ min: -30 * HOUR_MS, max: 30 * HOUR_MS }))
      .map(([ms, away]) => ms + away)
  )

  it('hold until the moment they name, and are the other way from there on, whatever clocks do', () => {
    fc.assert(
      fc.property(
        anyHours,
        anyMoment,
        fc.constantFrom(...ZONES),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (h, nowMs, zone, share) => {
          const { quiet, changesAtMs } = quietAt(h, nowMs, zone)
          if (changesAtMs === null) {
            expect(quietAt(h, nowMs + Math.floor(share * 7 * 24 * HOUR_MS), zone).quiet).toBe(quiet)
            return
          }
          expect(changesAtMs).toBeGreaterThan(nowMs)
          const between = nowMs + Math.floor(share * (changesAtMs - 1 - nowMs))
          expect(quietAt(h, between, zone)).toEqual({ quiet, changesAtMs })
          expect(quietAt(h, changesAtMs, zone).quiet).toBe(!quiet)
        }
      ),
      { numRuns: 400 }
    )
  })

  it('are what a clock on the wall says, on days on which nobody sets it', () => {
    fc.assert(
      fc.property(anyHours, anyMoment, fc.constantFrom(...ZONES), (h, nowMs, zone) => {
        const local = Temporal.Instant.fromEpochMilliseconds(nowMs).toZonedDateTimeISO(zone)
        const around = [local.subtract({ days: 2 }), local.add({ days: 2 })].map((one) => one.offsetNanoseconds)
        fc.pre(around[0] === around[1])
        const minute = local.hour * 60 + local.minute
        const [today, yesterday] = [local, local.subtract({ days: 1 })].map((day) =>
          h.days.includes(WEEKDAYS[day.dayOfWeek - 1]!)
        )
        const isOver = h.toMinute > h.fromMinute
        const expected = isOver
          ? today! && minute >= h.fromMinute && minute < h.toMinute
          : (today! && minute >= h.fromMinute) || (yesterday! && minute < h.toMinute)
        expect(quietAt(h, nowMs, zone).quiet).toBe(expected)
      }),
      { numRuns: 400 }
    )
  })
})
