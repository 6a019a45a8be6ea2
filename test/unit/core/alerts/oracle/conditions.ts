/** Several conditions on one row, told from the product's words alone: by trying out what could be the case. */

/** What each condition is known to be; null: not known. */
export type Known = boolean | null
export type Verdict = 'breach' | 'clear' | 'unknown'

function* worlds(known: readonly Known[]): Generator<readonly boolean[]> {
  const [first, ...rest] = known
  if (first === undefined) {
    yield []
    return
  }
  for (const one of first === null ? [true, false] : [first]) for (const others of worlds(rest)) yield [one, ...others]
}

/** In every world that fits what is known it is so, or in none, or it can't be said. */
export function verdict(join: 'all' | 'any', known: readonly Known[]): Verdict {
  const found = new Set(
    [...worlds(known)].map((world) => (join === 'all' ? !world.includes(false) : world.includes(true)))
  )
  if (found.size > 1) return 'unknown'
  return found.has(true) ? 'breach' : 'clear'
}

export interface Limit {
  readonly threshold: number
  readonly clear: number
}

/** Whether it burns after each moment. Each condition is held against its clear threshold while it burns; what can't be said changes nothing. */
export function courseOf(
  join: 'all' | 'any',
  limits: readonly Limit[],
  moments: readonly (readonly (number | null)[])[]
): boolean[] {
  let burns = false
  return moments.map((values) => {
    const known = limits.map(({ threshold, clear }, at) => {
      const value = values[at] ?? null
      return value === null ? null : value > (burns ? clear : threshold)
    })
    const found = verdict(join, known)
    if (found !== 'unknown') burns = found === 'breach'
    return burns
  })
}
