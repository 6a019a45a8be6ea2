import { expect, it } from 'vitest'
import type { RowView } from '../../../../src/contract/views.ts'
import { floorSums } from '../../../../src/renderer/features/floor/floor-sums.ts'
import type { FeedShape } from '../../../../src/renderer/state/feed-shape.ts'
import { createRowTable } from '../../../../src/renderer/state/row-table.ts'

const FEED: FeedShape = {
  ...{ id: 'f', connectionId: 'c', producerId: 'q', subject: 'queue', keyNames: ['queueId'] },
  measures: [
    { name: 'Offered', kind: 'number', displayName: 'Offered', role: 'offered', isCounter: true },
    { name: 'Left', kind: 'number', displayName: 'Abandoned', role: 'abandoned', isCounter: true }
  ]
}
const row = (id: string, intervals?: Record<string, number>): RowView => ({
  ...{ id, feedId: 'f', keys: {}, values: { Offered: 10, Left: 2 }, changedAtMs: 0 },
  ...(intervals && { intervals })
})
const mixedOf = (...rows: RowView[]): number => {
  const table = createRowTable()
  table.replaceAll(rows)
  return floorSums(table, [FEED], new Set())[3]
}

it('a ratio is one of different intervals while one of its counters was reset and the other not yet', () => {
  expect(mixedOf(row('a'), row('b'))).toBe(0)
  expect(mixedOf(row('a'), row('b', { Offered: 5 }))).toBe(1)
  expect(mixedOf(row('a'), row('b', { Offered: 5, Left: 5 }))).toBe(0)
})
