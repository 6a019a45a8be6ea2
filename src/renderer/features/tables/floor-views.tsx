import { useEffect, useEffectEvent, useMemo } from 'react'
import type { ViewAddress } from '../../../contract/views.ts'
import type { FeedShape } from '../../state/feed-shape.ts'
import { useFeedShapes, useRow } from '../../state/hooks.ts'
import { ViewFrame } from '../../ui/view-frame.tsx'
import { feedsListing, rowName } from '../floor/feed-roles.ts'
import { queueFeeds } from '../overview/use-queues.ts'
import type { TableKind } from './columns.ts'
import { useSearch } from './search-shelf.tsx'
import { TableCard } from './table-card.tsx'

interface FloorViewProps {
  /** Row to show: the table is searched for its name. */
  readonly focusId: string | undefined
  readonly onGo: (address: ViewAddress) => void
}

/** Whoever came for one row finds its name in the search, where it can be seen and cleared, as soon as the row is there. */
function useSearchOnArrival(kind: TableKind, feeds: readonly FeedShape[], focusId: string | undefined): void {
  const row = useRow(focusId ?? '')
  const [, setSearch] = useSearch(kind)
  const isThere = row !== undefined
  const search = useEffectEvent(() => {
    const feed = feeds.find((one) => one.id === row?.feedId)
    if (row && feed) setSearch(rowName(feed, row))
  })
  useEffect(() => {
    if (isThere) search()
  }, [isThere])
}

export function AgentsView({ focusId, onGo }: FloorViewProps) {
  const shapes = useFeedShapes()
  const feeds = useMemo(() => feedsListing(shapes, 'agentState'), [shapes])
  useSearchOnArrival('agents', feeds, focusId)
  return (
    <ViewFrame>
      <TableCard kind="agents" feeds={feeds} onGo={onGo} />
    </ViewFrame>
  )
}

export function QueuesView({ focusId, onGo }: FloorViewProps) {
  const shapes = useFeedShapes()
  const feeds = useMemo(() => queueFeeds(shapes), [shapes])
  useSearchOnArrival('queues', feeds, focusId)
  return (
    <ViewFrame>
      <TableCard kind="queues" feeds={feeds} onGo={onGo} />
    </ViewFrame>
  )
}
