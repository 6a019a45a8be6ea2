import { Tooltip } from '@mantine/core'
import type { FeedView } from '../../../contract/views.ts'
import { useNow, useSection } from '../../state/hooks.ts'
import { failureText } from '../../text/failure-text.ts'
import { useFormat, useText } from '../../text/use-text.ts'
import { StateMark } from '../../ui/state-mark.tsx'
import { isFresh } from '../floor/feed-health.ts'
import { connectionMark } from './connection-mark.ts'
import classes from './feed-table.module.css'

function FeedLine({ feed }: { readonly feed: FeedView }) {
  const t = useText()
  const format = useFormat()
  const nowMs = useNow()
  const { staleAfterMs } = useSection('settings').freshness
  const { status } = feed
  // A live feed that main itself no longer tells about is not live to a window.
  const doubted = status.phase === 'live' && !isFresh(feed, nowMs, staleAfterMs)
  return (
    <tr>
      <th scope="row">{feed.producerId}</th>
      <td>
        <StateMark mark={connectionMark(status, doubted)} silent />{' '}
        {t(doubted ? 'phase.stale' : `phase.${status.phase}`)}
        {status.failure && <span className={classes['cause']}> · {failureText(t, status.failure).cause}</span>}
      </td>
      <td data-align="end">{feed.heardAtMs === null ? t('connections.never') : format.age(nowMs - feed.heardAtMs)}</td>
      <td data-align="end">{format.number(feed.rowCount)}</td>
      <td data-align="end">{format.number(feed.skippedMessages)}</td>
    </tr>
  )
}

export function FeedTable({ feeds, label }: { readonly feeds: readonly FeedView[]; readonly label: string }) {
  const t = useText()
  return (
    <div className={classes['scroller']}>
      <table className={classes['table']} aria-label={label}>
        <thead>
          <tr>
            <th scope="col">{t('connections.feed')}</th>
            <th scope="col">{t('connections.state')}</th>
            <th scope="col" data-align="end">
              {t('connections.age')}
            </th>
            <th scope="col" data-align="end">
              {t('connections.rows')}
            </th>
            <th scope="col" data-align="end">
              <Tooltip label={t('connections.skippedHint')}>
                <span>{t('connections.skipped')}</span>
              </Tooltip>
            </th>
          </tr>
        </thead>
        <tbody>
          {feeds.map((feed) => (
            <FeedLine key={feed.id} feed={feed} />
          ))}
        </tbody>
      </table>
    </div>
  )
}
