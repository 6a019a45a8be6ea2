import type { RowView } from '../../../contract/views.ts'
import type { Severity } from '../../../core/alerts/rule.ts'
import type { FeedShape } from '../../state/feed-shape.ts'
import { useMirror, useNow } from '../../state/hooks.ts'
import { useFormat, useText } from '../../text/use-text.ts'
import { StateMark } from '../../ui/state-mark.tsx'
import { Tag } from '../../ui/tag.tsx'
import { silentSinceMs, useArrivingFeeds } from '../floor/feed-health.ts'
import { rowName, valueOf } from '../floor/feed-roles.ts'
import { SilentMark } from '../floor/silent-mark.tsx'
import classes from './queue-name.module.css'

interface QueueNameProps {
  readonly feed: FeedShape
  readonly row: RowView
  readonly severity: Severity | undefined
  readonly silent: boolean
  readonly closed: boolean
}

function SilentFor({ feedId }: { readonly feedId: string }) {
  const t = useText()
  const format = useFormat()
  const nowMs = useNow()
  const sinceMs = useMirror((state) => {
    const feed = state.view?.feeds.find((one) => one.id === feedId)
    return feed ? silentSinceMs(feed) : nowMs
  })
  const arriving = useArrivingFeeds().has(feedId)
  const text = arriving ? t('queues.reading') : t('queues.stale', { age: format.age(nowMs - sinceMs) })
  return (
    <span className={classes['silent']} title={text}>
      {text}
    </span>
  )
}

/** A stale queue never looks ok: its mark says that there is no data or no verdict yet, whatever its last numbers were. Neither does a closed one. */
export function QueueName({ feed, row, severity, silent, closed }: QueueNameProps) {
  const t = useText()
  const name = rowName(feed, row)
  const channel = valueOf(feed, row, 'channel')
  return (
    <span className={classes['name']}>
      {silent ? <SilentMark feedId={feed.id} /> : <StateMark mark={severity ?? (closed ? 'closed' : 'ok')} />}
      <span className={classes['text']} title={name}>
        {name}
      </span>
      {typeof channel === 'string' && channel !== '' && <Tag>{channel.toLowerCase()}</Tag>}
      {closed && <Tag>{t('mark.closed')}</Tag>}
      {silent && <SilentFor feedId={feed.id} />}
    </span>
  )
}
