import { describe, expect, it } from 'vitest'
import { createSeededRandom } from '../../../src/simulator/random.ts'

const some = (seed: number, stream: string): number[] => {
  const random = createSeededRandom(seed, stream)
  return Array.from({ length: 8 }, () => random.next())
}

describe('a seeded random stream', () => {
  it('is the same for the same seed and name, another for another seed or name', () => {
    expect(some(1, 'a')).toEqual(some(1, 'a'))
    expect(some(1, 'a')).not.toEqual(some(2, 'a'))
    expect(some(1, 'a')).not.toEqual(some(1, 'b'))
  })

  it('has these very numbers on every machine', () => {
    const random = createSeededRandom(1, 'pinned')
    expect([random.uuid(), Math.floor(random.next() * 1e9), Math.floor(random.spread(1000, 0.5))])
      .toMatchInlineSnapshot(`
      [
        "1932cfb0-dda5-40a7-a606-9dfeeb7a418a",
        381035657,
        904,
      ]
    `)
  })

  it('spreads evenly and keeps its means', () => {
    const random = createSeededRandom(7, 'mean')
    const count = 20_000
    let uniform = 0
    let waits = 0
    let belowMedian = 0
    for (let i = 0; i < count; i++) {
      uniform += random.next()
      waits += random.exponential(10)
      if (random.spread(100, 0.5) < 100) belowMedian += 1
    }
    expect(uniform / count).toBeCloseTo(0.5, 1)
    expect(waits / count).toBeGreaterThan(9.5)
    expect(waits / count).toBeLessThan(10.5)
    expect(belowMedian / count).toBeCloseTo(0.5, 1)
  })

  it('makes uuids of version 4', () => {
    const random = createSeededRandom(3, 'ids')
    for (let i = 0; i < 50; i++) {
      expect(random.uuid()).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
    }
  })
})
