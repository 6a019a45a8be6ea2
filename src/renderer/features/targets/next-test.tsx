import { useNow } from '../../state/hooks.ts'
import { useFormat, useText } from '../../text/use-text.ts'

/** When the next scheduled test is; of several, the soonest. */
export function NextTest({ atMs }: { readonly atMs: number | null }) {
  const t = useText()
  const format = useFormat()
  const nowMs = useNow()
  if (atMs === null) return <span>{t('targets.noNextTest')}</span>
  if (atMs <= nowMs) return <span>{t('targets.testDue')}</span>
  return <span>{t('targets.nextTest', { time: format.duration(atMs - nowMs) })}</span>
}
