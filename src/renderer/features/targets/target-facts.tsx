import type { TargetDetail } from '../../../contract/reporting-views.ts'
import { useNow } from '../../state/hooks.ts'
import type { Translate } from '../../text/catalogue.ts'
import { useFormat, useText, type Format } from '../../text/use-text.ts'
import { FactList, type Fact } from '../../ui/fact-list.tsx'
import { targetAim, targetValue, whyNoVerdict } from './target-text.ts'
import classes from './target-drawer.module.css'

/** When the target counts: `from … until …`. */
function activeTime(
  { activeFromMs, activeUntilMs }: TargetDetail['line'],
  t: Translate,
  moment: (ms: number) => string
) {
  if (activeFromMs !== null && activeUntilMs !== null)
    return t('reporting.countsFromUntil', { from: moment(activeFromMs), until: moment(activeUntilMs) })
  if (activeFromMs !== null) return t('reporting.countsFrom', { from: moment(activeFromMs) })
  if (activeUntilMs !== null) return t('reporting.countsUntil', { until: moment(activeUntilMs) })
  return t('reporting.countsAlways')
}

function paceFacts(pace: TargetDetail['pace'], t: Translate, format: Format, moment: (ms: number) => string): Fact[] {
  if (!pace) return []
  const rounded = (value: number): string => format.number(Math.round(value))
  const { shareGone, perHour, projected, low, high, reachableUntilMs } = pace
  return [
    { label: t('reporting.periodGone'), value: format.share(shareGone) },
    { label: t('reporting.perHour'), value: format.number(perHour) },
    {
      label: t('reporting.headsFor'),
      value: t('reporting.headsForBand', {
        projected: rounded(projected),
        low: rounded(low),
        high: rounded(high)
      })
    },
    ...(reachableUntilMs === null ? [] : [{ label: t('reporting.reachableUntil'), value: moment(reachableUntilMs) }])
  ]
}

/** What the target asks for, how it stands and where it is heading. */
export function TargetFacts({ detail }: { readonly detail: TargetDetail }) {
  const t = useText()
  const format = useFormat()
  const nowMs = useNow()
  const { line, workflow, field, pace } = detail
  const moment = (ms: number): string => format.moment(ms, nowMs)
  const why = whyNoVerdict(line, t)
  return (
    <div className={classes['section']}>
      <h3>{line.name}</h3>
      <p className={classes['dim']}>{targetAim(line, t, format)}</p>
      <FactList
        facts={[
          { label: t(`targetState.${line.state}`), value: targetValue(line, t, format) },
          ...paceFacts(pace, t, format, moment),
          { label: t('reporting.workflow'), value: workflow.name },
          { label: t('reporting.column'), value: field },
          { label: t('reporting.counts'), value: activeTime(line, t, moment) }
        ]}
      />
      {why !== null && <p>{why}</p>}
    </div>
  )
}
