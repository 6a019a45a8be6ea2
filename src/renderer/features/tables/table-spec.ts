import type { RowView } from '../../../contract/views.ts'
import type { Severity } from '../../../core/alerts/rule.ts'
import { AGENT_STATES } from '../../../core/measures/value.ts'
import type { TableLayout } from '../../../core/settings/table-layout.ts'
import type { TableEntry, TableSpec } from '../../../core/table/table-index.ts'
import type { FeedShape } from '../../state/feed-shape.ts'
import { severityRank } from '../alerts/open-alerts.ts'
import { rowName } from '../floor/feed-roles.ts'
import { FACET_COLUMN, NAME_COLUMN, type FieldColumn, type TableKind } from './columns.ts'

interface Entry extends TableEntry {
  readonly key: number | string | null
  readonly severity: number
  readonly silent: boolean
  readonly name: string
}

export interface SpecInput {
  readonly kind: TableKind
  readonly feeds: ReadonlyMap<string, FeedShape>
  readonly columns: readonly FieldColumn[]
  readonly layout: TableLayout
  readonly search: string
  readonly silent: ReadonlySet<string>
  readonly severityOf: (id: string) => Severity | undefined
  readonly connectionName: (id: string) => string
  readonly compareText: (a: string, b: string) => number
}

/** What the user may look for a row by: its name, its keys and every text it has. */
function searchable(name: string, row: RowView): string {
  const texts = Object.values(row.values).filter((value) => typeof value === 'string')
  return [name, ...Object.values(row.keys), ...texts].join('\n').toLocaleLowerCase()
}

/** How rows without a chosen column stand among those of their severity: the busiest queue first. */
const BUSIEST: Readonly<Record<TableKind, string | null>> = { agents: null, queues: 'contactsWaiting' }

function compareKeys(a: Entry['key'], b: Entry['key'], compareText: SpecInput['compareText'], direction: 1 | -1) {
  // No value sorts last in both directions.
  if (a === null || b === null) return Number(a === null) - Number(b === null)
  if (typeof a === 'number' && typeof b === 'number') return (a - b) * direction
  return compareText(String(a), String(b)) * direction
}

export function tableSpec(input: SpecInput): TableSpec<RowView, Entry> {
  const { kind, feeds, columns, layout, silent, severityOf, compareText } = input
  const byId = new Map(columns.map((column) => [column.id, column]))
  const words = input.search.toLocaleLowerCase().split(/\s+/).filter(Boolean)
  const facet = layout.facet === null ? undefined : byId.get(FACET_COLUMN[kind])
  const groupBy = layout.group === null ? undefined : byId.get(layout.group)
  const isByName = layout.sort?.column === NAME_COLUMN
  const chosen = layout.sort ? byId.get(layout.sort.column) : undefined
  const keyed = chosen ?? byId.get(BUSIEST[kind] ?? '')
  const direction = layout.sort?.descending === true ? -1 : 1

  function isKept(row: RowView, name: string): boolean {
    if (layout.trouble === 'alerting' && severityOf(row.id) === undefined) return false
    if (layout.trouble === 'noData' && !silent.has(row.feedId)) return false
    if (facet && facet.valueOf(row) !== layout.facet) return false
    if (words.length === 0) return true
    const text = searchable(name, row)
    return words.every((word) => text.includes(word))
  }
  /** The longest time is the earliest start. */
  function keyOf(row: RowView): Entry['key'] {
    const value = keyed?.valueOf(row) ?? null
    if (keyed?.kind === 'connection' && typeof value === 'string') return input.connectionName(value)
    return keyed?.kind === 'since' && typeof value === 'number' ? -value : value
  }
  const byName = (a: Entry, b: Entry): number => compareText(a.name, b.name) || (a.id < b.id ? -1 : Number(a.id > b.id))
  const byTrouble = (a: Entry, b: Entry): number => b.severity - a.severity || Number(a.silent) - Number(b.silent)

  return {
    entryOf(row) {
      const feed = feeds.get(row.feedId)
      const name = feed ? rowName(feed, row) : row.id
      if (!isKept(row, name)) return null
      return {
        id: row.id,
        group: String(groupBy?.valueOf(row) ?? ''),
        key: keyOf(row),
        severity: severityRank(severityOf(row.id)),
        silent: silent.has(row.feedId),
        name
      }
    },
    compare(a, b) {
      if (isByName) return byName(a, b) * direction
      if (chosen) return compareKeys(a.key, b.key, compareText, direction) || byTrouble(a, b) || byName(a, b)
      return byTrouble(a, b) || compareKeys(a.key, b.key, compareText, -1) || byName(a, b)
    },
    compareGroups: groupBy
      ? (a, b) => {
          if (groupBy.role === 'agentState') {
            const place = (state: string): number => {
              const at = AGENT_STATES.findIndex((known) => known === state)
              return at < 0 ? AGENT_STATES.length : at
            }
            if (place(a) !== place(b)) return place(a) - place(b)
          }
          // Those without a value come last.
          return Number(a === '') - Number(b === '') || compareText(a, b) || (a < b ? -1 : Number(a > b))
        }
      : null
  }
}
