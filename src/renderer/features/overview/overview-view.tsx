import type { ViewAddress } from '../../../contract/views.ts'
import { ViewFrame } from '../../ui/view-frame.tsx'
import { WelcomeCard } from '../welcome/welcome-card.tsx'
import { WallboardButton } from '../wallboard/wallboard-button.tsx'
import { OverviewTiles } from './overview-tiles.tsx'

/** The floor at a glance, arranged by the user. */
export function OverviewView({ onGo }: { readonly onGo: (address: ViewAddress) => void }) {
  return (
    <ViewFrame>
      <WelcomeCard onGo={onGo} />
      <OverviewTiles onGo={onGo} tools={<WallboardButton />} />
    </ViewFrame>
  )
}
