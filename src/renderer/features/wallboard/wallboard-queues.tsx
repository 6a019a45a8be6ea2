import type { SortingState } from '@tanstack/react-table'
import { memo } from 'react'
import type { RowView } from '../../../contract/views.ts'
import type { Severity } from '../../../core/alerts/rule.ts'
import type { FeedShape } from '../../state/feed-shape.ts'
import { useRow } from '../../state/hooks.ts'
import { useFormat, useText } from '../../text/use-text.ts'
import { StateMark } from '../../ui/state-mark.tsx'
import { numberOf, rowName } from '../floor/feed-roles.ts'
import { NoFeed } from '../floor/no-feed.tsx'
import { NoneOnFloor } from '../floor/none-on-floor.tsx'
import { SilentMark } from '../floor/silent-mark.tsx'
import { useFirstRows } from '../floor/use-first-rows.ts'
import { useIsClosed } from '../opening-hours/use-closed.ts'
import { useQueues } from '../overview/use-queues.ts'
import { WallboardList, WallboardTile, type ListTileProps } from './wallboard-tile.tsx'
import classes from './wallboard.module.css'

const WORST_FIRST: SortingState = []

interface QueueLineProps {
  readonly id: string
  readonly feeds: readonly FeedShape[]
  readonly severity: Severity | undefined
  readonly silent: ReadonlySet<string>
  readonly isClosed: (row: RowView) => boolean
}

const QueueLine = memo(function QueueLine({ id, feeds, severity, silent, isClosed }: QueueLineProps) {
  const t = useText()
  const format = useFormat()
  const row = useRow(id)
  const feed = feeds.find((one) => one.id === row?.feedId)
  if (!row || !feed) return null
  const isSilent = silent.has(feed.id)
  const value = numberOf(feed, row, 'contactsWaiting')
  return (
    <li data-dim={isSilent || undefined}>
      {isSilent ? <SilentMark feedId={feed.id} /> : <StateMark mark={severity ?? (isClosed(row) ? 'closed' : 'ok')} />}
      <span className={classes['name']} title={rowName(feed, row)}>
        {rowName(feed, row)}
      </span>
      <strong>{value === null ? t('app.noValue') : format.number(value)}</strong>
    </li>
  )
})

/** The worst queues that fit, and how many there are besides. */
export function WallboardQueues({ width, lines }: ListTileProps) {
  const t = useText()
  const { feeds, severities, silent, ids } = useQueues(WORST_FIRST)
  const isClosed = useIsClosed()
  const shown = ids.slice(0, lines * width)
  const more = ids.length - shown.length
  useFirstRows(ids.length > 0)
  const aside = [
    ...(ids.length > 0 ? [t('wallboard.waiting')] : []),
    ...(more > 0 ? [t('queues.more', { count: more })] : [])
  ].join(' · ')
  return (
    <WallboardTile title={t('queues.title')} width={width} aside={aside}>
      {feeds.length === 0 && <NoFeed title="queues.noFeedTitle" next="queues.noFeedNext" />}
      {feeds.length > 0 && ids.length === 0 && <NoneOnFloor title="queues.emptyTitle" next="queues.emptyNext" />}
      {ids.length > 0 && (
        <WallboardList label={t('queues.title')} columns={width} lines={lines}>
          {shown.map((id) => (
            <QueueLine
              key={id}
              id={id}
              feeds={feeds}
              severity={severities.get(id)}
              silent={silent}
              isClosed={isClosed}
            />
          ))}
        </WallboardList>
      )}
    </WallboardTile>
  )
}
