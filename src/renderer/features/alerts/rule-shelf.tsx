import { createShelf } from '../../state/shelf.tsx'
import type { RuleDraft } from './rule-draft.ts'

/** What was typed into the form of a rule, and the version of the rule it began from. */
export interface KeptRule {
  readonly draft: RuleDraft
  readonly version: number
  /** The rule that a new one is a copy of. */
  readonly copyOf?: string
}

/** In the place of a rule's id while it has none. No rule may be called so. */
export const NEW_ID = '*'

export interface OpenRules {
  /** The rule whose form is open; `NEW_ID` for one that is being made. */
  readonly editedId: string | undefined
  /** By rule id; only what somebody changed stands here. */
  readonly kept: ReadonlyMap<string, KeptRule>
}

/** Keeps half-typed rules while another view is shown, until they are saved or cancelled. */
export const { Shelf: RuleShelf, useShelf: useOpenRules } = createShelf<OpenRules>({
  editedId: undefined,
  kept: new Map()
})

export function keepRule(open: OpenRules, ruleId: string, rule: KeptRule): OpenRules {
  return { ...open, kept: new Map(open.kept).set(ruleId, rule) }
}

/** Saved or cancelled: nothing of it is kept, and its form closes. */
export function closeRule(open: OpenRules, ruleId: string): OpenRules {
  const kept = new Map(open.kept)
  kept.delete(ruleId)
  return { editedId: open.editedId === ruleId ? undefined : open.editedId, kept }
}
