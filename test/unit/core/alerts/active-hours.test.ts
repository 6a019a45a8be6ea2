import { describe, expect, test } from 'vitest'
import { activityAt } from '../../../../src/core/alerts/active-hours.ts'
import { ruleSchema, type ActiveHours, type FeedRule, type RealtimeRule } from '../../../../src/core/alerts/rule.ts'
import { WEEKDAYS } from '../../../../src/core/weekly-hours.ts'
import { createVirtualClock } from '../../../fakes/virtual-clock.ts'
import { createScene, WAITING } from './scene.ts'

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS
const minutes = (text: string): number => {
  const [hour = 0, minute = 0] = text.split(':').map(Number)
  return hour * 60 + minute
}
const hours = (zone: string, from: string, to: string, part: Partial<ActiveHours> = {}): ActiveHours => ({
  ...{ zone, days: [...WEEKDAYS], fromMinute: minutes(from), toMinute: minutes(to) },
  ...part
})

/** Each stretch of activity between two moments, as UTC, by asking again at the moment last told and no sooner. */
function activeBetween(of: ActiveHours, from: string, to: string): string[] {
  const utc = (ms: number): string => new Date(ms).toISOString().slice(5, 16).replace('T', ' ')
  const found: string[] = []
  let wasActive = false
  let sinceMs = 0
  for (let ms = Date.parse(from); ms < Date.parse(to);) {
    const { isActive, untilMs } = activityAt(of, ms)
    expect(untilMs).toBeGreaterThan(ms)
    if (isActive && !wasActive) sinceMs = ms
    if (!isActive && wasActive) found.push(`${utc(sinceMs)} – ${utc(ms)}`)
    wasActive = isActive
    ms = untilMs
  }
  return found
}

describe('active hours where clocks are changed', () => {
  test.each([
    [
      'Europe/Helsinki, forward',
      'Europe/Helsinki',
      '2026-03-28T12:00Z',
      '02:00',
      '05:00',
      ['03-29 00:00 – 03-29 02:00']
    ],
    [
      'begins in the hour left out',
      'Europe/Helsinki',
      '2026-03-28T12:00Z',
      '03:30',
      '05:00',
      ['03-29 01:00 – 03-29 02:00']
    ],
    ['lies in the hour left out', 'Europe/Helsinki', '2026-03-28T12:00Z', '03:10', '03:50', []],
    ['Europe/Helsinki, back', 'Europe/Helsinki', '2026-10-24T12:00Z', '02:00', '05:00', ['10-24 23:00 – 10-25 03:00']],
    [
      'lies in the hour shown twice: once, from the first to the last',
      'Europe/Helsinki',
      '2026-10-24T12:00Z',
      '03:10',
      '03:50',
      ['10-25 00:10 – 10-25 01:50']
    ],
    [
      'Lord Howe, half an hour forward',
      'Australia/Lord_Howe',
      '2026-10-03T03:00Z',
      '02:15',
      '03:00',
      ['10-03 15:30 – 10-03 16:00']
    ],
    [
      'Lord Howe, half an hour back',
      'Australia/Lord_Howe',
      '2026-04-04T03:00Z',
      '01:00',
      '02:30',
      ['04-04 14:00 – 04-04 16:00']
    ],
    [
      'Santiago, forward at midnight',
      'America/Santiago',
      '2026-09-05T16:00Z',
      '00:00',
      '02:00',
      ['09-06 04:00 – 09-06 05:00']
    ],
    [
      'Santiago, back at midnight',
      'America/Santiago',
      '2026-04-04T16:00Z',
      '23:00',
      '01:00',
      ['04-05 02:00 – 04-05 05:00']
    ],
    [
      'Casablanca, back for Ramadan',
      'Africa/Casablanca',
      '2026-02-14T12:00Z',
      '01:00',
      '04:00',
      ['02-15 00:00 – 02-15 04:00']
    ],
    [
      'Casablanca, forward after it',
      'Africa/Casablanca',
      '2026-03-21T12:00Z',
      '01:00',
      '04:00',
      ['03-22 01:00 – 03-22 03:00']
    ]
  ] as const)('%s', (_what, zone, from, begin, end, expected) => {
    const to = new Date(Date.parse(from) + 22 * HOUR_MS).toISOString()
    expect(activeBetween(hours(zone, begin, end), from, to)).toEqual(expected)
  })

  test('a day that a zone left out has none: Apia on 30 December 2011', () => {
    const found = activeBetween(hours('Pacific/Apia', '09:00', '17:00'), '2011-12-29T12:00Z', '2012-01-01T12:00Z')
    // 29 December in UTC−10, then 31 December and 1 January in UTC+14.
    expect(found).toEqual(['12-29 19:00 – 12-30 03:00', '12-30 19:00 – 12-31 03:00', '12-31 19:00 – 01-01 03:00'])
  })

  test('holidays and days are those of the begin; a leap day and the turn of the year are days like others', () => {
    const night = hours('Europe/Helsinki', '22:00', '02:00', { holidays: ['2027-12-31'] })
    expect(activeBetween(night, '2027-12-30T12:00Z', '2028-01-02T12:00Z')).toEqual([
      '12-30 20:00 – 12-31 00:00',
      '01-01 20:00 – 01-02 00:00'
    ])
    const leap = hours('Europe/Helsinki', '08:00', '09:00', { days: ['tue'] })
    expect(activeBetween(leap, '2028-02-28T12:00Z', '2028-03-02T12:00Z')).toEqual(['02-29 06:00 – 02-29 07:00'])
  })

  test('many holidays in a row are asked about again and again until they are over', () => {
    const holidays = Array.from(
      { length: 40 },
      (_none, day) => `2026-0${day < 31 ? '7' : '8'}-${String(day < 31 ? day + 1 : day - 30).padStart(2, '0')}`
    )
    const found = activeBetween(
      hours('Europe/Helsinki', '08:00', '16:00', { holidays }),
      '2026-06-30T00:00Z',
      '2026-08-11T00:00Z'
    )
    expect(found).toEqual(['06-30 05:00 – 06-30 13:00', '08-10 05:00 – 08-10 13:00'])
  })
})

describe('a rule with active hours', () => {
  /** The clock of the scene starts at this moment. */
  const EIGHT = Date.parse('2026-11-27T06:00:00Z')
  const NINE_TO_FIVE = hours('Europe/Helsinki', '09:00', '17:00')
  const OFFICE: RealtimeRule = { ...WAITING, pendingForMs: 0, announceEnd: true, hours: NINE_TO_FIVE }
  const scene = (rules: readonly (RealtimeRule | FeedRule)[] = [OFFICE]) => {
    const clock = createVirtualClock()
    clock.jumpWall(EIGHT - clock.now().wallMs)
    return createScene({ rules, clock })
  }

  test('fires for what is broken when they begin, and ends silently, with the reason, when they are over', () => {
    const office = scene()
    office.play('Sales', `9*${String(10 * 3600)}`)
    expect(office.log).toEqual([
      '3600 fired Sales',
      '3600 tell(fired) Sales',
      '32400 closed Sales',
      '32400 withdraw Sales'
    ])
    expect([...office.journal.values()]).toMatchObject([{ reason: 'outsideHours' }])
  })

  test('leaves the others alone', () => {
    const office = scene([{ ...WAITING, id: 'always', pendingForMs: 0 }, OFFICE])
    office.play('Sales', `9*${String(10 * 3600)}`)
    expect(office.open().map(({ ruleId }) => ruleId)).toEqual(['always'])
    expect(office.journal.size).toBe(2)
  })

  test('is not told again by a restart within them, and is over after one beyond them', () => {
    const office = scene()
    office.play('Sales', `9*${String(2 * 3600)}`)
    const within = office.restart()
    within.row('Sales', { waiting: 9 })
    within.live(true)
    expect(within.log).toEqual([])
    within.clock.advance(9 * HOUR_MS)
    const beyond = office.restart()
    beyond.row('Sales', { waiting: 9 })
    beyond.live(true)
    expect(beyond.log).toEqual(['0 closed Sales', '0 withdraw Sales'])
  })

  test('goes by the clock where that is set', () => {
    const office = scene()
    office.play('Sales', '9')
    office.clock.jumpWall(2 * HOUR_MS)
    office.send({ type: 'tick' })
    expect(office.open()).toHaveLength(1)
    office.clock.jumpWall(-2 * HOUR_MS)
    office.send({ type: 'tick' })
    expect(office.open()).toEqual([])
  })

  test('is for feeds as well', () => {
    const lost: FeedRule = {
      ...{
        id: 'lost',
        version: 1,
        name: 'Lost',
        enabled: true,
        severity: 'critical',
        kind: 'feed',
        hours: NINE_TO_FIVE
      },
      ...{ pendingForMs: 0, keepFiringForMs: 0, repeatEveryMs: null, announceEnd: false }
    }
    const office = scene([lost])
    office.send({ type: 'connectionLost', connectionId: 'floor', connectionName: 'Floor', lost: true, reason: 'proxy' })
    office.wait(10 * 3600)
    expect(office.log.map((line) => line.split(' ').slice(0, 2).join(' '))).toEqual([
      ...['3600 fired', '3600 tell(fired)', '32400 closed', '32400 withdraw']
    ])
  })

  test('names a zone that there is, and days that there are', () => {
    const fits = (part: object): boolean =>
      ruleSchema.safeParse({ ...OFFICE, hours: { ...NINE_TO_FIVE, ...part } }).success
    expect(fits({})).toBe(true)
    expect(fits({ zone: 'Europe/Nowhere' })).toBe(false)
    expect(fits({ days: [] })).toBe(false)
    expect(fits({ holidays: ['2026-02-30'] })).toBe(false)
    expect(fits({ toMinute: 1440 })).toBe(false)
  })
})
