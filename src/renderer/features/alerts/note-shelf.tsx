import { createShelf } from '../../state/shelf.tsx'

/** A note that is typed and not saved yet. */
export interface KeptNote {
  readonly text: string
  /** Main was asked to save it and has not answered. */
  readonly sending: boolean
}

/** By episode id. */
export type KeptNotes = ReadonlyMap<string, KeptNote>
/** Keeps notes that are being typed while their alerts come and go, until they are saved or closed. */
export const { Shelf: NoteShelf, useShelf: useKeptNotes } = createShelf<KeptNotes>(new Map())

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
