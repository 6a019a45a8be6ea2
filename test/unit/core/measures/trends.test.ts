import { describe, expect, it } from 'vitest'
import { createTrends, TREND_STEP_MS, TREND_STEPS } from '../../../../src/core/measures/trends.ts'

const at = (step: number): number => step * TREND_STEP_MS + 17

describe('the last half hour', () => {
  it('keeps a value for each step and forgets what is older', () => {
    const trends = createTrends()
    for (let step = 0; step < 100; step++) trends.take([['a', step]], at(step))
    expect(trends.of('a')).toEqual(Array.from({ length: TREND_STEPS }, (_, index) => 40 + index))
  })

  it('has gaps where nothing was known, and where the machine slept', () => {
    const trends = createTrends()
    trends.take([['a', 3]], at(1))
    trends.take([['a', null]], at(2))
    trends.take([['a', 5]], at(5))
    expect(trends.of('a')).toEqual([3, null, null, null, 5])
    trends.take([['a', 6]], at(5000))
    expect(trends.of('a')?.filter((value) => value !== null)).toEqual([6])
    expect(trends.of('a')).toHaveLength(TREND_STEPS)
  })

  it('goes on when the clock was set back', () => {
    const trends = createTrends()
    trends.take([['a', 1]], at(9))
    trends.take([['a', 2]], at(3))
    trends.take([['a', 3]], at(4))
    expect(trends.of('a')).toEqual([1, 2, 3])
  })

  it('forgets rows that are not named any more, and stays bounded', () => {
    const trends = createTrends()
    trends.take([['a', 1]], at(0))
    trends.take(
      Array.from({ length: 5_000 }, (_, index) => [`row ${index}`, index] as const),
      at(1)
    )
    expect(trends.of('a')).toBeUndefined()
    expect([trends.of('row 1998'), trends.of('row 4999')]).toEqual([[1998], undefined])
  })
})
