import type { SortingState } from '@tanstack/react-table'
import type { RowView } from '../../../contract/views.ts'
import type { Severity } from '../../../core/alerts/rule.ts'
import type { FeedShape } from '../../state/feed-shape.ts'
import { severityRank } from '../alerts/open-alerts.ts'
import { numberOf, rowName } from '../floor/feed-roles.ts'

export const QUEUE_COLUMNS = ['contactsWaiting', 'contactsActive', 'answered', 'abandoned'] as const

interface QueueOrder {
  readonly feedOf: (row: RowView) => FeedShape | undefined
  readonly severities: ReadonlyMap<string, Severity>
  readonly silent: ReadonlySet<string>
  readonly sorting: SortingState
  readonly compareText: (a: string, b: string) => number
}

/** No value sorts last in both directions. */
function byNumber(a: number | null, b: number | null, descending: boolean): number {
  if (a === null || b === null) return Number(a === null) - Number(b === null)
  return descending ? b - a : a - b
}

/**
 * Worst first: severity of the open alert, then contacts waiting; queues without fresh data come last, since nothing can be said of
 * them. A column chosen by the user goes before that.
 */
export function compareQueues({ feedOf, severities, silent, sorting, compareText }: QueueOrder) {
  const [chosen] = sorting
  const number = (row: RowView, role: (typeof QUEUE_COLUMNS)[number]): number | null => {
    const feed = feedOf(row)
    return feed ? numberOf(feed, row, role) : null
  }
  const name = (row: RowView): string => {
    const feed = feedOf(row)
    return feed ? rowName(feed, row) : row.id
  }
  const byName = (a: RowView, b: RowView): number => compareText(name(a), name(b)) || compareText(a.id, b.id)

  function byChosen(a: RowView, b: RowView): number {
    if (!chosen) return 0
    if (chosen.id === 'name') return byName(a, b) * (chosen.desc ? -1 : 1)
    const role = QUEUE_COLUMNS.find((column) => column === chosen.id)
    return role ? byNumber(number(a, role), number(b, role), chosen.desc) : 0
  }

  return (a: RowView, b: RowView): number =>
    byChosen(a, b) ||
    severityRank(severities.get(b.id)) - severityRank(severities.get(a.id)) ||
    Number(silent.has(a.feedId)) - Number(silent.has(b.feedId)) ||
    byNumber(number(a, 'contactsWaiting'), number(b, 'contactsWaiting'), true) ||
    byName(a, b)
}
