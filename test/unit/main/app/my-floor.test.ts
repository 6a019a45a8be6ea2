import { describe, expect, it } from 'vitest'
import { EVERYTHING, type FloorScope } from '../../../../src/core/floor/scope.ts'
import type { FeedDescriptor } from '../../../../src/core/measures/feed.ts'
import { rowId } from '../../../../src/core/measures/row.ts'
import { createMeasureTable } from '../../../../src/core/measures/table.ts'
import type { Value } from '../../../../src/core/measures/value.ts'
import { DEFAULT_SETTINGS, type Settings } from '../../../../src/core/settings/settings.ts'
import type { FeedState } from '../../../../src/main/app/floor.ts'
import { headlineOf } from '../../../../src/main/app/headline.ts'
import { createMyFloor } from '../../../../src/main/app/my-floor.ts'

const QUEUES: FeedDescriptor = {
  ...{ id: 'a/queues', connectionId: 'a', producerId: 'queues', subject: 'queue', keyNames: ['queueId'] },
  measures: [{ name: 'waiting', kind: 'number', displayName: 'Waiting', role: 'contactsWaiting' }]
}
const AGENTS: FeedDescriptor = {
  ...{ id: 'a/agents', connectionId: 'a', producerId: 'agents', subject: 'agent', keyNames: ['agentId'] },
  measures: [
    { name: 'agentState', kind: 'text', displayName: 'State', role: 'agentState' },
    { name: 'agentTeam', kind: 'text', displayName: 'Team' },
    { name: 'siteName', kind: 'text', displayName: 'Site' }
  ]
}
const LIVE = { phase: 'live', sinceMs: 0, generation: 1, attempt: 0 } as const
const blue = { id: 'Blue', name: 'Blue' }

/** One connection with queues and agents, live but for what `silent` names. */
function aFloor(over: Partial<FloorScope>) {
  const table = createMeasureTable()
  for (const feed of [QUEUES, AGENTS]) table.describe(feed)
  const settings = { ...DEFAULT_SETTINGS, floor: { ...EVERYTHING, ...over } as NonNullable<Settings['floor']> }
  const myFloor = createMyFloor({ table, settings: () => settings, dispatch: () => undefined })
  const silent = new Set<string>()
  const feeds = new Map(
    [QUEUES, AGENTS].map((descriptor): [string, FeedState] => [
      descriptor.id,
      { connectionId: 'a', descriptor, status: LIVE, heardAtMs: 900, skipped: 0, snapshot: null }
    ])
  )
  function change(of: FeedDescriptor, key: string, values: Record<string, Value> | null): void {
    const keys = { [of.keyNames[0] ?? '']: key }
    const id = rowId(['a', 'account', 'source', of.producerId], keys)
    const action = values === null ? 'delete' : 'upsert'
    const delta = table.apply(of.id, 1, { action, rowId: id, keys, values: values ?? {} }, 0)
    if (delta) myFloor.members.heard({ type: 'rowsChanged', feedId: of.id, deltas: [delta] })
  }
  change(QUEUES, 'q1', { waiting: 3 })
  return {
    silent,
    agent: (name: string, agentTeam: string) => change(AGENTS, name, { agentState: 'READY', agentTeam }),
    signOut: (name: string) => change(AGENTS, name, null),
    headline: () =>
      headlineOf({
        ...myFloor.parts({ feeds: () => feeds, isLive: (id) => !silent.has(id) }, []),
        ...{ open: [], snoozedUntilMs: null, nowMs: 1000 }
      })
  }
}

describe('a floor of teams', () => {
  it('is live and empty while nobody of them is signed in, also when others are', () => {
    const { agent, signOut, headline } = aFloor({ teams: [blue] })
    const empty = { look: 'ok', nobodyOnFloor: true, nothingOnFloor: false, agentsReady: 0, contactsWaiting: 3 }
    expect(headline()).toMatchObject(empty)
    agent('Ann', 'Red')
    expect(headline()).toMatchObject(empty)
    agent('Bob', 'Blue')
    expect(headline()).toMatchObject({ look: 'ok', nobodyOnFloor: false, agentsReady: 1 })
    signOut('Bob')
    expect(headline()).toMatchObject(empty)
  })

  it('says nothing of people as long as their feed is not live', () => {
    const { silent, headline } = aFloor({ teams: [blue] })
    silent.add(AGENTS.id)
    expect(headline()).toMatchObject({ look: 'stale', nobodyOnFloor: false })
  })

  it('is the same for a site that only agents name', () => {
    expect(aFloor({ sites: [{ id: 'Oulu', name: 'Oulu' }] }).headline()).toMatchObject({ nobodyOnFloor: true })
  })

  it('never hides that a queue which was chosen too is gone', () => {
    const { headline } = aFloor({ teams: [blue], queues: [{ id: 'gone', name: 'Gone' }] })
    expect(headline()).toMatchObject({ look: 'stale', nobodyOnFloor: false, nothingOnFloor: true })
  })
})
