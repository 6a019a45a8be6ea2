import type { HeadlineView } from '../../contract/views.ts'
import type { Episode } from '../../core/alerts/episode.ts'
import type { Status } from '../../core/connections/status.ts'
import type { floorNumbers } from '../../core/measures/aggregate.ts'

type FloorNumbers = ReturnType<typeof floorNumbers>

export interface HeadlineFeed {
  readonly status: Status
  readonly heardAtMs: number | null
  /** Live, confirmed and heard lately. */
  readonly isLive: boolean
}

export interface HeadlineInput {
  readonly numbers: FloorNumbers
  /** On my floor. */
  readonly feeds: readonly HeadlineFeed[]
  /** Of every connection on my floor, those without feeds too. */
  readonly connections: readonly Status[]
  readonly open: readonly Episode[]
  readonly snoozedUntilMs: number | null
  /** Nothing that is listed belongs to what the user watches. */
  readonly nothingOnFloor: boolean
  /** What the user watches is there, but for its agents: none of them is listed. */
  readonly nobodyOnFloor: boolean
  readonly nowMs: number
}

const NO_NUMBERS: FloorNumbers = {
  contactsWaiting: null,
  contactsActive: null,
  answered: null,
  abandoned: null,
  agentsReady: null
}

const SHOWN: ReadonlySet<Episode['state']> = new Set(['firing', 'recovering', 'noData'])

const isGone = ({ phase }: Status): boolean => phase === 'offline' || phase === 'failed'

/**
 * The one look of the whole floor. Trouble on live data comes before anything dead, anything dead before anything calm: nothing stale
 * ever looks ok, and one connection that does not work is enough for that. Before the first feed (where no connection has any: the
 * first connection) is live there is nothing to call ok either.
 */
function lookOf(input: HeadlineInput): HeadlineView['look'] {
  const { feeds, connections } = input
  const live = feeds.filter(({ isLive }) => isLive)
  const parts = feeds.length > 0 ? feeds.map(({ status }) => status) : connections
  const isAnyLive = feeds.length > 0 ? live.length > 0 : connections.some(({ phase }) => phase === 'live')
  if (!isAnyLive) return parts.length > 0 && parts.every(isGone) ? 'offline' : 'stale'
  if (input.snoozedUntilMs !== null && input.snoozedUntilMs > input.nowMs) return 'paused'
  const open = input.open.filter((episode) => episode.kind !== 'feed' && SHOWN.has(episode.state))
  if (open.some((episode) => episode.severity === 'critical')) return 'critical'
  // Nothing is watched, so nothing can be called ok.
  if (input.nothingOnFloor) return 'stale'
  if (live.length < feeds.length || connections.some(({ phase }) => phase !== 'live')) return 'stale'
  if (open.some((episode) => episode.severity === 'warning')) return 'warning'
  return 'ok'
}

export function headlineOf(input: HeadlineInput): HeadlineView {
  const heard = input.feeds.flatMap(({ isLive, heardAtMs }) => (isLive && heardAtMs !== null ? [heardAtMs] : []))
  return {
    look: lookOf(input),
    ...(input.nothingOnFloor ? NO_NUMBERS : input.numbers),
    heardAtMs: heard.length > 0 ? Math.min(...heard) : null,
    openAlerts: input.open.filter((episode) => SHOWN.has(episode.state) && episode.acknowledgedAtMs === null).length,
    nothingOnFloor: input.nothingOnFloor,
    // As long as a feed is not live, they may well be there.
    nobodyOnFloor: input.nobodyOnFloor && input.feeds.every(({ isLive }) => isLive),
    snoozedUntilMs: input.snoozedUntilMs
  }
}
