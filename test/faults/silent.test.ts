import { describe, expect, it } from 'vitest'
import { encodeFrame } from './proxy/frames.ts'
import { faultBenches, HEALED_WITHIN_MS } from './rig/bench.ts'
import type { FaultBench } from './rig/bench.ts'

/** Connections that stay and say nothing. */
const bench = faultBenches()
const ONE = { producers: ['Queue_itd_1.0.0'] }
/** From the first silence to the end of the socket, ms: the product's promise. */
const NOTICED_WITHIN_MS = 20_000

const noticed = (b: FaultBench): Promise<number> =>
  b.took(() => b.until(() => b.sink.phases().includes('backoff'), 'the notice'))
const why = (b: FaultBench) => b.sink.statuses.find(({ phase }) => phase === 'backoff')?.failure

describe('half-open', () => {
  it('in both directions: noticed within 20 s, our end is gone, and back when the line is', async () => {
    const b = await bench({ speed: 6 })
    await b.live()
    b.proxy.blackHole()
    expect(await noticed(b)).toBeLessThan(NOTICED_WITHIN_MS)
    expect(why(b)).toMatchObject({ code: 'heartbeatLost', step: 'heartbeat' })
    expect(b.proxy.log.count('lost', /to server: ping/)).toBeGreaterThanOrEqual(1)
    await b.until(() => b.proxy.log.count('swallowed') >= 1, 'another try')
    await b.until(() => b.proxy.log.count('clientGone') === 2, 'our end')
    b.proxy.heal()
    b.source.probe()
    await b.until(b.isLive, 'live')
  })

  it('towards us: nothing comes, so it is noticed', async () => {
    const b = await bench({ ...ONE, speed: 6 })
    await b.live()
    b.proxy.shape('client', { silent: true })
    expect(await noticed(b)).toBeLessThan(NOTICED_WITHIN_MS)
    expect(b.proxy.log.count('frame', /to server: ping/)).toBeGreaterThanOrEqual(1)
    b.proxy.heal()
    await b.until(b.isLive, 'live')
  })

  it('away from us, and no data comes: our ping is not answered, so it is noticed', async () => {
    const b = await bench({ ...ONE, speed: 6 })
    await b.live()
    b.proxy.shape('server', { silent: true })
    b.proxy.rule({ on: 'frame', to: 'client', type: 'text', action: { do: 'suppress' } })
    expect(await noticed(b)).toBeLessThan(NOTICED_WITHIN_MS)
    expect(b.proxy.log.count('lost', /to server: ping/)).toBeGreaterThanOrEqual(1)
    b.proxy.heal()
    await b.until(b.isLive, 'live')
  })
})

describe('pongs', () => {
  it('that get lost while data flows change nothing', async () => {
    const b = await bench({ ...ONE, speed: 20 })
    b.proxy.rule({ on: 'frame', to: 'client', type: 'pong', action: { do: 'suppress' } })
    await b.live()
    await b.until(() => b.proxy.log.count('rule', /suppress to client: pong/) >= 2, 'two pings')
    expect(b.phases()).toEqual(['connecting', 'authenticating', 'syncing', 'live'])
    expect(b.proxy.log.count('asked')).toBe(1)
  })

  it('of earlier pings prove nothing', async () => {
    const b = await bench({ ...ONE, speed: 6 })
    await b.live()
    b.proxy.rule({ on: 'frame', to: 'client', action: { do: 'suppress' } })
    let late = 0
    const old = setInterval(() => {
      late += 1
      b.proxy.inject('client', encodeFrame('pong', '0', false))
    }, 50)
    try {
      expect(await noticed(b)).toBeLessThan(NOTICED_WITHIN_MS)
    } finally {
      clearInterval(old)
    }
    expect(late).toBeGreaterThan(10)
    expect(why(b)?.code).toBe('heartbeatLost')
    b.proxy.heal()
    await b.until(b.isLive, 'live')
  })
})

it('silence beyond the limit is called stale before it is called lost', async () => {
  const b = await bench({
    ...ONE,
    speed: 8,
    freshness: { staleAfterMs: 5_000, pingAfterMs: 4_000, pongWithinMs: 8_000 }
  })
  await b.live()
  b.proxy.shape('client', { silent: true })
  await b.until(() => b.last()?.phase === 'stale', 'stale')
  b.proxy.heal()
  await b.until(() => b.last()?.phase === 'live', 'fresh again')
  expect(b.proxy.log.count('asked')).toBe(1)
})

describe('a try on demand', () => {
  it('on a dead line: a probe of 3 s, then at once a new socket', async () => {
    const b = await bench({ ...ONE, speed: 4 })
    await b.live()
    b.proxy.shape('client', { silent: true })
    b.source.probe()
    await b.until(() => b.last()?.phase === 'connecting', 'the new try')
    const [live, next] = b.sink.statuses.slice(-2)
    expect([live?.phase, next?.failure?.code]).toEqual(['live', 'heartbeatLost'])
    b.proxy.heal()
    await b.until(b.isLive, 'live')
    expect(b.phases()).not.toContain('stale')
  })

  it('on a line that works changes nothing', async () => {
    const b = await bench({ ...ONE, speed: 8 })
    await b.live()
    b.source.probe()
    await b.until(() => b.sink.told.includes('answered'), 'the answer')
    await b.pass(4_000)
    expect(b.phases()).toEqual(['connecting', 'authenticating', 'syncing', 'live'])
  })
})

describe('the system says there is no network', () => {
  it('nothing is tried and no wait goes on, until it is back', async () => {
    const b = await bench({ speed: 3 })
    await b.live()
    b.source.suspend()
    expect(b.sink.phases().slice(-2)).toEqual(['offline', 'offline'])
    await b.until(() => b.proxy.sockets() === 0, 'no socket')
    const [calls, asked] = [b.proxy.log.count('http'), b.proxy.log.count('asked')]
    await b.pass(3_000)
    expect([b.proxy.log.count('http'), b.proxy.log.count('asked')]).toEqual([calls, asked])
    b.source.probe()
    expect(await b.took(() => b.until(b.isLive, 'live'))).toBeLessThan(HEALED_WITHIN_MS)
  })

  it('during a back-off: its wait is over, too', async () => {
    const b = await bench({ ...ONE, speed: 8 })
    await b.live()
    await b.proxy.down()
    await b.until(() => b.last()?.phase === 'backoff', 'the loss')
    b.source.suspend()
    await b.proxy.up()
    await b.pass(6_000)
    expect(b.last()?.phase).toBe('offline')
    expect(b.clock.pendingTimers()).toBe(0)
    b.source.probe()
    await b.until(b.isLive, 'live')
  })

  it('and then wrongly that it is back: that is not believed without an answer', async () => {
    const b = await bench({ ...ONE, speed: 8 })
    await b.live()
    b.source.suspend()
    await b.proxy.down()
    b.source.probe()
    await b.until(() => b.last()?.phase === 'backoff', 'the failure')
    expect(b.last()?.failure?.code).toBe('unreachable')
    await b.proxy.up()
    b.source.probe()
    await b.until(b.isLive, 'live')
  })
})
