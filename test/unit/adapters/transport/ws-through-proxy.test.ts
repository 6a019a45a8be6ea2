import { connect, createServer } from 'node:net'
import type { AddressInfo, Socket as Connection } from 'node:net'
import { afterEach, beforeAll, describe, expect, it } from 'vitest'
import { parseProxyList } from '../../../../src/adapters/transport/proxy-list.ts'
import { createTrustContext } from '../../../../src/adapters/transport/trust-context.ts'
import type { ProxyLogin } from '../../../../src/core/ports/proxy-logins.ts'
import { createAuthority } from '../../../fakes/certificates.ts'
import type { Authority } from '../../../fakes/certificates.ts'
import { startProxy } from '../../../fakes/proxy.ts'
import type { FakeProxy, ProxyMood } from '../../../fakes/proxy.ts'
import { startSecureServer } from '../../../fakes/secure-server.ts'
import type { SecureServer } from '../../../fakes/secure-server.ts'
import { settle } from '../../../fakes/settle.ts'
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
beforeAll(() => {
  company = createAuthority()
})

async function proxyWith(mood?: ProxyMood): Promise<FakeProxy> {
  const proxy = await startProxy(mood)
  cleanUp.push(proxy.close)
  return proxy
}

async function server(): Promise<SecureServer> {
  const started = await startSecureServer(company.issue(HOST))
  cleanUp.push(started.close)
  return started
}

/** A port where nothing listens. */
async function closedPort(): Promise<string> {
  const proxy = await startProxy()
  await proxy.close()
  return proxy.name
}

function open(
  to: SecureServer,
  ways: string,
  logins: readonly ProxyLogin[] = [],
  { handshakeTimeoutMs = 5_000, refusedBefore = false } = {}
) {
  const stored = [...logins]
  const refused: string[] = []
  const list = [company.cert]
  const opened = openSocket(
    {
      clock,
      waysTo: () => Promise.resolve(parseProxyList(ways)),
      logins: {
        find: () => Promise.resolve(stored[0]),
        refused: (proxy, { username }) => void refused.push(`${username} at ${proxy}`),
        isRefused: () => refusedBefore
      },
      context: createTrustContext(() => list)
    },
    `wss://${HOST}:${to.port}/realtime`,
    { handshakeTimeoutMs }
  )
  cleanUp.push(() => opened.socket.terminate())
  return { ...opened, refused }
}

describe('through a proxy', () => {
  it('reaches a host that only the proxy knows, and shows the proxy nothing but name and port', async () => {
    const to = await server()
    const proxy = await proxyWith()
    const { next, socket } = open(to, `PROXY ${proxy.name}`)
    expect(await next()).toEqual(['opened'])
    socket.send('token-1234')
    expect(await next()).toEqual(['message', 'echo token-1234'])
    const port = to.port
    expect(proxy.asked).toMatchObject([{ to: `${HOST}:${port}`, login: null, headers: { host: `${HOST}:${port}` } }])
    expect(Object.keys(proxy.asked[0]!.headers).sort()).toEqual(['connection', 'host'])
    expect(to.connections()).toBe(1)
    expect(proxy.seen()).not.toMatch(/token-1234|realtime/)
    expect(to.heard()).toContain('token-1234')
  })

  it('goes through SOCKS5 with the name left to the proxy', async () => {
    const to = await server()
    const names: string[] = []
    const socks = createServer((client: Connection) => {
      client.on('error', () => undefined)
      client.once('data', () => {
        client.write(Buffer.from([5, 0]))
        client.once('data', (ask: Buffer) => {
          names.push(ask.subarray(5, 5 + ask[4]!).toString('utf8'))
          client.write(Buffer.from([5, names.length === 1 ? 0 : 2, 0, 1, 0, 0, 0, 0, 0, 0]))
          if (names.length > 1) return
          const through = connect(to.port, '127.0.0.1')
          through.on('error', () => client.destroy()).on('close', () => client.destroy())
          client.on('close', () => through.destroy())
          client.pipe(through).pipe(client)
        })
      })
    })
    await new Promise<void>((resolve) => socks.listen(0, '127.0.0.1', resolve))
    cleanUp.push(() => new Promise((resolve) => socks.close(resolve)))
    const name = `127.0.0.1:${(socks.address() as AddressInfo).port}`
    expect(await open(to, `SOCKS5 ${name}`).next()).toEqual(['opened'])
    expect(names).toEqual([HOST])
    expect(await open(to, `SOCKS5 ${name}; DIRECT`).failure()).toMatchObject({ code: 'proxyRefused', proxy: name })
  })
})

describe('a proxy that wants a login', () => {
  const LOGIN = { kind: 'login', login: 'maria:s3cret-word' } as const

  it('names itself when none is known', async () => {
    const to = await server()
    const proxy = await proxyWith(LOGIN)
    expect(await open(to, `PROXY ${proxy.name}; DIRECT`).failure()).toMatchObject({
      code: 'proxyLogin',
      proxy: proxy.name,
      httpStatus: 407
    })
    expect(proxy.asked).toHaveLength(1)
    expect(to.connections()).toBe(0)
  })

  it('gets the login it asked for, and only after it asked', async () => {
    const to = await server()
    const proxy = await proxyWith(LOGIN)
    const login = { username: 'maria', password: 's3cret-word' }
    const { next, refused } = open(to, `PROXY ${proxy.name}`, [login])
    expect(await next()).toEqual(['opened'])
    expect(proxy.asked.map((one) => one.login)).toEqual([null, 'maria:s3cret-word'])
    expect(to.heard()).not.toMatch(/proxy-auth|s3cret-word/i)
    expect(refused).toEqual([])
  })

  it('says of a login that it refused before that it is refused, and is not shown it again', async () => {
    const to = await server()
    const proxy = await proxyWith(LOGIN)
    const { failure } = open(to, `PROXY ${proxy.name}`, [], { refusedBefore: true })
    expect(await failure()).toMatchObject({ code: 'proxyLoginRefused', proxy: proxy.name })
    expect(proxy.asked.map((one) => one.login)).toEqual([null])
  })

  it('refuses a wrong login once: it is not tried again, and the failure does not show it', async () => {
    const to = await server()
    const proxy = await proxyWith(LOGIN)
    const { failure, refused } = open(to, `PROXY ${proxy.name}`, [{ username: 'maria', password: 'wr0ng-word' }])
    const why = await failure()
    expect(why).toMatchObject({ code: 'proxyLoginRefused', proxy: proxy.name, httpStatus: 407 })
    expect(why.detail).toContain('refused')
    expect(JSON.stringify(why)).not.toContain('wr0ng')
    expect(refused).toEqual([`maria at ${proxy.name}`])
    expect(proxy.asked).toHaveLength(2)
  })

  it.each([
    [['Negotiate', 'NTLM'], 1, 'proxyLogin'],
    [['Negotiate', 'Basic realm="x"'], 2, 'proxyLoginRefused'],
    [['Digest realm="Basic",nonce="1"'], 1, 'proxyLogin']
  ])('that offers %j is shown a password only where that is Basic', async (challenges, asked, code) => {
    const to = await server()
    const proxy = await proxyWith({ ...LOGIN, login: 'nobody:', challenges })
    const { failure } = open(to, `PROXY ${proxy.name}`, [{ username: 'maria', password: 's3cret-word' }])
    expect(await failure()).toMatchObject({ code })
    expect(proxy.asked).toHaveLength(asked)
  })
})

describe('a list of ways', () => {
  it.each(['a closed port', 'a proxy that dies before it answers'])('goes on to the next after %s', async (kind) => {
    const to = await server()
    const dead = kind === 'a closed port' ? await closedPort() : (await proxyWith({ kind: 'die' })).name
    const good = await proxyWith()
    expect(await open(to, `PROXY ${dead}; PROXY ${good.name}`).next()).toEqual(['opened'])
    expect(good.asked).toHaveLength(1)
  })

  it('goes on to the next after one that keeps silent, within the time of the whole', async () => {
    const to = await server()
    const silent = await proxyWith({ kind: 'silent' })
    const good = await proxyWith()
    expect(
      await open(to, `PROXY ${silent.name}; PROXY ${good.name}`, [], { handshakeTimeoutMs: 9_000 }).next()
    ).toEqual(['opened'])
    while (silent.connections() > 0) await settle()
  })

  it('names the proxies when no way is left', async () => {
    const to = await server()
    const [first, second] = [await closedPort(), await closedPort()]
    const why = await open(to, `PROXY ${first}; PROXY ${second}`).failure()
    expect(why).toMatchObject({ code: 'proxyUnreachable', proxy: first })
    expect(why.detail).toContain(second)
  })

  it('names the proxy, too, when the way past it fails', async () => {
    const to = await server()
    const dead = await closedPort()
    expect(await open(to, `PROXY ${dead}; DIRECT`).failure()).toMatchObject({ code: 'proxyUnreachable', proxy: dead })
  })

  it.each([502, 403, 200 + 100])(
    'takes HTTP %i of a proxy for its own answer and goes no way around it',
    async (status) => {
      const to = await server()
      const proxy = await proxyWith({ kind: 'refuse', status })
      const next = await proxyWith()
      expect(await open(to, `PROXY ${proxy.name}; PROXY ${next.name}`).failure()).toMatchObject({
        code: 'proxyRefused',
        proxy: proxy.name,
        httpStatus: status
      })
      expect(next.asked).toEqual([])
      expect(to.connections()).toBe(0)
    }
  )

  it('goes no other way after a certificate that is not trusted', async () => {
    const to = await startSecureServer(createAuthority('Somebody else').issue(HOST))
    cleanUp.push(to.close)
    const proxy = await proxyWith()
    const next = await proxyWith()
    expect(await open(to, `PROXY ${proxy.name}; PROXY ${next.name}`).failure()).toMatchObject({ code: 'tlsUntrusted' })
    expect(next.asked).toEqual([])
  })

  it('without a way that is understood does not go straight', async () => {
    const to = await server()
    expect(await open(to, 'QUIC x:443').failure()).toMatchObject({ code: 'proxyUnreachable' })
    expect(to.connections()).toBe(0)
  })
})

describe('nothing is left behind', () => {
  it('when the proxy dies while the stream is running', async () => {
    const proxy = await proxyWith()
    const { next } = open(await server(), `PROXY ${proxy.name}`)
    await next()
    proxy.cut()
    const [kind, code, why] = await next()
    expect([kind, code]).toEqual(['closed', 1006])
    expect(['closedByServer', 'unreachable']).toContain(why?.code)
  })

  it('when the time is over while a proxy keeps silent', async () => {
    const proxy = await proxyWith({ kind: 'silent' })
    expect(await open(await server(), `PROXY ${proxy.name}`, [], { handshakeTimeoutMs: 100 }).failure()).toMatchObject({
      code: 'timeout'
    })
    while (proxy.connections() > 0) await settle()
  })

  it('when it is terminated on the way', async () => {
    const proxy = await proxyWith({ kind: 'silent' })
    const { socket, events } = open(await server(), `PROXY ${proxy.name}`)
    while (proxy.asked.length === 0) await settle()
    socket.terminate()
    while (proxy.connections() > 0) await settle()
    expect(events).toEqual([])
  })
})
