import { Button } from '@mantine/core'
import { useState } from 'react'
import type { RequestInput, RequestOutput } from '../../../contract/requests.ts'
import { useWindow } from '../../state/window-context.tsx'
import type { Translate } from '../../text/catalogue.ts'
import { useText } from '../../text/use-text.ts'
import { FailureNotice } from '../../ui/failure-notice.tsx'
import { StateMark } from '../../ui/state-mark.tsx'
import { useAction } from '../../ui/use-action.ts'
import classes from './settings.module.css'

type Severity = RequestInput<'notice:try'>['severity']
type Outcome = RequestOutput<'notice:try'>

const SEVERITIES = ['info', 'warning', 'critical'] as const

function outcomeText(t: Translate, severity: Severity, outcome: Outcome): readonly string[] {
  const name = t(`severity.${severity}`)
  if (outcome.kind === 'delivered')
    return [t('noticeSettings.shown', { severity: name, via: outcome.via }), t('noticeSettings.shownUnseen')]
  const next =
    outcome.cause === undefined
      ? t('noticeSettings.refused')
      : t(outcome.cause === 'silent' ? 'noticeSettings.silent' : 'noticeSettings.noServer')
  return [t('noticeSettings.notShown', { severity: name }), next, outcome.reason]
}

/** Sends a real notice and says what became of it. */
export function NoticeTrial() {
  const t = useText()
  const { bridge } = useWindow()
  const [last, setLast] = useState<{ severity: Severity; outcome: Outcome } | null>(null)
  const trial = useAction(async (severity: Severity) => {
    setLast(null)
    const answer = await bridge.tryNotice({ severity })
    if (answer.ok) setLast({ severity, outcome: answer.value })
    return answer
  })
  return (
    <div className={classes['rows']} role="group" aria-label={t('noticeSettings.try')}>
      <div>
        <p className={classes['group']}>{t('noticeSettings.try')}</p>
        <p className={classes['note']}>{t('noticeSettings.tryHint')}</p>
      </div>
      <div className={classes['jumps']}>
        {SEVERITIES.map((severity) => (
          <Button key={severity} onClick={() => void trial.run(severity)}>
            {t(`noticeSettings.trySeverity.${severity}`)}
          </Button>
        ))}
      </div>
      <div role="status" className={classes['outcome']}>
        {last && (
          <>
            <StateMark mark={last.outcome.kind === 'delivered' ? 'info' : 'warning'} silent />
            <div>
              {outcomeText(t, last.severity, last.outcome).map((line) => (
                <p key={line} className={classes['note']}>
                  {line}
                </p>
              ))}
            </div>
          </>
        )}
      </div>
      {trial.failure && <FailureNotice failure={trial.failure} onClose={trial.forget} />}
    </div>
  )
}
