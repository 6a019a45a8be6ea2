import { useNow, useSection } from '../../state/hooks.ts'
import { useFormat, useText } from '../../text/use-text.ts'
import { useArrivingFeeds } from './feed-health.ts'
import { SilentMark } from './silent-mark.tsx'
import { silentText } from './silent-text.ts'
import classes from './silent-note.module.css'

/** `Floor agents: no data for 40 s`, for each of the feeds. */
export function SilentNote({ feedIds }: { readonly feedIds: readonly string[] }) {
  const t = useText()
  const format = useFormat()
  const feeds = useSection('feeds')
  const connections = useSection('connections')
  const nowMs = useNow()
  const arriving = useArrivingFeeds()
  const context = { t, format, connections, nowMs, arriving }
  return feeds
    .filter((feed) => feedIds.includes(feed.id))
    .map((feed) => (
      <p key={feed.id} className={classes['note']}>
        <SilentMark feedId={feed.id} silent />
        {silentText(feed, context)}
      </p>
    ))
}
