import type { Random } from '../../src/core/ports/random.ts'

/** Uniform in [0, 1), the same numbers for the same seed (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = state
    t = Math.imul(t ^ (t >>> 15), t | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
}

export function createSeededRandom(seed: number): Random {
  const next = seeded(seed)
  let made = 0
  return { next, uuid: () => `00000000-0000-4000-8000-${String(made++).padStart(12, '0')}` }
}
