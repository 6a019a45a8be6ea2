import { once } from 'node:events'
import { connect } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import { WebSocket, WebSocketServer } from 'ws'
import { startHttpServer } from '../fakes/http-server.ts'
import type { HttpServer } from '../fakes/http-server.ts'
import { startFaultProxy } from './proxy/fault-proxy.ts'
import type { FaultProxy } from './proxy/fault-proxy.ts'
import { closePayload, createFrameSplitter, encodeFrame } from './proxy/frames.ts'

/** The proxy does what it says: a fault suite over a proxy that does nothing would be green, too. */
const cleanUp: (() => unknown)[] = []
afterEach(async () => {
  for (const run of cleanUp.splice(0).reverse()) await run()
})

interface Far {
  readonly http: HttpServer
  readonly heard: string[]
  readonly closes: number[]
  readonly peers: ReadonlySet<WebSocket>
}

/** Echoes every text; answers every request with its path. */
async function farSide(): Promise<Far> {
  const http = await startHttpServer((request, response) => response.end(request.url))
  const server = new WebSocketServer({ server: http.server, perMessageDeflate: false })
  const heard: string[] = []
  const closes: number[] = []
  server.on('connection', (peer) => {
    peer.on('error', () => undefined)
    peer.on('close', (code) => closes.push(code))
    peer.on('message', (data: Buffer) => {
      heard.push(data.toString('utf8'))
      peer.send(`echo ${data.toString('utf8')}`)
    })
  })
  cleanUp.push(http.close, () => server.clients.forEach((peer) => peer.terminate()))
  return { http, heard, closes, peers: server.clients }
}

interface Client {
  readonly ws: WebSocket
  readonly heard: string[]
  /** `open`, `close <code>` or `error <code>`, in order. */
  readonly events: string[]
}

function client(proxy: FaultProxy): Client {
  const ws = new WebSocket(`ws://127.0.0.1:${proxy.port}/a/b`, { perMessageDeflate: false })
  const heard: string[] = []
  const events: string[] = []
  ws.on('open', () => events.push('open'))
  ws.on('message', (data: Buffer) => heard.push(data.toString('utf8')))
  ws.on('pong', () => events.push('pong'))
  ws.on('close', (code) => events.push(`close ${code}`))
  ws.on('error', (error: NodeJS.ErrnoException) => events.push(`error ${error.code ?? error.message}`))
  cleanUp.push(() => ws.terminate())
  return { ws, heard, events }
}

const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))

async function until(holds: () => boolean): Promise<void> {
  const endMs = performance.now() + 3_000
  while (!holds()) {
    if (performance.now() > endMs) throw new Error('it never held')
    await sleep(2)
  }
}

async function pair(seed = 1): Promise<{ far: Far; proxy: FaultProxy; open: () => Promise<Client> }> {
  const far = await farSide()
  const proxy = await startFaultProxy({ upstreamPort: far.http.port, seed })
  cleanUp.push(proxy.close)
  return {
    far,
    proxy,
    async open() {
      const opened = client(proxy)
      await once(opened.ws, 'open')
      return opened
    }
  }
}

describe('frames', () => {
  it.each([0, 1, 125, 126, 65_535, 65_536, 200_000])(
    'of %i bytes are cut and made as ws reads them',
    async (length) => {
      const { far, proxy, open } = await pair()
      const one = await open()
      one.ws.send('x'.repeat(length))
      await until(() => one.heard.length === 1)
      expect(far.heard[0]).toHaveLength(length)
      expect(one.heard[0]).toHaveLength(length + 5)
      proxy.inject('client', 'y'.repeat(length))
      await until(() => one.heard.length === 2)
      expect(one.heard[1]).toBe('y'.repeat(length))
    }
  )

  it('are found however the bytes are sliced', () => {
    const bytes = Buffer.concat([
      encodeFrame('text', 'ab'.repeat(200), true),
      encodeFrame('close', closePayload(1001), false)
    ])
    const split = createFrameSplitter()
    const frames = Array.from(bytes, (byte) => split(Buffer.from([byte]))).flat()
    expect(frames.map(({ type }) => type)).toEqual(['text', 'close'])
    expect(frames[0]?.payload.toString()).toBe('ab'.repeat(200))
    expect(Buffer.concat(frames.map(({ raw }) => raw)).equals(bytes)).toBe(true)
  })
})

describe('without a fault', () => {
  it('all passes, and is in the log', async () => {
    const { proxy, open } = await pair()
    const one = await open()
    one.ws.send('{"event":"authentication"}')
    one.ws.ping('1')
    await until(() => one.heard.length === 1 && one.events.includes('pong'))
    expect(proxy.sockets()).toBe(1)
    expect(await (await fetch(`${proxy.url}/things?a=1`)).text()).toBe('/things?a=1')
    one.ws.close(1000)
    await until(() => one.events.includes('close 1000') && proxy.sockets() === 0)
    const said = proxy.log.events.map(({ kind, detail }) => `${kind} ${detail}`.trim())
    for (const line of [
      'asked /a/b',
      'frame to server: text authentication',
      'frame to server: ping',
      'frame to client: pong',
      'http GET /things?a=1 -> 200',
      'frame to server: close 1000',
      'frame to client: close 1000'
    ])
      expect(said).toContain(line)
  })
})

describe('shapes', () => {
  it('a black hole keeps both connections and delivers nothing, and takes new ones without a word', async () => {
    const { far, proxy, open } = await pair()
    const one = await open()
    proxy.blackHole()
    one.ws.send('lost')
    for (const peer of far.peers) peer.send('lost too')
    await sleep(150)
    expect([far.heard, one.heard, one.events]).toEqual([[], [], ['open']])
    expect(one.ws.readyState).toBe(WebSocket.OPEN)
    expect([...far.peers].map(({ readyState }) => readyState)).toEqual([WebSocket.OPEN])
    expect(proxy.log.count('lost')).toBe(2)
    const two = client(proxy)
    await until(() => proxy.log.count('swallowed') === 1)
    await sleep(50)
    expect(two.events).toEqual([])
    proxy.heal()
    one.ws.send('heard')
    await until(() => one.heard.length === 1)
    expect(far.heard).toEqual(['heard'])
  })

  it.each(['client', 'server'] as const)('silent to the %s alone lets the other way pass', async (to) => {
    const { far, proxy, open } = await pair()
    const one = await open()
    proxy.shape(to, { silent: true })
    one.ws.send('a')
    await until(() => proxy.log.count('frame', /server/) + proxy.log.count('lost', /server/) === 1)
    for (const peer of far.peers) peer.send('b')
    await sleep(60)
    expect(far.heard).toEqual(to === 'server' ? [] : ['a'])
    expect(one.heard).toEqual(to === 'server' ? ['b'] : [])
  })

  it('latency and jitter delay and keep the order', async () => {
    const { proxy, open } = await pair()
    const one = await open()
    proxy.shape('client', { latencyMs: 80, jitterMs: 60 })
    const beganMs = performance.now()
    for (let n = 0; n < 20; n++) one.ws.send(String(n))
    await until(() => one.heard.length === 20)
    expect(performance.now() - beganMs).toBeGreaterThan(60)
    expect(one.heard).toEqual(Array.from({ length: 20 }, (_, n) => `echo ${n}`))
  })

  it('bandwidth and slices stretch a message, which arrives whole', async () => {
    const { proxy, open } = await pair()
    const one = await open()
    proxy.shape('client', { bytesPerSecond: 10_000, sliceBytes: 100 })
    const beganMs = performance.now()
    one.ws.send('z'.repeat(2_000))
    await until(() => one.heard.length === 1)
    expect(performance.now() - beganMs).toBeGreaterThan(180)
    expect(one.heard[0]).toBe(`echo ${'z'.repeat(2_000)}`)
  })

  it('a limit cuts the stream after so many bytes', async () => {
    const { proxy, open } = await pair()
    const one = await open()
    proxy.shape('client', { limitBytes: 50 })
    one.ws.send('z'.repeat(200))
    await until(() => one.events.includes('close 1006'))
    expect(one.heard).toEqual([])
  })

  it('a slow close lets the client wait', async () => {
    const { far, proxy, open } = await pair()
    const one = await open()
    proxy.shape('client', { closeDelayMs: 150 })
    for (const peer of far.peers) peer.terminate()
    await until(() => proxy.log.count('serverGone') === 1)
    await sleep(50)
    expect(one.ws.readyState).toBe(WebSocket.OPEN)
    await until(() => one.events.includes('close 1006'))
  })

  it('a share of the connections is drawn by the seed, the same each time', async () => {
    const drawn: number[][] = []
    for (let run = 0; run < 2; run++) {
      const { proxy, open } = await pair(7)
      proxy.shape('server', { silent: true }, 0.5)
      for (let n = 0; n < 8; n++) (await open()).ws.send('a')
      await until(() => proxy.log.count('lost') + proxy.log.count('frame', /to server/) === 8)
      drawn.push(
        proxy.log.events
          .filter(({ kind }) => kind === 'lost')
          .map(({ socket }) => socket)
          .sort((a, b) => a - b)
      )
    }
    expect(drawn[0]).toEqual(drawn[1])
    expect(drawn[0]!.length).toBeGreaterThan(0)
    expect(drawn[0]!.length).toBeLessThan(8)
  })
})

describe('the whole', () => {
  it('down refuses and cuts, up is the same port', async () => {
    const { proxy, open } = await pair()
    const one = await open()
    await proxy.down()
    await until(() => one.events.some((event) => event.startsWith('close')))
    const two = client(proxy)
    await until(() => two.events.includes('error ECONNREFUSED'))
    await proxy.up()
    await open()
    expect(proxy.sockets()).toBe(1)
  })

  it('a reset is a reset, a hang-up comes without a close frame', async () => {
    const { proxy, open } = await pair()
    const plain = connect({ host: '127.0.0.1', port: proxy.port })
    let code: string | undefined
    plain.on('error', (error: NodeJS.ErrnoException) => (code = error.code))
    plain.write(
      `GET / HTTP/1.1\r\nHost: a\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n` +
        `Sec-WebSocket-Key: ${Buffer.alloc(16, 1).toString('base64')}\r\n\r\n`
    )
    await once(plain, 'data')
    proxy.each({ do: 'disconnect' })
    await until(() => code === 'ECONNRESET')
    const two = await open()
    proxy.each({ do: 'hangUp' })
    await until(() => two.events.includes('close 1006'))
    expect(two.events).toEqual(['open', 'close 1006'])
  })

  it('a far side that is gone looks like that', async () => {
    const { far, proxy } = await pair()
    await far.http.close()
    await expect(fetch(`${proxy.url}/x`)).rejects.toThrow()
    const one = client(proxy)
    await until(() => one.events.some((event) => event.startsWith('close')))
    expect(proxy.log.count('serverGone', /reset/)).toBe(1)
  })
})

describe('rules on connecting', () => {
  it('count, refuse, answer, accept and close, hold', async () => {
    const { proxy } = await pair()
    proxy.rule({ on: 'connect', count: 1, action: { do: 'refuse' } })
    proxy.rule({
      on: 'connect',
      count: 2,
      action: { do: 'respond', answer: { status: 503, headers: { 'retry-after': '7' } } }
    })
    proxy.rule({ on: 'connect', count: 3, action: { do: 'acceptAndClose', code: 4001, texts: ['hello'] } })
    proxy.rule({ on: 'connect', count: 4, action: { do: 'hold' } })
    const one = client(proxy)
    await until(() => one.events.length === 2)
    expect(one.events).toEqual(['error ECONNRESET', 'close 1006'])
    const two = client(proxy)
    await until(() => two.events.length === 2)
    expect(two.events[0]).toBe('error Unexpected server response: 503')
    const three = client(proxy)
    await until(() => three.events.includes('close 4001'))
    expect(three.heard).toEqual(['hello'])
    const four = client(proxy)
    await until(() => proxy.log.count('rule', /hold/) === 1)
    await sleep(50)
    expect(four.events).toEqual([])
    const five = client(proxy)
    await until(() => five.events.includes('open'))
    expect(proxy.log.count('rule')).toBe(4)
  })

  it('some time after opening', async () => {
    const { proxy, open } = await pair()
    proxy.rule({ on: 'open', afterMs: 60, action: { do: 'close', code: 1012 }, times: 1 })
    const one = await open()
    expect(one.events).toEqual(['open'])
    await until(() => one.events.includes('close 1012'))
    const two = await open()
    await sleep(90)
    expect(two.events).toEqual(['open'])
  })
})

describe('rules on frames', () => {
  it.each([
    ['suppress', { do: 'suppress' } as const, ['echo b']],
    ['suppressOnwards', { do: 'suppressOnwards' } as const, []],
    ['replace', { do: 'replace', text: 'other' } as const, ['other', 'echo b']],
    ['inject', { do: 'inject', texts: ['more'] } as const, ['echo a', 'more', 'echo b']],
    ['inject before', { do: 'inject', texts: ['more'], before: true } as const, ['more', 'echo a', 'echo b']],
    ['repeat', { do: 'repeat' } as const, ['echo a', 'echo a', 'echo b']],
    ['delay', { do: 'delay', ms: 80 } as const, ['echo b', 'echo a']]
  ])('%s', async (_, action, expected) => {
    const { proxy, open } = await pair()
    proxy.rule({ on: 'frame', to: 'client', type: 'text', saying: /echo a/, times: 1, action })
    const one = await open()
    one.ws.send('a')
    one.ws.send('b')
    await until(() => one.heard.length >= expected.length && proxy.log.count('rule') === 1)
    await sleep(40)
    expect(one.heard).toEqual(expected)
  })

  it('masked ones of the client are read and replaced', async () => {
    const { far, proxy, open } = await pair()
    proxy.rule({ on: 'frame', to: 'server', saying: /secret/, action: { do: 'replace', text: 'nothing' } })
    const one = await open()
    one.ws.send('my secret')
    await until(() => far.heard.length === 1)
    expect(far.heard).toEqual(['nothing'])
  })

  it('inject and close, and a probability', async () => {
    const { proxy, open } = await pair()
    proxy.rule({
      on: 'frame',
      to: 'server',
      saying: /die/,
      action: { do: 'injectAndClose', texts: ['bye'], code: 1011 }
    })
    proxy.rule({ on: 'frame', to: 'client', probability: 0.5, action: { do: 'suppress' } })
    const one = await open()
    for (let n = 0; n < 40; n++) one.ws.send('a')
    await until(() => proxy.log.count('frame', /to client/) + proxy.log.count('rule', /suppress/) === 40)
    expect(proxy.log.count('rule', /suppress/)).toBeGreaterThan(5)
    expect(proxy.log.count('rule', /suppress/)).toBeLessThan(35)
    one.ws.send('die')
    await until(() => one.events.includes('close 1011'))
    expect(one.heard.at(-1)).toBe('bye')
  })
})

describe('rules on requests', () => {
  it('respond, delay, drop, and each so many times', async () => {
    const { proxy } = await pair()
    proxy.rule({
      on: 'http',
      asking: /^GET \/a/,
      times: 1,
      action: { do: 'respond', answer: { status: 429, body: 'later' } }
    })
    proxy.rule({ on: 'http', asking: /\/b/, action: { do: 'drop' } })
    proxy.rule({ on: 'http', asking: /\/c/, action: { do: 'delay', ms: 60 } })
    expect((await fetch(`${proxy.url}/a`)).status).toBe(429)
    expect((await fetch(`${proxy.url}/a`)).status).toBe(200)
    await expect(fetch(`${proxy.url}/b`)).rejects.toThrow()
    const beganMs = performance.now()
    expect(await (await fetch(`${proxy.url}/c`)).text()).toBe('/c')
    expect(performance.now() - beganMs).toBeGreaterThan(50)
    proxy.rule({ on: 'http', asking: /\/d/, action: { do: 'hold' } })
    await expect(fetch(`${proxy.url}/d`, { signal: AbortSignal.timeout(60) })).rejects.toThrow()
  })
})

it('leaves nothing: its port and all connections are gone after close', async () => {
  const { proxy, open } = await pair()
  const one = await open()
  await proxy.close()
  await until(() => one.events.some((event) => event.startsWith('close')))
  const late = connect({ host: '127.0.0.1', port: proxy.port })
  const [error] = (await once(late, 'error')) as [NodeJS.ErrnoException]
  expect(error.code).toBe('ECONNREFUSED')
})
