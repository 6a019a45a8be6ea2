import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { FeedDescriptor } from '../../../../src/core/measures/feed.ts'
import { ownValues, ownValuesOf } from '../../../../src/core/measures/own-values.ts'
import type { RowChange, RowPlace } from '../../../../src/core/measures/row.ts'
import { createMeasureTable } from '../../../../src/core/measures/table.ts'
import type { Value } from '../../../../src/core/measures/value.ts'

const feedCalled = (id: string): FeedDescriptor => ({
  id,
  connectionId: 'c',
  producerId: id,
  subject: 'queue',
  keyNames: ['queueId'],
  measures: []
})
const FEED = feedCalled('feed')

const upsert = (rowId: string, values: Record<string, Value>): RowChange => ({
  action: 'upsert',
  rowId,
  keys: { queueId: rowId },
  values
})
const remove = (rowId: string): RowChange => ({ action: 'delete', rowId, keys: { queueId: rowId }, values: {} })

function aTable() {
  const table = createMeasureTable()
  table.describe(FEED)
  return table
}

describe('apply', () => {
  test('adds, merges what a message carries, and names what changed', () => {
    const table = aTable()
    expect(table.apply('feed', 1, upsert('a', { waiting: 1, name: 'A' }), 10)).toMatchObject({
      kind: 'added',
      measures: ['waiting', 'name']
    })
    expect(table.apply('feed', 1, upsert('a', { waiting: 2 }), 20)).toMatchObject({
      kind: 'changed',
      measures: ['waiting']
    })
    expect(table.row('a')).toMatchObject({ values: { waiting: 2, name: 'A' }, changedAtMs: 20, feedId: 'feed' })
  })

  test('has no delta for the same message again, and keeps the moment of the change', () => {
    const table = aTable()
    table.apply('feed', 1, upsert('a', { waiting: 1 }), 10)
    expect(table.apply('feed', 1, upsert('a', { waiting: 1 }), 20)).toBeUndefined()
    expect(table.row('a')?.changedAtMs).toBe(10)
  })

  test('tells a value from no value', () => {
    const table = aTable()
    table.apply('feed', 1, upsert('a', { waiting: 0 }), 10)
    expect(table.apply('feed', 1, upsert('a', { waiting: null }), 20)?.measures).toEqual(['waiting'])
    expect(table.row('a')?.values['waiting']).toBeNull()
  })

  test('removes a row once', () => {
    const table = aTable()
    table.apply('feed', 1, upsert('a', {}), 10)
    expect(table.apply('feed', 1, remove('a'), 20)).toMatchObject({ kind: 'removed', measures: [] })
    expect(table.apply('feed', 1, remove('a'), 20)).toBeUndefined()
    expect(table.rowCount('feed')).toBe(0)
  })

  test('ignores an older generation and feeds nobody described', () => {
    const table = aTable()
    table.beginSnapshot('feed', 3)
    expect(table.apply('feed', 2, upsert('a', {}), 10)).toBeUndefined()
    expect(table.apply('elsewhere', 1, upsert('a', {}), 10)).toBeUndefined()
    table.beginSnapshot('feed', 2)
    expect(table.apply('feed', 3, upsert('a', {}), 10)?.row.generation).toBe(3)
  })

  test('takes measures and rows by any name, harmlessly', () => {
    const table = aTable()
    const values = JSON.parse('{"__proto__":1,"constructor":2,"toString":null}') as Record<string, Value>
    const row = table.apply('feed', 1, upsert('__proto__', values), 10)?.row
    expect(Object.entries(row?.values ?? {})).toEqual([
      ['__proto__', 1],
      ['constructor', 2],
      ['toString', null]
    ])
    expect(table.apply('feed', 1, upsert('__proto__', values), 20)).toBeUndefined()
    expect(row?.values['hasOwnProperty']).toBeUndefined()
    expect(table.row('__proto__')).toBe(row)
    expect(({} as Record<string, unknown>)['constructor']).toBe(Object)
  })
})

describe('values of a new row', () => {
  const values = (): Record<string, Value> => Object.assign(ownValues(), { waiting: 1, constructor: 'x' })

  test('are kept as they are when their maker gave them away', () => {
    const table = aTable()
    const given = values()
    expect(table.apply('feed', 1, upsert('a', given), 10)).toMatchObject({ measures: ['waiting', 'constructor'] })
    expect(table.row('a')?.values).toBe(given)
    expect('toString' in given).toBe(false)
  })

  test('are a copy otherwise: who keeps a change does not see the row move', () => {
    const table = aTable()
    const kept = { waiting: 1 }
    table.apply('feed', 1, upsert('a', kept), 10)
    table.apply('feed', 1, upsert('a', { waiting: 2 }), 20)
    expect(kept).toEqual({ waiting: 1 })
    expect(table.row('a')?.values).toEqual({ waiting: 2 })
  })

  test('of a row that is there are merged, given away or not', () => {
    const table = aTable()
    table.apply('feed', 1, upsert('a', { waiting: 1, name: 'A' }), 10)
    table.apply('feed', 1, upsert('a', values()), 20)
    expect(table.row('a')?.values).toEqual({ waiting: 1, name: 'A', constructor: 'x' })
  })
})

describe('a snapshot', () => {
  test('removes what it did not repeat in one step, and sums up what happened', () => {
    const table = aTable()
    for (const id of ['a', 'b', 'c', 'd']) table.apply('feed', 1, upsert(id, { waiting: 1 }), 10)
    table.beginSnapshot('feed', 2)
    table.apply('feed', 2, upsert('a', { waiting: 1 }), 20)
    table.apply('feed', 2, upsert('b', { waiting: 5 }), 20)
    table.apply('feed', 2, upsert('e', { waiting: 1 }), 20)
    table.apply('feed', 2, remove('d'), 20)
    const { deltas, summary } = table.endSnapshot('feed', 2)
    expect(deltas.map(({ kind, row }) => `${kind} ${row.id}`)).toEqual(['removed c'])
    expect(summary).toEqual({ ended: 1, vanished: 1, began: 1, changed: 1 })
    expect(table.row('a')).toMatchObject({ generation: 2, changedAtMs: 10 })
  })

  test('of an older generation, or never begun, ends nothing', () => {
    const table = aTable()
    table.apply('feed', 1, upsert('a', {}), 10)
    expect(table.endSnapshot('feed', 1).deltas).toEqual([])
    table.beginSnapshot('feed', 3)
    expect(table.endSnapshot('feed', 2).deltas).toEqual([])
    expect(table.rowCount('feed')).toBe(1)
  })

  test('cut short by the next one leaves the reconciliation to that', () => {
    const table = aTable()
    table.apply('feed', 1, upsert('a', {}), 10)
    table.beginSnapshot('feed', 2)
    table.apply('feed', 2, upsert('b', {}), 20)
    table.beginSnapshot('feed', 3)
    table.apply('feed', 3, upsert('a', {}), 30)
    expect(table.endSnapshot('feed', 3).deltas.map(({ row }) => row.id)).toEqual(['b'])
  })
})

describe('the dirty set', () => {
  test('holds each changed row once and each removed id, then is empty', () => {
    const table = aTable()
    table.apply('feed', 1, upsert('a', { waiting: 1 }), 10)
    table.apply('feed', 1, upsert('a', { waiting: 2 }), 10)
    table.apply('feed', 1, upsert('b', {}), 10)
    table.apply('feed', 1, remove('b'), 10)
    const first = table.takeDirty()
    expect(first.changed.map(({ id }) => id)).toEqual(['a'])
    expect(first.removed).toEqual(['b'])
    expect(table.takeDirty()).toEqual({ revision: first.revision, changed: [], removed: [] })
  })

  test('grows the revision only with content', () => {
    const table = aTable()
    expect(table.takeDirty().revision).toBe(0)
    table.apply('feed', 1, upsert('a', {}), 10)
    expect([table.takeDirty().revision, table.takeDirty().revision, table.revision()]).toEqual([1, 1, 1])
  })

  test('names a removed row that came back as changed only', () => {
    const table = aTable()
    table.apply('feed', 1, upsert('a', {}), 10)
    table.takeDirty()
    table.apply('feed', 1, remove('a'), 20)
    table.apply('feed', 1, upsert('a', { waiting: 3 }), 30)
    expect(table.takeDirty()).toMatchObject({ changed: [{ id: 'a', changedAtMs: 30 }], removed: [] })
  })

  test('tells of the rows of a removed feed', () => {
    const table = aTable()
    table.apply('feed', 1, upsert('a', {}), 10)
    table.removeFeed('feed')
    expect(table.takeDirty().removed).toEqual(['a'])
    expect([table.feed('feed'), table.row('a'), [...table.rows('feed')]]).toEqual([undefined, undefined, []])
  })
})

test('a feed described again keeps its rows', () => {
  const table = aTable()
  table.apply('feed', 1, upsert('a', {}), 10)
  table.describe({ ...FEED, measures: [{ name: 'waiting', kind: 'number', displayName: 'Waiting' }] })
  expect(table.rowCount('feed')).toBe(1)
  expect(table.feed('feed')?.measures).toHaveLength(1)
  expect(table.feeds()).toHaveLength(1)
})

/** The same promises, told the slow and obvious way: whole copies, compared before and after. */
function createNaiveTable() {
  const rows = new Map<string, { values: Map<string, Value>; generation: number }>()
  let generation = 0
  let isSnapshotting = false
  const shape = (): Record<string, [string, Value][]> =>
    Object.fromEntries([...rows].map(([id, row]) => [id, [...row.values].sort()]))
  return {
    shape,
    begin(next: number) {
      if (next < generation) return
      generation = next
      isSnapshotting = true
    },
    /** True when something changed. */
    apply(of: number, change: RowChange): boolean {
      if (of < generation) return false
      generation = of
      const before = JSON.stringify(shape())
      if (change.action === 'delete') rows.delete(change.rowId)
      else {
        const row = rows.get(change.rowId) ?? { values: new Map<string, Value>(), generation: of }
        row.generation = of
        for (const [name, value] of Object.entries(change.values)) row.values.set(name, value)
        rows.set(change.rowId, row)
      }
      return JSON.stringify(shape()) !== before
    },
    end(of: number): string[] {
      if (!isSnapshotting || of !== generation) return []
      isSnapshotting = false
      const gone = [...rows].filter(([, row]) => row.generation < generation).map(([id]) => id)
      for (const id of gone) rows.delete(id)
      return gone.sort()
    }
  }
}

const id = fc.constantFrom('a', 'b', 'c', '__proto__')
const generation = fc.integer({ min: 1, max: 4 })
const values = fc.dictionary(fc.constantFrom('waiting', 'name', 'constructor'), fc.constantFrom(0, 1, 'x', null), {
  maxKeys: 3
})
const step = fc.oneof(
  { weight: 6, arbitrary: fc.record({ do: fc.constant('upsert' as const), id, generation, values }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('delete' as const), id, generation }) },
  fc.record({ do: fc.constant('begin' as const), generation }),
  fc.record({ do: fc.constant('end' as const), generation }),
  fc.record({ do: fc.constant('take' as const) })
)

test('any interleaving of upserts, deletes, snapshots and generations equals the naive model, and so does a reader of the dirty sets', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
      const table = aTable()
      const naive = createNaiveTable()
      const mirror = new Map<string, [string, Value][]>()
      const read = (): void => {
        const { changed, removed } = table.takeDirty()
        for (const one of removed) mirror.delete(one)
        for (const row of changed) mirror.set(row.id, Object.entries(row.values).sort())
      }
      for (const one of steps) {
        if (one.do === 'begin') {
          table.beginSnapshot('feed', one.generation)
          naive.begin(one.generation)
        } else if (one.do === 'end') {
          const { deltas } = table.endSnapshot('feed', one.generation)
          expect(deltas.map(({ row }) => row.id).sort()).toEqual(naive.end(one.generation))
        } else if (one.do === 'take') read()
        else {
          const change = one.do === 'upsert' ? upsert(one.id, one.values) : remove(one.id)
          const delta = table.apply('feed', one.generation, change, 0)
          expect(delta !== undefined).toBe(naive.apply(one.generation, change))
        }
        const rows = [...table.rows('feed')]
        expect(Object.fromEntries(rows.map((row) => [row.id, Object.entries(row.values).sort()]))).toEqual(
          naive.shape()
        )
        expect(table.rowCount('feed')).toBe(rows.length)
      }
      read()
      expect(Object.fromEntries(mirror)).toEqual(naive.shape())
    }),
    { numRuns: 500 }
  )
})

describe('a place', () => {
  const at = (place: RowPlace, change: RowChange): RowChange => ({ ...change, place })

  test('leads to the row of its identity without a look-up, also after the row went and came back', () => {
    const table = aTable()
    const place: RowPlace = {}
    expect(table.apply('feed', 1, at(place, upsert('a', { waiting: 1 })), 10)?.kind).toBe('added')
    expect(table.apply('feed', 1, at(place, upsert('a', { waiting: 2 })), 20)?.kind).toBe('changed')
    expect(table.apply('feed', 1, at(place, remove('a')), 30)?.kind).toBe('removed')
    expect(table.apply('feed', 1, at(place, remove('a')), 40)).toBeUndefined()
    expect(table.apply('feed', 1, at(place, upsert('a', { waiting: 3 })), 50)?.kind).toBe('added')
    expect(table.row('a')?.values).toEqual({ waiting: 3 })
    expect(table.rowCount('feed')).toBe(1)
  })

  test('of a row that a snapshot did not repeat leads nowhere', () => {
    const table = aTable()
    const place: RowPlace = {}
    table.apply('feed', 1, at(place, upsert('a', { waiting: 1 })), 10)
    table.beginSnapshot('feed', 2)
    expect(table.endSnapshot('feed', 2).summary.vanished).toBe(1)
    expect(table.apply('feed', 2, at(place, upsert('a', { waiting: 1 })), 20)?.kind).toBe('added')
  })

  test('finds the row that another source of the same feed made', () => {
    const table = aTable()
    table.apply('feed', 1, at({}, upsert('a', { waiting: 1, name: 'A' })), 10)
    expect(table.apply('feed', 2, at({}, upsert('a', { waiting: 2 })), 20)?.kind).toBe('changed')
    expect(table.row('a')?.values).toEqual({ waiting: 2, name: 'A' })
  })

  test('that two tables, or a feed that was taken away, have in common mixes up nothing', () => {
    const [one, other] = [aTable(), aTable()]
    const place: RowPlace = {}
    for (const table of [one, other]) table.apply('feed', 1, at(place, upsert('a', { waiting: 1 })), 10)
    one.apply('feed', 1, at(place, upsert('a', { waiting: 2 })), 20)
    expect([one.row('a')?.values, other.row('a')?.values]).toEqual([{ waiting: 2 }, { waiting: 1 }])
    one.removeFeed('feed')
    one.describe(FEED)
    expect(one.apply('feed', 1, at(place, upsert('a', { waiting: 3 })), 30)?.kind).toBe('added')
    expect(other.row('a')?.values).toEqual({ waiting: 1 })
  })
})

describe('rows that nobody asks about', () => {
  test('and that come and go do not pile up, nor are they told as changed', () => {
    const table = aTable()
    for (let round = 0; round < 25_000; round++) {
      table.apply('feed', 1, upsert('a', { waiting: round }), round)
      table.apply('feed', 1, remove('a'), round)
    }
    table.apply('feed', 1, upsert('b', { waiting: 1 }), 1)
    const { changed, removed } = table.takeDirty()
    expect(changed.map(({ id }) => id)).toEqual(['b'])
    expect(removed).toEqual(['a'])
    expect(table.takeDirty()).toMatchObject({ changed: [], removed: [] })
  })
})

describe('records made in one piece', () => {
  test('inherit nothing, hold any name, share nothing, and are kept by the table', () => {
    const make = ownValuesOf(['waiting', '__proto__', 'constructor'])
    const [one, other] = [make(), make()]
    one['waiting'] = 1
    one['__proto__'] = 2
    expect(Object.keys(one)).toEqual(['waiting', '__proto__', 'constructor'])
    expect(one['toString']).toBeUndefined()
    expect(Object.values(other)).toEqual([null, null, null])
    const table = aTable()
    table.apply('feed', 1, upsert('a', one), 10)
    expect(table.row('a')?.values).toBe(one)
  })
})
