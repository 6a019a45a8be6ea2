/** One value for each step; null where nothing was known: a gap, not a zero. Oldest first. */
export type Trend = readonly (number | null)[]

export const TREND_STEP_MS = 30_000
/** Half an hour. */
export const TREND_STEPS = 60
/** More rows than this have no trend: memory stays bounded however large the floor is. */
const MOST_ROWS = 2_000

/** The last half hour of a few values, in memory only. */
export interface Trends {
  /** What is so at this moment. Rows that are not named any more are forgotten; steps that were slept through are gaps. */
  take(values: Iterable<readonly [id: string, value: number | null]>, wallMs: number): void
  /** Undefined for a row that has none. Shorter than `TREND_STEPS` while it is young. */
  of(id: string): Trend | undefined
  /** Wall clock of the newest step; null before the first. */
  atMs(): number | null
}

interface Line {
  readonly values: (number | null)[]
  round: number
}

export function createTrends(): Trends {
  const lines = new Map<string, Line>()
  let round = 0
  let lastStep: number | undefined

  function add(values: (number | null)[], missed: number, value: number | null): void {
    for (let step = 0; step < missed; step++) values.push(null)
    values.push(value)
    if (values.length > TREND_STEPS) values.splice(0, values.length - TREND_STEPS)
  }

  return {
    take(values, wallMs) {
      const step = Math.floor(wallMs / TREND_STEP_MS)
      // A clock that was set back begins nothing anew: the order of steps is that of the samples.
      const missed = lastStep === undefined ? 0 : Math.min(TREND_STEPS, Math.max(0, step - lastStep - 1))
      lastStep = step
      round += 1
      for (const [id, value] of values) {
        const known = lines.get(id)
        if (known) {
          if (known.round === round) continue
          known.round = round
          add(known.values, missed, value)
        } else if (lines.size < MOST_ROWS) lines.set(id, { values: [value], round })
      }
      for (const [id, line] of lines) if (line.round !== round) lines.delete(id)
    },
    of: (id) => lines.get(id)?.values,
    atMs: () => (lastStep === undefined ? null : lastStep * TREND_STEP_MS)
  }
}
