import { useEffect, useState } from 'react'
import type { ViewAddress } from '../../../contract/views.ts'
import { useWindow } from '../../state/window-context.tsx'

export interface AddressBar {
  readonly address: ViewAddress
  /** Grows when the same address is asked for again, so that it takes the focus again. */
  readonly visit: number
  readonly go: (address: ViewAddress) => void
}

/** Which view is shown: the user goes there, or main asks for it. */
export function useAddress(): AddressBar {
  const { bridge } = useWindow()
  const [shown, setShown] = useState<{ address: ViewAddress; visit: number }>({
    address: { view: 'overview' },
    visit: 0
  })
  useEffect(
    () => bridge.onViewRequested((address) => setShown(({ visit }) => ({ address, visit: visit + 1 }))),
    [bridge]
  )
  return { ...shown, go: (address) => setShown(({ visit }) => ({ address, visit: visit + 1 })) }
}
