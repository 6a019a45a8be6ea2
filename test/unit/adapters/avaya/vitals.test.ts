import { describe, expect, it } from 'vitest'
import { createFeedMeter } from '../../../../src/adapters/avaya/feed-meter.ts'
import { frame } from '../../../fakes/avaya-cloud.ts'
import { createVirtualClock } from '../../../fakes/virtual-clock.ts'
import { CONFIRMED, createRig, QUEUE_FEED } from './realtime-rig.ts'

type Rig = ReturnType<typeof createRig>

function vitalsOf(rig: Rig) {
  const [vitals] = rig.source.vitals()
  if (!vitals) throw new Error('no feed')
  return vitals
}

describe('what a feed counts', () => {
  it('is nothing before the start', () => {
    const rig = createRig()
    expect(vitalsOf(rig)).toEqual({
      feedId: QUEUE_FEED,
      producerId: 'Queue_itd_1.0.0',
      total: { frames: 0, bytes: 0 },
      session: { frames: 0, bytes: 0 },
      sessions: 0,
      lastFrameAgoMs: null,
      skipped: [],
      samples: [],
      notices: 0,
      unlisted: { values: 0, measures: [] },
      subscription: null,
      ping: null
    })
  })

  it('are frames and bytes as received, in all and over the present socket', async () => {
    const rig = createRig()
    await rig.start()
    rig.sockets.last().open()
    const texts = [CONFIRMED, frame({ keys: { queueId: 'Jonotus – ä' } }), frame()]
    for (const text of texts) rig.sockets.last().message(text)
    const bytes = texts.reduce((sum, text) => sum + Buffer.byteLength(text), 0)
    expect(bytes).toBeGreaterThan(texts.join('').length)
    expect(vitalsOf(rig)).toMatchObject({ total: { frames: 3, bytes }, session: { frames: 3, bytes }, sessions: 1 })

    rig.sockets.last().close()
    await rig.pass(1_000)
    await rig.accept()
    expect(vitalsOf(rig)).toMatchObject({ total: { frames: 4 }, session: { frames: 1 }, sessions: 2 })
  })

  it('are messages that could not be used, by reason, with the newest samples and without secrets', async () => {
    const rig = createRig()
    await rig.live()
    for (let index = 0; index < 10_000; index++) rig.sockets.last().message(`not json ${String(index)}`)
    rig.clock.advance(1_000)
    for (let index = 0; index < 2; index++) rig.sockets.last().message(`not json either ${String(index)}`)
    rig.clock.advance(1_000)
    rig.sockets.last().message('{"payloadType":"LATER","token":"sk-1234567890"}')
    rig.sockets.last().message('{"event":"maintenance"}')
    const { skipped, samples, notices, total } = vitalsOf(rig)
    expect(skipped).toEqual([
      { reason: 'notJson', count: 10_002 },
      { reason: 'payloadType', count: 1 }
    ])
    expect(samples.filter(({ reason }) => reason !== 'notice')).toHaveLength(5)
    expect(samples[0]).toMatchObject({ reason: 'payloadType', agoMs: 0 })
    expect(samples[1]).toEqual({ reason: 'notice', agoMs: 0, text: '{"event":"maintenance"}' })
    expect(samples[2]).toEqual({ reason: 'notJson', agoMs: 1_000, text: 'not json either 1' })
    expect(samples[4]).toEqual({ reason: 'notJson', agoMs: 2_000, text: 'not json 4' })
    // Of a flood each message is told, and no more are looked at than are kept.
    expect(rig.sink.skipped).toHaveLength(10_003)
    expect(rig.sink.skipped.filter(({ sample }) => sample !== null)).toHaveLength(8)
    expect(JSON.stringify(samples)).not.toContain('sk-1234567890')
    expect(notices).toBe(1)
    expect(total.frames).toBe(3 + 10_004)
  })

  it('are notices of kinds that nobody knows, with samples of their own and without secrets', async () => {
    const rig = createRig()
    await rig.live()
    rig.sockets.last().message('not json')
    rig.clock.advance(1_000)
    for (let index = 0; index < 10_000; index++)
      rig.sockets.last().message(JSON.stringify({ event: 'NEWS', index, token: 'sk-1234567890' }))
    const { notices, samples, skipped } = vitalsOf(rig)
    expect(notices).toBe(10_000)
    expect(skipped).toEqual([{ reason: 'notJson', count: 1 }])
    expect(samples.map(({ reason }) => reason)).toEqual([...Array<string>(5).fill('notice'), 'notJson'])
    expect(samples[0]?.text).toContain('"event":"NEWS","index":4')
    expect(JSON.stringify(samples)).not.toContain('sk-1234567890')
  })

  it('are values of measures that the producer does not list, with the first of these measures', async () => {
    const rig = createRig()
    await rig.live()
    const said = (measures: Record<string, string>): void =>
      rig.sockets.last().message(frame({ measures: { contactsQueueing: '4', ...measures } }))
    // The first is parsed, those of the same form after it are read where they stand.
    for (const value of ['1', '2', '2']) said({ callbacks: value })
    expect(vitalsOf(rig).unlisted).toEqual({ values: 3, measures: ['callbacks'] })
    expect(rig.sink.changes.at(-1)?.values).not.toHaveProperty('callbacks')
    said({ ['x'.repeat(5_000)]: '1', 'password=sk-1234567890': '1', ['__proto__']: '1' })
    for (let index = 0; index < 1_000; index++) said({ [`new${String(index)}`]: '1' })
    const { values, measures } = vitalsOf(rig).unlisted
    expect(values).toBe(1_006)
    expect(measures).toHaveLength(20)
    expect(measures.join()).not.toContain('sk-1234567890')
    expect(Math.max(...measures.map((name) => name.length))).toBeLessThanOrEqual(60)
    expect(vitalsOf(rig).skipped).toEqual([])
  })

  it('is the subscription with its end, and when it is renewed', async () => {
    const rig = createRig()
    rig.cloud.subscriptionLifeS = 600
    await rig.live()
    rig.clock.advance(60_000)
    const { subscription } = vitalsOf(rig)
    expect(subscription).toEqual({
      id: rig.subscriptions.list('c1')[0],
      status: 'ACTIVE',
      expiresInMs: 540_000,
      renewsInMs: 300_000
    })
    await rig.source.close()
    expect(vitalsOf(rig).subscription).toBeNull()
  })

  it('is the time a ping takes; one that nobody answered counts for nothing', async () => {
    const rig = createRig()
    await rig.live()
    for (const tripMs of [10, 40, 20]) {
      rig.clock.advance(8_000)
      rig.clock.advance(tripMs)
      rig.sockets.last().pong()
    }
    expect(vitalsOf(rig).ping).toEqual({ lastMs: 20, medianMs: 20, answered: 3 })
    rig.sockets.last().pong('1')
    expect(vitalsOf(rig).ping?.answered).toBe(3)
    rig.clock.advance(8_000)
    rig.sockets.last().close()
    expect(vitalsOf(rig).ping).toEqual({ lastMs: 20, medianMs: 20, answered: 3 })
  })

  it('says how long ago the last frame came; a pong is none', async () => {
    const rig = createRig()
    await rig.live()
    rig.clock.advance(8_000)
    rig.sockets.last().pong()
    rig.clock.advance(1_000)
    expect(vitalsOf(rig).lastFrameAgoMs).toBe(9_000)
  })
})

it('the median is that of the last twenty round trips', () => {
  const clock = createVirtualClock()
  const meter = createFeedMeter(clock)
  const trip = (ms: number): void => {
    meter.pinged()
    clock.advance(ms)
    meter.ponged()
  }
  for (let count = 0; count < 30; count++) trip(1_000)
  for (let count = 0; count < 10; count++) trip(10)
  expect(meter.read().ping).toEqual({ lastMs: 10, medianMs: 505, answered: 40 })
  trip(10)
  expect(meter.read().ping?.medianMs).toBe(10)
})
