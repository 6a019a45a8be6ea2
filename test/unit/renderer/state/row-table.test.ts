import { describe, expect, it } from 'vitest'
import { createRowTable } from '../../../../src/renderer/state/row-table.ts'
import { queueRow } from '../../../fakes/a-floor.ts'

const [sales, support] = [queueRow('Sales', { waiting: 1 }), queueRow('Support', { waiting: 2 })]

function counted() {
  const table = createRowTable()
  table.replaceAll([sales, support])
  const calls = { sales: 0, support: 0, batches: 0 }
  const stops = [
    table.subscribeRow(sales.id, () => calls.sales++),
    table.subscribeRow(support.id, () => calls.support++),
    table.subscribe(() => calls.batches++)
  ]
  return { table, calls, stop: () => stops.forEach((stop) => stop()) }
}

describe('the rows of a window', () => {
  it('tell only those who watch a changed row, and everybody once per batch', () => {
    const { table, calls } = counted()
    table.apply([queueRow('Sales', { waiting: 9 })], [])
    expect(calls).toEqual({ sales: 1, support: 0, batches: 1 })
    expect(table.get(support.id)).toBe(support)
  })

  it('tell those who watch a row that went', () => {
    const { table, calls } = counted()
    table.apply([], [support.id])
    expect(calls).toEqual({ sales: 0, support: 1, batches: 1 })
    expect(table.get(support.id)).toBeUndefined()
  })

  it('tell everybody after a new snapshot, also of rows that are not in it', () => {
    const { table, calls } = counted()
    table.replaceAll([sales])
    expect(calls).toEqual({ sales: 1, support: 1, batches: 1 })
    expect([...table.all()]).toEqual([sales])
  })

  it('grow the version with every batch', () => {
    const { table } = counted()
    const before = table.version()
    table.apply([], [])
    expect(table.version()).toBe(before + 1)
  })

  it('tell nobody who left', () => {
    const { table, calls, stop } = counted()
    stop()
    table.apply([queueRow('Sales')], [support.id])
    expect(calls).toEqual({ sales: 0, support: 0, batches: 0 })
  })
})
