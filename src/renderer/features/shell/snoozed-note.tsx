import { useNow, useSection } from '../../state/hooks.ts'
import { useFormat, useText } from '../../text/use-text.ts'
import { StateMark } from '../../ui/state-mark.tsx'
import classes from './snoozed-note.module.css'

/** Silence is always said: all alerts are snoozed, and until when. */
export function SnoozedNote() {
  const t = useText()
  const format = useFormat()
  const nowMs = useNow()
  const { snoozedUntilMs } = useSection('headline')
  if (snoozedUntilMs === null || snoozedUntilMs <= nowMs) return null
  return (
    <p className={classes['note']}>
      <StateMark mark="paused" silent />
      {t('snooze.until', { time: format.moment(snoozedUntilMs, nowMs) })}
    </p>
  )
}
