import type { FeedView } from '../../../contract/views.ts'
import { useNow, useSection } from '../../state/hooks.ts'
import { useFormat, useText } from '../../text/use-text.ts'
import { StateMark } from '../../ui/state-mark.tsx'
import { isFresh, silentSinceMs, useArrivingFeeds } from '../floor/feed-health.ts'
import { SilentMark } from '../floor/silent-mark.tsx'
import { silentText } from '../floor/silent-text.ts'
import classes from './feed-pills.module.css'

function gone({ status }: FeedView): boolean {
  return status.phase === 'offline' || status.phase === 'failed'
}

/** The state of the data: the age of the oldest live feed, and every feed that is not live by name. */
export function FeedPills() {
  const t = useText()
  const format = useFormat()
  const nowMs = useNow()
  const arriving = useArrivingFeeds()
  const feeds = useSection('feeds')
  const connections = useSection('connections')
  const { staleAfterMs } = useSection('settings').freshness
  const live = feeds.filter((feed) => isFresh(feed, nowMs, staleAfterMs))
  const silent = feeds.filter((feed) => !live.includes(feed))
  const oldestMs = live.length > 0 ? Math.min(...live.map(silentSinceMs)) : null
  return (
    <ul className={`${classes['pills']} tabular`} aria-label={t('feed.state')}>
      {oldestMs !== null && (
        <li>
          <StateMark mark="ok" silent />
          {t('feed.live', { age: format.age(nowMs - oldestMs) })}
        </li>
      )}
      {feeds.length === 0 && (
        <li>
          <StateMark mark="stale" silent />
          {t('feed.none')}
        </li>
      )}
      {silent.map((feed) => (
        <li key={feed.id}>
          {gone(feed) ? <StateMark mark="offline" silent /> : <SilentMark feedId={feed.id} silent />}
          {silentText(feed, { t, format, connections, nowMs, arriving })}
        </li>
      ))}
    </ul>
  )
}
