import { describe, expect, it } from 'vitest'
import type { GenericEvent } from '../../../src/simulator/events/generic-event.ts'
import { querySchema, type Query } from '../../../src/simulator/events/query-schema.ts'
import { runQuery } from '../../../src/simulator/events/query.ts'

const VENDOR = 'com.example'
const event = (at: string, value: number, dimensions: Record<string, string> = {}): GenericEvent => ({
  atMs: Date.parse(at),
  source: 'trusted',
  vendor: VENDOR,
  value,
  dimensions: { category: 'contact', ...dimensions }
})
const query = (part: Partial<Query> = {}): Query => ({
  interval: {
    start: '2026-11-23T00:00:00.000+02:00',
    end: '2026-11-25T00:00:00.000+02:00',
    time_zone: 'Europe/Helsinki'
  },
  granularity: 'all',
  vendor: VENDOR,
  aggregations: ['count'],
  ...part
})
const EVENTS = [
  event('2026-11-22T22:00:00.000Z', 4, { action: 'answered', label: 'Sales', session_id: '1' }),
  event('2026-11-23T10:05:00.000Z', 2, { action: 'answered', label: 'Support', session_id: '2' }),
  event('2026-11-23T10:20:00.000Z', 9, { action: 'abandoned', label: 'Sales', session_id: '3' }),
  event('2026-11-24T21:59:59.999Z', 5, { action: 'answered', label: 'Sales', session_id: '3' })
]

describe('a reporting query', () => {
  it('counts from the start, included, to the end, excluded', () => {
    const outside = event('2026-11-24T22:00:00.000Z', 1)
    const before = event('2026-11-22T21:59:59.999Z', 1)
    expect(runQuery(query(), [before, ...EVENTS, outside]).data).toEqual([['2026-11-22T22:00:00.000Z', 4]])
  })

  it('aggregates in the order asked for and names the columns after it', () => {
    const result = runQuery(
      query({ aggregations: ['min', 'max', 'sum', 'avg', 'count', 'label_uniq', 'session_id_uniq'] }),
      EVENTS
    )
    expect(result.data).toEqual([['2026-11-22T22:00:00.000Z', 2, 9, 20, 5, 4, 2, 3]])
    expect(result.fields.map(({ name }) => name)).toEqual([
      ...['timestamp', 'min', 'max', 'sum', 'avg', 'count', 'label_uniq', 'session_id_uniq']
    ])
    expect(result.fields[0]?.type).toBe('dimension')
    expect(result.fields[1]?.type).toBe('metric')
  })

  it.each([
    ['selector', { type: 'selector', dimension: 'label', value: 'Sales' }, 3],
    [
      'and',
      {
        type: 'and',
        fields: [
          { type: 'selector', dimension: 'label', value: 'Sales' },
          { type: 'selector', dimension: 'action', value: 'answered' }
        ]
      },
      2
    ],
    [
      'or',
      {
        type: 'or',
        fields: [
          { type: 'selector', dimension: 'label', value: 'Support' },
          { type: 'selector', dimension: 'action', value: 'abandoned' }
        ]
      },
      2
    ],
    ['not', { type: 'not', field: { type: 'selector', dimension: 'label', value: 'Sales' } }, 1],
    ['in', { type: 'in', dimension: 'label', values: ['Support', 'Billing'] }, 1],
    ['regex', { type: 'regex', dimension: 'action', pattern: '^a.*ed$' }, 4],
    ['nothing', {}, 4]
  ])('filters by %s', (_name, filters, count) => {
    const parsed = querySchema.parse({ ...query(), filters })
    expect(runQuery(parsed, EVENTS).data).toEqual([['2026-11-22T22:00:00.000Z', count]])
  })

  it('leaves out other vendors and sources', () => {
    const others = [
      { ...event('2026-11-23T10:00:00Z', 1), vendor: 'com.other' },
      { ...event('2026-11-23T10:00:00Z', 1), source: 'untrusted' as const }
    ]
    expect(runQuery(query({ sources: ['trusted'] }), others).data).toEqual([])
    expect(runQuery(query({ sources: ['trusted', 'untrusted'] }), others).data).toHaveLength(1)
  })

  it.each([
    ['minute', ['2026-11-22T22:00', '2026-11-23T10:05', '2026-11-23T10:20', '2026-11-24T21:59']],
    ['fifteen_minute', ['2026-11-22T22:00', '2026-11-23T10:00', '2026-11-23T10:15', '2026-11-24T21:45']],
    ['thirty_minute', ['2026-11-22T22:00', '2026-11-23T10:00', '2026-11-24T21:30']],
    ['hour', ['2026-11-22T22:00', '2026-11-23T10:00', '2026-11-24T21:00']],
    ['day', ['2026-11-22T22:00', '2026-11-23T22:00']],
    ['week', ['2026-11-22T22:00']],
    ['month', ['2026-10-31T22:00']],
    ['year', ['2025-12-31T22:00']]
  ] as const)("cuts time into buckets of a %s in the query's zone and leaves out empty ones", (granularity, starts) => {
    const { data } = runQuery(query({ granularity }), EVENTS)
    expect(data.map(([stamp]) => String(stamp).slice(0, 16))).toEqual(starts)
    expect(data.reduce((sum, row) => sum + Number(row[1]), 0)).toBe(EVENTS.length)
  })

  it('groups by dimensions, each group a row', () => {
    const { data, fields } = runQuery(query({ group_by: ['label', 'action'] }), EVENTS)
    expect(fields.map(({ name }) => name)).toEqual(['timestamp', 'label', 'action', 'count'])
    expect(data.map((row) => row.slice(1))).toEqual([
      ['Sales', 'answered', 2],
      ['Support', 'answered', 1],
      ['Sales', 'abandoned', 1]
    ])
  })
})
