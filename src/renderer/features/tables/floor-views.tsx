import { useMemo } from 'react'
import type { ViewAddress } from '../../../contract/views.ts'
import { useFeedShapes } from '../../state/hooks.ts'
import { ViewFrame } from '../../ui/view-frame.tsx'
import { feedsListing } from '../floor/feed-roles.ts'
import { queueFeeds } from '../overview/use-queues.ts'
import { TableCard } from './table-card.tsx'

interface FloorViewProps {
  readonly onGo: (address: ViewAddress) => void
}

export function AgentsView({ onGo }: FloorViewProps) {
  const shapes = useFeedShapes()
  const feeds = useMemo(() => feedsListing(shapes, 'agentState'), [shapes])
  return (
    <ViewFrame>
      <TableCard kind="agents" feeds={feeds} onGo={onGo} />
    </ViewFrame>
  )
}

export function QueuesView({ onGo }: FloorViewProps) {
  const shapes = useFeedShapes()
  const feeds = useMemo(() => queueFeeds(shapes), [shapes])
  return (
    <ViewFrame>
      <TableCard kind="queues" feeds={feeds} onGo={onGo} />
    </ViewFrame>
  )
}
