import { rowSortingFeature, tableFeatures, useTable, type ColumnDef, type SortingState } from '@tanstack/react-table'
import { useVirtualizer } from '@tanstack/react-virtual'
import { memo, useMemo, useRef, type ReactNode } from 'react'
import type { RowView } from '../../contract/views.ts'
import { useRow } from '../state/hooks.ts'
import classes from './live-table.module.css'
import { SortableHead } from './sortable-head.tsx'

export interface LiveColumn {
  readonly id: string
  readonly head: string
  readonly align: 'start' | 'end'
  /** Must be stable: it runs again only when its row changes. */
  readonly cell: (row: RowView) => ReactNode
}

interface LiveTableProps {
  readonly label: string
  readonly columns: readonly LiveColumn[]
  /** The rows in the order to show. */
  readonly ids: readonly string[]
  readonly sorting: SortingState
  readonly onSort: (sorting: SortingState) => void
  /** True for rows whose numbers are not fresh. */
  readonly isDim: (id: string) => boolean
}

interface Line {
  readonly id: string
}

const ROW_PX = 33
/** Up to here all rows are drawn; longer lists scroll and draw what is seen. */
const DRAW_ALL = 40
const VIEWPORT_PX = ROW_PX * 14

const features = tableFeatures({ rowSortingFeature })

interface LiveRowProps {
  readonly id: string
  readonly columns: readonly LiveColumn[]
  readonly dim: boolean
}

const LiveRow = memo(function LiveRow({ id, columns, dim }: LiveRowProps) {
  const row = useRow(id)
  if (!row) return null
  return (
    <tr data-dim={dim || undefined}>
      {columns.map((column, index) => {
        const Cell = index === 0 ? 'th' : 'td'
        return (
          <Cell key={column.id} data-align={column.align} {...(index === 0 ? { scope: 'row' } : {})}>
            {column.cell(row)}
          </Cell>
        )
      })}
    </tr>
  )
})

/** Keeps the room of rows that are not drawn. */
function Gap({ height, span }: { readonly height: number; readonly span: number }) {
  if (height <= 0) return null
  return (
    <tr aria-hidden>
      <td className={classes['gap']} colSpan={span} style={{ height }} />
    </tr>
  )
}

/** A table of measure rows: sorted by its owner, each row renders only when it changes, long lists draw only what is seen. */
export function LiveTable({ label, columns, ids, sorting, onSort, isDim }: LiveTableProps) {
  const scroller = useRef<HTMLDivElement>(null)
  const data = useMemo(() => ids.map((id): Line => ({ id })), [ids])
  const defs = useMemo(
    () =>
      columns.map((column): ColumnDef<typeof features, Line> => ({
        id: column.id,
        accessorFn: (line) => line.id,
        // Of numbers the largest is what one looks for.
        sortDescFirst: column.align === 'end'
      })),
    [columns]
  )
  const table = useTable({
    features,
    data,
    columns: defs,
    getRowId: (line) => line.id,
    manualSorting: true,
    enableMultiSort: false,
    state: { sorting },
    onSortingChange: (change) => onSort(typeof change === 'function' ? change(sorting) : change)
  })
  const rows = table.getRowModel().rows
  const drawsAll = rows.length <= DRAW_ALL
  const virtual = useVirtualizer({
    count: rows.length,
    enabled: !drawsAll,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_PX,
    overscan: 6
  })
  const seen = virtual.getVirtualItems()
  const drawn = drawsAll ? rows : seen.flatMap((item) => rows[item.index] ?? [])
  const above = drawsAll ? 0 : (seen[0]?.start ?? 0)
  const below = drawsAll ? 0 : virtual.getTotalSize() - (seen.at(-1)?.end ?? 0)

  return (
    <div
      ref={scroller}
      className={classes['scroller']}
      {...(drawsAll ? {} : { style: { maxHeight: VIEWPORT_PX }, tabIndex: 0, role: 'region', 'aria-label': label })}
    >
      <table className={classes['table']} aria-label={label} aria-rowcount={rows.length + 1}>
        <thead>
          {table.getHeaderGroups().map((group) => (
            <tr key={group.id}>
              {group.headers.map((header, index) => (
                <SortableHead
                  key={header.id}
                  text={columns[index]?.head ?? ''}
                  align={columns[index]?.align ?? 'start'}
                  sorted={header.column.getIsSorted()}
                  onToggle={() => header.column.toggleSorting()}
                />
              ))}
            </tr>
          ))}
        </thead>
        <tbody>
          <Gap height={above} span={columns.length} />
          {drawn.map((row) => (
            <LiveRow key={row.id} id={row.id} columns={columns} dim={isDim(row.id)} />
          ))}
          <Gap height={below} span={columns.length} />
        </tbody>
      </table>
    </div>
  )
}
