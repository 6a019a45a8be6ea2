import { useState } from 'react'
import type { ViewAddress } from '../../../contract/views.ts'
import { useMirror } from '../../state/hooks.ts'

export interface AddressBar {
  readonly address: ViewAddress
  /** Grows with each time one goes somewhere, so that the same address asked for again takes the focus again. */
  readonly visit: number
  readonly go: (address: ViewAddress) => void
}

const START: ViewAddress = { view: 'overview' }

/** Which view is shown: the user goes there, or main asks for it; the later one counts. */
export function useAddress(): AddressBar {
  const requested = useMirror((state) => state.requested)
  const [own, setOwn] = useState({ address: START, visits: 0, afterRequest: 0 })
  const request = requested?.visit ?? 0
  const address = requested && request > own.afterRequest ? requested.address : own.address
  return {
    address,
    visit: own.visits + request,
    go: (next) => setOwn(({ visits }) => ({ address: next, visits: visits + 1, afterRequest: request }))
  }
}
