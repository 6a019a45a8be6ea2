import { useNow } from '../../state/hooks.ts'
import { useFormat, useText } from '../../text/use-text.ts'

/** How old the value is, counted up. */
export function TestedAgo({ atMs }: { readonly atMs: number }) {
  const t = useText()
  const format = useFormat()
  return <span>{t('targets.testedAgo', { age: format.age(useNow() - atMs) })}</span>
}
