import type { Random } from '../../src/core/ports/random.ts'

/** Answers the given numbers in turn, over and over. */
export function createSetRandom(...numbers: readonly number[]): Random {
  let index = 0
  return {
    next: () => numbers[index++ % numbers.length] ?? 0,
    uuid: () => `00000000-0000-4000-8000-${String(index++).padStart(12, '0')}`
  }
}
