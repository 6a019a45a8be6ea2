import type { TargetLine } from '../../../contract/reporting-views.ts'
import { useNow } from '../../state/hooks.ts'
import { useWindow } from '../../state/window-context.tsx'
import { useFormat, useText } from '../../text/use-text.ts'
import { FailureNotice } from '../../ui/failure-notice.tsx'
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
        <div className={classes['scroll']} tabIndex={0} role="region" aria-label={t('reporting.resultsHeading')}>
          <table className={classes['table']}>
            <thead>
              <tr>
                <th scope="col">{t('reporting.resultWhen')}</th>
                <th scope="col">{t('reporting.resultValue')}</th>
                <th scope="col">{t('reporting.resultPeriod')}</th>
              </tr>
            </thead>
            <tbody>
              {[...results].reverse().map(({ atMs, value, selectedPeriod }, at) => (
                <tr key={at}>
                  <td>{format.moment(atMs, nowMs)}</td>
                  <td>{value === null ? t('reporting.resultNone') : format.number(value)}</td>
                  <td>{t(`period.${selectedPeriod}`)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {more && <p className={classes['dim']}>{t('reporting.resultsMore', { count: results.length })}</p>}
    </div>
  )
}
