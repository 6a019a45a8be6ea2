import type { Delivery } from '../../core/alerts/delivery.ts'
import type { Episode } from '../../core/alerts/episode.ts'
import type { EpisodeTrace, Trace } from '../../core/alerts/trace.ts'
import type { Disposable } from '../../core/disposable.ts'
import type { Clock } from '../../core/ports/clock.ts'
import type { AlertStep, Journal } from '../../core/ports/journal.ts'
import type { Logger } from '../../core/ports/logger.ts'
import type { ProblemDesk } from './problem-desk.ts'
import { keepUnsaved, nothingUnsaved, stepOf, unsavedCount } from './unsaved.ts'

/** What could not be written is tried again this often, ms. */
const RETRY_MS = 10_000
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

/** It is the journal that takes nothing, whatever it is given: another process holds it, or the disk is full or gone. */
const isOfJournal = (detail: string): boolean => /busy|locked|full|read-?only|i\/o error|unable to open/i.test(detail)

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
  const unsaved = nothingUnsaved()
  const told = new Map<string, readonly Delivery[]>()
  let closed: readonly Episode[] | undefined
  let records: readonly AlertRecord[] | undefined
  let retry: Disposable | undefined
  /** What the last write failed at: records, or the journal itself, which is asked no more than the timer says. */
  let failing: 'records' | 'journal' | undefined
  /** Entries given up since it fails. */
  let lost = 0

  function keep(step: AlertStep): void {
    const given = keepUnsaved(unsaved, step)
    if (given === 0) return
    // Logged once: how many they are is told where the failure is shown.
    if (lost === 0) logger.error('too much waits for the journal, the oldest entries are given up', { entries: given })
    lost += given
  }

  function stored(): void {
    retry?.dispose()
    retry = undefined
    unsaved.episodes.clear()
    unsaved.deliveries.clear()
    unsaved.snoozes.clear()
    unsaved.traces.clear()
    if (failing) problems.clear('journal')
    failing = undefined
    lost = 0
  }

  function save(): void {
    const result = journal.commit(stepOf(unsaved))
    if (!result.ok) {
      failing = isOfJournal(result.failure.detail) ? 'journal' : 'records'
      if (failing === 'records') saveEach()
    }
    if (result.ok || unsavedCount(unsaved) === 0) {
      stored()
      return
    }
    const { detail } = result.failure
    logger.error('alert step not stored', { detail, waiting: unsaved.episodes.size })
    const lostOnes: { readonly lost?: string } = lost > 0 ? { lost: String(lost) } : {}
    problems.raise({ id: 'journal', code: 'journalUnwritable', params: { detail, ...lostOnes } })
    retry?.dispose()
    retry = clock.after(RETRY_MS, save)
  }

  /** False: it could not be written. */
  function saveAlone(step: AlertStep): boolean {
    const result = journal.commit(step)
    if (!result.ok) {
      if (isOfJournal(result.failure.detail)) failing = 'journal'
      return false
    }
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
      if (bad >= BAD_RECORDS || failing === 'journal') return
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
      if (!failing) save()
      // What can't be written waits for its time; what can be is no later than it would be.
      else if (failing === 'records') saveAlone(step)
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
