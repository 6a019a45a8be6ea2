import { unfinishedSchema, type Unfinished } from '../../core/alerts/unfinished-record.ts'
import { disposable, type Disposable } from '../../core/disposable.ts'
import type { Clock } from '../../core/ports/clock.ts'
import type { Journal } from '../../core/ports/journal.ts'

/** How often times that still count are put on record: what a crash may lose of them, ms. */
export const BEAT_MS = 5_000
/** How often the same is written again, ms. */
const SAME_MS = 300_000

/** Name of the fact that tells them. It is written over, never added to. */
const UNFINISHED = 'unfinishedTimes'
const NOTHING = ''

/** What an earlier run put on record; where it can't be read, the times begin anew. */
export function readUnfinished(journal: Pick<Journal, 'fact'>): Unfinished | undefined {
  const text = journal.fact(UNFINISHED)
  if (text === undefined || text === NOTHING) return undefined
  try {
    return unfinishedSchema.parse(JSON.parse(text))
  } catch {
    return undefined
  }
}

export interface UnfinishedBeat extends Disposable {
  /** Puts on record now what counts now. */
  store(): void
}

/** Keeps on record what counts, as it stands. Nothing is written as long as nothing counts. */
export function createUnfinishedBeat(deps: {
  readonly clock: Clock
  readonly journal: Pick<Journal, 'fact' | 'putFact'>
  readonly present: () => Unfinished
}): UnfinishedBeat {
  const { clock, journal, present } = deps
  let isAny = (journal.fact(UNFINISHED) ?? NOTHING) !== NOTHING
  let stored = ''
  let storedAtMs = -Infinity

  function keep(isLast: boolean): void {
    const { atMs, breaches, levels } = present()
    const isNow = breaches.length > 0 || Object.keys(levels).length > 0
    if (!isNow && !isAny) return
    const parts = JSON.stringify({ breaches, levels })
    // What is held stays as it is; that it was still so needs no more than a look now and then.
    if (isNow && !isLast && parts === stored && Math.abs(atMs - storedAtMs) < SAME_MS) return
    if (!journal.putFact(UNFINISHED, isNow ? JSON.stringify({ atMs, breaches, levels }) : NOTHING).ok) return
    isAny = isNow
    stored = parts
    storedAtMs = atMs
  }
  function beat(): void {
    keep(false)
    timer = clock.after(BEAT_MS, beat)
  }
  let timer = clock.after(BEAT_MS, beat)
  return {
    ...disposable(() => timer.dispose()),
    store() {
      keep(true)
    }
  }
}
