import type { Delivery } from '../../core/alerts/delivery.ts'
import type { Episode } from '../../core/alerts/episode.ts'
import type { Trace } from '../../core/alerts/trace.ts'
import type { AlertStep } from '../../core/ports/journal.ts'

/** Episodes, and lines about them, that may wait for the journal. */
const UNSAVED = { episodes: 2_000, lines: 5_000 } as const

/** The newest state of what the journal does not have yet. */
export interface Unsaved {
  readonly episodes: Map<string, Episode>
  readonly deliveries: Map<string, Delivery>
  readonly snoozes: Map<string, number | null>
  readonly traces: Map<string, Trace>
}

export const nothingUnsaved = (): Unsaved => ({
  episodes: new Map(),
  deliveries: new Map(),
  snoozes: new Map(),
  traces: new Map()
})

export const unsavedCount = ({ episodes, deliveries, snoozes, traces }: Unsaved): number =>
  episodes.size + deliveries.size + snoozes.size + traces.size

export function stepOf({ episodes, deliveries, snoozes, traces }: Unsaved): AlertStep {
  return {
    episodes: [...episodes.values()],
    deliveries: [...deliveries.values()],
    snoozes: Object.fromEntries(snoozes),
    traces: [...traces].map(([episodeId, trace]) => ({ episodeId, trace }))
  }
}

/** The oldest go, and what was told about them with them: a delivery needs its episode. */
function giveUpEpisodes({ episodes, deliveries, traces }: Unsaved): void {
  for (const id of episodes.keys()) {
    if (episodes.size <= UNSAVED.episodes) break
    episodes.delete(id)
    traces.delete(id)
    for (const one of deliveries.values()) if (one.episodeId === id) deliveries.delete(one.id)
  }
}

/** The oldest that say what is done go. What an open alert is still to be told by stays: being told, or the newest held back. */
function giveUpLines({ episodes, deliveries }: Unsaved): void {
  if (deliveries.size <= UNSAVED.lines) return
  const newestHeld = new Map<string, string>()
  for (const { id, episodeId, state } of deliveries.values()) if (state === 'held') newestHeld.set(episodeId, id)
  for (const { id, episodeId, state } of deliveries.values()) {
    if (deliveries.size <= UNSAVED.lines) break
    const isOwed = state === 'intent' || newestHeld.get(episodeId) === id
    if (!isOwed || episodes.get(episodeId)?.state === 'closed') deliveries.delete(id)
  }
}

/** Answers how many entries had to be given up, since too much waits. */
export function keepUnsaved(unsaved: Unsaved, step: AlertStep): number {
  for (const one of step.episodes) {
    unsaved.episodes.delete(one.id)
    unsaved.episodes.set(one.id, one)
  }
  for (const one of step.deliveries) unsaved.deliveries.set(one.id, one)
  for (const [key, untilMs] of Object.entries(step.snoozes ?? {})) unsaved.snoozes.set(key, untilMs)
  for (const { episodeId, trace } of step.traces ?? []) unsaved.traces.set(episodeId, trace)
  const before = unsavedCount(unsaved)
  giveUpEpisodes(unsaved)
  giveUpLines(unsaved)
  return before - unsavedCount(unsaved)
}
