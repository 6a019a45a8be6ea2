import type { ViewAddress } from '../../../contract/views.ts'
import { TwoColumns, ViewFrame } from '../../ui/view-frame.tsx'
import { WelcomeCard } from '../welcome/welcome-card.tsx'
import { TargetsCard } from '../targets/targets-card.tsx'
import { AgentsCard } from './agents-card.tsx'
import { AlertsCard } from './alerts-card.tsx'
import { HeadlineTiles } from './headline-tiles.tsx'
import { QueuesCard } from './queues-card.tsx'

/** The wallboard: headline, queues and agents at the left, what needs somebody at the right. */
export function OverviewView({ onGo }: { readonly onGo: (address: ViewAddress) => void }) {
  return (
    <ViewFrame>
      <WelcomeCard onGo={onGo} />
      <HeadlineTiles />
      <TwoColumns
        wide={
          <>
            <QueuesCard />
            <AgentsCard />
          </>
        }
        narrow={
          <>
            <AlertsCard
              onShow={(focusId) => onGo({ view: 'alerts', focusId })}
              onAll={() => onGo({ view: 'alerts' })}
            />
            <TargetsCard onShow={(focusId) => onGo({ view: 'targets', focusId })} />
          </>
        }
      />
    </ViewFrame>
  )
}
