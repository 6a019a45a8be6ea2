import { describe, expect, test } from 'vitest'
import { isNewPeriod, spanBeginMs } from '../../../../src/core/targets/period.ts'
import type { Period, Target, TargetTest } from '../../../../src/core/targets/target.ts'
import { judge, standingOf } from '../../../../src/core/targets/verdict.ts'
import { spanOfTest } from '../../../../src/core/targets/span.ts'

const NOW = Date.UTC(2024, 4, 6, 12)
const HOUR = 3_600_000

const target = (part: Partial<Target> = {}): Target => ({
  id: 't',
  connectionId: 'c',
  workflowId: 'w',
  name: 'Chats',
  threshold: 100,
  bound: 'LOWER',
  reportingPeriod: 'P1D',
  notificationPeriod: 'P1D',
  field: 'sum',
  ...part
})

const result = (value: number | null, selectedPeriod: Period = 'P1D', timespan = '', testedAtMs = NOW): TargetTest => ({
  targetId: 't',
  value,
  selectedPeriod,
  timespan,
  testedAtMs
})

describe('the verdict', () => {
  test.each([
    ['LOWER', 99.9, 'running'],
    ['LOWER', 100, 'reached'],
    ['LOWER', 101, 'reached'],
    ['UPPER', 99.9, 'running'],
    ['UPPER', 100, 'exceeded'],
    ['UPPER', 101, 'exceeded']
  ] as const)('%s 100 at %d is %s', (bound, value, state) => {
    expect(judge(target({ bound }), result(value), NOW)).toBe(state)
  })

  test('is not given where the value belongs to another period than the threshold', () => {
    expect(judge(target({ reportingPeriod: 'P1W' }), result(500), NOW)).toBe('noVerdict')
    expect(judge(target({ reportingPeriod: 'P1W', notificationPeriod: 'P1D' }), result(500, 'P1W'), NOW)).toBe(
      'reached'
    )
  })

  test('nothing counted is no value, not zero', () => {
    expect(judge(target({ bound: 'UPPER' }), result(null), NOW)).toBe('noValue')
    expect(judge(target(), result(0), NOW)).toBe('running')
  })

  test('needs a test', () => {
    expect(judge(target(), undefined, NOW)).toBe('untested')
  })

  test.each([
    ['not begun', { activeFromMs: NOW + 1 }, 'inactive'],
    ['just begun', { activeFromMs: NOW }, 'reached'],
    ['about to end', { activeUntilMs: NOW + 1 }, 'reached'],
    ['ended', { activeUntilMs: NOW }, 'inactive']
  ] as const)('a target that is %s', (_what, part, state) => {
    expect(judge(target(part), result(100), NOW)).toBe(state)
  })
})

describe('a new period', () => {
  const next = (before: string, after: string, passedMs: number): boolean =>
    isNewPeriod(result(1, 'P1D', before), result(1, 'P1D', after, NOW + passedMs))

  test.each([
    [
      'the same day',
      '2024-05-06T00:00:00Z/2024-05-06T12:00:00Z',
      '2024-05-06T00:00:00Z/2024-05-06T12:15:00Z',
      HOUR / 4,
      false
    ],
    ['the next day', '2024-05-06T00:00:00Z/PT24H', '2024-05-07T00:00:00Z/PT24H', 12 * HOUR, true],
    [
      'the next day, tested once a day',
      '2024-05-06 00:00 - 2024-05-07',
      '2024-05-07 00:00 - 2024-05-08',
      24 * HOUR,
      true
    ],
    ['dates only', '2024-05-06', '2024-05-07', HOUR, true],
    ['a day that begins by another offset', '2024-03-30T00:00:00+01:00', '2024-03-31T00:00:00+0100', HOUR, true],
    ['a rolling window', '2024-05-05T12:03:20Z', '2024-05-05T12:18:21Z', HOUR / 4, false],
    ['a beginning that moved back', '2024-05-06T00:00Z', '2024-05-05T00:00Z', HOUR, false],
    ['no date at all', 'P1D', 'last day', HOUR, false]
  ] as const)('%s', (_what, before, after, passedMs, isNew) => {
    expect(next(before, after, passedMs)).toBe(isNew)
  })

  test('begins with another length of the period, and never with the first test known', () => {
    expect(isNewPeriod(result(1, 'P1D'), result(1, 'P1W'))).toBe(true)
    expect(isNewPeriod(undefined, result(1))).toBe(false)
  })

  test('a span that looks like a date and is none has no beginning', () => {
    expect(spanBeginMs('2024-99-99T00:00Z')).toBeUndefined()
    expect(spanBeginMs('from 2024-05-06T01:30:00+02:00')).toBe(Date.UTC(2024, 4, 5, 23, 30))
  })
})

describe('where a target stands', () => {
  const stands = (part: Partial<Target>, results: readonly TargetTest[], nowMs: number) =>
    standingOf(target(part), results, nowMs, (one) => spanOfTest(one, 'UTC'))
  const noon = result(60)
  const MIDNIGHT = NOW + 12 * HOUR

  test('is by its pace while the period runs', () => {
    const earlier = result(30, 'P1D', '', NOW - 6 * HOUR)
    expect(stands({}, [earlier, noon], NOW)).toMatchObject({ state: 'onPace', span: { endMs: MIDNIGHT } })
    expect(stands({ threshold: 500 }, [earlier, noon], NOW).state).toBe('atRisk')
    expect(stands({ bound: 'UPPER', threshold: 70 }, [earlier, noon], NOW).state).toBe('atRisk')
  })

  test.each([
    ['LOWER', 100, 'finalMissed'],
    ['LOWER', 60, 'finalMet'],
    ['UPPER', 100, 'finalMet'],
    ['UPPER', 60, 'finalMissed']
  ] as const)('is final from the end of the period on: %s %d is %s', (bound, threshold, state) => {
    expect(stands({ bound, threshold }, [noon], MIDNIGHT - 1).state).not.toBe(state)
    expect(stands({ bound, threshold }, [noon], MIDNIGHT).state).toBe(state)
  })

  test('has no end where the periods differ', () => {
    expect(stands({ reportingPeriod: 'P1W' }, [noon], MIDNIGHT)).toEqual({
      state: 'noVerdict',
      span: undefined,
      pace: undefined
    })
  })
})
