/** A stream of numbers that depends on nothing but the seed and the stream's name. */
export interface SeededRandom {
  /** Uniform in [0, 1). */
  next(): number
  /** Uniform in [min, max). */
  between(min: number, max: number): number
  chance(probability: number): boolean
  pick<T>(items: readonly [T, ...T[]]): T
  exponential(mean: number): number
  /** Log-normal: half of the answers lie below `median`. */
  spread(median: number, sigma: number): number
  /** `length` characters of `alphabet`. */
  text(length: number, alphabet: string): string
  uuid(): string
}

/** FNV-1a, one 32-bit word for each salt. */
function hash(text: string, salt: number): number {
  let word = (0x811c9dc5 ^ salt) >>> 0
  for (let i = 0; i < text.length; i++) word = Math.imul(word ^ text.charCodeAt(i), 0x01000193) >>> 0
  return word
}

/** The generator is sfc32: small, fast, the same on every machine. Not for secrets of real systems. */
export function createSeededRandom(seed: number, stream: string): SeededRandom {
  const name = `${seed}/${stream}`
  let a = hash(name, 0x9e3779b9)
  let b = hash(name, 0x243f6a88)
  let c = hash(name, 0xb7e15162)
  let counter = 1

  function next(): number {
    const sum = (((a + b) | 0) + counter) | 0
    counter = (counter + 1) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = (((c << 21) | (c >>> 11)) + sum) | 0
    return (sum >>> 0) / 0x1_0000_0000
  }
  for (let i = 0; i < 15; i++) next()

  function text(length: number, alphabet: string): string {
    return Array.from({ length }, () => alphabet.charAt(Math.floor(next() * alphabet.length))).join('')
  }

  return {
    next,
    between: (min, max) => min + next() * (max - min),
    chance: (probability) => next() < probability,
    pick: (items) => items[Math.floor(next() * items.length)] ?? items[0],
    exponential: (mean) => -Math.log(1 - next()) * mean,
    spread: (median, sigma) => {
      const normal = Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next())
      return median * Math.exp(sigma * normal)
    },
    text,
    uuid: () => {
      const hex = text(32, '0123456789abcdef')
      const variant = '89ab'.charAt(Math.floor(next() * 4))
      return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20)}`
    }
  }
}
