import { describe, expect, test } from 'vitest'
import type { FeedDescriptor } from '../../../../src/core/measures/feed.ts'
import { isSameInterval } from '../../../../src/core/measures/intervals.ts'
import { createMeasureTable } from '../../../../src/core/measures/table.ts'
import type { Value } from '../../../../src/core/measures/value.ts'

const MIDNIGHT = Date.UTC(2026, 2, 2)
const MIDDAY = MIDNIGHT + 12 * 3_600_000 + 7 * 60_000
const counter = (name: string) => ({ name, kind: 'number', displayName: name, isCounter: true }) as const
const FEED: FeedDescriptor = {
  id: 'feed',
  connectionId: 'c',
  producerId: 'feed',
  subject: 'queue',
  keyNames: ['queueId'],
  measures: [
    counter('offered'),
    counter('answered'),
    counter('abandoned'),
    { name: 'waiting', kind: 'number', displayName: 'Waiting' }
  ]
}

/** One row with these values, and what later messages make of its intervals. */
function aRow(first: Record<string, Value>, atMs = MIDDAY) {
  const table = createMeasureTable()
  table.describe(FEED)
  const say = (values: Record<string, Value>, wallMs: number, generation = 1) => {
    table.apply('feed', generation, { action: 'upsert', rowId: 'a', keys: {}, values }, wallMs)
    return table.row('a')?.intervals
  }
  say(first, atMs)
  return { say, intervals: () => table.row('a')?.intervals }
}

const DAY = { offered: 120, answered: 100, abandoned: 7, waiting: 9 }

describe('a reset', () => {
  test('is when all that had counted fall together, at whatever time', () => {
    expect(aRow(DAY).say({ offered: 0, answered: 0, abandoned: 0, waiting: 9 }, MIDDAY)).toEqual({
      offered: MIDDAY,
      answered: MIDDAY,
      abandoned: MIDDAY
    })
  })

  test('a counter that stood at zero begins the new interval with the others', () => {
    const row = aRow({ ...DAY, abandoned: 0 })
    expect(row.say({ offered: 1, answered: 0 }, MIDDAY)).toEqual({
      offered: MIDDAY,
      answered: MIDDAY,
      abandoned: MIDDAY
    })
  })

  test('is seen after a night away, when one of the counters is higher than the day before', () => {
    const row = aRow(DAY)
    const nextDay = MIDDAY + 86_400_000
    expect(row.say({ offered: 30, answered: 12, abandoned: 9 }, nextDay, 2)).toEqual({
      offered: nextDay,
      answered: nextDay,
      abandoned: nextDay
    })
  })

  test('whose counters fall one after the other is one; until they have they are not of one interval', () => {
    const row = aRow(DAY, MIDNIGHT - 60_000)
    expect(row.say({ offered: 0 }, MIDNIGHT + 500)).toEqual({ offered: MIDNIGHT + 500 })
    expect(isSameInterval(row.intervals(), 'abandoned', 'offered')).toBe(false)
    row.say({ answered: 0 }, MIDNIGHT + 900)
    expect(isSameInterval(row.intervals(), 'answered', 'offered')).toBe(true)
    row.say({ offered: 3 }, MIDNIGHT + 3_000)
    row.say({ abandoned: 1 }, MIDNIGHT + 5_000)
    expect(row.intervals()).toEqual({
      offered: MIDNIGHT + 500,
      answered: MIDNIGHT + 500,
      abandoned: MIDNIGHT + 500
    })
  })

  test('each of two is one', () => {
    const row = aRow(DAY)
    row.say({ offered: 0, answered: 0, abandoned: 0 }, MIDDAY)
    row.say({ offered: 5, answered: 2 }, MIDDAY + 60_000)
    expect(row.say({ offered: 0, answered: 0 }, MIDDAY + 900_000)).toEqual({
      offered: MIDDAY + 900_000,
      answered: MIDDAY + 900_000,
      abandoned: MIDDAY + 900_000
    })
  })
})

describe('no reset', () => {
  test.each<[string, Record<string, Value>, number]>([
    ['one counter that is put right', { offered: 119 }, MIDDAY],
    ['one that is put right as intervals end', { offered: 119 }, MIDNIGHT],
    ['one that is put right to zero in the middle of an interval', { abandoned: 0 }, MIDDAY],
    ['two that lose the same contact', { offered: 119, answered: 99 }, MIDDAY],
    ['a measure that is no counter', { waiting: 0 }, MIDNIGHT],
    ['a counter without a value', { offered: null, answered: null, abandoned: null }, MIDNIGHT],
    ['counters that grow', { offered: 121, answered: 101 }, MIDNIGHT]
  ])('%s', (_, values, atMs) => {
    expect(aRow(DAY, atMs - 1_000).say(values, atMs)).toBeUndefined()
  })

  test('a row that went and came back is a new one', () => {
    const table = createMeasureTable()
    table.describe(FEED)
    const change = { rowId: 'a', keys: {} }
    table.apply('feed', 1, { ...change, action: 'upsert', values: DAY }, MIDDAY)
    table.apply('feed', 1, { ...change, action: 'delete', values: {} }, MIDDAY)
    table.apply('feed', 1, { ...change, action: 'upsert', values: { offered: 0, answered: 0 } }, MIDDAY)
    expect(table.row('a')?.intervals).toBeUndefined()
  })
})
