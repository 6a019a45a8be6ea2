import { Button } from '@mantine/core'
import type { WhyAnswer } from '../../../contract/why.ts'
import type { Rule } from '../../../core/alerts/rule.ts'
import { useFeedShapes, useNow } from '../../state/hooks.ts'
import { useFormat, useText } from '../../text/use-text.ts'
import { FactList, type Fact } from '../../ui/fact-list.tsx'
import { useDataAge } from './use-data-age.ts'
import { measured } from './episode-text.ts'
import { ruleUnit } from './rule-measures.ts'
import classes from './why-dialog.module.css'

interface WhyAnswerNoteProps {
  readonly answer: WhyAnswer
  readonly rule: Rule
  /** What was asked about. */
  readonly rowId: string
  readonly onShowAlert: (episodeId: string) => void
}

/** The one reason with its next step, and the numbers behind it where they are known. */
export function WhyAnswerNote({ answer, rule, rowId, onShowAlert }: WhyAnswerNoteProps) {
  const t = useText()
  const format = useFormat()
  const nowMs = useNow()
  const feeds = useFeedShapes()
  const dataAge = useDataAge(rowId)
  if (answer.kind === 'notKept') {
    return (
      <div className={classes['answer']}>
        <p className={classes['reason']}>{t('why.notKept')}</p>
        <p>{t('why.notKeptNext', { time: format.moment(answer.sinceMs, nowMs) })}</p>
      </div>
    )
  }
  const { reason, minuteMs, isNow, value, peak, threshold, ruleVersion, episodeId } = answer
  const unit = rule.kind === 'realtime' ? ruleUnit(rule, feeds) : 'number'
  const said = (number: number): string => measured(number, unit, { t, format, rule, nowMs })
  const facts: (Fact | false)[] = [
    value !== null && { label: t('why.value'), value: said(value) },
    peak !== null && { label: t('why.peak'), value: said(peak) },
    threshold !== null && { label: t('why.threshold'), value: said(threshold) },
    isNow && dataAge !== null && { label: t('why.dataAge'), value: dataAge },
    ruleVersion !== null && { label: t('why.version'), value: format.number(ruleVersion) }
  ]
  return (
    <div className={classes['answer']}>
      <p className={classes['when']}>
        {isNow ? t('why.now') : t('why.minute', { time: format.moment(minuteMs, nowMs) })}
      </p>
      <p className={classes['reason']}>{t(`why.reason.${reason}`)}</p>
      <p>{t(`why.next.${reason}`)}</p>
      <FactList facts={facts.filter((fact) => fact !== false)} />
      {episodeId !== null && <Button onClick={() => onShowAlert(episodeId)}>{t('why.showAlert')}</Button>}
    </div>
  )
}
