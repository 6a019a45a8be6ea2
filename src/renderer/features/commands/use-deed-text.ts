import type { Deed } from '../../state/undo-step.ts'
import { useText } from '../../text/use-text.ts'

/** What was done, in words that go on after a colon. */
export function useDeedText(): (deed: Deed) => string {
  const t = useText()
  return (deed) => t(`undo.what.${deed.kind}`, 'name' in deed ? { name: deed.name } : {})
}
