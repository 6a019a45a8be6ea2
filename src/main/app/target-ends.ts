import type { Instant } from '../../core/ports/clock.ts'
import type { TargetEntry } from './target-book.ts'

/** Knows when targets count no more, and says so once of each. */
export interface TargetEnds {
  look(now: Instant): void
  /** Wall clock, ms, of the next end that was not told. */
  nextMs(): number | undefined
}

export function createTargetEnds(deps: {
  readonly all: () => readonly TargetEntry[]
  readonly over: (entry: TargetEntry) => void
}): TargetEnds {
  const told = new Set<string>()
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
    },
    nextMs() {
      const ends = deps.all().flatMap(({ key, target }) => (told.has(key) ? [] : (target.activeUntilMs ?? [])))
      return ends.length > 0 ? Math.min(...ends) : undefined
    }
  }
}
