import { describe, expect, test } from 'vitest'
import { floorNumbers } from '../../../../src/core/measures/aggregate.ts'
import type { FeedDescriptor, Subject } from '../../../../src/core/measures/feed.ts'
import { createMeasureTable } from '../../../../src/core/measures/table.ts'
import type { MeasureRole, Value } from '../../../../src/core/measures/value.ts'

function aFeed(id: string, subject: Subject, roles: readonly MeasureRole[], keyNames = ['key'], connectionId = 'c') {
  const measures = roles.map((role) => ({ name: role, kind: 'number' as const, displayName: role, role }))
  return { id, connectionId, producerId: id, subject, keyNames, measures } satisfies FeedDescriptor
}

function aFloor(feeds: readonly FeedDescriptor[], rows: Readonly<Record<string, readonly Record<string, Value>[]>>) {
  const table = createMeasureTable()
  for (const feed of feeds) table.describe(feed)
  for (const [feedId, list] of Object.entries(rows)) {
    list.forEach((values, index) => {
      const rowId = `${feedId}/${String(index)}`
      table.apply(feedId, 1, { action: 'upsert', rowId, keys: {}, values }, 0)
    })
  }
  return table
}

const live =
  (...ids: string[]) =>
  (feedId: string) =>
    ids.includes(feedId)
const QUEUES = aFeed('queues', 'queue', ['contactsWaiting', 'answered'])
const AGENTS = aFeed('agents', 'agent', ['agentState'])

describe('the floor in five numbers', () => {
  test('adds up queues and counts agents that are ready', () => {
    const table = aFloor([QUEUES, AGENTS], {
      queues: [{ contactsWaiting: 3, answered: 10 }, { contactsWaiting: 4, answered: null }, { contactsWaiting: 'x' }],
      agents: [{ agentState: 'READY' }, { agentState: 'NOT_READY' }, { agentState: 'READY' }]
    })
    expect(floorNumbers(table, live('queues', 'agents'))).toEqual({
      contactsWaiting: 7,
      answered: 10,
      contactsActive: null,
      abandoned: null,
      agentsReady: 2
    })
  })

  test('says nothing of feeds that are not live', () => {
    const table = aFloor([QUEUES, AGENTS], { queues: [{ contactsWaiting: 3 }], agents: [{ agentState: 'READY' }] })
    expect(floorNumbers(table, live('agents'))).toMatchObject({ contactsWaiting: null, agentsReady: 1 })
    expect(floorNumbers(table, live())).toMatchObject({ contactsWaiting: null, agentsReady: null })
  })

  test('an empty live feed is zero, rows without any value are unknown', () => {
    const empty = aFloor([QUEUES], {})
    expect(floorNumbers(empty, live('queues')).contactsWaiting).toBe(0)
    const unknown = aFloor([QUEUES], { queues: [{ contactsWaiting: null }] })
    expect(floorNumbers(unknown, live('queues')).contactsWaiting).toBeNull()
  })

  test('counts contacts once where a second feed splits them by channel, and adds up connections', () => {
    const byChannel = aFeed('byChannel', 'queue', ['contactsWaiting'], ['key', 'channel'])
    const elsewhere = aFeed('elsewhere', 'queue', ['contactsWaiting'], ['key'], 'other')
    const table = aFloor([byChannel, QUEUES, elsewhere], {
      byChannel: [{ contactsWaiting: 2 }, { contactsWaiting: 3 }],
      queues: [{ contactsWaiting: 5 }],
      elsewhere: [{ contactsWaiting: 100 }]
    })
    expect(floorNumbers(table, live('byChannel', 'queues', 'elsewhere')).contactsWaiting).toBe(105)
    expect(floorNumbers(table, live('byChannel')).contactsWaiting).toBe(5)
  })
})
