import { createShelf } from '../../state/shelf.tsx'
import type { FormDraft } from './connection-draft.ts'

/** The form that is open, and how it began. */
export interface OpenForm {
  readonly draft: FormDraft
  readonly initial: FormDraft
}

/** Keeps the open form while another view is shown: whoever goes away, or is led away by an alert, finds it again. */
export const { Shelf: DraftShelf, useShelf: useOpenForm } = createShelf<OpenForm | null>(null)
