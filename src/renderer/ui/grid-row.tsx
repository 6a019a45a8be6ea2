import { IconChevronDown, IconChevronRight } from '@tabler/icons-react'
import { memo, type ReactNode } from 'react'
import type { RowView } from '../../contract/views.ts'
import { useRow } from '../state/hooks.ts'
import classes from './data-grid.module.css'

export interface GridColumn {
  readonly id: string
  readonly head: string
  readonly align: 'start' | 'end'
  /** Width at the normal text size. */
  readonly widthRem: number
  /** Where there is little room; the same when absent. */
  readonly narrowRem?: number
  /** Must be stable: it runs again only when its row changes. */
  readonly cell: (row: RowView) => ReactNode
}

interface GridRowProps {
  readonly id: string
  readonly cellId: (column: number) => string
  /** Its line counted from 1 for the head. */
  readonly ariaIndex: number
  readonly columns: readonly GridColumn[]
  readonly dim: boolean
  /** The column the keyboard is at, -1 when it is in another line. */
  readonly active: number
}

/** Renders again when its row changes or it gets another place, whatever the other rows do. */
export const GridRow = memo(function GridRow({ id, cellId, ariaIndex, columns, dim, active }: GridRowProps) {
  const row = useRow(id)
  if (!row) return null
  return (
    <tr data-row={id} data-dim={dim || undefined} aria-rowindex={ariaIndex}>
      {columns.map((column, index) => {
        const Cell = index === 0 ? 'th' : 'td'
        return (
          <Cell
            key={column.id}
            {...(index === 0 ? { scope: 'row' } : {})}
            {...(index === active ? { id: cellId(index), 'data-active': true } : {})}
            data-align={column.align}
            data-column={index}
          >
            {column.cell(row)}
          </Cell>
        )
      })}
    </tr>
  )
})

interface GroupRowProps {
  readonly group: string
  readonly text: string
  readonly open: boolean
  readonly span: number
  readonly ariaIndex: number
  readonly cellId: (column: number) => string
  readonly active: boolean
  readonly onToggle: (group: string) => void
}

export const GroupRow = memo(function GroupRow({ group, text, open, active, ...props }: GroupRowProps) {
  const Arrow = open ? IconChevronDown : IconChevronRight
  return (
    <tr className={classes['group']} data-group={group} aria-rowindex={props.ariaIndex}>
      <th
        scope="row"
        colSpan={props.span}
        aria-expanded={open}
        data-column={0}
        {...(active ? { id: props.cellId(0), 'data-active': true } : {})}
        onClick={() => props.onToggle(group)}
      >
        <span className={classes['groupText']}>
          <Arrow size={14} aria-hidden />
          {text}
        </span>
      </th>
    </tr>
  )
})
