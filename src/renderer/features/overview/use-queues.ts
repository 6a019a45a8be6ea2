import type { SortingState } from '@tanstack/react-table'
import { useCallback, useMemo } from 'react'
import type { RowView } from '../../../contract/views.ts'
import type { Severity } from '../../../core/alerts/rule.ts'
import type { FeedShape } from '../../state/feed-shape.ts'
import { textOrder } from '../../../core/text/format.ts'
import { useFeedShapes } from '../../state/hooks.ts'
import { useLocale } from '../../text/use-text.ts'
import { useSeverities } from '../alerts/use-severities.ts'
import { useSilentFeeds } from '../floor/feed-health.ts'
import { feedsListing } from '../floor/feed-roles.ts'
import { useFloorOrder } from '../floor/use-floor-order.ts'
import { compareQueues } from './queue-order.ts'

export interface Queues {
  readonly feeds: readonly FeedShape[]
  readonly severities: ReadonlyMap<string, Severity>
  readonly silent: ReadonlySet<string>
  /** Row ids in the order to show. */
  readonly ids: readonly string[]
}

/** Feeds to list queues by: those with contacts waiting, else whatever is about queues. */
export function queueFeeds(feeds: readonly FeedShape[]): FeedShape[] {
  const about = feeds.filter((feed) => feed.subject === 'queue')
  const listing = feedsListing(about, 'contactsWaiting')
  return listing.length > 0 ? listing : about
}

export function useQueues(sorting: SortingState): Queues {
  const allFeeds = useFeedShapes()
  const severities = useSeverities()
  const silent = useSilentFeeds()
  const compareText = textOrder(useLocale())
  const feeds = useMemo(() => queueFeeds(allFeeds), [allFeeds])
  const byId = useMemo(() => new Map(feeds.map((feed) => [feed.id, feed])), [feeds])
  const isListed = useCallback((row: RowView) => byId.has(row.feedId), [byId])
  const compare = useMemo(
    () => compareQueues({ feedOf: (row) => byId.get(row.feedId), severities, silent, sorting, compareText }),
    [byId, severities, silent, sorting, compareText]
  )
  return { feeds, severities, silent, ids: useFloorOrder(isListed, compare) }
}
