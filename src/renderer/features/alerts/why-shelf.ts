import { createShelf } from '../../state/shelf.tsx'

/** What the question begins with; the user may change it. */
export interface WhyStart {
  readonly ruleId?: string
  /** Row id: then the first rule that reads it, unless one is named. */
  readonly rowId?: string
}

/** The question that is open, from wherever it was asked. */
export const { Shelf: WhyShelf, useShelf: useWhyQuestion } = createShelf<WhyStart | null>(null)
