import { useNow, useSection } from '../../state/hooks.ts'
import { useFormat, useText } from '../../text/use-text.ts'
import { StateMark } from '../../ui/state-mark.tsx'
import { feedName } from './feed-name.ts'
import { silentSinceMs } from './feed-health.ts'
import classes from './silent-note.module.css'

/** `Floor agents: no data for 40 s`, for each of the feeds. */
export function SilentNote({ feedIds }: { readonly feedIds: readonly string[] }) {
  const t = useText()
  const format = useFormat()
  const feeds = useSection('feeds')
  const connections = useSection('connections')
  const nowMs = useNow()
  return feeds
    .filter((feed) => feedIds.includes(feed.id))
    .map((feed) => (
      <p key={feed.id} className={classes['note']}>
        <StateMark mark="stale" silent />
        {feed.heardAtMs === null
          ? t('feed.noDataYet', { name: feedName(t, feed, connections) })
          : t('feed.noData', {
              name: feedName(t, feed, connections),
              age: format.age(nowMs - silentSinceMs(feed))
            })}
      </p>
    ))
}
