import { useState } from 'react'
import { useStore } from 'zustand'
import { useWindow } from './window-context.tsx'

/**
 * What was chosen here and main has not told yet: it is shown at once, and a second choice in one breath begins from it. Gone once main tells the same
 * (by `said`, equal texts for equal choices), when it is set to null, and when something is undone: undone before main told it, it is never told.
 */
export function useWished<T>(
  told: T | undefined,
  said: (choice: T) => string
): readonly [T | null, (choice: T | null) => void] {
  const { undo } = useWindow()
  const undoings = useStore(undo.store, (state) => state.undoings)
  const [wish, setWish] = useState<{ readonly choice: T; readonly undoings: number } | null>(null)
  if (wish && (wish.undoings !== undoings || (told !== undefined && said(wish.choice) === said(told)))) setWish(null)
  return [wish?.choice ?? null, (choice) => setWish(choice === null ? null : { choice, undoings })]
}
