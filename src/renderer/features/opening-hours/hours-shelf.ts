import { createShelf } from '../../state/shelf.tsx'
import type { HoursDraft } from './hours-draft.ts'

/** The opening hours whose form is open. */
export interface OpenHours {
  /** As they were stored when it was opened, in JSON; null: new ones. */
  readonly of: string | null
  readonly draft: HoursDraft
}

/** Keeps half-typed opening hours while another view is shown, until they are saved or cancelled. */
export const { Shelf: HoursShelf, useShelf: useOpenHours } = createShelf<OpenHours | null>(null)
