import { useMirror, useNow, useRow } from '../../state/hooks.ts'
import { useFormat, useText } from '../../text/use-text.ts'
import { silentSinceMs, useSilentFeeds } from '../floor/feed-health.ts'

/** How fresh what a row is judged by is. Null for what is no row of a feed. */
export function useDataAge(rowId: string): string | null {
  const t = useText()
  const format = useFormat()
  const nowMs = useNow()
  const silent = useSilentFeeds()
  const feedId = useRow(rowId)?.feedId
  const feed = useMirror((state) => state.view?.feeds.find((one) => one.id === feedId))
  if (!feed) return null
  const age = format.age(nowMs - silentSinceMs(feed))
  return t(silent.has(feed.id) ? 'detail.dataStale' : 'detail.dataFresh', { age })
}
