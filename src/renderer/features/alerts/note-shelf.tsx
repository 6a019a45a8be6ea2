import { createContext, useContext, useState, type Dispatch, type ReactNode, type SetStateAction } from 'react'

/** A note that is typed and not saved yet. */
export interface KeptNote {
  /** What the alert was called when the note was typed. */
  readonly title: string
  readonly text: string
  /** Main was asked to save it and has not answered. */
  readonly sending: boolean
}

/** By episode id. */
export type KeptNotes = ReadonlyMap<string, KeptNote>
type ShelfState = readonly [KeptNotes, Dispatch<SetStateAction<KeptNotes>>]
const Shelf = createContext<ShelfState | null>(null)

/** Keeps notes that are being typed while their alerts come and go, until they are saved or closed. */
export function NoteShelf({ children }: { readonly children: ReactNode }) {
  const state = useState<KeptNotes>(() => new Map())
  return <Shelf value={state}>{children}</Shelf>
}

export function useKeptNotes(): ShelfState {
  const own = useState<KeptNotes>(() => new Map())
  return useContext(Shelf) ?? own
}

export function keepNote(notes: KeptNotes, episodeId: string, note: KeptNote): KeptNotes {
  return note.text === '' ? dropNote(notes, episodeId) : new Map(notes).set(episodeId, note)
}

export function markSending(notes: KeptNotes, episodeId: string, sending: boolean): KeptNotes {
  const note = notes.get(episodeId)
  return note ? keepNote(notes, episodeId, { ...note, sending }) : notes
}

export function dropNote(notes: KeptNotes, episodeId: string): KeptNotes {
  const left = new Map(notes)
  left.delete(episodeId)
  return left
}
