import type { Deed } from '../../state/undo.ts'
import { useText } from '../../text/use-text.ts'

/** What was done, in words that go on after a colon. */
export function useDeedText(): (deed: Deed) => string {
  const t = useText()
  return (deed) => (deed.kind === 'rule' ? t('undo.what.rule', { name: deed.name }) : t(`undo.what.${deed.kind}`))
}
