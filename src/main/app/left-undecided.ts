import type { Delivery } from '../../core/alerts/delivery.ts'
import type { AlertEngine } from '../../core/alerts/engine-types.ts'
import type { DeliveryCause } from '../../core/delivery/causes.ts'
import { suppressed } from '../../core/delivery/lines.ts'
import type { Journal } from '../../core/ports/journal.ts'
import type { DueNotice, HeldNotices } from './held-notices.ts'

export interface LeftUndecidedDeps {
  readonly engine: Pick<AlertEngine, 'open' | 'owes'>
  readonly held: Pick<HeldNotices, 'keeps'>
  readonly journal: Pick<Journal, 'episodesSince'>
  readonly deliveries: (episodeId: string) => readonly Delivery[]
}

export interface LeftDecided {
  /** Told again, marked as a possible repeat. */
  readonly due: readonly DueNotice[]
  readonly done: readonly Delivery[]
  /** Notices that may be on the screen, and tell of nothing that still is. */
  readonly gone: ReadonlySet<string>
}

/**
 * What a crash left between the journal and the desktop: told again, marked as a possible repeat, or done with. What is snoozed is
 * left to the engine. An end is told again too, since nobody else would: the alert it ends is open no more.
 */
export function decide(
  left: readonly Delivery[],
  { engine, held, journal, deliveries }: LeftUndecidedDeps
): LeftDecided {
  const open = new Map(engine.open().map((episode) => [episode.id, episode]))
  const ends = left.filter(({ reason }) => reason === 'ended')
  // An end is of the step that closed its alert.
  const since = ends.length === 0 ? [] : journal.episodesSince(Math.min(...ends.map(({ atMs }) => atMs)) - 1)
  const closed = new Map(since.filter(({ state }) => state === 'closed').map((episode) => [episode.id, episode]))
  const due: DueNotice[] = []
  const done: Delivery[] = []
  const gone = new Set<string>()
  for (const undecided of left) {
    const { episodeId, reason, noticeId } = undecided
    const episode = (reason === 'ended' ? closed : open).get(episodeId)
    const again: Delivery = { ...undecided, possibleRepeat: true }
    const suppress = (cause: DeliveryCause): void => {
      done.push(suppressed(again, cause))
    }
    if (!open.has(episodeId)) gone.add(episodeId).add(noticeId ?? episodeId)
    if (!episode) suppress('overBeforeRestart')
    else if (reason !== 'ended' && episode.acknowledgedAtMs !== null) suppress('acknowledgedBeforeRestart')
    else if (reason !== 'ended' && (episode.snoozedUntilMs !== null || engine.owes(episode.id))) suppress('snoozed')
    else {
      const instead = held.keeps(episode, reason)
      if (instead) done.push({ ...again, ...instead })
      else due.push({ episode, intent: again })
    }
  }
  // One notice of several goes when none that is open was told by it.
  for (const id of open.keys()) for (const { noticeId } of deliveries(id)) if (noticeId) gone.delete(noticeId)
  return { due, done, gone }
}
