import type { StateView } from '../../contract/views.ts'
import type { Episode } from '../../core/alerts/episode.ts'
import { SEVERITIES } from '../../core/alerts/rule.ts'
import type { Clock } from '../../core/ports/clock.ts'
import type { Journal } from '../../core/ports/journal.ts'
import type { People } from './people.ts'

type Away = NonNullable<StateView['away']>

/** Since when the screen is locked, wall ms; empty: it is not. */
const LOCKED_AT = 'lockedAtMs'
/** From when to when it was, wall ms, while nobody has read what happened meanwhile; empty: somebody has. */
const UNREAD = 'unreadAway'

/** Alerts that are named; the others are counted. */
const NAMED = 5

interface Unread {
  readonly sinceMs: number
  readonly episodes: readonly Episode[]
}

export interface AwayWatch {
  /** The screen was locked or unlocked, or is known now to be so. */
  locked(isLocked: boolean): void
  /** What happened while it was locked last; null where nothing did, or somebody has read it. */
  view(): StateView['away']
  dismiss(): void
}

function momentOf(text: string | undefined): number | undefined {
  const moment = Number(text)
  return Number.isFinite(moment) && moment > 0 ? moment : undefined
}

/** The worst first, then the newest. */
function worstFirst(a: Episode, b: Episode): number {
  const rank = ({ severity }: Episode): number => SEVERITIES.indexOf(severity)
  return rank(b) - rank(a) || (b.firedAtMs ?? 0) - (a.firedAtMs ?? 0)
}

/**
 * Remembers since when nobody could see the screen, and says what came of it when somebody can. Windows may come and go meanwhile, and so
 * may the application: since when, and what of it nobody has read yet, are facts of the journal.
 */
export function createAwayWatch(deps: {
  readonly clock: Pick<Clock, 'now'>
  readonly journal: Pick<Journal, 'episodesSince' | 'fact' | 'putFact'>
  readonly people: Pick<People, 'episode'>
  readonly changed: () => void
}): AwayWatch {
  let lockedAtMs = momentOf(deps.journal.fact(LOCKED_AT))
  let away = unread()

  function look(sinceMs: number, untilMs: number): Unread | null {
    const isMeanwhile = (atMs: number | null): boolean => atMs !== null && atMs >= sinceMs && atMs <= untilMs
    const episodes = deps.journal
      .episodesSince(sinceMs)
      .filter(
        ({ shadow, firedAtMs, closedAtMs }) =>
          shadow !== true && firedAtMs !== null && (isMeanwhile(firedAtMs) || isMeanwhile(closedAtMs))
      )
    return episodes.length === 0 ? null : { sinceMs, episodes: [...episodes].sort(worstFirst) }
  }

  /** What an earlier run had to say, and nobody read. */
  function unread(): Unread | null {
    const [sinceMs, untilMs] = (deps.journal.fact(UNREAD) ?? '').split(' ').map(momentOf)
    return sinceMs === undefined || untilMs === undefined ? null : look(sinceMs, untilMs)
  }

  return {
    locked(isLocked) {
      const { wallMs } = deps.clock.now()
      if (isLocked) {
        if (lockedAtMs === undefined) deps.journal.putFact(LOCKED_AT, String(wallMs))
        lockedAtMs ??= wallMs
        return
      }
      if (lockedAtMs === undefined) return
      // A clock that was set back meanwhile must not hide what happened.
      const [sinceMs, untilMs] = [Math.min(lockedAtMs, wallMs), Math.max(lockedAtMs, wallMs)]
      away = look(sinceMs, untilMs)
      deps.journal.putFact(UNREAD, away ? `${String(sinceMs)} ${String(untilMs)}` : '')
      lockedAtMs = undefined
      deps.journal.putFact(LOCKED_AT, '')
      deps.changed()
    },
    view() {
      if (!away) return null
      const { sinceMs, episodes } = away
      const fired = episodes.filter(({ firedAtMs }) => firedAtMs !== null && firedAtMs >= sinceMs)
      const view: Away = {
        sinceMs,
        fired: fired.length,
        ended: episodes.filter(({ closedAtMs }) => closedAtMs !== null).length,
        burningIds: episodes.flatMap(({ id, closedAtMs }) => (closedAtMs === null ? [id] : [])),
        named: (fired.length > 0 ? fired : episodes).slice(0, NAMED).map((one) => deps.people.episode(one))
      }
      return view
    },
    dismiss() {
      away = null
      deps.journal.putFact(UNREAD, '')
      deps.changed()
    }
  }
}
