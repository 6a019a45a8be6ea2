import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createOrderedRows } from '../../../../src/core/table/ordered-rows.ts'
import { createTableIndex, type TableLine } from '../../../../src/core/table/table-index.ts'

interface Row {
  readonly id: string
  readonly value: number
  readonly state: string
}

const byValue = (a: Row, b: Row): number => a.value - b.value || (a.id < b.id ? -1 : Number(a.id > b.id))

/** Few ids and values, so that rows change, tie, go and come back. */
const row = fc.record({
  id: fc.integer({ min: 0, max: 40 }).map((number) => `row ${number}`),
  value: fc.integer({ min: 0, max: 12 }),
  state: fc.constantFrom('READY', 'ACTIVE', 'NOT_READY')
})
const step = fc.oneof(
  { weight: 6, arbitrary: row.map((one) => ({ kind: 'put' as const, row: one })) },
  { weight: 2, arbitrary: row.map((one) => ({ kind: 'remove' as const, row: one })) },
  { weight: 1, arbitrary: fc.array(row, { maxLength: 60 }).map((rows) => ({ kind: 'replace' as const, rows })) }
)

describe('rows in order', () => {
  it('stand as a sort of all of them would put them, after any changes, and tell truly whether something moved', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 120 }), (steps) => {
        const ordered = createOrderedRows(byValue)
        const plain = new Map<string, Row>()
        const sorted = (): Row[] => [...plain.values()].sort(byValue)
        for (const one of steps) {
          const before = sorted().map(({ id }) => id)
          let moved = true
          if (one.kind === 'replace') {
            plain.clear()
            for (const each of one.rows) plain.set(each.id, each)
            ordered.replaceAll(one.rows.map((each) => [each.id, each]))
          } else if (one.kind === 'put') {
            plain.set(one.row.id, one.row)
            moved = ordered.put(one.row.id, one.row)
          } else {
            expect(ordered.remove(one.row.id)).toBe(plain.delete(one.row.id))
          }
          const after = sorted()
          expect(ordered.slice(0, 1_000)).toEqual(after)
          if (!moved) expect(after.map(({ id }) => id)).toEqual(before)
          expect(ordered.size()).toBe(after.length)
        }
        const after = sorted()
        after.forEach((each, index) => {
          expect(ordered.indexOf(each.id)).toBe(index)
          expect(ordered.slice(index, index + 3)).toEqual(after.slice(index, index + 3))
          expect(ordered.get(each.id)).toEqual(each)
        })
        expect(ordered.indexOf('nobody')).toBe(-1)
        expect(ordered.slice(after.length, after.length + 5)).toEqual([])
      })
    )
  })

  it('compare a changed row with few others, however long the table is', () => {
    let compared = 0
    const ordered = createOrderedRows<Row>((a, b) => {
      compared++
      return byValue(a, b)
    })
    const rowAt = (index: number, value: number): Row => ({ id: `row ${index}`, value, state: '' })
    // Already in order, as rows come that were sorted elsewhere: what makes a plain tree a list.
    for (let index = 0; index < 10_000; index++) ordered.put(`row ${index}`, rowAt(index, index))
    compared = 0
    for (let index = 0; index < 1_000; index++) ordered.put(`row ${index}`, rowAt(index, (index * 7_919) % 10_000))
    expect(compared / 1_000).toBeLessThan(40)
  })

  it('keep the item that was put last, also where its place is the same', () => {
    const ordered = createOrderedRows(byValue)
    ordered.put('a', { id: 'a', value: 1, state: 'READY' })
    expect(ordered.put('a', { id: 'a', value: 1, state: 'ACTIVE' })).toBe(false)
    expect(ordered.get('a')?.state).toBe('ACTIVE')
  })
})

const text = (a: string, b: string): number => (a < b ? -1 : Number(a > b))

function oracle(rows: Iterable<Row>, limit: number, grouped: boolean, closed: ReadonlySet<string>): TableLine[] {
  const kept = [...rows].filter(({ value }) => value < limit).sort(byValue)
  if (!grouped) return kept.map(({ id }) => ({ kind: 'row', id }))
  return [...new Set(kept.map(({ state }) => state))].sort(text).flatMap((group): TableLine[] => {
    const members = kept.filter(({ state }) => state === group)
    const open = !closed.has(group)
    const lines = open ? members.map(({ id }): TableLine => ({ kind: 'row', id })) : []
    return [{ kind: 'group', group, count: members.length, open }, ...lines]
  })
}

describe('the index of a table', () => {
  it('has the lines that filter, grouping and sort of all rows would give, after any changes', () => {
    const setting = fc.record({
      limit: fc.integer({ min: 3, max: 13 }),
      grouped: fc.boolean(),
      closed: fc.uniqueArray(fc.constantFrom('READY', 'ACTIVE')).map((names) => new Set<string>(names))
    })
    fc.assert(
      fc.property(setting, fc.array(step, { maxLength: 80 }), ({ limit, grouped, closed }, steps) => {
        const index = createTableIndex<Row, Row & { readonly group: string }>({
          entryOf: (one) => (one.value < limit ? { ...one, group: grouped ? one.state : '' } : null),
          compare: byValue,
          compareGroups: grouped ? text : null
        })
        index.close(closed)
        const plain = new Map<string, Row>()
        for (const one of steps) {
          const before = oracle(plain.values(), limit, grouped, closed)
          let moved = true
          if (one.kind === 'replace') {
            plain.clear()
            for (const each of one.rows) plain.set(each.id, each)
            index.replaceAll(plain.values())
          } else if (one.kind === 'put') {
            plain.set(one.row.id, one.row)
            moved = index.put(one.row.id, one.row)
          } else {
            plain.delete(one.row.id)
            moved = index.remove(one.row.id)
          }
          const lines = oracle(plain.values(), limit, grouped, closed)
          expect(index.lines(0, 1_000)).toEqual(lines)
          if (!moved) expect(lines).toEqual(before)
          expect(index.lineCount()).toBe(lines.length)
          expect(index.matched()).toBe([...plain.values()].filter(({ value }) => value < limit).length)
          expect(index.lines(2, 7)).toEqual(lines.slice(2, 7))
        }
        const lines = oracle(plain.values(), limit, grouped, closed)
        for (const id of plain.keys()) {
          expect(index.lineOf(id)).toBe(lines.findIndex((line) => line.kind === 'row' && line.id === id))
        }
        for (const state of ['READY', 'ACTIVE', 'NOT_READY']) {
          expect(index.lineOfGroup(state)).toBe(
            lines.findIndex((line) => line.kind === 'group' && line.group === state)
          )
        }
      })
    )
  })
})
