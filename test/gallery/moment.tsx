import type { RowView, StateView, ViewAddress } from '../../src/contract/views.ts'
import { MainWindow } from '../../src/renderer/features/shell/main-window.tsx'
import { aFloor, rows } from '../fakes/a-floor.ts'
import type { FakeBridge } from '../fakes/fake-bridge.ts'
import type { Hands, Specimen } from './specimen.ts'

interface Moment {
  readonly over?: Partial<StateView>
  readonly of?: readonly RowView[]
  readonly prepare?: (bridge: FakeBridge) => void
  readonly after?: (hands: Hands) => Promise<void>
}

export function moment(
  view: ViewAddress['view'],
  name: string,
  title: string,
  { over, of = rows, prepare, after }: Moment
): Specimen {
  return {
    id: `moments/${name}`,
    title,
    content: <MainWindow />,
    floor: { state: aFloor(over), rows: of, ...(prepare ? { prepare } : {}) },
    after: async (hands) => {
      hands.bridge.push('view:requested', { view })
      await hands.settle()
      await after?.(hands)
    }
  }
}
