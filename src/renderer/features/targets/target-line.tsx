import { UnstyledButton } from '@mantine/core'
import type { TargetView } from '../../../contract/views.ts'
import { useFormat, useText } from '../../text/use-text.ts'
import { StateMark } from '../../ui/state-mark.tsx'
import { ThresholdBar } from '../../ui/threshold-bar.tsx'
import { useIsOld } from './old-target.ts'
import classes from './target-line.module.css'
import { barTone, isComparable, targetMark, targetPeriod, targetValue } from './target-text.ts'
import { TestedAgo } from './tested-ago.tsx'

interface TargetLineProps {
  readonly target: TargetView
  readonly onShow: (targetId: string) => void
}

/** A target in one line: state, name, value against threshold. */
export function TargetLine({ target, onShow }: TargetLineProps) {
  const t = useText()
  const format = useFormat()
  const comparable = isComparable(target)
  const value = targetValue(target, t, format)
  const old = useIsOld(target)
  return (
    <li className={classes['line']} data-dim={old || undefined}>
      <StateMark mark={targetMark(target, old)} silent />
      <div className={classes['text']}>
        <UnstyledButton className={classes['name']} onClick={() => onShow(target.id)}>
          {target.name}
        </UnstyledButton>
        <p>
          {target.failure ? t('targets.testFailed') : t(`targetState.${target.state}`)}
          {old && target.testedAtMs !== null && (
            <>
              {' · '}
              <TestedAgo atMs={target.testedAtMs} />
            </>
          )}
          {' · '}
          {targetPeriod(target, t)}
        </p>
      </div>
      {comparable && (
        <div className={classes['bar']}>
          <ThresholdBar
            value={target.value}
            threshold={target.threshold}
            tone={barTone(target, old)}
            label={t('targets.progress', {
              name: target.name,
              value: format.number(target.value ?? 0),
              threshold: format.number(target.threshold)
            })}
          />
        </div>
      )}
      <span className={`${classes['value']} tabular`}>{value}</span>
    </li>
  )
}
