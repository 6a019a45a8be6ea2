import { IconArrowNarrowDown, IconArrowNarrowUp } from '@tabler/icons-react'
import type { RefObject } from 'react'
import classes from './data-grid.module.css'
import type { GridColumn } from './grid-row.tsx'
import { ARIA_SORT } from './sortable-head.tsx'

export interface GridSort {
  readonly column: string
  readonly descending: boolean
}

interface GridHeadProps {
  readonly place: RefObject<HTMLTableSectionElement | null>
  readonly columns: readonly GridColumn[]
  readonly sort: GridSort | null
  /** The column the keyboard is at, -1 when it is elsewhere. */
  readonly active: number
  readonly cellId: (column: number) => string
  readonly onSort: (column: string) => void
}

/** The headings sort: by a click, or by Enter when the grid's keyboard is at one. None of them is a tab stop of its own. */
export function GridHead({ place, columns, sort, active, cellId, onSort }: GridHeadProps) {
  return (
    <thead ref={place}>
      <tr aria-rowindex={1}>
        {columns.map(({ id, head, align }, index) => {
          const sorted = sort?.column === id ? (sort.descending ? 'desc' : 'asc') : undefined
          const Arrow = sorted === 'asc' ? IconArrowNarrowUp : IconArrowNarrowDown
          return (
            <th
              key={id}
              scope="col"
              aria-sort={sorted ? ARIA_SORT[sorted] : 'none'}
              data-align={align}
              data-column={index}
              {...(index === active ? { id: cellId(index), 'data-active': true } : {})}
              title={head}
              onClick={() => onSort(id)}
            >
              <span className={classes['headText']}>
                <span>{head}</span>
                {sorted && <Arrow size={12} aria-hidden />}
              </span>
            </th>
          )
        })}
      </tr>
    </thead>
  )
}
