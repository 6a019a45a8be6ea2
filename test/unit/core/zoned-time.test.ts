import { describe, expect, it } from 'vitest'
import { minutesUntilTomorrow, shownMs } from '../../../src/core/zoned-time.ts'

const at = (text: string): number => Date.parse(text)

describe('until the next day begins', () => {
  it.each([
    ['at noon', '2026-05-06T12:00:00+03:00', 'Europe/Helsinki', 720],
    ['at midnight', '2026-05-06T00:00:00+03:00', 'Europe/Helsinki', 1440],
    ['a second before it', '2026-05-06T23:59:59+03:00', 'Europe/Helsinki', 1],
    ['on the day with an hour more', '2026-10-25T00:00:00+03:00', 'Europe/Helsinki', 1500],
    ['on the day with an hour less', '2026-03-29T00:00:00+02:00', 'Europe/Helsinki', 1380],
    ['west of Greenwich, where it is still yesterday', '2026-05-06T02:00:00Z', 'America/New_York', 120],
    ['where clocks go forward at midnight itself', '2026-09-05T23:00:00-04:00', 'America/Santiago', 60]
  ])('%s', (_when, text, zone, minutes) => {
    const wallMs = at(text)
    expect(minutesUntilTomorrow(wallMs, zone)).toBe(minutes)
    const day = (ms: number): number => new Date(shownMs(ms, zone)).getUTCDate()
    expect(day(wallMs + minutes * 60_000)).not.toBe(day(wallMs))
    if (minutes > 1) expect(day(wallMs + (minutes - 1) * 60_000)).toBe(day(wallMs))
  })
})
