import dns from 'node:dns'
import { describe, expect, it, vi } from 'vitest'
import { faultBenches, HEALED_WITHIN_MS } from './rig/bench.ts'
import type { FaultBench } from './rig/bench.ts'

/** Connections that do not come about. */
const bench = faultBenches()
const ONE = { producers: ['Queue_itd_1.0.0'] }

const backoffs = (b: FaultBench) => b.sink.statuses.filter(({ phase }) => phase === 'backoff')
const waits = (b: FaultBench): readonly number[] =>
  backoffs(b).map(({ retryAtMs, sinceMs }) => Math.round((retryAtMs ?? 0) - sinceMs))

describe('nobody listens', () => {
  it('is retried with growing waits, and found when it is back', async () => {
    const b = await bench({ ...ONE, speed: 12 })
    await b.proxy.down()
    b.start()
    await b.until(() => backoffs(b).length === 7, 'seven tries')
    expect(backoffs(b).map(({ failure }) => failure?.code)).toEqual(Array(7).fill('unreachable'))
    expect(backoffs(b).map(({ attempt }) => attempt)).toEqual([1, 2, 3, 4, 5, 6, 7])
    const told = waits(b)
    expect(told.slice(0, 2)).toEqual([470, 940])
    expect(Math.min(...told)).toBeGreaterThan(0)
    expect(told[6]).toBe(14_100)
    await b.proxy.up()
    b.source.probe()
    await b.until(b.isLive, 'live')
  })

  it('for three seconds: live within 5 s after it', async () => {
    const b = await bench({ speed: 3 })
    await b.live()
    await b.proxy.down()
    await b.pass(3_000)
    await b.proxy.up()
    expect(await b.took(() => b.until(b.isLive, 'live'))).toBeLessThan(HEALED_WITHIN_MS)
    expect(b.proxy.log.events.filter(({ kind }) => kind === 'down' || kind === 'up').map(({ kind }) => kind)).toEqual([
      'down',
      'up'
    ])
  })
})

describe('the name of the live host', () => {
  type Answer = (error: NodeJS.ErrnoException | null, address: unknown, family?: number) => void

  /** Names are looked up by `lookup` instead of the system; the REST side has an address and needs none. */
  function nameService(lookup: (answer: Answer) => void) {
    const asked = vi.spyOn(dns, 'lookup') as unknown as { mockImplementation: (run: unknown) => void }
    asked.mockImplementation((_: string, options: { all?: boolean }, answer: Answer) =>
      lookup((error, address, family) => {
        if (error) answer(error, undefined)
        else answer(null, options.all ? [{ address, family }] : address, family)
      })
    )
  }

  it('is not found, then found', async () => {
    const b = await bench(ONE)
    let isFound = false
    nameService((answer) => {
      const missing = Object.assign(new Error('getaddrinfo ENOTFOUND localhost'), { code: 'ENOTFOUND' })
      if (isFound) answer(null, '127.0.0.1', 4)
      else answer(missing, undefined)
    })
    b.proxy.endpoint = (path) => `ws://localhost:${b.proxy.port}${path}`
    b.start()
    await b.until(() => backoffs(b).length === 2, 'two tries')
    expect(backoffs(b).map(({ failure }) => failure?.code)).toEqual(['dns', 'dns'])
    expect(b.proxy.log.count('asked')).toBe(0)
    isFound = true
    await b.until(b.isLive, 'live')
  })

  it('is never answered: the deadline ends it, and it is tried again', async () => {
    const b = await bench({ ...ONE, speed: 6 })
    let isMute = true
    nameService((answer) => {
      if (!isMute) answer(null, '127.0.0.1', 4)
    })
    b.proxy.endpoint = (path) => `ws://localhost:${b.proxy.port}${path}`
    b.start()
    const tookMs = await b.took(() => b.until(() => backoffs(b).length === 1, 'the deadline'))
    expect(backoffs(b)[0]?.failure).toMatchObject({ code: 'timeout', step: 'connect' })
    expect(tookMs).toBeLessThan(20_000)
    isMute = false
    await b.until(b.isLive, 'live')
  })
})

describe('something else answers', () => {
  it.each([
    ['a page of a portal', { status: 200, headers: { 'content-type': 'text/html' }, body: '<p>Welcome</p>' }],
    ['a redirect to a portal', { status: 302, headers: { location: 'https://portal.example/login?t=1' } }],
    ['a page in place of 403', { status: 403, headers: { 'content-type': 'text/html' }, body: '<p>Log in</p>' }]
  ])('%s to the upgrade: named, no token sent, tried again', async (_, answer) => {
    const b = await bench(ONE)
    b.proxy.rule({ on: 'connect', times: 2, action: { do: 'respond', answer } })
    await b.live()
    expect(backoffs(b).map(({ failure }) => failure?.code)).toEqual(['unexpectedAnswer', 'unexpectedAnswer'])
    expect(backoffs(b)[0]?.failure?.detail).not.toContain('login?')
    const [first] = b.proxy.log.events.filter(({ kind, detail }) => kind === 'frame' && /to server/.test(detail))
    expect(first?.socket).toBe(3)
  })

  it.each([
    [
      'a page of a portal',
      'unexpectedAnswer',
      { status: 200, headers: { 'content-type': 'text/html' }, body: '<p>Hi</p>' }
    ],
    ['a redirect', 'redirected', { status: 302, headers: { location: 'http://127.0.0.1:9/elsewhere' } }]
  ])('%s to the request for a token: named %s, tried again', async (_, code, answer) => {
    const b = await bench(ONE)
    b.proxy.rule({ on: 'http', asking: /token$/, times: 2, action: { do: 'respond', answer } })
    await b.live()
    expect(backoffs(b).map(({ failure }) => failure?.code)).toEqual([code, code])
    expect(b.calls(/token -> /)).toBe(3)
  })
})

describe('the service asks to wait', () => {
  it.each([429, 503])('with %i and Retry-After on the upgrade: no try before that', async (status) => {
    const b = await bench(ONE)
    b.proxy.rule({
      on: 'connect',
      count: 1,
      action: { do: 'respond', answer: { status, headers: { 'retry-after': '4' } } }
    })
    await b.live()
    expect(waits(b)[0]).toBeGreaterThanOrEqual(4_000)
    expect(backoffs(b)[0]?.failure?.code).toBe(status === 429 ? 'rateLimited' : 'serverError')
    const [first, second] = b.proxy.log.events.filter(({ kind }) => kind === 'asked')
    expect((second!.atMs - first!.atMs) * b.clock.speed).toBeGreaterThanOrEqual(3_900)
  })

  it('with 429 and Retry-After to a request: no try before that', async () => {
    const b = await bench(ONE)
    const answer = { status: 429, headers: { 'retry-after': '3' }, body: '{"title":"spike limit"}' }
    b.proxy.rule({ on: 'http', asking: /POST .*subscriptions$/, times: 1, action: { do: 'respond', answer } })
    await b.live()
    expect(waits(b)[0]).toBeGreaterThanOrEqual(3_000)
    expect(b.calls(/POST .*subscriptions -> /)).toBe(2)
  })
})

describe('a request', () => {
  it.each(['drop', 'hold'] as const)('(%s) without an answer is asked again', async (verb) => {
    const b = await bench({ ...ONE, speed: 6 })
    b.proxy.rule({ on: 'http', asking: /measure-producers\?/, times: 1, action: { do: verb } })
    await b.live()
    expect(backoffs(b).map(({ failure }) => failure?.code)).toEqual([verb === 'drop' ? 'unreachable' : 'timeout'])
  })

  it('that is slow is waited for', async () => {
    const b = await bench(ONE)
    b.proxy.rule({ on: 'http', asking: /token$/, action: { do: 'delay', ms: 300 } })
    await b.live()
    expect(b.phases()).toEqual(['connecting', 'authenticating', 'syncing', 'live'])
  })
})

it('the upgrade is never answered: the deadline ends it', async () => {
  const b = await bench({ ...ONE, speed: 6 })
  b.proxy.rule({ on: 'connect', count: 1, action: { do: 'hold' } })
  await b.live()
  expect(backoffs(b)[0]?.failure).toMatchObject({ code: 'timeout', step: 'connect' })
  expect(b.proxy.log.count('clientGone')).toBe(1)
})
