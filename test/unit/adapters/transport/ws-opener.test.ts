import type { IncomingMessage } from 'node:http'
import { createServer } from 'node:net'
import type { AddressInfo, Server, Socket as NetSocket } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import { WebSocketServer } from 'ws'
import type { WebSocket } from 'ws'
import { startHttpServer } from '../../../fakes/http-server.ts'
import { createTickingClock } from '../../../fakes/ticking-clock.ts'
import { openSocket } from './socket-rig.ts'

const clock = createTickingClock()
const cleanUp: (() => unknown)[] = []
afterEach(async () => {
  for (const run of cleanUp.splice(0).reverse()) await run()
  expect(clock.pendingTimers()).toBe(0)
})

function open(url: string, limits: { handshakeTimeoutMs?: number; maxPayloadBytes?: number; drains?: boolean } = {}) {
  const opened = openSocket({ clock }, url, limits)
  cleanUp.push(() => opened.socket.terminate())
  return opened
}

async function serve(
  connected: (peer: WebSocket, request: IncomingMessage) => void = () => undefined
): Promise<string> {
  const server = new WebSocketServer({ port: 0, host: '127.0.0.1' })
  await new Promise((resolve) => server.once('listening', resolve))
  server.on('connection', connected)
  cleanUp.push(() => {
    for (const peer of server.clients) peer.terminate()
    return new Promise((resolve) => server.close(resolve))
  })
  return `ws://127.0.0.1:${(server.address() as AddressInfo).port}`
}

async function serveUpgrade(lines: readonly string[], body = ''): Promise<string> {
  const server = await startHttpServer(() => undefined)
  server.server.on('upgrade', (_, socket) => socket.end([...lines, '', body].join('\r\n')))
  cleanUp.push(server.close)
  return server.url.replace('http', 'ws')
}

async function serveTcp(connected: (socket: NetSocket) => void): Promise<string> {
  const sockets = new Set<NetSocket>()
  const server: Server = createServer((socket) => {
    sockets.add(socket)
    socket.on('error', () => undefined)
    connected(socket)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  cleanUp.push(() => {
    for (const socket of sockets) socket.destroy()
    return new Promise((resolve) => server.close(resolve))
  })
  return `ws://127.0.0.1:${(server.address() as AddressInfo).port}`
}

describe('a websocket that works', () => {
  it('opens, sends, receives and asks for no compression', async () => {
    let extensions: string | undefined
    const url = await serve((peer, request) => {
      extensions = request.headers['sec-websocket-extensions']
      peer.on('message', (data: Buffer) => peer.send(`echo ${data.toString()}`))
    })
    const { socket, next } = open(url)
    expect(await next()).toEqual(['opened'])
    socket.send('hello')
    expect(await next()).toEqual(['message', 'echo hello'])
    expect(extensions).toBeUndefined()
  })

  it('sends a protocol ping and reports the pong with its payload', async () => {
    const { socket, next } = open(await serve())
    await next()
    socket.ping('17')
    expect(await next()).toEqual(['pong', '17'])
  })

  it('tells nothing after terminate and cuts the connection at once', async () => {
    const gone = new Promise<number>((resolve) => {
      void serve((peer) => {
        peer.on('close', resolve)
        peer.send('late')
      }).then(async (url) => {
        const { socket, next, events } = open(url)
        await next()
        const told = events.length
        socket.terminate()
        socket.terminate()
        socket.send('nobody hears this')
        cleanUp.push(() => expect(events).toHaveLength(told))
      })
    })
    expect(await gone).toBe(1006)
  })
})

describe('a websocket that ends', () => {
  it.each([1000, 1001, 1012, 3000, 4999])('reports close code %i as closed by the server', async (code) => {
    const { next } = open(await serve((peer) => peer.close(code, 'bye')))
    await next()
    expect(await next()).toMatchObject(['closed', code, { code: 'closedByServer', detail: `close code ${code}: bye` }])
  })

  it('reports a connection cut without a close frame', async () => {
    const { next } = open(await serve((peer) => peer.terminate()))
    await next()
    const [, code, failure] = await next()
    expect(code).toBe(1006)
    expect(['closedByServer', 'unreachable']).toContain(failure?.code)
  })

  it.each([
    ['a binary message', (peer: WebSocket) => peer.send(Buffer.from([1, 2]))],
    ['a message beyond the limit', (peer: WebSocket) => peer.send('x'.repeat(1_001))]
  ])('ends on %s', async (_, misbehave) => {
    expect(await open(await serve(misbehave)).failure()).toMatchObject({ code: 'protocol' })
  })
})

describe('a websocket that does not open', () => {
  it.each([
    ['HTTP/1.1 401 Unauthorized', 'badCredential'],
    ['HTTP/1.1 403 Forbidden', 'forbidden'],
    ['HTTP/1.1 404 Not Found', 'notFound'],
    ['HTTP/1.1 407 Proxy Authentication Required', 'proxyLogin'],
    ['HTTP/1.1 429 Too Many Requests', 'rateLimited'],
    ['HTTP/1.1 500 Internal Server Error', 'serverError'],
    ['HTTP/1.1 200 OK', 'unexpectedAnswer']
  ])('%s is %s', async (line, code) => {
    const url = await serveUpgrade([line, 'Connection: close'])
    expect(await open(url).failure()).toMatchObject({ code, step: 'connect' })
  })

  it('keeps Retry-After of a busy server', async () => {
    const url = await serveUpgrade(['HTTP/1.1 503 Service Unavailable', 'Retry-After: 3', 'Connection: close'])
    expect(await open(url).failure()).toMatchObject({ code: 'serverError', retryAfterMs: 3_000 })
  })

  it("does not take a portal's page for a refusal", async () => {
    const url = await serveUpgrade(['HTTP/1.1 403 Forbidden', 'Content-Type: text/html', 'Connection: close'], '<html>')
    expect(await open(url).failure()).toMatchObject({ code: 'unexpectedAnswer' })
  })

  it('does not follow a redirect', async () => {
    let asked = 0
    const target = await serve(() => (asked += 1))
    const url = await serveUpgrade(['HTTP/1.1 302 Found', `Location: ${target}`, 'Connection: close'])
    expect(await open(url).failure()).toMatchObject({ code: 'unexpectedAnswer', httpStatus: 302 })
    expect(asked).toBe(0)
  })

  it('names a closed port', async () => {
    const closed = await startHttpServer(() => undefined)
    await closed.close()
    expect(await open(closed.url.replace('http', 'ws')).failure()).toMatchObject({ code: 'unreachable' })
  })

  it('names something that does not speak HTTP', async () => {
    const url = await serveTcp((socket) => socket.end('SSH-2.0-OpenSSH_9.2\r\n'))
    expect(await open(url).failure()).toMatchObject({ code: 'unexpectedAnswer' })
  })

  it('gives up on a silent server within its deadline', async () => {
    const url = await serveTcp(() => undefined)
    expect(await open(url, { handshakeTimeoutMs: 50 }).failure()).toMatchObject({ code: 'timeout' })
  })

  it('gives up when the proxy is never found out', async () => {
    const waysTo = () => new Promise<never>(() => undefined)
    const { failure } = openSocket({ clock, waysTo }, 'wss://rt.example.com', { handshakeTimeoutMs: 30 })
    expect(await failure()).toMatchObject({ code: 'timeout' })
  })

  it('says when all frames at hand were handed over, once for those that came together', async () => {
    const url = await serve((peer) => {
      const raw = (text: string): Buffer => Buffer.concat([Buffer.from([0x81, text.length]), Buffer.from(text)])
      // as: three frames in one write, which `ws` has no call for
      ;(peer as unknown as { _socket: NetSocket })._socket.write(Buffer.concat(['a', 'b', 'c'].map(raw)))
    })
    const { next } = open(url, { drains: true })
    const told: unknown[] = []
    while (told.at(-1) !== 'drained') told.push((await next()).at(-1))
    expect(told).toEqual(['opened', 'a', 'b', 'c', 'drained'])
  })

  it('refuses plain ws to another computer', async () => {
    expect(await open('ws://rt.example.com/').failure()).toMatchObject({ code: 'unexpectedAnswer' })
  })

  it('can be terminated before it opens', async () => {
    const { socket, events } = open(await serveTcp(() => undefined))
    socket.terminate()
    await new Promise((resolve) => setImmediate(resolve))
    expect(events).toEqual([])
  })
})
