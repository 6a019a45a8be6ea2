import type { HeadlineView } from '../../contract/views.ts'
import type { Episode } from '../../core/alerts/episode.ts'
import type { FeedState } from './floor.ts'
import type { floorNumbers } from '../../core/measures/aggregate.ts'

type FloorNumbers = ReturnType<typeof floorNumbers>

export interface HeadlineInput {
  readonly numbers: FloorNumbers
  readonly feeds: readonly FeedState[]
  readonly open: readonly Episode[]
  readonly snoozedUntilMs: number | null
  readonly nowMs: number
}

const SHOWN: ReadonlySet<Episode['state']> = new Set(['firing', 'recovering', 'noData'])

/**
 * The one look of the whole floor. Trouble on live data comes before a dead feed, a dead feed before anything calm: nothing stale
 * ever looks ok. Before the first feed is live there is nothing to call ok either.
 */
function lookOf(input: HeadlineInput): HeadlineView['look'] {
  const live = input.feeds.filter((feed) => feed.status.phase === 'live')
  if (live.length === 0) {
    const gone = input.feeds.every(({ status }) => status.phase === 'offline' || status.phase === 'failed')
    return input.feeds.length > 0 && gone ? 'offline' : 'stale'
  }
  if (input.snoozedUntilMs !== null && input.snoozedUntilMs > input.nowMs) return 'paused'
  const open = input.open.filter((episode) => episode.kind !== 'feed' && SHOWN.has(episode.state))
  if (open.some((episode) => episode.severity === 'critical')) return 'critical'
  if (live.length < input.feeds.length) return 'stale'
  if (open.some((episode) => episode.severity === 'warning')) return 'warning'
  return 'ok'
}

export function headlineOf(input: HeadlineInput): HeadlineView {
  const live = input.feeds.filter((feed) => feed.status.phase === 'live')
  const heard = live.flatMap((feed) => (feed.heardAtMs === null ? [] : [feed.heardAtMs]))
  return {
    look: lookOf(input),
    ...input.numbers,
    heardAtMs: heard.length > 0 ? Math.min(...heard) : null,
    openAlerts: input.open.filter((episode) => SHOWN.has(episode.state) && episode.acknowledgedAtMs === null).length,
    snoozedUntilMs: input.snoozedUntilMs
  }
}
