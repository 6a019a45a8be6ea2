import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createFloorMembers } from '../../../../src/core/floor/floor-members.ts'
import { createFloorRows, floorTest, isOnFloor } from '../../../../src/core/floor/membership.ts'
import {
  EVERYTHING,
  FLOOR_KINDS,
  floorReader,
  isConnectionOnFloor,
  isEverything,
  type FloorKind,
  type FloorScope
} from '../../../../src/core/floor/scope.ts'
import { floorNumbers } from '../../../../src/core/measures/aggregate.ts'
import type { FeedDescriptor } from '../../../../src/core/measures/feed.ts'
import { rowId, type Row } from '../../../../src/core/measures/row.ts'
import { createMeasureTable } from '../../../../src/core/measures/table.ts'
import type { Value } from '../../../../src/core/measures/value.ts'

const text = (name: string, role?: 'queueName' | 'agentState' | 'agentName') => ({
  ...{ name, kind: 'text' as const, displayName: name },
  ...(role ? { role } : {})
})
const count = (name: string, role: 'contactsWaiting' | 'answered') => ({
  ...{ name, kind: 'number' as const, displayName: name, role }
})

function feed(id: string, over: Partial<FeedDescriptor> = {}): FeedDescriptor {
  const [connectionId = '', producerId = ''] = id.split('/')
  return {
    ...{ id, connectionId, producerId, subject: 'queue', keyNames: ['queueId'] },
    measures: [text('queueName', 'queueName'), count('waiting', 'contactsWaiting'), text('siteName')],
    ...over
  }
}
const QUEUES = feed('a/queues')
const BY_CHANNEL = feed('a/byChannel', { keyNames: ['channelId', 'queueId'] })
const OTHER = feed('b/queues')
const AGENTS = feed('a/agents', {
  subject: 'agent',
  keyNames: ['agentId'],
  measures: [text('agentDisplayName', 'agentName'), text('agentState', 'agentState'), text('agentTeam')]
})
const FEEDS = [QUEUES, OTHER, AGENTS]

function rowOf(of: FeedDescriptor, keys: Record<string, string>, values: Record<string, Value> = {}): Row {
  const id = rowId([of.connectionId, 'account', 'source', of.producerId], keys)
  return { id, feedId: of.id, keys, values, changedAtMs: 0, generation: 1 }
}
function scope(over: Partial<FloorScope>): FloorScope {
  return { ...EVERYTHING, ...over }
}
const part = (id: string | null | undefined, name = '') => ({ id: id ?? '', name })
const queueId = (of: FeedDescriptor, queue: string): string =>
  floorReader(of, 'queues')?.id(rowOf(of, { queueId: queue, channelId: 'VOICE' })) ?? ''

describe('my floor', () => {
  it('is everything until something is chosen', () => {
    expect(isOnFloor(rowOf(QUEUES, { queueId: 'q1' }), QUEUES, EVERYTHING)).toBe(true)
    expect(floorTest(QUEUES, EVERYTHING).covers).toBe('all')
  })

  it('knows a queue by its id, in every producer of its account, and not by its name', () => {
    const mine = scope({ queues: [part(queueId(QUEUES, 'q1'), 'Sales')] })
    expect(isOnFloor(rowOf(QUEUES, { queueId: 'q1' }, { queueName: 'Renamed' }), QUEUES, mine)).toBe(true)
    expect(isOnFloor(rowOf(BY_CHANNEL, { queueId: 'q1', channelId: 'CHAT' }), BY_CHANNEL, mine)).toBe(true)
    expect(isOnFloor(rowOf(QUEUES, { queueId: 'q2' }, { queueName: 'Sales' }), QUEUES, mine)).toBe(false)
    expect(isOnFloor(rowOf(OTHER, { queueId: 'q1' }, { queueName: 'Sales' }), OTHER, mine)).toBe(false)
  })

  it('keeps agents whose system does not say which queue they serve, and asks those whose system does', () => {
    const mine = scope({ queues: [part(queueId(QUEUES, 'q1'))] })
    expect(isOnFloor(rowOf(AGENTS, { agentId: '7' }), AGENTS, mine)).toBe(true)
    const byQueue = feed('a/agentByQueue', { subject: 'agent', keyNames: ['agentId', 'queueId'] })
    expect(isOnFloor(rowOf(byQueue, { agentId: '7', queueId: 'q1' }), byQueue, mine)).toBe(true)
    expect(isOnFloor(rowOf(byQueue, { agentId: '7', queueId: 'q2' }), byQueue, mine)).toBe(false)
  })

  it('takes an agent in by its team, and leaves out one that has none', () => {
    const mine = scope({ teams: [part('Blue')] })
    expect(isOnFloor(rowOf(AGENTS, { agentId: '1' }, { agentTeam: 'Blue' }), AGENTS, mine)).toBe(true)
    expect(isOnFloor(rowOf(AGENTS, { agentId: '2' }, { agentTeam: 'Red' }), AGENTS, mine)).toBe(false)
    expect(isOnFloor(rowOf(AGENTS, { agentId: '3' }, { agentTeam: null }), AGENTS, mine)).toBe(false)
    expect(isOnFloor(rowOf(AGENTS, { agentId: '4' }), AGENTS, mine)).toBe(false)
  })

  it('narrows with each list: a queue of my site, of my connection', () => {
    const row = rowOf(QUEUES, { queueId: 'q1' }, { siteName: 'Oulu' })
    const sites = [part('Oulu')]
    expect(isOnFloor(row, QUEUES, scope({ sites, connections: ['a'] }))).toBe(true)
    expect(isOnFloor(row, QUEUES, scope({ sites, connections: ['b'] }))).toBe(false)
    expect(isOnFloor(row, QUEUES, scope({ sites: [part('Turku')], connections: ['a'] }))).toBe(false)
  })

  it('reads an id rather than a name where both are listed, and calls it by the name', () => {
    const sited = feed('a/sited', { measures: [text('siteName'), text('siteId')] })
    const reader = floorReader(sited, 'sites')
    const row = rowOf(sited, { queueId: 'q' }, { siteId: '17', siteName: 'Oulu' })
    expect([reader?.id(row), reader?.name(row), reader?.reads]).toEqual(['17', 'Oulu', ['siteId']])
  })

  it('offers no choice of what is not listed, nor by what tells who somebody is', () => {
    expect(floorReader(QUEUES, 'teams')).toBeUndefined()
    expect(floorReader(AGENTS, 'queues')).toBeUndefined()
    // “composite” is no site, and a person stands behind the login of a team.
    const odd = feed('a/odd', { subject: 'agent', measures: [text('compositeName'), text('teamLeaderLogin')] })
    expect(floorReader(odd, 'sites')).toBeUndefined()
  })

  it('asks a row when it comes and when its place changes, not with each message', () => {
    let asked = 0
    const test = floorTest(AGENTS, scope({ teams: [part('Blue')] }))
    const counted = { ...test, isOn: (row: Parameters<typeof test.isOn>[0]) => (asked++, test.isOn(row)) }
    const all = new Map<string, Row>()
    const floor = createFloorRows(counted, all)
    const row = rowOf(AGENTS, { agentId: '1' }, { agentTeam: 'Blue', agentState: 'READY' })
    expect(floor.note({ row, kind: 'added', measures: ['agentTeam'] })).toBe('added')
    for (let i = 0; i < 1000; i++) floor.note({ row, kind: 'changed', measures: ['agentState'] })
    expect(asked).toBe(1)
    const moved = { ...row, values: { ...row.values, agentTeam: 'Red' } }
    expect(floor.note({ row: moved, kind: 'changed', measures: ['agentTeam'] })).toBe('removed')
    expect(floor.note({ row: moved, kind: 'changed', measures: ['agentState'] })).toBe('off')
    expect(asked).toBe(2)
  })
})

const anyText = fc.constantFrom('Oulu', 'Turku', '', null)
const change = fc.record({
  feed: fc.constantFrom(...FEEDS),
  key: fc.constantFrom('1', '2', '3', '4'),
  gone: fc.boolean(),
  place: anyText,
  waiting: fc.option(fc.nat(20)),
  state: fc.constantFrom('READY', 'NOT_READY')
})
const aScope = fc.record({
  connections: fc.subarray(['a', 'b', 'gone']),
  sites: fc.subarray([part('Oulu'), part('Nowhere')]),
  queues: fc.subarray([part(queueId(QUEUES, '1')), part(queueId(OTHER, '2'))]),
  teams: fc.subarray([part('Oulu')])
})
const step = fc.oneof({ weight: 8, arbitrary: change }, { weight: 1, arbitrary: aScope })

describe('the headline over my floor', () => {
  it('kept up with each change, is what adding up all rows anew gives', () => {
    fc.assert(
      fc.property(aScope, fc.array(step, { maxLength: 60 }), (first, steps) => {
        const table = createMeasureTable()
        for (const one of FEEDS) table.describe(one)
        const members = createFloorMembers(table, first)
        let present: FloorScope = first
        for (const next of steps) {
          if ('connections' in next) {
            present = next
            members.heard({ type: 'floorChosen', floor: next })
          } else {
            const { feed: of, key, gone, place, waiting, state } = next
            const keys = { [of.keyNames[0] ?? '']: key }
            const id = rowId([of.connectionId, 'account', 'source', of.producerId], keys)
            const values = of === AGENTS ? { agentTeam: place, agentState: state } : { siteName: place, waiting }
            const action = gone ? 'delete' : 'upsert'
            const delta = table.apply(of.id, 1, { action, rowId: id, keys, values: gone ? {} : values }, 0)
            if (delta) members.heard({ type: 'rowsChanged', feedId: of.id, deltas: [delta] })
          }
          const slowly = FEEDS.map((of) => [...table.rows(of.id)].filter((row) => isOnFloor(row, of, present)))
          FEEDS.forEach((of, index) => {
            expect(new Set([...members.rows(of.id)].map(({ id }) => id))).toEqual(
              new Set(slowly[index]?.map(({ id }) => id))
            )
          })
          const brute = {
            rows: (id: string) => slowly[FEEDS.findIndex((of) => of.id === id)] ?? [],
            rowCount: table.rowCount
          }
          expect(floorNumbers(table, members.covers, members)).toEqual(floorNumbers(table, members.covers, brute))
          const listing = (kind: FloorKind) => FEEDS.filter((of) => floorReader(of, kind) !== undefined)
          const count = (feeds: readonly FeedDescriptor[]) =>
            feeds.reduce((sum, of) => sum + [...brute.rows(of.id)].length, 0)
          const chosen = FLOOR_KINDS.filter((kind) => present[kind].length > 0)
          const covered = FEEDS.filter((of) => isConnectionOnFloor(of.connectionId, present))
          const isNone =
            chosen.length > 0
              ? chosen.some((kind) => count(listing(kind)) === 0)
              : !isEverything(present) && covered.length > 0 && count(FEEDS) === 0
          expect(members.lacks() !== 'nothing').toBe(isNone)
        }
      }),
      { numRuns: 200 }
    )
  })
})
