import { ViewFrame } from '../../ui/view-frame.tsx'
import { MyFloorCard } from './my-floor-card.tsx'

export function MyFloorView() {
  return (
    <ViewFrame>
      <MyFloorCard />
    </ViewFrame>
  )
}
