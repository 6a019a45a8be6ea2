import { IconRotate } from '@tabler/icons-react'
import { useNow } from '../../state/hooks.ts'
import { useFormat, useText } from '../../text/use-text.ts'
import classes from './counter-mark.module.css'

/** Long enough to be seen by who was away; after it a count is as people expect it. */
const NEWS_FOR_MS = 3_600_000

/** Beside a count that was seen to begin anew at this moment, within the last hour. Read aloud, shown on hover. */
export function CounterMark({ sinceMs }: { readonly sinceMs: number }) {
  const t = useText()
  const format = useFormat()
  const nowMs = useNow()
  if (nowMs - sinceMs >= NEWS_FOR_MS) return null
  const text = t('table.countsSince', { time: format.moment(sinceMs, nowMs) })
  return (
    <span className={classes['mark']} role="img" aria-label={text} title={text}>
      <IconRotate size={12} stroke={2} aria-hidden />
    </span>
  )
}
