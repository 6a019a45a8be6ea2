import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isList, type Json } from '../../../../src/core/reporting/json.ts'
import {
  intervalMs,
  newQuery,
  partsOf,
  withParts,
  type QueryParts
} from '../../../../src/core/reporting/query-parts.ts'
import { AGGREGATIONS, columnsOf, GRANULARITIES, queryProblems } from '../../../../src/core/reporting/query.ts'
import * as service from '../../../../src/simulator/events/query-schema.ts'

const QUERY = {
  sources: ['trusted', 'untrusted'],
  interval: { start: '2024-05-06T00:00:00+03:00', end: '2024-05-07T00:00:00+03:00', time_zone: 'Europe/Helsinki' },
  granularity: 'all',
  group_by: [],
  organization_id: '7f9c0c7e-6b0f-4d0b-9a52-1f2a3b4c5d6e',
  vendor: 'demo',
  aggregations: ['count', 'sum'],
  filters: {
    type: 'and',
    fields: [
      { type: 'selector', dimension: 'category', value: 'chat' },
      { type: 'in', dimension: 'action', values: ['ended', 'lost'] },
      { type: 'regex', dimension: 'label', pattern: '^vip' }
    ]
  }
} as const satisfies Json

const found = (value: Json): readonly string[] =>
  queryProblems(value).map(({ path, code, isDoubt }) => `${path.join('.')} ${code}${isDoubt ? '?' : ''}`)

describe('what is wrong with a query', () => {
  it('is nothing where it is as documented', () => {
    expect(found(QUERY)).toEqual([])
    expect(found({ ...QUERY, filters: {} })).toEqual([])
    expect(found({ ...QUERY, filters: { type: 'not', field: QUERY.filters } })).toEqual([])
  })

  it.each<[Json, readonly string[]]>([
    [null, [' notAnObject']],
    [[], [' notAnObject']],
    [{}, ['vendor missing', 'interval missing', 'granularity missing', 'aggregations missing']],
    [{ ...QUERY, vendor: 5 }, ['vendor notText']],
    [{ ...QUERY, vendor: ' ' }, ['vendor empty']],
    [{ ...QUERY, granularity: 'decade' }, ['granularity notOneOf?']],
    [{ ...QUERY, aggregations: [] }, ['aggregations noColumn']],
    [{ ...QUERY, aggregations: 'count' }, ['aggregations notAList']],
    [{ ...QUERY, aggregations: ['count', 'median'] }, ['aggregations.1 notOneOf?']],
    [{ ...QUERY, more: 1 }, ['more unknownField?']],
    [{ ...QUERY, interval: 'today' }, ['interval notAnObject']],
    [{ ...QUERY, interval: { ...QUERY.interval, start: '2024-05-06' } }, ['interval.start notAMoment']],
    [{ ...QUERY, interval: { ...QUERY.interval, start: '2024-13-06T00:00:00Z' } }, ['interval.start notAMoment']],
    [{ ...QUERY, interval: { ...QUERY.interval, end: QUERY.interval.start } }, ['interval.end endBeforeStart']],
    [{ ...QUERY, interval: { ...QUERY.interval, time_zone: 'Mars/Olympus' } }, ['interval.time_zone notAZone']],
    [{ ...QUERY, filters: [] }, ['filters notAnObject']],
    [{ ...QUERY, filters: { fields: [] } }, ['filters.type missing']],
    [{ ...QUERY, filters: { type: 'between' } }, ['filters.type notOneOf?']],
    [
      { ...QUERY, filters: { type: 'or', fields: [{ type: 'selector', dimension: '' }] } },
      ['filters.fields.0.value missing', 'filters.fields.0.dimension empty']
    ]
  ])('%j', (query, problems) => {
    expect(found(query)).toEqual(problems)
  })

  it('names the fields that the service of the demo centre knows, and no other', () => {
    expect(new Set(AGGREGATIONS)).toEqual(new Set(service.AGGREGATIONS))
    expect(GRANULARITIES).toEqual(service.GRANULARITIES)
  })

  it('has no error where the service takes it, and one where it does not', () => {
    const value = fc.constantFrom<Json>('', 'x', 5, null, [], {}, ['count'], 'all', QUERY.filters, QUERY.interval)
    const changes = fc.dictionary(fc.constantFrom(...Object.keys(QUERY).filter((n) => n !== 'organization_id')), value)
    fc.assert(
      fc.property(changes, (change) => {
        const query: Readonly<Record<string, Json>> = { ...QUERY, ...change }
        const { vendor, aggregations = null } = query
        const taken = service.querySchema.safeParse(query).success
        // An empty name of a vendor or no column at all is no use to a target, whatever the service says.
        const usable = vendor !== '' && !(isList(aggregations) && aggregations.length === 0)
        expect(queryProblems(query).length === 0).toBe(taken && usable)
      }),
      { numRuns: 500 }
    )
  })
})

describe('its columns', () => {
  it('are what it adds up', () => {
    expect(columnsOf(QUERY)).toEqual(['count', 'sum'])
    expect(columnsOf({ aggregations: ['count', 'count', 5, ''] })).toEqual(['count'])
    expect(columnsOf({ aggregations: 'count' })).toEqual([])
    expect(columnsOf(null)).toEqual([])
  })
})

describe('a query and its parts', () => {
  it('are the same thing: parts that are written back change nothing', () => {
    expect(withParts(QUERY, partsOf(QUERY))).toEqual(QUERY)
    expect(partsOf(QUERY)).toMatchObject({ vendor: 'demo', zone: 'Europe/Helsinki', groupBy: [] })
    expect(partsOf(QUERY).conditions).toEqual([
      { kind: 'is', field: 'category', value: 'chat' },
      { kind: 'isOneOf', field: 'action', values: ['ended', 'lost'] },
      { kind: 'matches', field: 'label', pattern: '^vip' }
    ])
  })

  it('keep what the parts don’t show, in its place', () => {
    const odd = { note: { of: 'ours' }, ...QUERY, interval: { ...QUERY.interval, step: 5 } }
    const changed = withParts(odd, { vendor: 'other', start: '2024-05-05T00:00:00+03:00' })
    expect(Object.keys(changed)).toEqual(Object.keys(odd))
    expect(changed).toEqual({
      ...odd,
      vendor: 'other',
      interval: { ...odd.interval, start: '2024-05-05T00:00:00+03:00' }
    })
  })

  it.each<Json>([
    { type: 'or', fields: [] },
    { type: 'not', field: { type: 'selector', dimension: 'a', value: 'b' } },
    { type: 'and', fields: [{ type: 'or', fields: [] }] },
    { type: 'and', fields: [], extra: 1 },
    { type: 'selector', dimension: 'a', value: 'b', extractionFn: 'lower' },
    { type: 'in', dimension: 'a', values: ['b', 5] },
    'category = chat'
  ])('leave a filter alone that is no list of conditions: %j', (filters) => {
    const query = { ...QUERY, filters }
    expect(partsOf(query).conditions).toBeNull()
    expect(withParts(query, { ...partsOf(query), vendor: 'x' })).toEqual({ ...query, vendor: 'x' })
  })

  it('take a single condition for a list of one, and none for no filter', () => {
    const [first] = QUERY.filters.fields
    expect(partsOf({ ...QUERY, filters: first }).conditions).toEqual([{ kind: 'is', field: 'category', value: 'chat' }])
    expect(withParts(QUERY, { conditions: [] })['filters']).toEqual({})
    expect(withParts(QUERY, { sources: [] })).not.toHaveProperty('sources')
  })

  it('come back as they were written, whatever they are', () => {
    const word = fc.string({ minLength: 1, maxLength: 8 })
    const condition = fc.oneof(
      fc.record({ kind: fc.constant('is' as const), field: word, value: fc.string() }),
      fc.record({ kind: fc.constant('isOneOf' as const), field: word, values: fc.array(fc.string()) }),
      fc.record({ kind: fc.constant('matches' as const), field: word, pattern: word })
    )
    const parts: fc.Arbitrary<QueryParts> = fc.record({
      ...{ vendor: word, granularity: word, aggregations: fc.array(word), sources: fc.array(word) },
      ...{ groupBy: fc.array(word), start: word, end: word, zone: word, conditions: fc.array(condition) }
    })
    fc.assert(
      fc.property(parts, (some) => {
        expect(partsOf(withParts(null, some))).toEqual(some)
      })
    )
  })

  it('begin with the running day', () => {
    const query = newQuery('demo', { start: QUERY.interval.start, end: QUERY.interval.end, zone: 'Europe/Helsinki' })
    expect(queryProblems(query)).toEqual([])
    expect(columnsOf(query)).toEqual(['count'])
    expect(intervalMs(partsOf(query))).toBe(86_400_000)
    expect(intervalMs({ start: 'x', end: QUERY.interval.end })).toBeUndefined()
  })
})
