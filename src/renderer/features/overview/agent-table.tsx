import type { SortingState } from '@tanstack/react-table'
import { useCallback, useMemo, useState } from 'react'
import type { RowView } from '../../../contract/views.ts'
import { textOrder } from '../../../core/text/format.ts'
import { useFeedShapes } from '../../state/hooks.ts'
import { useWindow } from '../../state/window-context.tsx'
import { agentStateText } from '../../text/failure-text.ts'
import { useLocale, useText } from '../../text/use-text.ts'
import { LiveTable, type LiveColumn } from '../../ui/live-table.tsx'
import { RunningTime } from '../../ui/running-time.tsx'
import { useSilentFeeds } from '../floor/feed-health.ts'
import { feedsListing, lists, numberOf, rowName, valueOf } from '../floor/feed-roles.ts'
import { SilentMark } from '../floor/silent-mark.tsx'
import { useFloorOrder } from '../floor/use-floor-order.ts'
import { compareAgents } from './agent-order.ts'

/** Every agent of every feed; those of a silent feed are dim, marked, and their times stand still as unknown. */
export function AgentTable() {
  const t = useText()
  const { rows } = useWindow().mirror
  const shapes = useFeedShapes()
  const silent = useSilentFeeds()
  const [sorting, setSorting] = useState<SortingState>([])
  const byId = useMemo(() => new Map(feedsListing(shapes, 'agentState').map((feed) => [feed.id, feed])), [shapes])
  const compareText = textOrder(useLocale())
  const isListed = useCallback((row: RowView) => byId.has(row.feedId), [byId])
  const compare = useMemo(
    () => compareAgents((row) => byId.get(row.feedId), sorting, compareText),
    [byId, sorting, compareText]
  )
  const ids = useFloorOrder(isListed, compare)

  const columns = useMemo((): LiveColumn[] => {
    const feeds = [...byId.values()]
    const text = (value: unknown): string => (typeof value === 'string' && value !== '' ? value : t('app.noValue'))
    const all: (LiveColumn | false)[] = [
      {
        id: 'name',
        head: t('agents.name'),
        align: 'start',
        cell: (row) => {
          const feed = byId.get(row.feedId)
          return (
            <>
              {silent.has(row.feedId) && <SilentMark feedId={row.feedId} />} {feed ? rowName(feed, row) : row.id}
            </>
          )
        }
      },
      {
        id: 'state',
        head: t('agents.state'),
        align: 'start',
        cell: (row) => {
          const feed = byId.get(row.feedId)
          const state = feed ? valueOf(feed, row, 'agentState') : null
          return typeof state === 'string' ? agentStateText(t, state) : t('app.noValue')
        }
      },
      feeds.some((feed) => lists(feed, 'agentReason')) && {
        id: 'reason',
        head: t('agents.reason'),
        align: 'start',
        cell: (row) => {
          const feed = byId.get(row.feedId)
          return text(feed && valueOf(feed, row, 'agentReason'))
        }
      },
      feeds.some((feed) => lists(feed, 'stateSince')) && {
        id: 'time',
        head: t('agents.time'),
        align: 'end',
        cell: (row) => {
          const feed = byId.get(row.feedId)
          const sinceMs = feed ? numberOf(feed, row, 'stateSince') : null
          return sinceMs === null || silent.has(row.feedId) ? t('app.noValue') : <RunningTime sinceMs={sinceMs} />
        }
      }
    ]
    return all.filter((column) => column !== false)
  }, [byId, silent, t])

  const isDim = useCallback((id: string) => silent.has(rows.get(id)?.feedId ?? ''), [rows, silent])
  return (
    <LiveTable
      label={t('agents.all')}
      columns={columns}
      ids={ids}
      sorting={sorting}
      onSort={setSorting}
      isDim={isDim}
    />
  )
}
