import type { ViewAddress } from '../../../contract/views.ts'
import type { TileName } from '../../../core/overview/layout.ts'
import { TargetsCard } from '../targets/targets-card.tsx'
import { AgentListCard } from './agent-list-card.tsx'
import { AgentsCard } from './agents-card.tsx'
import { AlertsCard } from './alerts-card.tsx'
import { HeadlineTiles } from './headline-tiles.tsx'
import { QueuesCard } from './queues-card.tsx'

interface TileContentProps {
  readonly id: TileName
  readonly onGo: (address: ViewAddress) => void
}

export function TileContent({ id, onGo }: TileContentProps) {
  switch (id) {
    case 'headline':
      return <HeadlineTiles />
    case 'queues':
      return <QueuesCard />
    case 'agents':
      return <AgentsCard />
    case 'agentList':
      return <AgentListCard />
    case 'targets':
      return <TargetsCard onShow={(focusId) => onGo({ view: 'targets', focusId })} />
    case 'alerts':
      return (
        <AlertsCard onShow={(focusId) => onGo({ view: 'alerts', focusId })} onAll={() => onGo({ view: 'alerts' })} />
      )
  }
}
