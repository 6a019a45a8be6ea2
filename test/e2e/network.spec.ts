import { expect, test } from '@playwright/test'
import type { RequestListener } from 'node:http'
import type { TlsOptions } from 'node:tls'
import { createAuthority, EXPIRED, selfSigned } from '../fakes/certificates.ts'
import { startProxy, type FakeProxy, type ProxyMood } from '../fakes/proxy.ts'
import { OLD_TLS, startSecureServer, type SecureServer } from '../fakes/secure-server.ts'
import { startBench, type NetworkBench } from './network/bench.ts'
import { buildBench } from './network/build-bench.ts'
import type { BenchAnswer } from './network/bench-questions.ts'
import { createTrustingHome, type TrustingHome } from './network/user-trust.ts'
import { electronPath } from './rig/launch.ts'

/**
 * HTTP through `net.fetch` and the live socket in a real Electron, side by side: both must accept and refuse the same, by the same
 * names, and say nothing before the certificate is accepted. Host names exist at the proxy alone, so what arrives went through it.
 */

const HOST = 'floor.example.test'
const TOKEN = 'tok-1234-canary'
const LOGIN = { username: 'maria', password: 'proxy-pass-canary' }
const company = createAuthority()
const stranger = createAuthority('Somebody else')

let home: TrustingHome
let bench: NetworkBench
const cleanUp: (() => unknown)[] = []

test.beforeAll(async () => {
  test.skip(process.platform !== 'linux', 'not for this system: the test can add a trusted authority on Linux only')
  home = createTrustingHome(company.cert)
  bench = await startBench(electronPath(), await buildBench(), home.folder)
})
test.afterEach(async () => {
  for (const run of cleanUp.splice(0).reverse()) await run()
})
test.afterAll(async () => {
  await bench.close()
  home.remove()
})

async function proxyWith(mood?: ProxyMood): Promise<FakeProxy> {
  const proxy = await startProxy(mood)
  cleanUp.push(proxy.close)
  return proxy
}

async function serverWith(
  tls: TlsOptions = company.issue(HOST),
  handle: RequestListener = (_, response) => response.end('{"ok":true}')
): Promise<SecureServer> {
  const server = await startSecureServer(tls, handle)
  cleanUp.push(server.close)
  return server
}

const begin = (ways: string): Promise<BenchAnswer> => {
  const pac = `function FindProxyForURL() { return ${JSON.stringify(ways)} }`
  return bench.ask({ ask: 'begin', pac, caFile: home.caFile })
}

function send(method: 'GET' | 'POST', url: string): Promise<BenchAnswer> {
  const headers = { authorization: `Bearer ${TOKEN}`, 'content-type': 'application/json' }
  const body = method === 'POST' ? { body: `{"secret":"${TOKEN}"}` } : {}
  return bench.ask({ ask: 'http', request: { method, url, headers, timeoutMs: 8_000, ...body } })
}

/** The two ways, each with a credential to lose. */
const STACKS = {
  'net.fetch': (port: number) => send('GET', `https://${HOST}:${port}/private`),
  'the socket': (port: number) => bench.ask({ ask: 'socket', url: `wss://${HOST}:${port}/private`, text: TOKEN })
} as const

const worked = (answer: BenchAnswer): boolean => answer.status === 200 || answer.heard === `echo ${TOKEN}`

const REFUSED = [
  ['an unknown authority', () => stranger.issue(HOST), 'tlsUntrusted'],
  ['a certificate of another host', () => company.issue('other.example.test'), 'tlsUntrusted'],
  ['an expired certificate', () => company.issue(HOST, EXPIRED), 'tlsUntrusted'],
  ['a self-signed certificate', () => selfSigned(HOST), 'tlsUntrusted'],
  ['TLS 1.1 only', () => ({ ...company.issue(HOST), ...OLD_TLS }), 'tlsOutdated'],
  [
    'to show a certificate of its own',
    () => ({ ...company.issue(HOST), requestCert: true, rejectUnauthorized: true }),
    'tlsClientCertificate'
  ]
] as const

for (const [stack, use] of Object.entries(STACKS)) {
  test.describe(stack, () => {
    test('goes through the proxy, straight never, and accepts a private authority that is trusted', async () => {
      const server = await serverWith()
      const proxy = await proxyWith()
      await begin(`PROXY ${proxy.name}`)
      expect(worked(await use(server.port))).toBe(true)
      expect(proxy.asked.map(({ to }) => to)).toEqual([`${HOST}:${server.port}`])
      expect(server.connections()).toBe(1)
      expect(server.heard()).toContain(TOKEN)
      expect(proxy.seen()).not.toMatch(new RegExp(`${TOKEN}|private`))
    })

    for (const [what, identity, code] of REFUSED) {
      test(`refuses ${what}, and nothing was said before`, async () => {
        const server = await serverWith(identity())
        const proxy = await proxyWith()
        await begin(`PROXY ${proxy.name}; PROXY ${proxy.name}`)
        const { failure } = await use(server.port)
        expect(failure?.code, failure?.detail).toBe(code)
        expect(failure?.proxy).toBeUndefined()
        expect(server.connections()).toBeGreaterThan(0)
        expect(server.heard()).toBe('')
        expect(proxy.seen()).not.toMatch(new RegExp(`${TOKEN}|private`))
      })
    }

    test('names the proxy that wants a login, shows it one that is known, and a wrong one once', async () => {
      const server = await serverWith()
      const proxy = await proxyWith({ kind: 'login', login: `${LOGIN.username}:${LOGIN.password}` })
      await begin(`PROXY ${proxy.name}`)
      expect((await use(server.port)).failure).toMatchObject({
        code: 'proxyLogin',
        proxy: proxy.name,
        httpStatus: 407
      })
      expect(server.connections()).toBe(0)

      await bench.ask({ ask: 'login', proxy: proxy.name, login: { ...LOGIN, password: 'wrong' } })
      expect((await use(server.port)).failure).toMatchObject({ code: 'proxyLoginRefused', proxy: proxy.name })
      expect((await use(server.port)).failure).toMatchObject({ code: 'proxyLoginRefused', proxy: proxy.name })
      expect(proxy.asked.filter(({ login }) => login === 'maria:wrong')).toHaveLength(1)

      await bench.ask({ ask: 'login', proxy: proxy.name, login: LOGIN })
      expect(worked(await use(server.port))).toBe(true)
      expect(proxy.seen()).not.toContain(TOKEN)
      expect(server.heard()).not.toMatch(/proxy-auth|proxy-pass-canary/i)
    })

    test('goes on to the next proxy of a PAC list after a dead one', async () => {
      const server = await serverWith()
      const dead = await startProxy()
      await dead.close()
      const good = await proxyWith()
      await begin(`PROXY ${dead.name}; PROXY ${good.name}`)
      expect(worked(await use(server.port))).toBe(true)
      expect(good.asked).toHaveLength(1)
    })

    test('names a proxy that dies before it answers, and works again with the next try after it is back', async () => {
      const server = await serverWith()
      const proxy = await proxyWith({ kind: 'die' })
      await begin(`PROXY ${proxy.name}`)
      // Chromium does not say whose connection came to nothing.
      expect((await use(server.port)).failure?.code).toBe(stack === 'the socket' ? 'proxyUnreachable' : 'unreachable')
      proxy.mood = { kind: 'open' }
      expect(worked(await use(server.port))).toBe(true)
    })

    test('names a proxy that is not there', async () => {
      const dead = await startProxy()
      await dead.close()
      await begin(`PROXY ${dead.name}`)
      const { failure } = await use(443)
      expect(failure?.code).toBe('proxyUnreachable')
      expect(failure?.detail).toContain(dead.name)
    })

    test('tells a proxy that refuses from the host behind it', async () => {
      const server = await serverWith()
      const proxy = await proxyWith({ kind: 'refuse', status: 502 })
      await begin(`PROXY ${proxy.name}`)
      const { failure } = await use(server.port)
      expect(failure?.code).toBe('proxyRefused')
      expect(failure?.detail).toContain(proxy.name)
      expect(server.connections()).toBe(0)
    })
  })
}

test.describe('a redirect', () => {
  for (const method of ['GET', 'POST'] as const) {
    test(`of a ${method} to another origin is refused, and the other origin hears nothing`, async () => {
      const other = await serverWith(company.issue('other.example.test'))
      const server = await serverWith(company.issue(HOST), (_, response) => {
        response.writeHead(307, { location: `https://other.example.test:${other.port}/stolen` }).end()
      })
      const proxy = await proxyWith()
      await begin(`PROXY ${proxy.name}`)
      const { failure } = await send(method, `https://${HOST}:${server.port}/private`)
      expect(failure?.code).toBe('redirected')
      expect(other.connections()).toBe(0)
      expect(server.heard().match(/private/g)).toHaveLength(1)
    })
  }
})
