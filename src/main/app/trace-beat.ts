import type { EpisodeTrace } from '../../core/alerts/trace.ts'
import { disposable, type Disposable } from '../../core/disposable.ts'
import type { Clock } from '../../core/ports/clock.ts'
import type { AlertStep } from '../../core/ports/journal.ts'

/** How often what was seen since the last change of an alert is stored: what a crash may lose of its chart, ms. */
const BEAT_MS = 60_000

export interface TraceBeat extends Disposable {
  /** Stores now what has not been. */
  store(): void
}

/** What alerts rest on moves without any of them changing; a change itself takes along what it rests on. */
export function createTraceBeat(deps: {
  readonly clock: Clock
  readonly take: () => readonly EpisodeTrace[]
  readonly put: (step: AlertStep) => unknown
}): TraceBeat {
  const { clock, take, put } = deps
  function store(): void {
    const traces = take()
    if (traces.length > 0) put({ episodes: [], deliveries: [], traces })
  }
  function beat(): void {
    store()
    timer = clock.after(BEAT_MS, beat)
  }
  let timer = clock.after(BEAT_MS, beat)
  return { ...disposable(() => timer.dispose()), store }
}
