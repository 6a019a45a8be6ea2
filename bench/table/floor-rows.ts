import type { RowView } from '../../src/contract/views.ts'
import type { SpecInput } from '../../src/renderer/features/tables/table-spec.ts'

export type SortKey = 'number' | 'text'

const FEED = 'bench/Agent'
const MEASURES = 20
const STATES = ['READY', 'ACTIVE', 'NOT_READY', 'AFTER_CONTACT_WORK'] as const

/** The same numbers each time, so that both sides get the same batches. */
function createNumbers(): (below: number) => number {
  let state = 12_345
  return (below) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0
    return Math.floor((state / 2 ** 32) * below)
  }
}

/** Rows as main sends them: whole ones, of which one cell differs, and that is the one the table is sorted by. */
export function floorRows(count: number) {
  const number = createNumbers()
  const rows: RowView[] = Array.from({ length: count }, (_, index) => ({
    id: `${FEED}/agentId=${String(index).padStart(5, '0')}`,
    feedId: FEED,
    keys: { agentId: String(index) },
    values: {
      name: `Agent ${index}`,
      since: number(1_000_000),
      reason: `Reason ${number(5_000)}`,
      ...Object.fromEntries(
        Array.from({ length: MEASURES - 3 }, (_none, measure) => [`m${measure}`, STATES[measure % 4] ?? null])
      )
    },
    changedAtMs: 0
  }))

  return {
    first: [...rows],
    batch(size: number): RowView[] {
      const start = number(count)
      return Array.from({ length: size }, (_, step) => {
        // A prime stride: all over the table, none twice.
        const index = (start + step * 7) % count
        const before = rows[index]
        if (!before) throw new Error('no such row')
        const values = { ...before.values, since: number(1_000_000), reason: `Reason ${number(5_000)}` }
        const row = { ...before, values }
        rows[index] = row
        return row
      })
    }
  }
}

export function tableInput(key: SortKey): SpecInput {
  const column = key === 'number' ? 'since' : 'reason'
  const measure = (name: string, kind: 'text' | 'since', role?: 'agentName') => ({
    name,
    kind,
    displayName: name,
    ...(role ? { role } : {})
  })
  const measures = [measure('name', 'text', 'agentName'), measure('since', 'since'), measure('reason', 'text')]
  const feed = {
    id: FEED,
    connectionId: 'bench',
    producerId: 'Agent',
    subject: 'agent' as const,
    keyNames: ['agentId']
  }
  return {
    kind: 'agents',
    feeds: new Map([[FEED, { ...feed, measures }]]),
    columns: [
      {
        id: column,
        head: column,
        kind: key === 'number' ? 'since' : 'text',
        role: undefined,
        valueOf: (row) => row.values[column] ?? null,
        beganAnew: () => undefined
      }
    ],
    layout: { sort: { column, descending: true }, group: null, columns: null, facet: null, trouble: 'all' },
    search: '',
    silent: new Set(),
    severityOf: () => undefined,
    connectionName: (id) => id,
    compareText: new Intl.Collator('en', { numeric: true }).compare
  }
}
