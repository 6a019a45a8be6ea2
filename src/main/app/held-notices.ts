import type { Delivery } from '../../core/alerts/delivery.ts'
import type { Episode } from '../../core/alerts/episode.ts'
import { causeOf, type DeliveryCause } from '../../core/delivery/causes.ts'
import { dueAgain, notices, suppressed } from '../../core/delivery/lines.ts'
import type { NoticeChoice } from '../../core/settings/choices.ts'
import type { QuietHours } from '../../core/quiet/quiet-hours.ts'
import type { QuietNow } from './quiet-watch.ts'

type Kept = Pick<Delivery, 'state'> & { readonly cause: DeliveryCause }

export interface HeldNoticesDeps {
  readonly quiet: () => QuietNow
  readonly quietHours: () => QuietHours
  readonly notices: () => NoticeChoice
  readonly deliveries: (episodeId: string) => readonly Delivery[]
}

/** Why a line is held, as the ledger says it. */
const HELD_BY = { hours: 'quietHours', desktop: 'doNotDisturb' } as const

/** Of one open alert: the line to tell now, and lines that are thereby done. */
export interface DueNotice {
  readonly episode: Episode
  readonly intent: Delivery
}

/** What the one notice says beside the alerts that need somebody. */
export interface Besides {
  /** What held them. */
  readonly by: QuietNow['by']
  /** Alerts that are clear again and not yet over: held on, since they may come back. */
  readonly recovering: number
  /** Alerts that were over before they could be told, since the last such notice of this run. */
  readonly ended: number
}

export const NOTHING_BESIDES: Besides = { by: 'hours', recovering: 0, ended: 0 }

export interface HeldNotices {
  /** What becomes of an announcement instead of being told; undefined: it is told. */
  keeps(episode: Episode, reason: Delivery['reason']): Kept | undefined
  /** The alert is over: what was held of it is told no more. */
  over(episodeId: string, atMs: number): readonly Delivery[]
  /** When notices are held no more: what still matters, worst first, and the lines of what does not. */
  release(
    open: readonly Episode[],
    atMs: number
  ): { readonly due: readonly DueNotice[]; readonly done: readonly Delivery[]; readonly besides: Besides }
  /** Whether anything waits to be told. */
  holds(episodeId: string): boolean
}

/** Decides what is told now, later, or not at all. What is held is a line of the ledger, so that it outlives the process. */
export function createHeldNotices(deps: HeldNoticesDeps): HeldNotices {
  const heldOf = (episodeId: string): Delivery[] => deps.deliveries(episodeId).filter(({ state }) => state === 'held')
  const all = (lines: readonly Delivery[], cause: DeliveryCause, atMs: number): Delivery[] =>
    lines.map((line) => suppressed(line, cause, atMs))

  let ended = 0

  return {
    keeps(episode, reason) {
      if (reason === 'ended') {
        if (!deps.notices().announceEnds) return { state: 'suppressed', cause: 'endsNotAnnounced' }
        const lines = notices(deps.deliveries(episode.id)).filter((line) => line.reason !== 'ended')
        if (lines.length > 0 && !lines.some(({ state }) => state === 'delivered' || state === 'intent'))
          return { state: 'suppressed', cause: 'neverTold' }
        const { quiet, by } = deps.quiet()
        return quiet ? { state: 'suppressed', cause: HELD_BY[by] } : undefined
      }
      const { quiet, by } = deps.quiet()
      if (!quiet) return undefined
      if (episode.severity === 'critical' && deps.quietHours().criticalBreaksThrough) return undefined
      return { state: 'held', cause: HELD_BY[by] }
    },
    over(episodeId, atMs) {
      const lines = all(heldOf(episodeId), 'overBefore', atMs)
      if (lines.length > 0) ended += 1
      return lines
    },
    release(open, atMs) {
      const due: DueNotice[] = []
      const done: Delivery[] = []
      let by: QuietNow['by'] = 'desktop'
      let recovering = 0
      for (const episode of open) {
        const lines = heldOf(episode.id)
        const last = lines.at(-1)
        if (!last) continue
        if (lines.some((line) => causeOf(line) === HELD_BY.hours)) by = 'hours'
        if (episode.acknowledgedAtMs !== null) done.push(...all(lines, 'acknowledged', atMs))
        else if (episode.snoozedUntilMs !== null) done.push(...all(lines, 'snoozed', atMs))
        else if (episode.state === 'recovering') recovering += 1
        else {
          due.push({ episode, intent: dueAgain(last, atMs) })
          done.push(...all(lines.slice(0, -1), 'toldOnce', atMs))
        }
      }
      const besides = { by, recovering, ended }
      if (due.length > 0 || recovering === 0) ended = 0
      return { due, done, besides }
    },
    holds: (episodeId) => heldOf(episodeId).length > 0
  }
}
