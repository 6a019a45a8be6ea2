import { ViewFrame } from '../../ui/view-frame.tsx'
import { LogCard } from './log-card.tsx'
import { PrivacyCard } from './privacy-card.tsx'

export function PrivacyView() {
  return (
    <ViewFrame>
      <PrivacyCard />
      <LogCard />
    </ViewFrame>
  )
}
