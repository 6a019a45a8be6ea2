import { describe, expect, test } from 'vitest'
import { DEFAULT_FRESHNESS } from '../../../../src/core/connections/source.ts'
import { feedAgeMs, isStale, staleFromMs } from '../../../../src/core/measures/freshness.ts'

const at = (monoMs: number, wallMs = 0) => ({ monoMs, wallMs })

describe('the age of a feed', () => {
  test('is the time since the last sign of life, whatever the wall clock does', () => {
    expect(feedAgeMs(at(1_000, 50), at(4_000, -99))).toBe(3_000)
    expect(feedAgeMs(null, at(4_000))).toBeNull()
  })

  test('is stale past the limit, not at it, and from the moment promised', () => {
    const heardAt = at(1_000)
    expect(isStale(heardAt, at(16_000), DEFAULT_FRESHNESS)).toBe(false)
    expect(isStale(heardAt, at(16_001), DEFAULT_FRESHNESS)).toBe(true)
    expect(isStale(heardAt, at(staleFromMs(heardAt, DEFAULT_FRESHNESS)), DEFAULT_FRESHNESS)).toBe(true)
  })

  test('a feed never heard is stale', () => {
    expect(isStale(null, at(0), DEFAULT_FRESHNESS)).toBe(true)
  })
})
