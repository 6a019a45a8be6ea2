import { useCallback, useMemo, useSyncExternalStore } from 'react'
import type { FeedView } from '../../../contract/views.ts'
import { useWindow } from '../../state/window-context.tsx'

/** What a batch of main's messages may take on a busy machine before a window may doubt it. */
const SLACK_MS = 5_000

/**
 * Whether the feed's rows may be shown as present. Main's word counts, and the age counts too: a window that hears nothing of main
 * any more must not go on looking live.
 */
export function isFresh(feed: FeedView, nowMs: number, staleAfterMs: number): boolean {
  return feed.status.phase === 'live' && isHeard(feed, nowMs, staleAfterMs)
}

/** The feed's snapshot is coming in: its rows are real, but not all there yet, so nothing is summed or judged by them. */
function isArriving(feed: FeedView, nowMs: number, staleAfterMs: number): boolean {
  return feed.status.phase === 'syncing' && isHeard(feed, nowMs, staleAfterMs)
}

function isHeard({ heardAtMs }: FeedView, nowMs: number, staleAfterMs: number): boolean {
  return heardAtMs !== null && nowMs - heardAtMs <= staleAfterMs + SLACK_MS
}

/** Since when nothing was heard; the beginning of the present phase when nothing ever was. */
export function silentSinceMs(feed: FeedView): number {
  return feed.heardAtMs ?? feed.status.sinceMs
}

const SPLIT = '\n'

type Judge = (feed: FeedView, nowMs: number, staleAfterMs: number) => boolean

const isSilent: Judge = (...about) => !isFresh(...about)

/** Ids of the feeds that are not fresh. Renders the caller only when the set changes. */
export function useSilentFeeds(): ReadonlySet<string> {
  return useFeedsThat(isSilent)
}

/** Ids of those silent feeds whose snapshot is coming in. */
export function useArrivingFeeds(): ReadonlySet<string> {
  return useFeedsThat(isArriving)
}

function useFeedsThat(judge: Judge): ReadonlySet<string> {
  const { seconds, mirror } = useWindow()
  const subscribe = useCallback(
    (run: () => void) => {
      const stops = [seconds.subscribe(run), mirror.store.subscribe(run)]
      return () => stops.forEach((stop) => stop())
    },
    [seconds, mirror]
  )
  const ids = useSyncExternalStore(subscribe, () => {
    const { view } = mirror.store.getState()
    if (!view) return ''
    const nowMs = seconds.nowMs()
    return view.feeds
      .filter((feed) => judge(feed, nowMs, view.settings.freshness.staleAfterMs))
      .map((feed) => feed.id)
      .join(SPLIT)
  })
  return useMemo(() => new Set(ids === '' ? [] : ids.split(SPLIT)), [ids])
}
