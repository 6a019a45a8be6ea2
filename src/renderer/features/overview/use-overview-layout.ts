import { useState } from 'react'
import { useStore } from 'zustand'
import type { FailureView } from '../../../contract/views.ts'
import { AS_AT_FIRST, type OverviewLayout } from '../../../core/overview/layout.ts'
import { useSection } from '../../state/hooks.ts'
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
  const { bridge, undo } = useWindow()
  const undoings = useStore(undo.store, (state) => state.undoings)
  const kept = useSection('settings').overview
  const [own, setOwn] = useState<{ readonly layout: OverviewLayout; readonly undoings: number } | null>(null)
  const save = useAction((next: OverviewLayout) =>
    bridge.changeSettings({ overview: { tiles: next.tiles.map((tile) => ({ ...tile })) } })
  )
  // Once main has it, main's counts again. Undone before main told it, it is never told.
  if (own && (own.undoings !== undoings || JSON.stringify(own.layout) === JSON.stringify(kept))) setOwn(null)
  return {
    layout: own?.layout ?? kept ?? AS_AT_FIRST,
    change(next) {
      setOwn({ layout: next, undoings })
      void save.run(next)
    },
    failure: save.failure,
    forget: () => {
      setOwn(null)
      save.forget()
    }
  }
}
