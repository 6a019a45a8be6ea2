import type { SortingState } from '@tanstack/react-table'
import type { RowView } from '../../../contract/views.ts'
import type { MeasureRole } from '../../../core/measures/value.ts'
import type { FeedShape } from '../../state/feed-shape.ts'
import type { RowTable } from '../../state/row-table.ts'
import { numberOf, rowName, valueOf } from '../floor/feed-roles.ts'

type FeedOf = (row: RowView) => FeedShape | undefined

/** Since when the agent is in after-contact work; null when it is not. Systems without that moment have the state's own. */
export function afterContactSince(feed: FeedShape, row: RowView): number | null {
  const since = numberOf(feed, row, 'afterContactSince')
  if (since !== null) return since
  return valueOf(feed, row, 'agentState') === 'AFTER_CONTACT_WORK' ? numberOf(feed, row, 'stateSince') : null
}

/** Ids of the agents longest in after-contact work, longest first. */
export function longestAfterContact(rows: RowTable, feedOf: FeedOf, limit: number): readonly string[] {
  const found: { readonly id: string; readonly sinceMs: number }[] = []
  for (const row of rows.all()) {
    const feed = feedOf(row)
    const sinceMs = feed ? afterContactSince(feed, row) : null
    if (sinceMs !== null) found.push({ id: row.id, sinceMs })
  }
  return found
    .sort((a, b) => a.sinceMs - b.sinceMs)
    .slice(0, limit)
    .map(({ id }) => id)
}

const ROLE_OF_COLUMN: Readonly<Record<string, MeasureRole>> = {
  state: 'agentState',
  reason: 'agentReason',
  time: 'stateSince'
}

/** By name, unless a column was chosen. A longer time is an earlier start. No value sorts last in both directions. */
export function compareAgents(feedOf: FeedOf, sorting: SortingState, compareText: (a: string, b: string) => number) {
  const [chosen] = sorting
  const direction = chosen?.desc === true ? -1 : 1
  const byName = (a: RowView, b: RowView): number => {
    const [feedA, feedB] = [feedOf(a), feedOf(b)]
    const names = feedA && feedB ? compareText(rowName(feedA, a), rowName(feedB, b)) : 0
    return names || compareText(a.id, b.id)
  }
  const value = (row: RowView, role: MeasureRole) => {
    const feed = feedOf(row)
    return feed ? valueOf(feed, row, role) : null
  }
  function byChosen(a: RowView, b: RowView): number {
    if (!chosen) return 0
    if (chosen.id === 'name') return byName(a, b) * direction
    const role = ROLE_OF_COLUMN[chosen.id]
    if (!role) return 0
    const [x, y] = [value(a, role), value(b, role)]
    if (x === null || y === null) return Number(x === null) - Number(y === null)
    if (typeof x === 'number' && typeof y === 'number') return (y - x) * direction
    return compareText(String(x), String(y)) * direction
  }
  return (a: RowView, b: RowView): number => byChosen(a, b) || byName(a, b)
}
