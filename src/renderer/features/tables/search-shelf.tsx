import type { ReactNode } from 'react'
import { useSection } from '../../state/hooks.ts'
import { createShelf } from '../../state/shelf.tsx'
import type { TableKind } from './columns.ts'

const { Shelf, useShelf } = createShelf<Readonly<Record<TableKind, string>>>({ agents: '', queues: '' })

/** Keeps what was typed to search while another view is shown. Not longer: a name that is hidden now is not left in the field. */
export function SearchShelf({ children }: { readonly children: ReactNode }) {
  const { agentNames } = useSection('settings').privacy
  return <Shelf until={agentNames}>{children}</Shelf>
}

export function useSearch(kind: TableKind): readonly [string, (text: string) => void] {
  const [searches, set] = useShelf()
  return [searches[kind], (text) => set((all) => ({ ...all, [kind]: text }))]
}
