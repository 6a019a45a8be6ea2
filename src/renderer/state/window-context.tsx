import { createContext, useContext, type ReactNode } from 'react'
import type { Bridge } from '../../contract/bridge.ts'
import type { Texts } from '../text/texts.ts'
import type { FirstRows } from './first-rows.ts'
import type { Mirror } from './mirror.ts'
import type { Seconds } from './seconds.ts'
import type { Undo } from './undo.ts'
import type { WindowClock } from './window-clock.ts'

/** Everything a window has from outside. Made once by the entry, handed down. */
export interface WindowScope {
  /** What goes through it and can be taken back, `undo` remembers. */
  readonly bridge: Bridge
  readonly undo: Undo
  readonly clock: WindowClock
  readonly mirror: Mirror
  readonly seconds: Seconds
  readonly firstRows: FirstRows
  readonly texts: Texts
  /** IANA name of the user's time zone. */
  readonly zone: string
}

const Scope = createContext<WindowScope | null>(null)

export function WindowProvider({ value, children }: { readonly value: WindowScope; readonly children: ReactNode }) {
  return <Scope value={value}>{children}</Scope>
}

export function useWindow(): WindowScope {
  const scope = useContext(Scope)
  if (!scope) throw new Error('outside of WindowProvider')
  return scope
}
