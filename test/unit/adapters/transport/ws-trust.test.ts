import type { TlsOptions } from 'node:tls'
import { afterEach, beforeAll, describe, expect, it } from 'vitest'
import { parseProxyList } from '../../../../src/adapters/transport/proxy-list.ts'
import { createTrustContext } from '../../../../src/adapters/transport/trust-context.ts'
import { createAuthority, EXPIRED, selfSigned } from '../../../fakes/certificates.ts'
import type { Authority } from '../../../fakes/certificates.ts'
import { startProxy } from '../../../fakes/proxy.ts'
import { OLD_TLS, startSecureServer } from '../../../fakes/secure-server.ts'
import { createTickingClock } from '../../../fakes/ticking-clock.ts'
import { openSocket } from './socket-rig.ts'

const HOST = 'floor.example.test'
const clock = createTickingClock()
const cleanUp: (() => unknown)[] = []
afterEach(async () => {
  for (const run of cleanUp.splice(0).reverse()) await run()
  expect(clock.pendingTimers()).toBe(0)
})

let company: Authority
let stranger: Authority
beforeAll(() => {
  company = createAuthority()
  stranger = createAuthority('Somebody else')
})

/** A host with this certificate, reached by name through a proxy, as seen by a client that trusts `company` where `listed`. */
async function meet(tls: TlsOptions, listed = true) {
  const server = await startSecureServer(tls)
  const proxy = await startProxy()
  const listedCertificates = [company.cert]
  const opened = openSocket(
    {
      clock,
      waysTo: () => Promise.resolve(parseProxyList(`PROXY ${proxy.name}`)),
      context: createTrustContext(() => (listed ? listedCertificates : undefined))
    },
    `wss://${HOST}:${server.port}/realtime?subscription=1`
  )
  cleanUp.push(server.close, proxy.close, () => opened.socket.terminate())
  return { ...opened, server, proxy }
}

describe('a certificate is accepted', () => {
  it('from a private authority that is listed', async () => {
    const { next, socket } = await meet(company.issue(HOST))
    expect(await next()).toEqual(['opened'])
    socket.send('token-1234')
    expect(await next()).toEqual(['message', 'echo token-1234'])
  })

  it('by a context that is built anew only when the list is another one', () => {
    const trusted: { list?: readonly string[] } = {}
    const context = createTrustContext(() => trusted.list)
    const before = context()
    expect(context()).toBe(before)
    trusted.list = [company.cert]
    expect(context()).not.toBe(before)
  })
})

describe('a certificate is refused before anything is said', () => {
  it.each([
    ['an authority nobody listed', () => stranger.issue(HOST), true, 'tlsUntrusted', /UNABLE_TO/],
    ['a private authority that is not listed', () => company.issue(HOST), false, 'tlsUntrusted', /UNABLE_TO/],
    ['another host', () => company.issue('other.example.test'), true, 'tlsUntrusted', /ALTNAME/],
    ['a day that is over', () => company.issue(HOST, EXPIRED), true, 'tlsUntrusted', /EXPIRED/],
    ['nobody but itself', () => selfSigned(HOST), true, 'tlsUntrusted', /SELF_SIGNED/],
    ['TLS 1.1 only', () => ({ ...company.issue(HOST), ...OLD_TLS }), true, 'tlsOutdated', /version|PROTO/i]
  ] as const)('%s', async (_, identity, listed, code, detail) => {
    const { failure, events, server, proxy } = await meet(identity(), listed)
    const why = await failure()
    expect(why).toMatchObject({ code, step: 'connect' })
    expect(why.detail).toMatch(detail)
    expect(why.proxy).toBeUndefined()
    expect(events).toEqual([])
    expect(server.heard()).toBe('')
    expect(proxy.seen()).not.toContain('realtime')
    expect(proxy.asked).toHaveLength(1)
  })
})

describe("a proxy's own certificate", () => {
  it('is accepted from a listed authority, and the tunnel is encrypted twice', async () => {
    const server = await startSecureServer(company.issue(HOST))
    const proxy = await startProxy({ kind: 'open' }, company.issue('127.0.0.1'))
    const list = [company.cert]
    const { next, socket } = openSocket(
      {
        clock,
        waysTo: () => Promise.resolve(parseProxyList(`HTTPS ${proxy.name}`)),
        context: createTrustContext(() => list)
      },
      `wss://${HOST}:${server.port}/`
    )
    cleanUp.push(server.close, proxy.close, () => socket.terminate())
    expect(await next()).toEqual(['opened'])
  })

  it('is refused from a stranger: the proxy counts as not there and hears nothing', async () => {
    const proxy = await startProxy({ kind: 'open' }, stranger.issue('127.0.0.1'))
    cleanUp.push(proxy.close)
    const { failure } = openSocket(
      { clock, waysTo: () => Promise.resolve(parseProxyList(`HTTPS ${proxy.name}`)) },
      `wss://${HOST}/`
    )
    expect(await failure()).toMatchObject({ code: 'proxyUnreachable', proxy: proxy.name })
    expect(proxy.seen()).toBe('')
  })
})
