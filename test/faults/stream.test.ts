import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { describe, expect, it } from 'vitest'
import { encodeFrame } from './proxy/frames.ts'
import { faultBenches, QUEUES } from './rig/bench.ts'
import type { FaultBench } from './rig/bench.ts'

setFlagsFromString('--expose-gc')
const collectGarbage = runInNewContext('gc') as () => void

/** What comes over a connection that works. */
const bench = faultBenches()
const ONE = { producers: ['Queue_itd_1.0.0'] }
/** A queue that the demo centre does not have, so that only the proxy speaks of it. */
const MADE_UP = { queueId: 'made-up' }

interface Parts {
  readonly payloadType?: string
  readonly eventAction?: string
  readonly keys?: unknown
  readonly measures?: unknown
}

function message(b: FaultBench, parts: Parts = {}): string {
  return JSON.stringify({
    accountId: b.centre!.ready.connections[0].accountId,
    eventSourceId: 'IXCC_1.0.0',
    measureProducerId: 'Queue_itd_1.0.0',
    payloadType: 'LIVE',
    eventAction: 'UPSERT',
    keys: MADE_UP,
    measures: { queueName: 'Made up', contactsQueueing: '7', active: '2' },
    ...parts
  })
}

const gone = (b: FaultBench): string => message(b, { eventAction: 'DELETE', measures: undefined })
const madeUp = (b: FaultBench): string | undefined => b.shown.lines(QUEUES).find((line) => line.startsWith('Made up'))

/** Lets the made-up queue come or change, and go again: proof that the stream was read up to here. */
async function stillReads(b: FaultBench): Promise<void> {
  b.proxy.inject('client', message(b))
  await b.until(() => madeUp(b) === 'Made up: 7/2', 'a good message')
  b.proxy.inject('client', gone(b))
  await b.until(() => madeUp(b) === undefined, 'its end')
}

describe('messages come twice', () => {
  it('all of them, and change nothing the second time', async () => {
    const b = await bench()
    b.proxy.rule({ on: 'frame', to: 'client', saying: /payloadType/, action: { do: 'repeat' } })
    await b.live()
    await b.until(() => b.proxy.log.count('rule', /repeat/) > 300, 'many repeats')
    expect(b.shown.deltas.length).toBeGreaterThan(0)
    expect(b.shown.deltas.length).toBeLessThanOrEqual(b.proxy.log.count('rule', /repeat/))
    expect(b.phases()).toEqual(['connecting', 'authenticating', 'syncing', 'live'])
  })

  it('a change and the end of a row: one difference each', async () => {
    const b = await bench(ONE)
    await b.live()
    const before = b.shown.deltas.length
    const ofMadeUp = (): readonly string[] => b.shown.deltas.slice(before).filter((delta) => delta.includes('made-up'))
    for (const text of [message(b), message(b)]) b.proxy.inject('client', text)
    await b.until(() => madeUp(b) === 'Made up: 7/2', 'the row')
    for (const text of [gone(b), gone(b)]) b.proxy.inject('client', text)
    await b.until(() => madeUp(b) === undefined, 'its end')
    await b.pass(400)
    expect(ofMadeUp().map((delta) => delta.split(' ')[0])).toEqual(['added', 'removed'])
  })
})

describe('a snapshot', () => {
  it('with live messages among its rows ends up as the floor is', async () => {
    const b = await bench(ONE)
    const texts = [message(b), gone(b)]
    b.proxy.rule({ on: 'frame', to: 'client', saying: /INITIALIZING/, action: { do: 'inject', texts } })
    await b.live()
    await b.until(() => b.shown.table.rowCount(QUEUES) === 12, 'all queues')
    expect(b.proxy.log.count('rule', /inject/)).toBeGreaterThanOrEqual(12)
  })

  it('that says older things than a live message before it: what came last counts', async () => {
    const b = await bench(ONE)
    const older = message(b, {
      payloadType: 'INITIALIZING',
      measures: { queueName: 'Made up', contactsQueueing: '1', active: '1' }
    })
    await b.live()
    for (const text of [message(b), older]) b.proxy.inject('client', text)
    await b.until(() => madeUp(b) === 'Made up: 1/1', 'the later one')
    await stillReads(b)
  })

  it('after a loss takes away what ended meanwhile, and says how much', async () => {
    const b = await bench(ONE)
    await b.live()
    b.proxy.inject('client', message(b))
    await b.until(() => madeUp(b) !== undefined, 'the row')
    b.proxy.each({ do: 'disconnect' })
    await b.until(() => !b.isLive(), 'the loss')
    expect(madeUp(b)).toBe('Made up: 7/2')
    await b.until(b.isLive, 'live')
    await b.until(() => madeUp(b) === undefined, 'its end')
    expect(b.shown.summaries.at(-1)).toMatchObject({ vanished: 1, ended: 0, began: 0 })
  })
})

describe('messages that make no sense', () => {
  const BAD: readonly (readonly [string, string, (b: FaultBench) => string])[] = [
    ['no JSON', 'notJson', () => '{"payloadType":'],
    ['a page', 'notJson', () => '<html>Log in</html>'],
    ['nothing', 'notJson', () => ''],
    ['a list', 'notJson', () => '[1]'],
    ['another payload type', 'payloadType', (b) => message(b, { payloadType: 'PARTIAL' })],
    ['another action', 'eventAction', (b) => message(b, { eventAction: 'PATCH' })],
    ['keys that are no texts', 'keys', (b) => message(b, { keys: { queueId: 7 } })],
    ['no keys', 'keys', (b) => message(b, { keys: {} })],
    ['a key that would change its object', 'keys', (b) => message(b).replace('"queueId"', '"__proto__"')],
    ['measures that are no texts', 'measures', (b) => message(b, { measures: { contactsQueueing: 7 } })],
    ['no measures', 'measures', (b) => message(b, { measures: null })],
    [
      'deep nesting',
      'keys',
      (b) => message(b, { keys: 0 }).replace('"keys":0', `"keys":${'['.repeat(5_000)}${']'.repeat(5_000)}`)
    ],
    ['a token in it', 'notJson', () => 'Bearer eyJhbGciOiJIUzI1NiJ9.eyJhIjoxfQ.c2lnbmF0dXJl is no JSON']
  ]

  it('are counted by reason, and the good ones after them are read', async () => {
    const b = await bench(ONE)
    await b.live()
    for (const [, , text] of BAD) b.proxy.inject('client', text(b))
    await b.until(() => b.sink.skipped.length === BAD.length, 'all of them')
    expect(b.sink.skipped.map(({ reason }) => reason)).toEqual(BAD.map(([, reason]) => reason))
    for (const { sample } of b.sink.skipped) {
      expect(sample?.length ?? 0).toBeLessThanOrEqual(200)
      expect(sample ?? '').not.toContain('eyJ')
    }
    await stillReads(b)
    expect(b.phases()).toEqual(['connecting', 'authenticating', 'syncing', 'live'])
  })

  it('with fields nobody knows are read all the same', async () => {
    const b = await bench(ONE)
    await b.live()
    b.proxy.inject('client', message(b, { extra: { a: [1] }, version: 9 } as Parts))
    await b.until(() => madeUp(b) === 'Made up: 7/2', 'the row')
    b.proxy.inject('client', '{"event":"maintenanceNotice","at":"noon"}')
    await stillReads(b)
    expect(b.sink.skipped).toEqual([])
  })

  it('from the demo centre itself', async () => {
    const b = await bench({ ...ONE, own: true })
    await b.live()
    await b.centre!.change({ faults: { malformedFrames: 60 } })
    await b.until(() => b.sink.skipped.length === 60, 'all of them')
    await stillReads(b)
  })
})

describe('frames that break the protocol or the limits', () => {
  it.each([
    [
      'of more than 1 MiB',
      'WS_ERR_UNSUPPORTED_MESSAGE_LENGTH',
      () => encodeFrame('text', 'x'.repeat(1_100_000), false)
    ],
    [
      'of bytes that are no text',
      'WS_ERR_INVALID_UTF8',
      () => encodeFrame('text', Buffer.from([0xc3, 0x28, 0xff]), false)
    ],
    ['of binary data', 'a binary message', () => encodeFrame('binary', Buffer.from([1, 2, 3]), false)],
    ['that are masked', 'WS_ERR_UNEXPECTED_MASK', () => encodeFrame('text', '{}', true)],
    ['of a kind that does not exist', 'WS_ERR_INVALID_OPCODE', () => Buffer.from([0x83, 0x00])],
    ['that go on with nothing', 'WS_ERR_INVALID_OPCODE', () => encodeFrame('continuation', 'a', false)]
  ])('%s end the connection under their name (%s), and a new one is live', async (_, detail, bytes) => {
    const b = await bench(ONE)
    await b.live()
    b.proxy.inject('client', bytes())
    await b.until(() => b.last()?.phase === 'backoff', 'the loss')
    expect(b.last()?.failure).toMatchObject({ code: 'protocol', step: 'stream', detail })
    await b.until(b.isLive, 'live')
    expect(b.proxy.log.count('asked')).toBe(2)
  })
})

describe('a line that is', () => {
  it('slow and cut into pieces: no false alarm, the true floor in the end', async () => {
    const b = await bench({ ...ONE, own: true })
    await b.centre!.change({ messagesPerSecond: 0 })
    b.proxy.shape('client', { bytesPerSecond: 9_000, sliceBytes: 40 })
    await b.live()
    await b.pass(3_000)
    expect(b.phases()).toEqual(['connecting', 'authenticating', 'syncing', 'live'])
    b.proxy.heal()
  })

  it('late and unsteady: all in order', async () => {
    const b = await bench(ONE)
    b.proxy.shape('both', { latencyMs: 60, jitterMs: 50 })
    await b.live()
    await b.pass(2_000)
    expect(b.phases()).toEqual(['connecting', 'authenticating', 'syncing', 'live'])
    b.proxy.heal()
  })

  it('flooded with 10 000 messages at once: told in few pieces, nothing lost', async () => {
    const b = await bench(ONE)
    await b.live()
    const calls = (): number => b.sink.told.filter((told) => told.startsWith('rows')).length
    const before = calls()
    for (let n = 1; n <= 10_000; n++) {
      b.proxy.inject(
        'client',
        message(b, { measures: { queueName: 'Made up', contactsQueueing: String(n), active: '0' } })
      )
    }
    await b.until(() => madeUp(b) === 'Made up: 10000/0', 'the last of them')
    expect(calls() - before).toBeLessThan(1_000)
    expect(b.shown.deltas.filter((delta) => delta.includes('made-up'))).toHaveLength(10_000)
    await stillReads(b)
    expect(b.phases()).toEqual(['connecting', 'authenticating', 'syncing', 'live'])
  })

  it('flooded again and again: the heap is as large as before', async () => {
    const b = await bench(ONE)
    await b.live()
    const heapMiB = (): number => {
      collectGarbage()
      return process.memoryUsage().heapUsed / (1024 * 1024)
    }
    let last = 0
    const flood = async (): Promise<void> => {
      // Texts that are said once: what is kept for one of them would stay.
      for (let n = 0; n < 10_000; n++) {
        last += 1
        b.proxy.inject(
          'client',
          message(b, { measures: { queueName: `Made up ${String(last)}`, contactsQueueing: String(last) } })
        )
      }
      const whole = String(last)
      await b.until(() => madeUp(b)?.includes(`: ${whole}/`) === true, 'the last of them')
      // What this test itself writes down is not the product's.
      for (const record of [b.shown.deltas, b.sink.changes, b.sink.told]) (record as unknown[]).length = 0
    }
    await flood()
    const beforeMiB = heapMiB()
    for (let round = 0; round < 4; round++) await flood()
    const grewMiB = heapMiB() - beforeMiB
    console.info(`heap after 40 000 more messages: ${grewMiB.toFixed(1)} MiB more`)
    expect(grewMiB).toBeLessThan(4)
    await stillReads(b)
  })
})
