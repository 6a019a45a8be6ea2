import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createFrameReader } from '../../../../src/adapters/avaya/frame.ts'
import type { Frame, FrameReader } from '../../../../src/adapters/avaya/frame.ts'
import type { FeedDescriptor } from '../../../../src/core/measures/feed.ts'
import type { Value } from '../../../../src/core/measures/value.ts'

const KINDS = { queueName: 'text', waiting: 'number', waited: 'duration', since: 'since', at: 'instant' } as const
const feed: FeedDescriptor = {
  id: 'c1/Queue_itd_1.0.0',
  connectionId: 'c1',
  producerId: 'Queue_itd_1.0.0',
  subject: 'queue',
  keyNames: ['channelId', 'queueId'],
  measures: Object.entries(KINDS).map(([name, kind]) => ({ name, kind, displayName: name }))
}
const newReader = (): FrameReader => createFrameReader(feed, feed.producerId)

interface Message {
  readonly keys: Readonly<Record<string, string>>
  readonly measures: Readonly<Record<string, string>>
  readonly action?: 'UPSERT' | 'DELETE'
  readonly live?: boolean
  readonly account?: string
}

function textOf({ keys, measures, action = 'UPSERT', live = true, account = 'ACC' }: Message): string {
  return JSON.stringify({
    accountId: account,
    keys,
    eventAction: action,
    eventSourceId: 'IXCC_1.0.0',
    measureProducerId: feed.producerId,
    payloadType: live ? 'LIVE' : 'INITIALIZING',
    measures
  })
}

/** What all messages up to now add up to, as the measure table would keep it. */
function fold(rows: Map<string, Record<string, Value>>, frame: Frame): void {
  if (frame.kind !== 'row') return
  const { action, rowId, values } = frame.change
  if (action === 'delete') rows.delete(rowId)
  else rows.set(rowId, { ...rows.get(rowId), ...values })
}

const value = fc.oneof(
  { weight: 6, arbitrary: fc.nat(30).map(String) },
  { weight: 2, arbitrary: fc.constantFrom('', 'N/A', '007', '0', '1e3', '-4', '9'.repeat(15), '9'.repeat(16), '1.50') },
  {
    weight: 2,
    arbitrary: fc.constantFrom('2026-11-26T10:00:00Z', 'Tuki "1"', 'a\\b', 'Mäkelä', '\u0007', '😀', 'x,y')
  },
  { weight: 1, arbitrary: fc.string({ unit: 'binary' }) }
)
const NAMES = [...Object.keys(KINDS), 'unlisted']
const measures = fc.oneof(
  { weight: 4, arbitrary: fc.record(Object.fromEntries(NAMES.map((name) => [name, value]))) },
  { weight: 1, arbitrary: fc.dictionary(fc.constantFrom(...NAMES), value) }
)
/** A row is the same in whatever order its keys come. */
const keys = fc
  .tuple(fc.constantFrom('VOICE', 'EMAIL', 'a"b'), fc.constantFrom('q1', 'q2', 'q3'), fc.boolean())
  .map(([channelId, queueId, isTurned]) => (isTurned ? { queueId, channelId } : { channelId, queueId }))
const message: fc.Arbitrary<Message> = fc.record({
  keys,
  measures,
  action: fc.constantFrom('UPSERT', 'UPSERT', 'UPSERT', 'UPSERT', 'DELETE'),
  live: fc.boolean(),
  account: fc.constantFrom('ACC', 'ACC', 'ACC', 'OTHER')
})
/** A message as written, or damaged in one place, or laid out otherwise. */
const text = fc.oneof(
  { weight: 8, arbitrary: message.map(textOf) },
  {
    weight: 2,
    arbitrary: fc
      .tuple(message.map(textOf), fc.nat(400), fc.constantFrom('"', '\\', '{', '}', ',', '\n', '', 'x', '0'))
      .map(([whole, at, sign]) => whole.slice(0, at % whole.length) + sign + whole.slice((at % whole.length) + 1))
  },
  { weight: 1, arbitrary: message.map((one) => JSON.stringify(JSON.parse(textOf(one)), null, 1)) },
  { weight: 1, arbitrary: message.map((one) => `${textOf(one)} `) },
  { weight: 1, arbitrary: message.map((one) => textOf(one).replace('"waiting"', '"queueName"')) }
)

describe('a reader that knows the form of the messages', () => {
  it('adds up to the same rows as one that parses every message', () => {
    fc.assert(
      fc.property(fc.array(text, { maxLength: 40 }), (texts) => {
        const warm = newReader()
        const [rows, expected] = [new Map<string, Record<string, Value>>(), new Map<string, Record<string, Value>>()]
        for (const one of texts) {
          const result = warm.read(one)
          // A fresh reader knows no form and has said nothing.
          const whole = newReader().read(one)
          expect(result.kind).toBe(whole.kind)
          if (result.kind === 'row' && whole.kind === 'row') {
            const said = { values: 0, place: 0 }
            expect({ ...result.change, ...said, isLive: result.isLive }).toEqual({
              ...whole.change,
              ...said,
              isLive: whole.isLive
            })
          }
          fold(rows, result)
          fold(expected, whole)
        }
        expect(rows).toEqual(expected)
      }),
      { numRuns: 3000 }
    )
  })

  it('says of a row only what is new', () => {
    const reader = newReader()
    const read = (measures: Readonly<Record<string, string>>): Readonly<Record<string, Value>> => {
      const frame = reader.read(textOf({ keys: { queueId: 'q1' }, measures }))
      if (frame.kind !== 'row') throw new Error(frame.kind)
      return frame.change.values
    }
    expect(read({ queueName: 'Support', waiting: '3' })).toEqual({ queueName: 'Support', waiting: 3 })
    expect(read({ queueName: 'Support', waiting: '4' })).toEqual({ waiting: 4 })
    expect(read({ queueName: 'Support', waiting: '4' })).toEqual({})
    expect(read({ waiting: 'N/A' })).toEqual({ waiting: null })
    expect(read({ queueName: 'Support 2', waiting: '4' })).toEqual({ queueName: 'Support 2', waiting: 4 })
  })

  it('tells a row whole that was deleted before', () => {
    const reader = newReader()
    const upsert = textOf({ keys: { queueId: 'q1' }, measures: { queueName: 'Support', waiting: '3' } })
    reader.read(upsert)
    reader.read(upsert)
    reader.read(textOf({ keys: { queueId: 'q1' }, measures: {}, action: 'DELETE' }))
    expect(reader.read(upsert)).toMatchObject({ change: { values: { queueName: 'Support', waiting: 3 } } })
  })

  it('knows a row by its keys in whatever order they come', () => {
    const reader = newReader()
    const rows = new Map<string, Record<string, Value>>()
    const take = (keys: Readonly<Record<string, string>>, measures: Readonly<Record<string, string>>): void => {
      fold(rows, reader.read(textOf({ keys, measures })))
    }
    take({ queueId: 'q1', channelId: 'VOICE' }, { waiting: '1', queueName: 'Support' })
    take({ channelId: 'VOICE', queueId: 'q1' }, { waiting: '2', queueName: 'Support' })
    take({ queueId: 'q1', channelId: 'VOICE' }, { waiting: '1', queueName: 'Support' })
    expect([...rows.values()]).toEqual([{ waiting: 1, queueName: 'Support' }])
    fold(rows, reader.read(textOf({ keys: { channelId: 'VOICE', queueId: 'q1' }, measures: {}, action: 'DELETE' })))
    take({ queueId: 'q1', channelId: 'VOICE' }, { waiting: '3', queueName: 'Support' })
    expect([...rows.values()]).toEqual([{ waiting: 3, queueName: 'Support' }])
  })

  it('does not grow with rows that have ended', () => {
    const reader = newReader()
    for (let row = 0; row < 10_002; row++) {
      const keys = { queueId: `q${String(row)}` }
      reader.read(textOf({ keys, measures: { waiting: '1' } }))
      reader.read(textOf({ keys, measures: {}, action: 'DELETE' }))
    }
    const again = textOf({ keys: { queueId: 'q1' }, measures: { waiting: '1' } })
    expect(reader.read(again)).toMatchObject({ change: { values: { waiting: 1 } } })
    expect(reader.read(again)).toMatchObject({ change: { values: {} } })
  })

  it('goes on parsing where a service has no fixed form', () => {
    const reader = newReader()
    for (let round = 0; round < 3000; round++) {
      const frame = reader.read(textOf({ keys: { queueId: 'q1' }, measures: { [`m${String(round)}`]: '1' } }))
      expect(frame.kind).toBe('row')
    }
    const last = textOf({ keys: { queueId: 'q1' }, measures: { waiting: '8' } })
    expect(reader.read(last)).toMatchObject({ change: { values: { waiting: 8 } } })
  })
})
