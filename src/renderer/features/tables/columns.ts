import type { RowView } from '../../../contract/views.ts'
import type { MeasureKind, MeasureRole, Value } from '../../../core/measures/value.ts'
import type { FeedShape } from '../../state/feed-shape.ts'
import type { TextKey, Translate } from '../../text/catalogue.ts'
import { QUEUE_COLUMNS } from '../overview/queue-order.ts'

export type TableKind = 'agents' | 'queues'

/** What stands in a column: a role, or one measure of a producer that has none. Feeds may call the same role differently. */
export interface FieldColumn {
  readonly id: string
  readonly head: string
  readonly kind: MeasureKind | 'connection'
  readonly role: MeasureRole | undefined
  readonly valueOf: (row: RowView) => Value
  /** When its count was seen to begin anew, wall ms; undefined for what is no count or never did. */
  readonly beganAnew: (row: RowView) => number | undefined
}

/** The id of the column that is always there and always first. */
export const NAME_COLUMN = 'name'
const CONNECTION_COLUMN = 'connection'

const NAME_ROLE = { agents: 'agentName', queues: 'queueName' } as const
/** Shown from the beginning. */
export const FIRST_COLUMNS: Readonly<Record<TableKind, readonly string[]>> = {
  agents: ['agentState', 'agentReason', 'stateSince'],
  queues: QUEUE_COLUMNS
}
/** Whose values can be chosen to show only those. */
export const FACET_COLUMN = { agents: 'agentState', queues: 'channel' } as const

/** Words of the product; what has none is called as its producer calls it. */
const HEADS: Partial<Record<MeasureRole, TextKey>> = {
  agentState: 'agents.state',
  agentReason: 'agents.reason',
  stateSince: 'agents.time',
  channel: 'table.channel',
  contactsWaiting: 'queues.contactsWaiting',
  contactsActive: 'queues.contactsActive',
  answered: 'queues.answered',
  abandoned: 'queues.abandoned'
}

function headOf(t: Translate, role: MeasureRole | undefined, displayName: string): string {
  const key = role && HEADS[role]
  return key ? t(key) : displayName
}

/** Every column that the feeds can fill, those with a role first. */
export function columnsOf(t: Translate, kind: TableKind, feeds: readonly FeedShape[]): readonly FieldColumn[] {
  const found = new Map<
    string,
    { readonly column: Omit<FieldColumn, 'valueOf' | 'beganAnew'>; readonly names: Map<string, string> }
  >()
  for (const feed of feeds) {
    for (const { name, kind: read, displayName, role } of feed.measures) {
      if (role === NAME_ROLE[kind]) continue
      const id = role ?? `measure:${name}`
      const present = found.get(id) ?? {
        column: { id, head: headOf(t, role, displayName), kind: read, role },
        names: new Map()
      }
      present.names.set(feed.id, name)
      found.set(id, present)
    }
  }
  const first = FIRST_COLUMNS[kind]
  const place = (id: string): number => (first.includes(id) ? first.indexOf(id) : first.length)
  const columns = [...found.values()].map(({ column, names }): FieldColumn => ({
    ...column,
    valueOf: (row) => row.values[names.get(row.feedId) ?? ''] ?? null,
    beganAnew: (row) => row.intervals?.[names.get(row.feedId) ?? '']
  }))
  const connections = new Map(feeds.map((feed) => [feed.id, feed.connectionId]))
  const connection: FieldColumn = {
    id: CONNECTION_COLUMN,
    head: t('table.connection'),
    kind: 'connection',
    role: undefined,
    valueOf: (row) => connections.get(row.feedId) ?? null,
    beganAnew: () => undefined
  }
  return [...columns.sort((a, b) => place(a.id) - place(b.id)), connection]
}
