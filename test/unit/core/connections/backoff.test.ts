import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createBackoff, retryDelayMs } from '../../../../src/core/connections/backoff.ts'
import { seeded } from '../../../fakes/seeded-random.ts'

const CLIENTS = 1_000
const BUCKET_MS = 100

const backoffOf = (random: number) => createBackoff({ random: { next: () => random } })
const NEARLY_ONE = 1 - Number.EPSILON

describe('waiting before the next try', () => {
  test('the first retry comes within a second, later ones within windows that double up to the cap', () => {
    const backoff = backoffOf(NEARLY_ONE)
    const longest = Array.from({ length: 9 }, () => backoff.nextDelayMs())
    expect(longest).toEqual([999, 1_999, 3_999, 7_999, 15_999, 29_999, 29_999, 29_999, 29_999])
    expect(retryDelayMs(9, 0)).toBe(0)
  })

  test('waits at least as long as the server asks', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 2_000 }),
        fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
        fc.integer({ min: 0, max: 600_000 }),
        (attempt, random, retryAfterMs) => {
          const delayMs = retryDelayMs(attempt, random, retryAfterMs)
          expect(delayMs).toBeGreaterThanOrEqual(retryAfterMs)
          expect(delayMs).toBeLessThan(retryAfterMs + 30_000)
        }
      )
    )
  })

  test.each([1, 2, 3])(
    'a thousand clients that lost the server at once spread over the window of try %i',
    (attempt) => {
      const delays = Array.from({ length: CLIENTS }, (_unused, client) => {
        const backoff = createBackoff({ random: { next: seeded(client * 7919 + 1) } })
        for (let before = 1; before < attempt; before++) backoff.nextDelayMs()
        return backoff.nextDelayMs()
      })
      const buckets = new Map<number, number>()
      for (const delayMs of delays) {
        const bucket = Math.floor(delayMs / BUCKET_MS)
        buckets.set(bucket, (buckets.get(bucket) ?? 0) + 1)
      }
      const windowMs = Math.min(30_000, 500 * 2 ** attempt)
      const mean = CLIENTS / (windowMs / BUCKET_MS)
      expect(Math.max(...buckets.values())).toBeLessThanOrEqual(3 * mean)
      expect(buckets.size).toBeGreaterThan((windowMs / BUCKET_MS) * 0.9)
    }
  )
})

describe('starting over', () => {
  test('is earned by thirty seconds live with the snapshot applied', () => {
    const backoff = backoffOf(0)
    backoff.nextDelayMs()
    backoff.nextDelayMs()
    backoff.ended(29_999, true)
    expect(backoff.attempt()).toBe(2)
    backoff.ended(60_000, false)
    expect(backoff.attempt()).toBe(2)
    backoff.ended(30_000, true)
    expect(backoff.attempt()).toBe(0)
  })

  test('a server that accepts and drops is asked ever more rarely', () => {
    const backoff = backoffOf(0.5)
    const delays = Array.from({ length: 6 }, () => {
      backoff.ended(1_000, true)
      return backoff.nextDelayMs()
    })
    expect(delays).toEqual([500, 1_000, 2_000, 4_000, 8_000, 15_000])
  })

  test('is immediate when the user asks', () => {
    const backoff = backoffOf(NEARLY_ONE)
    for (let tries = 0; tries < 9; tries++) backoff.nextDelayMs()
    backoff.reset()
    expect(backoff.nextDelayMs()).toBe(999)
  })
})
