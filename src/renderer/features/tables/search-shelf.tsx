import { createContext, useContext, useState, type Dispatch, type ReactNode, type SetStateAction } from 'react'
import { useSection } from '../../state/hooks.ts'
import type { TableKind } from './columns.ts'

type Searches = Readonly<Record<TableKind, string>>
type ShelfState = readonly [Searches, Dispatch<SetStateAction<Searches>>]

const NOTHING: Searches = { agents: '', queues: '' }
const Shelf = createContext<ShelfState | null>(null)

/** Keeps what was typed to search while another view is shown. Not longer: it may be somebody's name. */
export function SearchShelf({ children }: { readonly children: ReactNode }) {
  const state = useState(NOTHING)
  const [, set] = state
  const { agentNames } = useSection('settings').privacy
  const [shownAs, setShownAs] = useState(agentNames)
  // A name that is hidden now is not left in the field.
  if (shownAs !== agentNames) {
    setShownAs(agentNames)
    set(NOTHING)
  }
  return <Shelf value={state}>{children}</Shelf>
}

export function useSearch(kind: TableKind): readonly [string, (text: string) => void] {
  const own = useState(NOTHING)
  const [searches, set] = useContext(Shelf) ?? own
  return [searches[kind], (text) => set((all) => ({ ...all, [kind]: text }))]
}
