import { UnstyledButton } from '@mantine/core'
import { useVirtualizer } from '@tanstack/react-virtual'
import { useRef } from 'react'
import type { AlertView } from '../../../contract/views.ts'
import { useNow, useSection } from '../../state/hooks.ts'
import { endReasonText } from '../../text/failure-text.ts'
import { useFormat, useText } from '../../text/use-text.ts'
import { StateMark } from '../../ui/state-mark.tsx'
import classes from './alert-history.module.css'
import { episodeTitle, measured, pastParts } from './episode-text.ts'

const ROW_PX = 33

interface HistoryTableProps {
  readonly alerts: readonly AlertView[]
  readonly onShow: (episodeId: string) => void
}

/** Alerts that are over, newest first as main lists them; only the rows in sight are drawn. */
export function HistoryTable({ alerts, onShow }: HistoryTableProps) {
  const t = useText()
  const format = useFormat()
  const rules = useSection('rules')
  const nowMs = useNow()
  const scroller = useRef<HTMLDivElement>(null)
  const virtual = useVirtualizer({
    count: alerts.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_PX,
    overscan: 6
  })
  const items = virtual.getVirtualItems()
  const above = items[0]?.start ?? 0
  const below = virtual.getTotalSize() - (items.at(-1)?.end ?? 0)

  return (
    <div ref={scroller} className={classes['scroller']} tabIndex={0} role="region" aria-label={t('alerts.history')}>
      <table className={classes['table']} aria-rowcount={alerts.length + 1}>
        <thead>
          <tr>
            <th scope="col">{t('alerts.column.what')}</th>
            <th scope="col">{t('alerts.column.began')}</th>
            <th scope="col" data-align="end">
              {t('alerts.column.lasted')}
            </th>
            <th scope="col" data-align="end">
              {t('alerts.column.peak')}
            </th>
          </tr>
        </thead>
        <tbody>
          {above > 0 && (
            <tr aria-hidden>
              <td className={classes['gap']} colSpan={4} style={{ height: above }} />
            </tr>
          )}
          {items.map(({ index }) => {
            const episode = alerts[index]?.episode
            if (!episode) return null
            const context = { t, format, nowMs, rule: rules.find((rule) => rule.id === episode.ruleId) }
            const title = episodeTitle(episode, context)
            const ended = [endReasonText(t, episode), ...pastParts(episode, t)].filter((part) => part !== undefined)
            return (
              <tr key={episode.id}>
                <th scope="row">
                  <StateMark mark={episode.severity} />{' '}
                  <UnstyledButton
                    className={classes['title']}
                    aria-label={t('alerts.showNamed', { title })}
                    onClick={() => onShow(episode.id)}
                  >
                    {title}
                  </UnstyledButton>
                  {ended.length > 0 && <span className={classes['ended']}> · {ended.join(' · ')}</span>}
                </th>
                <td>{format.moment(episode.breachedAtMs, nowMs)}</td>
                <td data-align="end">{format.duration((episode.closedAtMs ?? nowMs) - episode.breachedAtMs)}</td>
                <td data-align="end">{measured(episode.peak, episode.unit, context)}</td>
              </tr>
            )
          })}
          {below > 0 && (
            <tr aria-hidden>
              <td className={classes['gap']} colSpan={4} style={{ height: below }} />
            </tr>
          )}
        </tbody>
      </table>
    </div>
  )
}
