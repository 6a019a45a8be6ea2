import type { Instant } from '../../core/ports/clock.ts'
import type { TargetEntry } from './target-book.ts'

/** Knows when targets count no more and when their periods are over, and says so once of each. */
export interface TargetEnds {
  look(now: Instant): void
  /** Wall clock, ms, of the next end that was not told. */
  nextMs(): number | undefined
}

export function createTargetEnds(deps: {
  readonly all: () => readonly TargetEntry[]
  readonly over: (entry: TargetEntry) => void
  readonly periodEndMs: (entry: TargetEntry) => number | undefined
  /** The period of its last test is over, and that was the last word on it. */
  readonly periodOver: (entry: TargetEntry) => void
}): TargetEnds {
  const told = new Set<string>()
  /** By target, the end of the period that was told last. */
  const periods = new Map<string, number>()
  let nextPeriodMs: number | undefined

  function lookAtPeriods(wallMs: number): void {
    nextPeriodMs = undefined
    for (const entry of deps.all()) {
      const endMs = deps.periodEndMs(entry)
      if (endMs === undefined || periods.get(entry.key) === endMs) continue
      if (wallMs < endMs) nextPeriodMs = Math.min(nextPeriodMs ?? Infinity, endMs)
      else {
        periods.set(entry.key, endMs)
        deps.periodOver(entry)
      }
    }
  }

  return {
    look({ wallMs }) {
      for (const entry of deps.all()) {
        const { activeUntilMs } = entry.target
        // Its end may be moved: then there is another one to tell.
        if (activeUntilMs === undefined || wallMs < activeUntilMs) told.delete(entry.key)
        else if (!told.has(entry.key)) {
          told.add(entry.key)
          deps.over(entry)
        }
      }
      lookAtPeriods(wallMs)
    },
    nextMs() {
      const ends = deps.all().flatMap(({ key, target }) => (told.has(key) ? [] : (target.activeUntilMs ?? [])))
      if (nextPeriodMs !== undefined) ends.push(nextPeriodMs)
      return ends.length > 0 ? Math.min(...ends) : undefined
    }
  }
}
