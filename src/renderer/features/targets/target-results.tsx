import type { TargetLine } from '../../../contract/reporting-views.ts'
import { useNow } from '../../state/hooks.ts'
import { useWindow } from '../../state/window-context.tsx'
import { useFormat, useText } from '../../text/use-text.ts'
import { FailureNotice } from '../../ui/failure-notice.tsx'
import { SmallTable } from '../../ui/small-table.tsx'
import { useAsked } from '../alerts/use-asked.ts'
import classes from './target-drawer.module.css'

/** So many of the newest are listed. */
const NEWEST = 200

/** What its tests came to, newest first. */
export function TargetResults({ line }: { readonly line: Pick<TargetLine, 'connectionId' | 'id' | 'testedAtMs'> }) {
  const t = useText()
  const format = useFormat()
  const nowMs = useNow()
  const { bridge } = useWindow()
  const { connectionId, id: targetId, testedAtMs } = line
  const asked = useAsked(`${connectionId} ${targetId} ${String(testedAtMs)}`, () =>
    bridge.readTargetResults({ connectionId, targetId, sinceMs: null, limit: NEWEST })
  )
  if (asked.kind === 'loading') return null
  if (asked.kind === 'failed') return <FailureNotice failure={asked.failure} />
  const { results, more } = asked.value
  return (
    <div className={classes['section']}>
      <h3>{t('reporting.resultsHeading')}</h3>
      {results.length === 0 && <p className={classes['dim']}>{t('reporting.resultsEmpty')}</p>}
      {results.length > 0 && (
        <SmallTable
          label={t('reporting.resultsHeading')}
          heads={[t('reporting.resultWhen'), t('reporting.resultValue'), t('reporting.resultPeriod')]}
          lines={[...results]
            .reverse()
            .map(({ atMs, value, selectedPeriod }) => [
              format.moment(atMs, nowMs),
              value === null ? t('reporting.resultNone') : format.number(value),
              t(`period.${selectedPeriod}`)
            ])}
        />
      )}
      {more && <p className={classes['dim']}>{t('reporting.resultsMore', { count: results.length })}</p>}
    </div>
  )
}
