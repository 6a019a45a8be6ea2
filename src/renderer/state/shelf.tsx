import { createContext, useContext, useState, type Dispatch, type ReactNode, type SetStateAction } from 'react'

type ShelfState<T> = readonly [T, Dispatch<SetStateAction<T>>]

/** A place above the views: what is put there stays while another view is shown. Without one around it, a view keeps its own. */
export function createShelf<T>(nothing: T) {
  const Place = createContext<ShelfState<T> | null>(null)

  /** Nothing is left on it when `until` changes. */
  function Shelf({ children, until }: { readonly children: ReactNode; readonly until?: string }) {
    const state = useState<T>(() => nothing)
    const [, set] = state
    const [lasting, setLasting] = useState(until)
    if (lasting !== until) {
      setLasting(until)
      set(() => nothing)
    }
    return <Place value={state}>{children}</Place>
  }

  function useShelf(): ShelfState<T> {
    const own = useState<T>(() => nothing)
    return useContext(Place) ?? own
  }

  return { Shelf, useShelf }
}
