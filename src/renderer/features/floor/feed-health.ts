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
  return feed.status.phase === 'live' && feed.heardAtMs !== null && nowMs - feed.heardAtMs <= staleAfterMs + SLACK_MS
}

/** Since when nothing was heard; the beginning of the present phase when nothing ever was. */
export function silentSinceMs(feed: FeedView): number {
  return feed.heardAtMs ?? feed.status.sinceMs
}

const SPLIT = '\n'

/** Ids of the feeds that are not fresh. Renders the caller only when the set changes. */
export function useSilentFeeds(): ReadonlySet<string> {
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
      .filter((feed) => !isFresh(feed, nowMs, view.settings.freshness.staleAfterMs))
      .map((feed) => feed.id)
      .join(SPLIT)
  })
  return useMemo(() => new Set(ids === '' ? [] : ids.split(SPLIT)), [ids])
}
