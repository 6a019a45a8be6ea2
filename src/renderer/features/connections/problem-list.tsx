import { Button } from '@mantine/core'
import type { ProblemView } from '../../../contract/views.ts'
import { useNow, useSection } from '../../state/hooks.ts'
import { useWindow } from '../../state/window-context.tsx'
import { problemDetails, problemText } from '../../text/failure-text.ts'
import { useFormat, useText } from '../../text/use-text.ts'
import { Card } from '../../ui/card.tsx'
import { FailureNotice } from '../../ui/failure-notice.tsx'
import { StateMark } from '../../ui/state-mark.tsx'
import { useAction } from '../../ui/use-action.ts'
import classes from './problem-list.module.css'
import { RemoveButton } from './remove-connection.tsx'

/** The way out for a stored connection that can't be used: no card stands for it. */
function RemoveUnread(props: {
  readonly connectionId: string
  readonly name: string | undefined
  readonly onRemoved: () => void
}) {
  const t = useText()
  const isAlone = useSection('connections').length === 0
  return (
    <RemoveButton
      connectionId={props.connectionId}
      name={props.name ? props.name : t('problems.unnamed')}
      goes={[t('connectionForm.removeItems.settings'), t('connectionForm.removeItems.allSecrets')]}
      after={isAlone ? t('problems.removeLast') : undefined}
      onRemoved={props.onRemoved}
    />
  )
}

interface ProblemListProps {
  /** A stored connection that a problem is about was removed: its row goes. */
  readonly onRemoved: () => void
}

function ProblemLine({ problem, onRemoved }: ProblemListProps & { readonly problem: ProblemView }) {
  const t = useText()
  const format = useFormat()
  const nowMs = useNow()
  const { bridge } = useWindow()
  const dismiss = useAction(() => bridge.dismissProblem({ id: problem.id }))
  const { title, next } = problemText(t, problem.code)
  const { raw = '', connection } = problem.params
  const details = problemDetails(t, problem)
  return (
    <li className={classes['problem']}>
      <StateMark mark="warning" />
      <div className={classes['text']}>
        <p className={classes['title']}>{title}</p>
        <p>{next}</p>
        <p className={classes['dim']}>
          {[
            t('problems.since', { time: format.moment(problem.sinceMs, nowMs) }),
            ...(details.length > 0 ? [t('app.details', { detail: details.join(', ') })] : [])
          ].join(' · ')}
        </p>
        {raw !== '' && (
          <details className={classes['raw']}>
            <summary>{t('problems.details')}</summary>
            <p>{raw}</p>
          </details>
        )}
      </div>
      {problem.connectionId !== undefined && (
        <RemoveUnread connectionId={problem.connectionId} name={connection} onRemoved={onRemoved} />
      )}
      <Button
        loading={dismiss.busy}
        aria-label={t('problems.dismissNamed', { title })}
        onClick={() => void dismiss.run()}
      >
        {t('problems.dismiss')}
      </Button>
      {dismiss.failure && <FailureNotice failure={dismiss.failure} onClose={dismiss.forget} />}
    </li>
  )
}

/** What is wrong with the application itself. Nothing at all while nothing is. */
export function ProblemList({ onRemoved }: ProblemListProps) {
  const t = useText()
  const problems = useSection('problems')
  if (problems.length === 0) return null
  return (
    <Card title={t('problems.title')}>
      <ul className={classes['list']}>
        {problems.map((problem) => (
          <ProblemLine key={problem.id} problem={problem} onRemoved={onRemoved} />
        ))}
      </ul>
    </Card>
  )
}
