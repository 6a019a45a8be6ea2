import { describe, expect, it } from 'vitest'
import { noiseSinceMs, ruleNoise } from '../../../../src/core/alerts/rule-noise.ts'

const NOW = 1_700_000_000_000
const HOUR = 3_600_000
const fired = (hoursAgo: number, minutes: number | null, told = true, ruleId = 'a') => ({
  ...{ ruleId, told, firedAtMs: NOW - hoursAgo * HOUR },
  closedAtMs: minutes === null ? null : NOW - hoursAgo * HOUR + minutes * 60_000
})

describe('the noise of a rule', () => {
  it('is counted by stretches of a day, the one that ends now last', () => {
    const [noise] = ruleNoise(
      ['a'],
      [fired(1, 10), fired(2, 30, false), fired(25, 20), fired(167, 5), fired(-1, null)],
      NOW
    )
    expect(noise?.days.map((day) => [day.fired, day.told])).toEqual([
      [1, 1],
      [0, 0],
      [0, 0],
      [0, 0],
      [0, 0],
      [1, 1],
      [3, 2]
    ])
  })

  it('has the median length of those that are over', () => {
    expect(ruleNoise(['a'], [fired(1, 10), fired(2, 30), fired(3, 20), fired(3, null)], NOW)[0]?.medianMs).toBe(
      1_200_000
    )
    expect(ruleNoise(['a'], [fired(1, 10), fired(2, 30)], NOW)[0]?.medianMs).toBe(1_200_000)
    expect(ruleNoise(['a'], [fired(1, null)], NOW)[0]?.medianMs).toBeNull()
  })

  it('is told for each rule there is, silent ones too, and for no other', () => {
    expect(ruleNoise(['a', 'b'], [fired(1, 1), fired(1, 1, true, 'gone')], NOW).map(({ ruleId }) => ruleId)).toEqual([
      'a',
      'b'
    ])
    expect(NOW - noiseSinceMs(NOW)).toBe(7 * 24 * HOUR)
  })
})
