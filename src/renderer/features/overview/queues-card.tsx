import type { SortingState } from '@tanstack/react-table'
import { useCallback, useMemo, useState } from 'react'
import { useWindow } from '../../state/window-context.tsx'
import { useFormat, useText } from '../../text/use-text.ts'
import { Card } from '../../ui/card.tsx'
import { LiveTable, type LiveColumn } from '../../ui/live-table.tsx'
import { CounterMark } from '../floor/counter-mark.tsx'
import { useArrivingFeeds } from '../floor/feed-health.ts'
import { NoneOnFloor } from '../floor/none-on-floor.tsx'
import { NoFeed } from '../floor/no-feed.tsx'
import { beganAnew, lists, numberOf, rowName } from '../floor/feed-roles.ts'
import { useFirstRows } from '../floor/use-first-rows.ts'
import { useIsClosed } from '../opening-hours/use-closed.ts'
import { PinToggle } from './pin-toggle.tsx'
import { QueueName } from './queue-name.tsx'
import { QUEUE_COLUMNS } from './queue-order.ts'
import { useQueues } from './use-queues.ts'

export function QueuesCard() {
  const t = useText()
  const format = useFormat()
  const { rows } = useWindow().mirror
  const [sorting, setSorting] = useState<SortingState>([])
  const { feeds, severities, silent, ids } = useQueues(sorting)
  const arriving = useArrivingFeeds()
  const isClosed = useIsClosed()

  const columns = useMemo((): LiveColumn[] => {
    const byId = new Map(feeds.map((feed) => [feed.id, feed]))
    return [
      {
        id: 'name',
        head: t('queues.name'),
        align: 'start',
        cell: (row) => {
          const feed = byId.get(row.feedId)
          return (
            feed && (
              <>
                <PinToggle id={row.id} name={rowName(feed, row)} />
                <QueueName
                  feed={feed}
                  row={row}
                  severity={severities.get(row.id)}
                  silent={silent.has(row.feedId)}
                  closed={isClosed(row)}
                />
              </>
            )
          )
        }
      },
      ...QUEUE_COLUMNS.filter((role) => feeds.some((feed) => lists(feed, role))).map((role): LiveColumn => ({
        id: role,
        head: t(`queues.${role}`),
        align: 'end',
        cell: (row) => {
          const feed = byId.get(row.feedId)
          const value = feed ? numberOf(feed, row, role) : null
          const text = value === null ? t('app.noValue') : format.number(value)
          if (role === 'contactsWaiting') return <strong>{text}</strong>
          const sinceMs = feed && beganAnew(feed, row, role)
          return (
            <>
              {sinceMs !== undefined && <CounterMark sinceMs={sinceMs} />}
              {text}
            </>
          )
        }
      }))
    ]
  }, [feeds, severities, silent, isClosed, t, format])

  const isDim = useCallback((id: string) => silent.has(rows.get(id)?.feedId ?? ''), [rows, silent])

  useFirstRows(ids.some((id) => !isDim(id) || arriving.has(rows.get(id)?.feedId ?? '')))

  return (
    <Card title={t('queues.title')} aside={sorting.length === 0 && ids.length > 1 ? t('queues.sorted') : undefined}>
      {ids.length > 0 ? (
        <LiveTable
          label={t('queues.title')}
          columns={columns}
          ids={ids}
          sorting={sorting}
          onSort={setSorting}
          isDim={isDim}
        />
      ) : feeds.length > 0 ? (
        <NoneOnFloor title="queues.emptyTitle" next="queues.emptyNext" />
      ) : (
        <NoFeed title="queues.noFeedTitle" next="queues.noFeedNext" />
      )}
    </Card>
  )
}
