import { Button } from '@mantine/core'
import { useEffect, useRef } from 'react'
import type { TargetView } from '../../../contract/views.ts'
import { useWindow } from '../../state/window-context.tsx'
import { useFormat, useText } from '../../text/use-text.ts'
import { FailureNotice } from '../../ui/failure-notice.tsx'
import { StateMark } from '../../ui/state-mark.tsx'
import { useAction } from '../../ui/use-action.ts'
import { ValueChart } from '../../ui/value-chart.tsx'
import { NextTest } from './next-test.tsx'
import { useIsOld } from './old-target.ts'
import classes from './target-detail.module.css'
import { targetAim, targetMark, targetOutlook, targetValue, whyNoVerdict } from './target-text.ts'
import { targetTimespan } from './target-timespan.ts'
import { TestedAgo } from './tested-ago.tsx'

/** A picture of one test is a dot; it says nothing. */
const CHART_FROM = 2

function History({ target }: { readonly target: TargetView }) {
  const t = useText()
  const format = useFormat()
  const values = target.history.flatMap(({ value }) => (value === null ? [] : [value]))
  const [first, last] = [values[0], values.at(-1)]
  if (values.length < CHART_FROM || first === undefined || last === undefined) {
    return <p className={classes['dim']}>{t('targets.chartEmpty')}</p>
  }
  return (
    <ValueChart
      points={target.history}
      threshold={target.threshold}
      label={t('targets.chart', {
        name: target.name,
        count: values.length,
        first: format.number(first),
        last: format.number(last),
        threshold: format.number(target.threshold)
      })}
    />
  )
}

interface TargetDetailProps {
  readonly target: TargetView
  /** The one that was asked for: it is brought into view and takes the focus. */
  readonly focused: boolean
  readonly onDetails: () => void
}

export function TargetDetail({ target, focused, onDetails }: TargetDetailProps) {
  const t = useText()
  const format = useFormat()
  const { bridge } = useWindow()
  const test = useAction(() => bridge.testTarget({ connectionId: target.connectionId, targetId: target.id }))
  const testing = test.busy || target.testing
  const why = whyNoVerdict(target, t)
  const outlook = targetOutlook(target, t, format)
  const old = useIsOld(target)
  const failure = test.failure ?? target.failure
  const place = useRef<HTMLElement>(null)

  useEffect(() => {
    if (focused) place.current?.focus()
  }, [focused])

  return (
    <article ref={place} tabIndex={-1} className={classes['target']} aria-label={target.name}>
      <header className={classes['head']}>
        <StateMark mark={targetMark(target, old)} silent />
        <div className={classes['name']}>
          <h3>{target.name}</h3>
          <p className={classes['dim']}>{targetAim(target, t, format)}</p>
        </div>
        <div className={classes['numbers']}>
          <p className={old ? classes['dim'] : classes['value']}>{targetValue(target, t, format)}</p>
          <p className={classes['dim']}>
            {[t(`targetState.${target.state}`), ...(old ? [t('targets.old')] : [])].join(' · ')}
          </p>
        </div>
        <Button aria-label={t('reporting.detailsNamed', { name: target.name })} onClick={onDetails}>
          {t('reporting.details')}
        </Button>
        <Button
          loading={testing}
          aria-label={t('targets.testNowNamed', { name: target.name })}
          onClick={() => void test.run()}
        >
          {t('targets.testNow')}
        </Button>
      </header>
      <p className={classes['facts']}>
        {target.testedAtMs !== null && <TestedAgo atMs={target.testedAtMs} />}
        <span aria-live="polite">{testing ? t('targets.testing') : <NextTest atMs={target.nextTestAtMs} />}</span>
        {target.timespan !== null && target.timespan !== '' && (
          <span>{targetTimespan(target.timespan, t, format)}</span>
        )}
      </p>
      {why !== null && <p>{why}</p>}
      {outlook !== null && !old && <p>{outlook}</p>}
      {failure && (
        <FailureNotice
          failure={failure}
          title={t('targets.testFailed')}
          {...(test.failure ? { onClose: test.forget } : {})}
        />
      )}
      {target.state !== 'inactive' && <History target={target} />}
    </article>
  )
}
