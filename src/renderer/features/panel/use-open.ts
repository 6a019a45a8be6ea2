import { useCallback } from 'react'
import type { ViewAddress } from '../../../contract/views.ts'
import { useWindow } from '../../state/window-context.tsx'
import { useAction, type Action } from '../../ui/use-action.ts'

/** Opens the main window at an address and puts the panel away. */
export function useOpen(): Action<[ViewAddress]> {
  const { bridge } = useWindow()
  const ask = useCallback(
    async (address: ViewAddress) => {
      const opened = await bridge.openView(address)
      if (opened.ok) await bridge.closePanel()
      return opened
    },
    [bridge]
  )
  return useAction(ask)
}
