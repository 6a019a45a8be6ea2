import { describe, expect, test } from 'vitest'
import { allOpeningHoursSchema } from '../../../../src/core/floor/opening-hours-schema.ts'
import {
  closedQueues,
  openingAt,
  type OpeningHours,
  type WeeklySpan
} from '../../../../src/core/floor/opening-hours.ts'
import { WEEKDAYS } from '../../../../src/core/weekly-hours.ts'

const minutes = (text: string): number => {
  const [hour = 0, minute = 0] = text.split(':').map(Number)
  return hour * 60 + minute
}
const span = (from: string, to: string, days: WeeklySpan['days'] = [...WEEKDAYS]): WeeklySpan => ({
  ...{ days, fromMinute: minutes(from), toMinute: minutes(to) }
})
const SALES = { id: 'sales', name: 'Sales' }
const hours = (zone: string, week: readonly WeeklySpan[], part: Partial<OpeningHours> = {}): OpeningHours => ({
  ...{ name: 'Day', zone, week, holidays: [], queues: [SALES] },
  ...part
})

/** Each stretch that is open between two moments, as UTC, by asking again at the moment last told and no sooner. */
function openBetween(of: OpeningHours, from: string, to: string): string[] {
  const utc = (ms: number): string => new Date(ms).toISOString().slice(5, 16).replace('T', ' ')
  const found: string[] = []
  let wasOpen = false
  let sinceMs = 0
  for (let ms = Date.parse(from); ms < Date.parse(to);) {
    const { isOpen, untilMs } = openingAt(of, ms)
    expect(untilMs).toBeGreaterThan(ms)
    if (isOpen && !wasOpen) sinceMs = ms
    if (!isOpen && wasOpen) found.push(`${utc(sinceMs)} – ${utc(ms)}`)
    wasOpen = isOpen
    ms = untilMs
  }
  return found
}

describe('opening hours', () => {
  test.each([
    [
      'several times a day',
      hours('Europe/Helsinki', [span('08:00', '12:00'), span('13:00', '16:00')]),
      ['2026-11-26T12:00Z', '2026-11-27T22:00Z'],
      ['11-26 12:00 – 11-26 14:00', '11-27 06:00 – 11-27 10:00', '11-27 11:00 – 11-27 14:00']
    ],
    [
      'over midnight, other hours at the end of the week, and those that touch are one',
      hours('Europe/Helsinki', [span('20:00', '02:00', ['fri']), span('02:00', '03:00', ['sat'])]),
      ['2026-11-26T12:00Z', '2026-11-29T12:00Z'],
      ['11-27 18:00 – 11-28 01:00']
    ],
    [
      'those that overlap are one',
      hours('UTC', [span('08:00', '12:00'), span('10:00', '11:00'), span('11:30', '14:00')]),
      ['2026-11-26T00:00Z', '2026-11-27T00:00Z'],
      ['11-26 08:00 – 11-26 14:00']
    ],
    [
      'clocks forward: the hour left out is not there',
      hours('Europe/Helsinki', [span('02:00', '05:00')]),
      ['2026-03-28T12:00Z', '2026-03-29T12:00Z'],
      ['03-29 00:00 – 03-29 02:00']
    ],
    [
      'clocks back: the hour shown twice is open both times',
      hours('Europe/Helsinki', [span('02:00', '05:00')]),
      ['2026-10-24T12:00Z', '2026-10-25T12:00Z'],
      ['10-24 23:00 – 10-25 03:00']
    ],
    [
      'Lord Howe, half an hour forward',
      hours('Australia/Lord_Howe', [span('02:15', '03:00')]),
      ['2026-10-03T03:00Z', '2026-10-04T03:00Z'],
      ['10-03 15:30 – 10-03 16:00']
    ],
    [
      'Lord Howe, half an hour back',
      hours('Australia/Lord_Howe', [span('01:00', '02:30')]),
      ['2026-04-04T03:00Z', '2026-04-05T03:00Z'],
      ['04-04 14:00 – 04-04 16:00']
    ],
    [
      'a holiday: closed all day, and another with its own hours',
      hours('Europe/Helsinki', [span('08:00', '16:00')], {
        holidays: [
          { date: '2026-12-24', hours: [] },
          { date: '2026-12-25', hours: [span('10:00', '12:00'), span('13:00', '14:00')] }
        ]
      }),
      ['2026-12-23T00:00Z', '2026-12-27T00:00Z'],
      [
        '12-23 06:00 – 12-23 14:00',
        '12-25 08:00 – 12-25 10:00',
        '12-25 11:00 – 12-25 12:00',
        '12-26 06:00 – 12-26 14:00'
      ]
    ],
    [
      'what began the evening before goes on into a holiday',
      hours('Europe/Helsinki', [span('22:00', '02:00')], { holidays: [{ date: '2027-12-31', hours: [] }] }),
      ['2027-12-30T12:00Z', '2028-01-02T12:00Z'],
      ['12-30 20:00 – 12-31 00:00', '01-01 20:00 – 01-02 00:00']
    ],
    [
      'a day that the week has not is open where it is a holiday with hours, over the turn of the year',
      hours('UTC', [span('08:00', '09:00', ['mon'])], {
        holidays: [{ date: '2027-12-31', hours: [span('23:00', '01:00')] }]
      }),
      ['2027-12-28T00:00Z', '2028-01-03T00:00Z'],
      ['12-31 23:00 – 01-01 01:00']
    ]
  ] as const)('%s', (_what, of, [from, to], expected) => {
    expect(openBetween(of, from, to)).toEqual(expected)
  })

  test('around the clock there is no change; closed for good there is none either', () => {
    const now = Date.parse('2026-11-27T12:00Z')
    expect(openingAt(hours('UTC', [span('00:00', '00:00')]), now)).toMatchObject({ isOpen: true, changesAtMs: null })
    expect(openingAt(hours('UTC', []), now)).toMatchObject({ isOpen: false, changesAtMs: null })
  })

  test('a long row of holidays is asked about again and again until it is over', () => {
    const holidays = Array.from({ length: 40 }, (_none, day) => ({
      date: new Date(Date.UTC(2026, 6, 1 + day)).toISOString().slice(0, 10),
      hours: []
    }))
    const found = openBetween(
      hours('Europe/Helsinki', [span('08:00', '16:00')], { holidays }),
      '2026-06-30T00:00Z',
      '2026-08-11T00:00Z'
    )
    expect(found).toEqual(['06-30 05:00 – 06-30 13:00', '08-10 05:00 – 08-10 13:00'])
  })

  test('closed queues are those of closed hours, to be asked again at the first change', () => {
    const early = hours('UTC', [span('06:00', '12:00')])
    const late = hours('UTC', [span('11:00', '20:00')], { queues: [{ id: 'chat', name: 'Chat' }] })
    const at = (text: string) => {
      const { ids, untilMs } = closedQueues([early, late], Date.parse(`2026-11-27T${text}Z`))
      return [[...ids], new Date(untilMs).toISOString().slice(11, 16)]
    }
    expect(at('05:00')).toEqual([['sales', 'chat'], '06:00'])
    expect(at('10:00')).toEqual([['chat'], '11:00'])
    expect(at('11:00')).toEqual([[], '12:00'])
    expect(at('12:00')).toEqual([['sales'], '20:00'])
    expect(closedQueues([], 0)).toEqual({ ids: new Set(), untilMs: Infinity })
  })
})

describe('opening hours as they are stored', () => {
  const stored = hours('Europe/Helsinki', [span('08:00', '16:00')], { holidays: [{ date: '2026-12-24', hours: [] }] })

  test.each([
    ['no such zone', [{ ...stored, zone: 'Europe/Nowhere' }]],
    ['no name', [{ ...stored, name: ' ' }]],
    ['no queue', [{ ...stored, queues: [] }]],
    ['no day', [{ ...stored, week: [{ ...span('08:00', '16:00'), days: [] }] }]],
    ['no such date', [{ ...stored, holidays: [{ date: '2026-02-30', hours: [] }] }]],
    ['a queue twice', [stored, { ...stored, name: 'Night' }]]
  ])('are refused: %s', (_what, all) => {
    expect(allOpeningHoursSchema.safeParse(all).success).toBe(false)
  })

  test('are taken as they are', () => {
    expect(allOpeningHoursSchema.parse([stored])).toEqual([stored])
  })
})
