import type { Delivery } from '../../core/alerts/delivery.ts'
import type { Episode } from '../../core/alerts/episode.ts'
import type { EpisodeTrace, Trace } from '../../core/alerts/trace.ts'
import type { Disposable } from '../../core/disposable.ts'
import type { Clock } from '../../core/ports/clock.ts'
import type { AlertStep, Journal } from '../../core/ports/journal.ts'
import type { Logger } from '../../core/ports/logger.ts'
import type { ProblemDesk } from './problem-desk.ts'

/** What could not be written is tried again this often, ms. */
const RETRY_MS = 10_000
/** Episodes that may wait for the journal. */
const UNSAVED = 2_000
/** So many failures in one go say that it is the journal and not the records. */
const BAD_RECORDS = 20
/** Closed episodes windows get; older ones stay in the journal. */
const HISTORY = 200

export interface AlertRecord {
  readonly episode: Episode
  readonly deliveries: readonly Delivery[]
}

export interface AlertLedger extends Disposable {
  /**
   * Makes the step durable, now or, where the journal fails, as soon as it does not; until then its newest state is kept. True when
   * the history is not what it was.
   */
  commit(step: AlertStep): boolean
  deliveries(episodeId: string): readonly Delivery[]
  /** The newest closed episodes, newest first. The same array as long as nothing changed. */
  history(): readonly AlertRecord[]
  /** What the alert rests on, as far as it waits for the journal. */
  trace(episodeId: string): Trace | undefined
  /** What waits is tried now. */
  flush(): void
  /** What closed before this moment is gone from the journal: nothing of it is kept here either. */
  forget(beforeMs: number): void
}

function newestFirst(episodes: readonly Episode[]): Episode[] {
  return [...episodes].sort((a, b) => b.breachedAtMs - a.breachedAtMs)
}

interface Unsaved {
  readonly episodes: Map<string, Episode>
  readonly deliveries: Map<string, Delivery>
  readonly snoozes: Map<string, number | null>
  readonly traces: Map<string, Trace>
}

const sizeOf = ({ episodes, deliveries, snoozes, traces }: Unsaved): number =>
  episodes.size + deliveries.size + snoozes.size + traces.size

/**
 * What alerts leave behind: the journal's view of them, and what the journal does not have yet. Deliveries and history are read once
 * and kept up from then on.
 */
export function createAlertLedger(deps: {
  readonly clock: Clock
  readonly journal: Pick<Journal, 'commit' | 'deliveries' | 'recentEpisodes' | 'trace'>
  readonly logger: Logger
  readonly problems: ProblemDesk
}): AlertLedger {
  const { clock, journal, logger, problems } = deps
  const unsaved: Unsaved = { episodes: new Map(), deliveries: new Map(), snoozes: new Map(), traces: new Map() }
  const told = new Map<string, readonly Delivery[]>()
  let closed: readonly Episode[] | undefined
  let records: readonly AlertRecord[] | undefined
  let retry: Disposable | undefined
  let failing = false

  function stepOf({ episodes, deliveries, snoozes, traces }: Unsaved): AlertStep {
    return {
      episodes: [...episodes.values()],
      deliveries: [...deliveries.values()],
      snoozes: Object.fromEntries(snoozes),
      traces: [...traces].map(([episodeId, trace]) => ({ episodeId, trace }))
    }
  }

  /** The oldest goes when there are too many, and what was told about it with it: a delivery needs its episode. */
  function keep(step: AlertStep): void {
    for (const one of step.episodes) {
      unsaved.episodes.delete(one.id)
      unsaved.episodes.set(one.id, one)
    }
    for (const one of step.deliveries) unsaved.deliveries.set(one.id, one)
    for (const [key, untilMs] of Object.entries(step.snoozes ?? {})) unsaved.snoozes.set(key, untilMs)
    for (const { episodeId, trace } of step.traces ?? []) unsaved.traces.set(episodeId, trace)
    for (const id of unsaved.episodes.keys()) {
      if (unsaved.episodes.size <= UNSAVED) break
      unsaved.episodes.delete(id)
      unsaved.traces.delete(id)
      for (const one of unsaved.deliveries.values()) if (one.episodeId === id) unsaved.deliveries.delete(one.id)
      logger.error('too much waits for the journal, the oldest alert is given up', { episodeId: id })
    }
  }

  function stored(): void {
    retry?.dispose()
    retry = undefined
    unsaved.episodes.clear()
    unsaved.deliveries.clear()
    unsaved.snoozes.clear()
    unsaved.traces.clear()
    if (failing) problems.clear('journal')
    failing = false
  }

  function save(): void {
    const result = journal.commit(stepOf(unsaved))
    if (!result.ok && failing) saveEach()
    if (result.ok || sizeOf(unsaved) === 0) {
      stored()
      return
    }
    const { detail } = result.failure
    failing = true
    logger.error('alert step not stored', { detail, waiting: unsaved.episodes.size })
    problems.raise({ id: 'journal', code: 'journalUnwritable', params: { detail } })
    retry?.dispose()
    retry = clock.after(RETRY_MS, save)
  }

  function saveAlone(step: AlertStep): boolean {
    if (!journal.commit(step).ok) return false
    for (const { id } of step.episodes) unsaved.episodes.delete(id)
    for (const { id } of step.deliveries) unsaved.deliveries.delete(id)
    for (const key of Object.keys(step.snoozes ?? {})) unsaved.snoozes.delete(key)
    for (const { episodeId } of step.traces ?? []) unsaved.traces.delete(episodeId)
    return true
  }

  /**
   * One record that can't be written must keep no other from being so: each snooze by itself, each episode with what was told of it.
   * The newest first, so that those that never can be written are met last.
   */
  function saveEach(): void {
    const steps = new Map<string, { episodes: Episode[]; deliveries: Delivery[]; traces: EpisodeTrace[] }>()
    const stepFor = (id: string) => {
      const step = steps.get(id) ?? { episodes: [], deliveries: [], traces: [] }
      steps.set(id, step)
      return step
    }
    for (const one of unsaved.episodes.values()) stepFor(one.id).episodes.push(one)
    for (const one of unsaved.deliveries.values()) stepFor(one.episodeId).deliveries.push(one)
    for (const [episodeId, trace] of unsaved.traces) stepFor(episodeId).traces.push({ episodeId, trace })
    const snoozes = [...unsaved.snoozes].map(([key, untilMs]) => ({
      episodes: [],
      deliveries: [],
      snoozes: { [key]: untilMs }
    }))
    let bad = 0
    for (const step of [...snoozes, ...[...steps.values()].reverse()]) {
      if (!saveAlone(step)) bad += 1
      if (bad >= BAD_RECORDS) return
    }
  }

  function deliveries(episodeId: string): readonly Delivery[] {
    const known = told.get(episodeId)
    if (known) return known
    const waiting = [...unsaved.deliveries.values()].filter((one) => one.episodeId === episodeId)
    const saved = journal.deliveries(episodeId).filter(({ id }) => !unsaved.deliveries.has(id))
    const all = [...saved, ...waiting]
    told.set(episodeId, all)
    return all
  }

  function noteDelivery(one: Delivery): void {
    const known = told.get(one.episodeId)
    if (!known) return
    const isNew = known.every(({ id }) => id !== one.id)
    told.set(one.episodeId, isNew ? [...known, one] : known.map((other) => (other.id === one.id ? one : other)))
  }

  function note(step: AlertStep): boolean {
    const over = step.episodes.filter(({ state }) => state === 'closed')
    for (const one of step.deliveries) noteDelivery(one)
    if (!closed) {
      // Nobody asked for the history yet: what is over is read when somebody does.
      for (const { id } of over) told.delete(id)
      return over.length > 0
    }
    const touched = new Set([...over.map(({ id }) => id), ...step.deliveries.map(({ episodeId }) => episodeId)])
    if (over.length === 0 && !closed.some(({ id }) => touched.has(id))) return false
    const ids = new Set(over.map(({ id }) => id))
    const all = newestFirst([...over, ...closed.filter(({ id }) => !ids.has(id))])
    closed = all.slice(0, HISTORY)
    for (const { id } of all.slice(HISTORY)) told.delete(id)
    records = undefined
    return true
  }

  return {
    commit(step) {
      const besides = Object.keys(step.snoozes ?? {}).length + (step.traces?.length ?? 0)
      if (step.episodes.length + step.deliveries.length + besides === 0) return false
      const isHistory = note(step)
      keep(step)
      save()
      return isHistory
    },
    deliveries,
    trace: (episodeId) => unsaved.traces.get(episodeId) ?? journal.trace(episodeId),
    history() {
      if (!closed) {
        const saved = journal.recentEpisodes(HISTORY).filter(({ id }) => !unsaved.episodes.has(id))
        const all = [...saved, ...unsaved.episodes.values()].filter(({ state }) => state === 'closed')
        closed = newestFirst(all).slice(0, HISTORY)
      }
      records ??= closed.map((episode) => ({ episode, deliveries: deliveries(episode.id) }))
      return records
    },
    flush() {
      if (failing) save()
    },
    forget(beforeMs) {
      for (const { id, closedAtMs } of unsaved.episodes.values()) {
        if (closedAtMs === null || closedAtMs >= beforeMs) continue
        unsaved.episodes.delete(id)
        unsaved.traces.delete(id)
        for (const one of unsaved.deliveries.values()) if (one.episodeId === id) unsaved.deliveries.delete(one.id)
      }
      closed = undefined
      records = undefined
      told.clear()
    },
    dispose() {
      if (failing) save()
      retry?.dispose()
    }
  }
}
