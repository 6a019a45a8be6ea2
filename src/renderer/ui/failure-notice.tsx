import { Button } from '@mantine/core'
import type { FailureView } from '../../contract/views.ts'
import { failureDetail, failureText } from '../text/failure-text.ts'
import { useFormat, useText } from '../text/use-text.ts'
import { StateMark } from './state-mark.tsx'
import classes from './failure-notice.module.css'

interface FailureNoticeProps {
  readonly failure: FailureView
  /** What did not work, where the cause alone would not tell. */
  readonly title?: string
  readonly onClose?: () => void
}

/** A failure in words: cause, next step, and the far side's own words for those who can use them. */
export function FailureNotice({ failure, title, onClose }: FailureNoticeProps) {
  const t = useText()
  const format = useFormat()
  const text = failureText(t, failure)
  const facts = [
    text.step,
    ...(failure.httpStatus === undefined ? [] : [t('app.httpStatus', { status: failure.httpStatus })]),
    ...(failure.retryAfterMs === undefined ? [] : [t('app.retryAfter', { age: format.age(failure.retryAfterMs) })]),
    ...(failure.detail === '' ? [] : [t('app.details', { detail: failureDetail(t, failure) })])
  ]
  return (
    <div className={classes['notice']} role="alert">
      <StateMark mark="warning" />
      <div className={classes['text']}>
        {title !== undefined && <p className={classes['cause']}>{title}</p>}
        <p className={title === undefined ? classes['cause'] : undefined}>{text.cause}</p>
        <p>{text.next}</p>
        <p className={classes['facts']}>{facts.join(' · ')}</p>
      </div>
      {onClose && <Button onClick={onClose}>{t('app.close')}</Button>}
    </div>
  )
}
