import { afterEach, beforeAll, describe, expect, it } from 'vitest'
import { parseProxyList } from '../../src/adapters/transport/proxy-list.ts'
import { createTrustContext } from '../../src/adapters/transport/trust-context.ts'
import { createAuthority, EXPIRED, selfSigned } from '../fakes/certificates.ts'
import type { Authority } from '../fakes/certificates.ts'
import { startProxy } from '../fakes/proxy.ts'
import type { ProxyMood } from '../fakes/proxy.ts'
import { faultBenches } from './rig/bench.ts'
import type { FaultBench } from './rig/bench.ts'
import { startTlsFront } from './rig/tls-front.ts'
import type { TlsFront } from './rig/tls-front.ts'

/** TLS and company proxies between the client and the live host. */
const bench = faultBenches()
const cleanUp: (() => unknown)[] = []
afterEach(async () => {
  for (const run of cleanUp.splice(0).reverse()) await run()
})

const ADDRESS = '127.0.0.1'
let company: Authority
beforeAll(() => {
  company = createAuthority()
})

/** The live host behind TLS; the REST side stays as it is, so that only the socket meets the fault. */
async function behindTls(speed = 4): Promise<{ b: FaultBench; front: TlsFront }> {
  const listed = [company.cert]
  const b = await bench({
    producers: ['Queue_itd_1.0.0'],
    speed,
    opener: { context: createTrustContext(() => listed) }
  })
  const front = await startTlsFront(company.issue(ADDRESS), b.proxy.port)
  cleanUp.push(front.close)
  b.proxy.endpoint = (path) => `wss://${ADDRESS}:${front.port}${path}`
  return { b, front }
}

describe('TLS', () => {
  it('of a company authority that is listed carries the stream', async () => {
    const { b, front } = await behindTls()
    await b.live()
    expect(front.heard()).toContain('Upgrade: websocket')
  })

  it('that never answers runs into the deadline, and is tried again', async () => {
    const { b, front } = await behindTls(6)
    front.silent = true
    b.start()
    const tookMs = await b.took(() => b.until(() => b.last()?.phase === 'backoff', 'the deadline'))
    expect(tookMs).toBeLessThan(20_000)
    expect(b.last()?.failure).toMatchObject({ code: 'timeout', step: 'connect' })
    front.silent = false
    await b.until(b.isLive, 'live')
    expect(front.connections()).toBe(2)
  })

  it.each([
    ['signed by nobody who is trusted', () => selfSigned(ADDRESS)],
    ['expired', () => company.issue(ADDRESS, EXPIRED)],
    ['of another host', () => company.issue('other.example')]
  ])('with a certificate %s: nothing is sent, and it waits for the user', async (_, identity) => {
    const { b, front } = await behindTls(6)
    front.identity = identity()
    b.start()
    await b.until(() => b.last()?.phase === 'failed', 'the refusal')
    expect(b.last()?.failure).toMatchObject({ code: 'tlsUntrusted', step: 'connect' })
    await b.pass(6_000)
    expect([front.heard(), front.connections()]).toEqual(['', 1])
    front.identity = company.issue(ADDRESS)
    b.source.probe()
    await b.until(b.isLive, 'live')
  })
})

/** All sockets go through a CONNECT proxy. */
async function throughProxy(mood: ProxyMood) {
  const between = await startProxy(mood)
  cleanUp.push(() => between.close())
  const ways = { name: between.name }
  const b = await bench({
    producers: ['Queue_itd_1.0.0'],
    speed: 8,
    opener: { waysTo: () => Promise.resolve(parseProxyList(`PROXY ${ways.name}`)) }
  })
  return { b, between }
}

describe('a company proxy', () => {
  it('that wants a login nobody knows: named, and waits for the user', async () => {
    const { b, between } = await throughProxy({ kind: 'login', login: 'ann:pass' })
    b.start()
    await b.until(() => b.last()?.phase === 'failed', 'the refusal')
    expect(b.last()?.failure).toMatchObject({ code: 'proxyLogin', proxy: between.name })
    await b.pass(8_000)
    expect(between.asked.length).toBeLessThanOrEqual(2)
    between.mood = { kind: 'open' }
    b.source.probe()
    await b.until(b.isLive, 'live')
  })

  it.each([
    ['refuses the tunnel', { kind: 'refuse', status: 502 }, 'proxyRefused'],
    ['closes after CONNECT', { kind: 'die' }, 'proxyUnreachable']
  ] as const)('that %s is named and tried again', async (_, mood, code) => {
    const { b, between } = await throughProxy(mood)
    b.start()
    await b.until(() => b.last()?.phase === 'backoff', 'the refusal')
    expect(b.last()?.failure).toMatchObject({ code, proxy: between.name })
    between.mood = { kind: 'open' }
    await b.until(b.isLive, 'live')
    between.cut()
    await b.until(() => !b.isLive(), 'the loss')
    await b.until(b.isLive, 'live')
  })

  it('that is not there is named', async () => {
    const { b, between } = await throughProxy({ kind: 'open' })
    await between.close()
    b.start()
    await b.until(() => b.last()?.phase === 'backoff', 'the failure')
    expect(b.last()?.failure).toMatchObject({ code: 'proxyUnreachable', proxy: between.name })
  })
})
