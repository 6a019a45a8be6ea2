import { aFloor, agentFeed, agentRow, NOON_MS, queueFeed, queueRow } from '../../../fakes/a-floor.ts'
import { openWindow } from '../../../fakes/open-window.tsx'
import { screen } from '@testing-library/react'
import { describe, expect, it, vi } from 'vitest'
import type { RowView } from '../../../../src/contract/views.ts'
import { floorSums } from '../../../../src/renderer/features/floor/floor-sums.ts'
import { useFloorOrder } from '../../../../src/renderer/features/floor/use-floor-order.ts'
import { createRowTable } from '../../../../src/renderer/state/row-table.ts'

const isQueue = (row: RowView): boolean => row.feedId === queueFeed().id
const waiting = ({ values }: RowView): number => Number(values['contactsQueueing'])
const busiestFirst = (a: RowView, b: RowView): number => waiting(b) - waiting(a)

describe('a list of my floor', () => {
  it('is in order, follows what changes, and draws nothing anew while nobody moves', async () => {
    const drawn = vi.fn()
    function List() {
      const ids = useFloorOrder(isQueue, busiestFirst)
      drawn()
      return <p data-testid="list">{ids.map((id) => id.split('=').at(-1)).join(' ')}</p>
    }
    const names = (): string | null => screen.getByTestId('list').textContent
    const { changeRows } = await openWindow(<List />, {
      state: aFloor({ feeds: [queueFeed(), agentFeed()] }),
      rows: [queueRow('A', { waiting: 3 }), queueRow('B', { waiting: 9 }), agentRow('Maria', 'READY', NOON_MS)]
    })
    const order = names()
    expect(order?.indexOf('B')).toBeLessThan(order?.indexOf('A') ?? -1)
    const before = drawn.mock.calls.length
    changeRows([queueRow('A', { waiting: 4 }), agentRow('Maria', 'ACTIVE', NOON_MS)])
    expect(drawn).toHaveBeenCalledTimes(before)
    changeRows([queueRow('A', { waiting: 10 })])
    expect(names()?.indexOf('A')).toBeLessThan(names()?.indexOf('B') ?? -1)
    changeRows([], [queueRow('B').id])
    expect(names()).not.toContain('B')
  })

  it('holds two rows that compare as the same', async () => {
    function List() {
      return <p data-testid="list">{useFloorOrder(isQueue, busiestFirst).length}</p>
    }
    const { changeRows } = await openWindow(<List />, {
      state: aFloor({ feeds: [queueFeed()] }),
      rows: [queueRow('A', { waiting: 3 }), queueRow('B', { waiting: 3 })]
    })
    changeRows([queueRow('A', { waiting: 3 }), queueRow('C', { waiting: 3 })])
    expect(screen.getByTestId('list').textContent).toBe('3')
  })
})

describe('the sums of the headline', () => {
  const rows = createRowTable()
  rows.replaceAll([
    queueRow('A', { offered: 10, abandoned: 1 }),
    queueRow('B', { offered: 5, abandoned: 2 }),
    agentRow('Maria', 'AFTER_CONTACT_WORK', NOON_MS),
    agentRow('Paul', 'READY', NOON_MS)
  ])
  const feeds = [queueFeed(), agentFeed()]

  it('are taken over the rows of live feeds', () => {
    expect(floorSums(rows, feeds, new Set())).toEqual([15, 3, 1, 0])
  })

  it('say that a row counts its offered and its abandoned contacts in two intervals', () => {
    const mixed = createRowTable()
    mixed.replaceAll([{ ...queueRow('A', { offered: 1, abandoned: 1 }), intervals: { Offered: NOON_MS } }])
    expect(floorSums(mixed, feeds, new Set())).toEqual([1, 1, 0, 1])
  })

  it('say nothing where no live feed can say', () => {
    expect(floorSums(rows, feeds, new Set([queueFeed().id]))).toEqual([null, null, 1, 0])
    expect(floorSums(rows, feeds, new Set([agentFeed().id]))).toEqual([15, 3, null, 0])
    expect(floorSums(createRowTable(), feeds, new Set())).toEqual([null, null, 0, 0])
  })
})
