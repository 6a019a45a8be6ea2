import type { FailureView } from '../../../contract/views.ts'
import { AS_AT_FIRST, type OverviewLayout } from '../../../core/overview/layout.ts'
import { useSection } from '../../state/hooks.ts'
import { useWished } from '../../state/use-wished.ts'
import { useWindow } from '../../state/window-context.tsx'
import { useAction } from '../../ui/use-action.ts'

export interface OverviewArrangement {
  readonly layout: OverviewLayout
  readonly change: (next: OverviewLayout) => void
  /** Why the last change was not kept. */
  readonly failure: FailureView | null
  readonly forget: () => void
}

/** How the overview is arranged: at once here, and kept in main's settings for the next time. */
export function useOverviewLayout(): OverviewArrangement {
  const { bridge } = useWindow()
  const kept = useSection('settings').overview
  const [own, setOwn] = useWished<OverviewLayout>(kept, JSON.stringify)
  const save = useAction((next: OverviewLayout) =>
    bridge.changeSettings({ overview: { tiles: next.tiles.map((tile) => ({ ...tile })) } })
  )
  return {
    layout: own ?? kept ?? AS_AT_FIRST,
    change(next) {
      setOwn(next)
      void save.run(next)
    },
    failure: save.failure,
    forget: () => {
      setOwn(null)
      save.forget()
    }
  }
}
