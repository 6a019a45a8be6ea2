import { createContext, useContext, useState, type Dispatch, type ReactNode, type SetStateAction } from 'react'
import type { FormDraft } from './connection-draft.ts'

/** The form that is open, and how it began. */
export interface OpenForm {
  readonly draft: FormDraft
  readonly initial: FormDraft
}

type ShelfState = readonly [OpenForm | null, Dispatch<SetStateAction<OpenForm | null>>]
const Shelf = createContext<ShelfState | null>(null)

/** Keeps the open form while another view is shown: whoever goes away, or is led away by an alert, finds it again. */
export function DraftShelf({ children }: { readonly children: ReactNode }) {
  const state = useState<OpenForm | null>(null)
  return <Shelf value={state}>{children}</Shelf>
}

export function useOpenForm(): ShelfState {
  const own = useState<OpenForm | null>(null)
  return useContext(Shelf) ?? own
}
