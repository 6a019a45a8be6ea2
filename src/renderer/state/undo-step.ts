import type { Answer } from '../../contract/bridge.ts'
import type { StateView } from '../../contract/views.ts'

/** What was done, for the words. */
export type Deed =
  | { readonly kind: 'snooze' | 'endSnooze' | 'settings' | 'pins' | 'tables' | 'overview' | 'importRules' }
  | { readonly kind: 'rule' | 'newRule' | 'removeRule' | 'restoreRule'; readonly name: string }

export interface UndoStep {
  /** How agents were called in what is put back. */
  readonly agentNames?: StateView['settings']['privacy']['agentNames']
  readonly deed: Deed
  readonly back: () => Promise<Answer<unknown>>
}
