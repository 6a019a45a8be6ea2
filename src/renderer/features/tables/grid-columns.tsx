import { ActionIcon } from '@mantine/core'
import { IconHelp } from '@tabler/icons-react'
import type { RowView } from '../../../contract/views.ts'
import type { Severity } from '../../../core/alerts/rule.ts'
import type { FeedShape } from '../../state/feed-shape.ts'
import type { Translate } from '../../text/catalogue.ts'
import type { Format } from '../../text/use-text.ts'
import type { GridColumn } from '../../ui/grid-row.tsx'
import { RunningTime } from '../../ui/running-time.tsx'
import { StateMark } from '../../ui/state-mark.tsx'
import { rowName } from '../floor/feed-roles.ts'
import { CounterMark } from '../floor/counter-mark.tsx'
import { SilentMark } from '../floor/silent-mark.tsx'
import { NAME_COLUMN, type FieldColumn, type TableKind } from './columns.ts'
import classes from './name-cell.module.css'

/** Where there is little room, two numbers still stand beside the name. */
const NARROW_REM = { name: 8, text: 7, connection: 7, number: 4.25, duration: 4.5, since: 5, instant: 4.5 } as const
const WIDTH_REM = {
  name: 14,
  text: 9.5,
  connection: 9.5,
  number: 6,
  duration: 6,
  since: 7,
  instant: 6
} as const

interface CellContext {
  readonly t: Translate
  readonly format: Format
  readonly kind: TableKind
  readonly feeds: ReadonlyMap<string, FeedShape>
  readonly severities: ReadonlyMap<string, Severity>
  readonly silent: ReadonlySet<string>
  readonly isClosed: (row: RowView) => boolean
  readonly valueText: (column: FieldColumn, value: string) => string
  readonly onWhy: (rowId: string) => void
}

/** A queue without trouble is ok; of an agent nothing is judged, so it has no mark. Nothing silent or closed looks ok. */
function NameCell({ row, context }: { readonly row: RowView; readonly context: CellContext }) {
  const { t, kind, feeds, severities, silent, isClosed, onWhy } = context
  const feed = feeds.get(row.feedId)
  const name = feed ? rowName(feed, row) : row.id
  const severity = severities.get(row.id)
  const isSilent = silent.has(row.feedId)
  const mark = severity ?? (kind !== 'queues' ? undefined : isClosed(row) ? 'closed' : 'ok')
  return (
    <span className={classes['name']}>
      <span className={classes['mark']}>
        {isSilent ? <SilentMark feedId={row.feedId} /> : mark && <StateMark mark={mark} />}
      </span>
      <span className={classes['text']} title={name}>
        {name}
      </span>
      {/* The keyboard has Enter on the row for it: the grid is one tab stop. */}
      <ActionIcon
        className={classes['why'] ?? ''}
        variant="subtle"
        size="sm"
        tabIndex={-1}
        aria-label={t('why.about', { name })}
        title={t('why.title')}
        onClick={() => onWhy(row.id)}
      >
        <IconHelp size={14} aria-hidden />
      </ActionIcon>
    </span>
  )
}

/** The value, with a mark where its count began anew. */
function cellOf(column: FieldColumn, context: CellContext): GridColumn['cell'] {
  const valueOf = valueCell(column, context)
  return (row) => {
    const sinceMs = column.beganAnew(row)
    if (sinceMs === undefined) return valueOf(row)
    return (
      <>
        <CounterMark sinceMs={sinceMs} />
        {valueOf(row)}
      </>
    )
  }
}

function valueCell(column: FieldColumn, context: CellContext): GridColumn['cell'] {
  const { t, format, silent, valueText } = context
  return (row) => {
    const value = column.valueOf(row)
    if (value === null) return t('app.noValue')
    if (typeof value === 'string') return <span title={valueText(column, value)}>{valueText(column, value)}</span>
    switch (column.kind) {
      case 'since':
        // Nobody knows whether the state of a silent feed still lasts.
        return silent.has(row.feedId) ? t('app.noValue') : <RunningTime sinceMs={value} />
      case 'duration':
        return format.duration(value)
      case 'instant':
        return format.clock(value)
      case 'text':
      case 'connection':
      case 'number':
        return column.role === 'contactsWaiting' ? <strong>{format.number(value)}</strong> : format.number(value)
    }
  }
}

export function gridColumns(shown: readonly FieldColumn[], context: CellContext): readonly GridColumn[] {
  const name: GridColumn = {
    id: NAME_COLUMN,
    head: context.t(context.kind === 'agents' ? 'agents.name' : 'queues.name'),
    align: 'start',
    widthRem: WIDTH_REM.name,
    narrowRem: NARROW_REM.name,
    cell: (row) => <NameCell row={row} context={context} />
  }
  const others = shown.map((column): GridColumn => ({
    id: column.id,
    head: column.head,
    align: column.kind === 'text' || column.kind === 'connection' ? 'start' : 'end',
    widthRem: WIDTH_REM[column.kind],
    narrowRem: NARROW_REM[column.kind],
    cell: cellOf(column, context)
  }))
  return [name, ...others]
}
