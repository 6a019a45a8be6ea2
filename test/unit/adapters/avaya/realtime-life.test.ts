import { describe, expect, it } from 'vitest'
import { frame } from '../../../fakes/avaya-cloud.ts'
import { settle } from '../../../fakes/settle.ts'
import { createRig, QUEUE_FEED } from './realtime-rig.ts'

describe('rows that arrive together', () => {
  const rows = (count: number): string[] =>
    Array.from({ length: count }, (_, index) => frame({ keys: { queueId: `q${String(index)}` } }))
  const tellings = (told: readonly string[]): number => told.filter((word) => word.startsWith('rows')).length

  it('are told together, and never too many at once', async () => {
    const rig = createRig()
    await rig.live()
    const before = { told: tellings(rig.sink.told), rows: rig.sink.changes.length }
    rig.sockets.last().messages(rows(3))
    expect(tellings(rig.sink.told) - before.told).toBe(1)
    rig.sockets.last().messages(rows(1_200))
    expect(tellings(rig.sink.told) - before.told).toBe(4)
    expect(rig.sink.changes.length - before.rows).toBe(1_203)
  })

  it('are told before the end that follows them at once', async () => {
    const rig = createRig()
    await rig.live()
    const before = rig.sink.changes.length
    rig.sockets.last().messages(rows(2), 'close')
    expect(rig.sink.changes.length - before).toBe(2)
    expect(rig.sink.told.findLastIndex((word) => word.startsWith('rows'))).toBeLessThan(
      rig.sink.told.lastIndexOf('backoff')
    )
  })

  it('are told before the answer to a ping that follows them at once', async () => {
    const rig = createRig()
    await rig.live()
    rig.clock.advance(8_000)
    const before = rig.sink.told.length
    rig.sockets.last().messages(rows(2), 'pong')
    const words = rig.sink.told.slice(before)
    expect(words.findIndex((word) => word.startsWith('rows'))).toBeLessThan(words.indexOf('answered'))
    expect(words).toContain('answered')
  })

  it('of the snapshot are told before it ends', async () => {
    const rig = createRig()
    await rig.start()
    await rig.accept()
    const before = rig.sink.told.length
    rig.sockets.last().messages([...rows(2).map((text) => text.replace('LIVE', 'INITIALIZING')), frame()])
    const words = rig.sink.told.slice(before)
    expect(words.findIndex((word) => word.startsWith('rows'))).toBeLessThan(words.indexOf('live'))
  })
})

describe('signs of life', () => {
  it('a quiet feed is pinged after 8 s and stays live by its pongs alone', async () => {
    const rig = createRig()
    await rig.live()
    for (let minute = 0; minute < 10; minute++) {
      rig.clock.advance(8_000)
      rig.sockets.last().pong()
    }
    expect(rig.sockets.last().pings).toHaveLength(10)
    expect(rig.phase()).toBe('live')
    expect(rig.sink.told.filter((word) => word === 'stale')).toEqual([])
  })

  it('no pong within 6 s ends the socket', async () => {
    const rig = createRig()
    await rig.live()
    rig.clock.advance(13_999)
    expect(rig.phase()).toBe('live')
    rig.clock.advance(1)
    expect(rig.failure()).toMatchObject({ code: 'heartbeatLost' })
    expect(rig.sockets.openCount()).toBe(0)
  })

  it('the pong of an older ping proves nothing', async () => {
    const rig = createRig()
    await rig.live()
    rig.clock.advance(8_000)
    rig.sockets.last().pong()
    rig.clock.advance(8_000)
    rig.sockets.last().pong('1')
    rig.clock.advance(6_000)
    expect(rig.failure()).toMatchObject({ code: 'heartbeatLost' })
  })

  it('a pong that nobody asked for proves nothing', async () => {
    const rig = createRig()
    await rig.live()
    rig.sockets.last().pong('0')
    expect(rig.sink.told).not.toContain('answered')
  })

  it('messages are enough when pongs get lost', async () => {
    const rig = createRig()
    await rig.live()
    rig.clock.advance(8_000)
    rig.clock.advance(5_000)
    rig.sockets.last().message(frame())
    rig.clock.advance(5_000)
    expect(rig.phase()).toBe('live')
  })

  it('a busy feed is pinged too, so that the server sees the client', async () => {
    const rig = createRig()
    await rig.live()
    for (let second = 0; second < 65; second++) {
      rig.clock.advance(1_000)
      rig.sockets.last().message(frame())
    }
    expect(rig.sockets.last().pings).toHaveLength(2)
  })

  it('is stale beyond the limit and fresh again with the next sign', async () => {
    const rig = createRig({ freshness: { staleAfterMs: 10_000, pongWithinMs: 60_000 } })
    await rig.live()
    rig.clock.advance(10_000)
    expect(rig.phase()).toBe('stale')
    rig.sockets.last().pong()
    expect(rig.phase()).toBe('live')
  })
})

describe('sleep and network', () => {
  it('a probe that is answered changes nothing', async () => {
    const rig = createRig()
    await rig.live()
    rig.source.probe()
    expect(rig.sockets.last().pings).toHaveLength(1)
    rig.sockets.last().pong()
    rig.clock.advance(3_000)
    expect(rig.phase()).toBe('live')
  })

  it('a probe that is not answered in 3 s reconnects at once', async () => {
    const rig = createRig()
    await rig.live()
    rig.source.probe()
    rig.clock.advance(3_000)
    await settle()
    expect(rig.sink.phases(QUEUE_FEED).slice(-2)).toEqual(['live', 'connecting'])
    expect(rig.sockets.all).toHaveLength(2)
  })

  it('a probe ends a wait, and the count starts over', async () => {
    const rig = createRig()
    await rig.live()
    rig.sockets.last().close()
    rig.source.probe()
    await settle()
    expect(rig.sink.last(QUEUE_FEED)).toMatchObject({ phase: 'connecting', attempt: 0 })
  })

  it('a connection that hung through the sleep is begun anew', async () => {
    const rig = createRig()
    await rig.start()
    await rig.pass(4_000)
    rig.source.probe()
    await settle()
    expect(rig.sockets.all).toHaveLength(2)
    expect(rig.sockets.openCount()).toBe(1)
  })

  it('a connection that began just before the network came back is begun anew when it gets nowhere', async () => {
    const rig = createRig()
    await rig.start()
    await rig.pass(1_000)
    rig.source.probe()
    await rig.pass(2_750)
    expect(rig.sockets.all).toHaveLength(1)
    await rig.pass(250)
    expect(rig.sockets.all).toHaveLength(2)
    expect(rig.sockets.openCount()).toBe(1)
    await rig.accept()
    await rig.pass(4_000)
    expect(rig.sockets.all).toHaveLength(2)
  })

  it('one that gets on is left alone', async () => {
    const rig = createRig()
    await rig.start()
    rig.source.probe()
    await rig.accept()
    rig.sockets.last().message(frame())
    await rig.pass(4_000)
    expect(rig.sockets.all).toHaveLength(1)
    expect(rig.phase()).toBe('live')
  })

  it('without network nothing is tried until told', async () => {
    const rig = createRig()
    await rig.live()
    rig.source.suspend()
    expect(rig.sink.last(QUEUE_FEED)).toMatchObject({ phase: 'offline', failure: { code: 'offline' } })
    expect(rig.sockets.openCount()).toBe(0)
    const calls = rig.cloud.log.length
    await rig.pass(60_000)
    expect(rig.cloud.log).toHaveLength(calls)
    rig.source.probe()
    await settle()
    expect(await rig.accept()).toBe('CONNECTION_CONFIRMED')
  })

  it('a credential that was refused is sent again when a person says so, not when the computer wakes', async () => {
    const rig = createRig({ secrets: { appKey: 'key-1234', clientSecret: 'wrong' } })
    await rig.start()
    expect(rig.phase()).toBe('failed')
    for (const event of ['wake', 'suspend', 'wake'] as const) {
      rig.source[event]()
      await settle()
    }
    expect(rig.cloud.count(/token$/)).toBe(1)
    expect(rig.failure()).toMatchObject({ code: 'badCredential' })
    rig.source.probe()
    await settle()
    expect(rig.cloud.count(/token$/)).toBe(2)
  })

  it('what else needs a person may be over when the computer wakes: it is tried again', async () => {
    const rig = createRig()
    rig.cloud.intercept = ({ path }) => (path.endsWith('/token') ? { status: 403 } : undefined)
    await rig.start()
    expect(rig.failure()).toMatchObject({ code: 'forbidden' })
    rig.cloud.intercept = () => undefined
    rig.source.wake()
    await settle()
    expect(rig.phase()).toBe('connecting')
    expect(rig.sockets.all).toHaveLength(1)
  })

  it('a suspended source does not begin by being started', async () => {
    const rig = createRig()
    rig.source.suspend()
    await rig.start()
    expect(rig.phase()).toBe('offline')
    expect(rig.cloud.log).toEqual([])
  })
})

describe('stopping', () => {
  it('dispose is silent, sends nothing and leaves nothing', async () => {
    const rig = createRig()
    const running = await rig.live()
    const [told, calls] = [rig.sink.told.length, rig.cloud.log.length]
    running.dispose()
    running.dispose()
    expect(rig.clock.pendingTimers()).toBe(0)
    expect(rig.sockets.openCount()).toBe(0)
    await rig.pass(60_000)
    rig.source.probe()
    rig.source.suspend()
    await settle()
    expect(rig.sink.told).toHaveLength(told)
    expect(rig.cloud.log).toHaveLength(calls)
  })

  it.each([0, 1, 2, 3, 5, 8, 13])('dispose after %i turns of opening leaves nothing', async (turns) => {
    const rig = createRig({ producers: ['Queue_itd_1.0.0', 'Agent_itd_1.0.0'], leftovers: ['old'] })
    const running = rig.source.start()
    for (let turn = 0; turn < turns; turn++) await Promise.resolve()
    running.dispose()
    const told = rig.sink.told.length
    await settle()
    expect(rig.sink.told).toHaveLength(told)
    expect(rig.clock.pendingTimers()).toBe(0)
    expect(rig.sockets.openCount()).toBe(0)
  })

  it('close deletes the subscriptions', async () => {
    const rig = createRig({ producers: ['Queue_itd_1.0.0', 'Agent_itd_1.0.0'] })
    await rig.live()
    expect(rig.cloud.subscriptions.size).toBe(2)
    await rig.source.close()
    expect(rig.cloud.subscriptions.size).toBe(0)
    expect(rig.subscriptions.ids()).toEqual([])
    expect(rig.clock.pendingTimers()).toBe(0)
  })

  it('close does not take the page of a portal for a deletion', async () => {
    const rig = createRig()
    await rig.live()
    const page = { status: 200, headers: { 'content-type': 'text/html' }, body: '<html>Sign in</html>' }
    rig.cloud.intercept = ({ method }) => (method === 'DELETE' ? page : undefined)
    await rig.source.close()
    expect(rig.subscriptions.ids()).toEqual([...rig.cloud.subscriptions.keys()])
    expect(rig.subscriptions.ids()).toHaveLength(1)
  })

  it('close waits for a subscription that is just being made, and deletes it', async () => {
    const rig = createRig()
    const running = rig.source.start()
    while (rig.cloud.count(/POST .*subscriptions$/) === 0) await Promise.resolve()
    await rig.source.close()
    expect(rig.cloud.subscriptions.size).toBe(0)
    running.dispose()
  })

  it('close does not wait longer than 3 s, and what is left is in the record', async () => {
    const rig = createRig()
    await rig.live()
    rig.http.silent = true
    let closed = false
    const closing = rig.source.close().then(() => (closed = true))
    await rig.pass(2_750)
    expect(closed).toBe(false)
    await rig.pass(250)
    await closing
    expect(rig.subscriptions.ids()).toHaveLength(1)
    expect(rig.clock.pendingTimers()).toBe(0)
  })
})
