import { defaultRangeExtractor, useVirtualizer, type VirtualItem } from '@tanstack/react-virtual'
import {
  Fragment,
  useCallback,
  useEffect,
  useId,
  useRef,
  useState,
  useSyncExternalStore,
  type CSSProperties
} from 'react'
import type { LiveIndex } from '../state/live-index.ts'
import classes from './data-grid.module.css'
import { GridHead, type GridSort } from './grid-head.tsx'
import { GridRow, GroupRow, type GridColumn } from './grid-row.tsx'
import { useGridKeys } from './use-grid-keys.ts'

interface DataGridProps {
  readonly label: string
  /** How the keyboard is used here. */
  readonly hint: string
  readonly columns: readonly GridColumn[]
  readonly live: LiveIndex
  readonly sort: GridSort | null
  /** By the column whose heading was chosen. */
  readonly onSort: (column: string) => void
  readonly groupText: (group: string, count: number) => string
  readonly onGroup: (group: string) => void
  /** Enter on a row. */
  readonly onRow?: (id: string) => void
  /** True for rows whose numbers are not fresh. */
  readonly isDim: (id: string) => boolean
}

const FIRST_ROW_PX = 32
const OVERSCAN = 8

/** Height of a row, which is that of the head: both grow with the text. */
function useRowHeight(head: React.RefObject<HTMLTableSectionElement | null>): number {
  const [height, setHeight] = useState(FIRST_ROW_PX)
  useEffect(() => {
    const element = head.current
    if (!element) return undefined
    const watch = new ResizeObserver(() => setHeight(element.getBoundingClientRect().height))
    watch.observe(element)
    return () => watch.disconnect()
  }, [head])
  return height
}

/** Keeps the room of lines that are not drawn. */
function Gap({ height, span }: { readonly height: number; readonly span: number }) {
  if (height < 1) return null
  return (
    <tr aria-hidden className={classes['gap']}>
      <td colSpan={span} style={{ height }} />
    </tr>
  )
}

/**
 * A table of any length: draws what is seen, keeps order and filter outside, and is one tab stop in which the arrow keys move. A row
 * renders when it changes, the grid itself only when a line moves.
 */
export function DataGrid({ columns, live, isDim, onGroup, ...props }: DataGridProps) {
  const scroller = useRef<HTMLDivElement>(null)
  const head = useRef<HTMLTableSectionElement>(null)
  const baseId = useId()
  useSyncExternalStore(
    useCallback((run: () => void) => live.subscribe(run), [live]),
    live.version
  )
  const rowPx = useRowHeight(head)
  const lines = live.lineCount()
  const viewPx = scroller.current?.clientHeight ?? 0
  const size = { lines, columns: columns.length, page: Math.max(1, Math.floor(viewPx / rowPx) - 2) }

  const cellId = useCallback((column: number) => `${baseId}-cell-${column}`, [baseId])
  const keys = useGridKeys({
    live,
    size,
    onGroup,
    onRow: props.onRow,
    onHead: (column) => props.onSort(columns[column]?.id ?? ''),
    show: ({ line }) => line >= 0 && virtual.scrollToIndex(line)
  })
  const activeLine = keys.active?.line ?? -1
  const virtual = useVirtualizer({
    count: lines,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowPx,
    scrollPaddingStart: rowPx,
    overscan: OVERSCAN,
    // What the keyboard is at is always drawn, so that it can be named.
    rangeExtractor: (range) => {
      const seen = defaultRangeExtractor(range)
      if (activeLine < 0 || activeLine >= lines || seen.includes(activeLine)) return seen
      return [...seen, activeLine].sort((a, b) => a - b)
    }
  })
  useEffect(() => virtual.measure(), [virtual, rowPx])

  const { active } = keys
  const shownCell = active && cellId(active.column)
  useEffect(() => {
    if (keys.moves > 0)
      scroller.current?.querySelector('[data-active]')?.scrollIntoView({ block: 'nearest', inline: 'nearest' })
  }, [keys.moves])

  const items = virtual.getVirtualItems()
  const drawn = items.length === 0 ? [] : linesOf(live, items)
  const sizes = [columns, columns.map((column) => ({ widthRem: column.narrowRem ?? column.widthRem }))]
  const [width, narrow] = sizes.map((all) => `${all.reduce((sum, { widthRem }) => sum + widthRem, 0)}rem`)
  return (
    <div ref={scroller} className={classes['scroller']} data-empty={lines === 0 || undefined}>
      <table
        role="grid"
        className={classes['grid']}
        style={{ '--grid-width': width, '--grid-narrow': narrow } as CSSProperties}
        tabIndex={0}
        aria-label={props.label}
        aria-description={props.hint}
        aria-rowcount={lines + 1}
        aria-colcount={columns.length}
        aria-activedescendant={shownCell ?? undefined}
        onFocus={keys.onFocus}
        onKeyDown={keys.onKeyDown}
        onMouseDown={keys.onMouseDown}
      >
        <colgroup>
          {columns.map(({ id, widthRem, narrowRem = widthRem }) => (
            <col key={id} style={{ '--col': `${widthRem}rem`, '--col-narrow': `${narrowRem}rem` } as CSSProperties} />
          ))}
        </colgroup>
        <GridHead
          place={head}
          columns={columns}
          sort={props.sort}
          active={active?.line === -1 ? active.column : -1}
          cellId={cellId}
          onSort={props.onSort}
        />
        <tbody>
          {drawn.map(({ item, line, gapPx }) => {
            const at = { ariaIndex: item.index + 2, cellId }
            const isActive = item.index === activeLine
            return (
              <Fragment key={line.kind === 'row' ? line.id : `group ${line.group}`}>
                <Gap height={gapPx} span={columns.length} />
                {line.kind === 'row' ? (
                  <GridRow
                    {...at}
                    id={line.id}
                    columns={columns}
                    dim={isDim(line.id)}
                    active={isActive ? (active?.column ?? -1) : -1}
                  />
                ) : (
                  <GroupRow
                    {...at}
                    group={line.group}
                    text={props.groupText(line.group, line.count)}
                    open={line.open}
                    span={columns.length}
                    active={isActive}
                    onToggle={onGroup}
                  />
                )}
              </Fragment>
            )
          })}
          <Gap height={virtual.getTotalSize() - (items.at(-1)?.end ?? 0)} span={columns.length} />
        </tbody>
      </table>
    </div>
  )
}

/** The drawn lines, each with the room above it that belongs to lines that are not drawn. */
function linesOf(live: LiveIndex, items: readonly VirtualItem[]) {
  let endPx = 0
  const first = items[0]?.index ?? 0
  const last = items.at(-1)?.index ?? 0
  // The line of the keyboard may be far from the seen ones: then each part is asked for by itself.
  const together = last - first < items.length + OVERSCAN
  const block = together ? live.lines(first, last + 1) : []
  return items.flatMap((item) => {
    const line = together ? block[item.index - first] : live.lines(item.index, item.index + 1)[0]
    if (!line) return []
    const gapPx = item.start - endPx
    endPx = item.end
    return [{ item, line, gapPx }]
  })
}
