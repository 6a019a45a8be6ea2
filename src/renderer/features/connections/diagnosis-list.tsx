import type { ConnectionTestView } from '../../../contract/views.ts'
import { failureDetail, failureText } from '../../text/failure-text.ts'
import { useFormat, useText } from '../../text/use-text.ts'
import { StateMark, type Mark } from '../../ui/state-mark.tsx'
import classes from './diagnosis-list.module.css'
import { asksForLogin, ProxyLoginForm } from './proxy-login-form.tsx'

type Step = ConnectionTestView['steps'][number]

const MARKS = {
  pending: 'none',
  running: 'stale',
  ok: 'ok',
  failed: 'critical',
  skipped: 'none'
} as const satisfies Record<Step['state'], Mark>

/** Why a step failed and what to do: in the words for this very step, else in those of the failure. */
function StepFailure({ step }: { readonly step: Step }) {
  const t = useText()
  const format = useFormat()
  const { failure, finding } = step
  if (!failure) return null
  const general = failureText(t, failure)
  const cause = finding ? t(`diagnosis.finding.${finding}.cause`) : general.cause
  const next = finding
    ? t(`diagnosis.finding.${finding}.next`)
    : failure.code === 'rateLimited' // unlike a connection, a test does not wait
      ? t('connectionForm.testLater')
      : general.next
  const facts = [
    ...(failure.httpStatus === undefined ? [] : [t('app.httpStatus', { status: failure.httpStatus })]),
    ...(failure.retryAfterMs === undefined ? [] : [t('app.retryAfter', { age: format.age(failure.retryAfterMs) })]),
    ...(failure.detail === '' ? [] : [t('app.details', { detail: failureDetail(t, failure) })])
  ]
  return (
    <>
      <p className={classes['cause']}>{cause}</p>
      <p>{next}</p>
      {facts.length > 0 && <p className={classes['dim']}>{facts.join(' · ')}</p>}
    </>
  )
}

interface StepLineProps {
  readonly step: Step
  readonly onSignedIn: () => void
}

function StepLine({ step, onSignedIn }: StepLineProps) {
  const t = useText()
  const isQuiet = step.state === 'pending' || step.state === 'skipped'
  return (
    <li className={classes['step']} data-step={step.step} data-state={step.state}>
      <StateMark mark={MARKS[step.state]} silent />
      <div className={classes['text']}>
        <p className={isQuiet ? classes['dim'] : undefined}>
          {t(`diagnosis.step.${step.step}`)}
          {step.subject !== '' && ` (${step.subject})`}: {t(`diagnosis.state.${step.state}`)}
        </p>
        <StepFailure step={step} />
        {step.failure?.proxy !== undefined && asksForLogin(step.failure) && (
          <ProxyLoginForm proxy={step.failure.proxy} onSignedIn={onSignedIn} />
        )}
        {step.notes.map(({ code, params }) => (
          <p key={code} className={classes['dim']}>
            {t(`diagnosis.note.${code}`, params)}
          </p>
        ))}
      </div>
    </li>
  )
}

function useSummary({ steps, over }: ConnectionTestView): string {
  const t = useText()
  const done = steps.filter(({ state }) => state !== 'pending' && state !== 'running').length
  if (!over) return t('connectionForm.progress', { done, all: steps.length })
  const failed = steps.filter(({ state }) => state === 'failed').length
  if (failed > 0) return t('connectionForm.failed', { count: failed })
  const cancelled = steps.some(({ notes }) => notes.some(({ code }) => code === 'cancelled'))
  return t(cancelled ? 'connectionForm.cancelledTest' : 'connectionForm.passed')
}

interface DiagnosisListProps {
  readonly test: ConnectionTestView
  /** Somebody signed in to the proxy that the test ended at. */
  readonly onSignedIn: () => void
}

/** A test while it runs and when it is over. The first failure and the end are read aloud, the steps between are not. */
export function DiagnosisList({ test, onSignedIn }: DiagnosisListProps) {
  const t = useText()
  const summary = useSummary(test)
  const failed = test.steps.find(({ state }) => state === 'failed')
  return (
    <div className={classes['test']}>
      <p className={classes['summary']} aria-hidden={!test.over}>
        {summary}
      </p>
      <div role="status" className="visually-hidden">
        {failed && t(`diagnosis.step.${failed.step}`)} {failed && <StepFailure step={failed} />}
        {test.over && summary}
      </div>
      <ol className={classes['steps']} aria-label={t('connectionForm.steps')}>
        {test.steps.map((step) => (
          <StepLine key={step.id} {...{ step, onSignedIn }} />
        ))}
      </ol>
    </div>
  )
}
