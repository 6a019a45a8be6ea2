import { PanelWindow } from '../../src/renderer/features/panel/panel-window.tsx'
import { MainWindow } from '../../src/renderer/features/shell/main-window.tsx'
import { VIEW_ORDER } from '../../src/renderer/features/shell/navigation.tsx'
import { FLOOR_STATES, type FloorStateName } from '../fakes/floor-states.ts'
import { WallboardWindow } from '../../src/renderer/features/wallboard/wallboard-window.tsx'
import type { Specimen } from './specimen.ts'

/** Every view, the panel and the wallboard, in every state of the floor. */

const TITLES: Readonly<Record<FloorStateName, string>> = {
  live: 'live, with an open alert',
  calm: 'live and calm',
  loading: 'loading',
  failed: 'main cannot answer',
  nothingConnected: 'nothing connected',
  noRowsYet: 'nothing reported yet',
  arriving: 'the first picture is being read',
  offline: 'offline',
  silent: 'main no longer speaks',
  noPermission: 'without permission',
  noneOnFloor: 'nothing of my floor is listed',
  nobodyOnFloor: 'nobody of my floor is signed in',
  many: 'many of everything',
  longNames: 'long names'
}

const STATES = Object.keys(TITLES) as FloorStateName[]

export const VIEWS: readonly Specimen[] = [...VIEW_ORDER, 'panel' as const, 'wallboard' as const].flatMap((view) =>
  STATES.map((state): Specimen => {
    const floor = FLOOR_STATES[state]
    const named = { id: `${view}/${state}`, title: TITLES[state], floor }
    if (view === 'panel') return { ...named, content: <PanelWindow /> }
    if (view === 'wallboard') return { ...named, content: <WallboardWindow /> }
    return {
      ...named,
      content: <MainWindow />,
      after: async ({ bridge, settle }) => {
        bridge.push('view:requested', { view })
        await settle()
      }
    }
  })
)
