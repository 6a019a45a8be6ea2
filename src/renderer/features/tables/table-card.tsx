import { Button } from '@mantine/core'
import { useCallback, useMemo, useState, useSyncExternalStore } from 'react'
import type { ViewAddress } from '../../../contract/views.ts'
import { isPersonalMeasure } from '../../../core/privacy/personal.ts'
import type { FeedShape } from '../../state/feed-shape.ts'
import { useWindow } from '../../state/window-context.tsx'
import { useFormat, useText } from '../../text/use-text.ts'
import { Card } from '../../ui/card.tsx'
import { DataGrid } from '../../ui/data-grid.tsx'
import { EmptyNote } from '../../ui/empty-note.tsx'
import { FailureNotice } from '../../ui/failure-notice.tsx'
import { useSeverities } from '../alerts/use-severities.ts'
import { useWhyQuestion } from '../alerts/why-shelf.ts'
import { useArrivingFeeds, useSilentFeeds } from '../floor/feed-health.ts'
import { NoneOnFloor } from '../floor/none-on-floor.tsx'
import { NoFeed } from '../floor/no-feed.tsx'
import { useIsNarrowed, useOnFloor } from '../floor/on-floor.ts'
import { useFirstRows } from '../floor/use-first-rows.ts'
import { useIsClosed } from '../opening-hours/use-closed.ts'
import { columnsOf, FIRST_COLUMNS, type FieldColumn, type TableKind } from './columns.ts'
import { FeedTrouble } from './feed-trouble.tsx'
import { gridColumns } from './grid-columns.tsx'
import { useSearch } from './search-shelf.tsx'
import { TableTools } from './table-tools.tsx'
import { useLiveTable } from './use-live-table.ts'
import { useTableLayout } from './use-table-layout.ts'
import { useValueText } from './value-text.ts'

interface TableCardProps {
  readonly kind: TableKind
  readonly feeds: readonly FeedShape[]
  readonly onGo: (address: ViewAddress) => void
}

const EVERY_ROW = (): boolean => true

/** Columns that make groups: those whose values many rows share. */
function groupable(columns: readonly FieldColumn[], feeds: readonly FeedShape[]): readonly FieldColumn[] {
  const personal = new Set<string>()
  for (const feed of feeds) {
    for (const { name, kind, displayName, role } of feed.measures) {
      if (role === undefined && isPersonalMeasure({ name, kind, displayName }, feed.subject))
        personal.add(`measure:${name}`)
    }
  }
  return columns.filter(({ id, kind }) => kind === 'connection' || (kind === 'text' && !personal.has(id)))
}

function toggled(set: ReadonlySet<string>, one: string): ReadonlySet<string> {
  const next = new Set(set)
  if (!next.delete(one)) next.add(one)
  return next
}

/** A table of all agents or queues of the floor, arranged by the user. */
export function TableCard({ kind, feeds, onGo }: TableCardProps) {
  const t = useText()
  const format = useFormat()
  const valueText = useValueText()
  const { rows } = useWindow().mirror
  const silent = useSilentFeeds()
  const arriving = useArrivingFeeds()
  const severities = useSeverities()
  const { layout, change, failure, forget } = useTableLayout(kind)
  const [search, setSearch] = useSearch(kind)
  const [, setWhy] = useWhyQuestion()
  const onWhy = useCallback((rowId: string) => setWhy({ rowId }), [setWhy])
  const [closed, setClosed] = useState<ReadonlySet<string>>(new Set())

  const byId = useMemo(() => new Map(feeds.map((feed) => [feed.id, feed])), [feeds])
  const columns = useMemo(() => columnsOf(t, kind, feeds), [t, kind, feeds])
  const groups = useMemo(() => groupable(columns, feeds), [columns, feeds])
  const onFloor = useOnFloor()
  const isClosed = useIsClosed()
  const narrowed = useIsNarrowed()
  const isShown = layout.rows === 'everything' ? EVERY_ROW : onFloor
  const live = useLiveTable({ isShown, kind, feeds: byId, columns, layout, search, silent, severities, closed })
  const [total, matched] = useCounts(live)

  const chosen = layout.columns ?? FIRST_COLUMNS[kind]
  const shown = useMemo(
    () =>
      gridColumns(
        columns.filter(({ id }) => chosen.includes(id)),
        { t, format, kind, feeds: byId, severities, silent, isClosed, valueText, onWhy }
      ),
    [columns, chosen, t, format, kind, byId, severities, silent, isClosed, valueText, onWhy]
  )
  const isDim = useCallback((id: string) => silent.has(rows.get(id)?.feedId ?? ''), [rows, silent])
  const groupBy = columns.find(({ id }) => id === layout.group)
  const groupText = useCallback(
    (group: string, count: number) =>
      t('table.groupOf', { name: groupBy ? valueText(groupBy, group) : group, count: format.number(count) }),
    [t, format, groupBy, valueText]
  )
  const onGroup = useCallback((group: string) => setClosed((present) => toggled(present, group)), [])
  const feedIds = useMemo(() => new Set(byId.keys()), [byId])
  useFirstRows(matched > 0 && feeds.some(({ id }) => !silent.has(id) || arriving.has(id)))

  /** First the way that shows most, then the other, then worst first again. */
  function onSort(column: string): void {
    const firstDescending = shown.find(({ id }) => id === column)?.align === 'end'
    const { sort } = layout
    if (sort?.column !== column) change({ sort: { column, descending: firstDescending } })
    else if (sort.descending === firstDescending) change({ sort: { column, descending: !firstDescending } })
    else change({ sort: null })
  }

  function clear(): void {
    setSearch('')
    change({ facet: null, trouble: 'all' })
  }

  const isFiltered = search !== '' || layout.facet !== null || layout.trouble !== 'all'
  const count = { count: total, all: format.number(total), shown: format.number(matched) }
  const title = t(kind === 'agents' ? 'agents.title' : 'queues.title')
  const about = t(kind === 'agents' ? 'table.agentCount' : 'table.queueCount', count)
  return (
    <Card title={title} aside={total > 0 ? about : undefined}>
      <FeedTrouble feedIds={feedIds} onGo={onGo} />
      {failure && <FailureNotice failure={failure} title={t('table.notKept')} onClose={forget} />}
      {feeds.length === 0 ? (
        <NoFeed
          title={kind === 'agents' ? 'agents.noFeedTitle' : 'queues.noFeedTitle'}
          next={kind === 'agents' ? 'agents.noFeedNext' : 'queues.noFeedNext'}
        />
      ) : total === 0 && layout.rows !== 'everything' ? (
        <NoneOnFloor
          people={kind === 'agents'}
          title={kind === 'agents' ? 'agents.emptyTitle' : 'queues.emptyTitle'}
          next={kind === 'agents' ? 'agents.emptyNext' : 'queues.emptyNext'}
          action={<Button onClick={() => change({ rows: 'everything' })}>{t('floor.showAll')}</Button>}
        />
      ) : total === 0 ? (
        <EmptyNote
          title={t(kind === 'agents' ? 'agents.emptyTitle' : 'queues.emptyTitle')}
          next={t(kind === 'agents' ? 'agents.emptyNext' : 'queues.emptyNext')}
        />
      ) : (
        <>
          <TableTools
            {...{ kind, columns, groups, layout, search, narrowed }}
            shown={chosen}
            onSearch={setSearch}
            onChange={change}
          />
          {/* Stays while nothing fits: a row that comes back finds the focus and the place where they were. */}
          <DataGrid
            label={title}
            hint={t('table.keys')}
            columns={shown}
            live={live}
            sort={layout.sort}
            onSort={onSort}
            groupText={groupText}
            onGroup={onGroup}
            onRow={onWhy}
            isDim={isDim}
          />
          {matched === 0 && (
            <EmptyNote
              title={t('table.noMatchTitle')}
              next={t('table.noMatchNext')}
              action={isFiltered && <Button onClick={clear}>{t('table.clear')}</Button>}
            />
          )}
        </>
      )}
    </Card>
  )
}

function useCounts(live: ReturnType<typeof useLiveTable>): readonly [total: number, matched: number] {
  const subscribe = useCallback((run: () => void) => live.subscribe(run), [live])
  const total = useSyncExternalStore(subscribe, live.total)
  const matched = useSyncExternalStore(subscribe, live.matched)
  return [total, matched]
}
