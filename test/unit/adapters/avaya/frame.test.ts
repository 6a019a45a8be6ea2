import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createFrameReader } from '../../../../src/adapters/avaya/frame.ts'
import { dataFrameSchema } from '../../../../src/adapters/avaya/schema.ts'
import type { FeedDescriptor } from '../../../../src/core/measures/feed.ts'
import { rowId } from '../../../../src/core/measures/row.ts'
import type { MeasureKind, MeasureRole } from '../../../../src/core/measures/value.ts'
import { frame } from '../../../fakes/avaya-cloud.ts'
import { renamed, wire, wireText } from './wire.ts'

function feedOf(producerId: string, kinds: Readonly<Record<string, MeasureKind>>): FeedDescriptor {
  const measures = Object.entries(kinds).map(([name, kind]) => {
    const role: { role?: MeasureRole } = name === 'agentState' ? { role: 'agentState' } : {}
    return { name, kind, displayName: name, ...role }
  })
  return { id: `c1/${producerId}`, connectionId: 'c1', producerId, subject: 'queue', keyNames: [], measures }
}

const queues = feedOf('Queue_itd_1.0.0', { queueName: 'text', contactsQueueing: 'number', activeDuration: 'duration' })
const agents = feedOf('Agent_itd_1.0.0', {
  reasonCodeName: 'text',
  agentState: 'text',
  timeInState: 'since',
  timeInACW: 'since',
  idleTimeDuration: 'duration'
})
// A reader leaves out what it has said before, so each message gets one of its own.
const readQueue = { read: (text: string) => createFrameReader(queues, queues.producerId).read(text) }
const readAgent = { read: (text: string) => createFrameReader(agents, agents.producerId).read(text) }

describe("the documents' messages", () => {
  it('the snapshot of a queue', () => {
    expect(readQueue.read(wireText('avaya/realtime-initializing.json'))).toEqual({
      kind: 'row',
      isLive: false,
      change: {
        action: 'upsert',
        rowId: rowId(['c1', 'EZCLTR', 'IXCC_1.0.0', 'Queue_itd_1.0.0'], { channelId: 'EMAIL' }),
        keys: { channelId: 'EMAIL' },
        values: { queueName: 'Natella', contactsQueueing: 2, activeDuration: 922 },
        place: expect.anything() as unknown
      }
    })
  })

  it('a live change of an agent', () => {
    expect(readAgent.read(wireText('avaya/realtime-live.json'))).toMatchObject({
      isLive: true,
      change: {
        keys: { agentId: '9f44ed4e-24ee-4e50-98af-02582e440be5' },
        values: {
          reasonCodeName: null,
          agentState: 'READY',
          timeInState: 1_643_645_393_849,
          timeInACW: null,
          idleTimeDuration: 36_000
        }
      }
    })
  })

  it('the end of a row', () => {
    expect(readAgent.read(wireText('avaya/realtime-delete.json'))).toMatchObject({
      kind: 'row',
      change: { action: 'delete', values: {} }
    })
  })

  it.each(['keys', 'eventAction', 'eventSourceId', 'measureProducerId', 'payloadType', 'measures', 'accountId'])(
    'is not taken for a row when %s has another name',
    (field) => {
      const text = JSON.stringify(renamed(wire('avaya/realtime-live.json'), field))
      expect(readAgent.read(text)).toMatchObject({ kind: 'skipped' })
    }
  )
})

describe('messages that are no rows', () => {
  it.each([
    ['half a message', '{"keys":', 'notJson'],
    ['a number', '5', 'notJson'],
    ['null', 'null', 'notJson'],
    ['a list', '[]', 'notJson'],
    ['a new kind of payload', frame({ payloadType: 'REPLAY' }), 'payloadType'],
    ['a new action', frame({ eventAction: 'MERGE' }), 'eventAction'],
    ['no key at all', frame({ keys: {} }), 'keys'],
    ['a key that would change its object', frame().replace('"queueId"', '"__proto__"'), 'keys'],
    ['a measure that is no text', frame({ measures: { contactsQueueing: 3 } }), 'measures'],
    ['another producer', frame({ producerId: 'Agent_itd_1.0.0' }), 'producer']
  ])('%s is skipped', (_, text, reason) => {
    expect(readQueue.read(text)).toMatchObject({ kind: 'skipped', reason })
  })

  it('the sample of a skipped message is short and carries no token', () => {
    const result = readQueue.read(`{"token":"s3cr3t-value","x":"${'word '.repeat(500)}"}`)
    if (result.kind !== 'skipped') throw new Error('not skipped')
    expect(result.sample()).not.toContain('s3cr3t')
    expect(result.sample().length).toBeLessThanOrEqual(200)
  })

  it('the sample of a message that repeats the token of the session is free of it', () => {
    const token = 'a word like any other'
    const reader = createFrameReader(queues, queues.producerId, { token })
    const sampleOf = (text: string): string => {
      const result = reader.read(text)
      return result.kind === 'skipped' ? result.sample() : ''
    }
    // Not even its beginning, where the sample is cut.
    expect(sampleOf(`${'x '.repeat(98)}${token}`)).toBe(`${'x '.repeat(98)}[re…`)
    expect(sampleOf(`refused: ${token}`)).toBe('refused: [redacted]')
  })

  it("the service's own notices are neither rows nor mistakes", () => {
    expect(readQueue.read('{"event":"AUTHENTICATION_RESPONSE","status":"x"}')).toMatchObject({ kind: 'other' })
  })

  it('capitals of the producer id do not matter', () => {
    expect(readQueue.read(frame({ producerId: 'Queue_ITD_1.0.0' }))).toMatchObject({ kind: 'row' })
  })

  it('measures that are not listed are dropped, and __proto__ is no measure', () => {
    const text = frame().replace('"measures":{', '"measures":{"__proto__":"1","surprise":"2",')
    const result = readQueue.read(text)
    expect(result.kind === 'row' && Object.keys(result.change.values)).toEqual(['contactsQueueing'])
  })
})

const word = fc
  .oneof(fc.string(), fc.constantFrom('channelId', 'VOICE', 'a\u0000b', '1 2'))
  .filter((text) => text !== '__proto__')
const texts = fc.dictionary(word, word, { maxKeys: 4 })

describe('the check by hand against the schema', () => {
  it('takes exactly what the schema takes', () => {
    const loose = fc.oneof(texts, fc.jsonValue(), fc.constant(undefined))
    const message = fc.record({
      accountId: fc.oneof(fc.string(), fc.jsonValue()),
      eventSourceId: fc.oneof(fc.string(), fc.jsonValue()),
      measureProducerId: fc.constant('Queue_itd_1.0.0'),
      payloadType: fc.constantFrom('LIVE', 'INITIALIZING', 'OTHER', null),
      eventAction: fc.constantFrom('UPSERT', 'DELETE', 'OTHER', 1),
      keys: loose,
      measures: loose
    })
    fc.assert(
      fc.property(message, (parts) => {
        const text = JSON.stringify(parts)
        const schema = dataFrameSchema.safeParse(JSON.parse(text))
        // An upsert without measures says nothing; the documents leave open only whether a delete has any.
        const expected =
          schema.success && (schema.data.eventAction === 'DELETE' || (schema.data.measures ?? undefined) !== undefined)
        expect(readQueue.read(text).kind === 'row').toBe(expected)
      }),
      { numRuns: 2000 }
    )
  })

  it('gives the same id as the plain function, cached or not', () => {
    fc.assert(
      fc.property(texts, word, word, (keys, accountId, eventSourceId) => {
        fc.pre(Object.keys(keys).length > 0)
        const text = JSON.stringify({ ...(JSON.parse(frame()) as object), keys, accountId, eventSourceId })
        const reader = createFrameReader(queues, queues.producerId)
        for (let time = 0; time < 2; time++) {
          const result = reader.read(text)
          const expected = rowId(['c1', accountId, eventSourceId, queues.producerId], keys)
          expect(result.kind === 'row' && result.change.rowId).toBe(expected)
        }
      })
    )
  })
})
