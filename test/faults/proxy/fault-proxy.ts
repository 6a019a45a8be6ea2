import { createServer as createHttpServer } from 'node:http'
import { createServer } from 'node:net'
import type { AddressInfo, Server, Socket } from 'node:net'
import { createSeededRandom } from '../../../src/simulator/random.ts'
import { createEventLog } from './event-log.ts'
import type { EventLog } from './event-log.ts'
import type { Shape } from './lane.ts'
import { createRestRelay } from './rest-relay.ts'
import { createRuleBook } from './rules.ts'
import type { Rule, Side, SocketAction } from './rules.ts'
import { relaySocket } from './socket-relay.ts'
import type { Relay } from './socket-relay.ts'

export interface FaultProxyOptions {
  /** Where the far side listens on 127.0.0.1. */
  readonly upstreamPort: number
  readonly seed?: number
}

/** A proxy on loopback between a client and a service of REST and websockets, for doing harm. Owns its port and all connections. */
export interface FaultProxy {
  readonly port: number
  /** `http://127.0.0.1:port`. */
  readonly url: string
  readonly log: EventLog
  /** Makes the address of a socket that clients are told. Default: the same path at the proxy. */
  endpoint: (path: string) => string
  /** Access tokens that passed by. */
  readonly tokens: ReadonlySet<string>
  rule(rule: Rule): void
  /** How the bytes of websockets travel from now on. `probability`: the share of websockets it befalls, by the seed. */
  shape(to: Side | 'both', shape: Shape, probability?: number): void
  /** Half-open from now on: connections stay, nothing comes over them, new ones are taken and never answered. */
  blackHole(): void
  /** No rules, no shapes, no black hole. What was lost stays lost. */
  heal(): void
  /** Everything is cut and nobody listens. */
  down(): Promise<void>
  up(): Promise<void>
  /** Does this to every open websocket. */
  each(action: SocketAction): void
  inject(to: Side, text: string | Buffer): void
  /** Websockets whose client is still there. */
  sockets(): number
  close(): Promise<void>
}

const PLAIN: Shape = {}
const LISTENS_ON = '127.0.0.1'

export async function startFaultProxy({ upstreamPort, seed = 1 }: FaultProxyOptions): Promise<FaultProxy> {
  const log = createEventLog()
  const seeded = createSeededRandom(seed, 'fault proxy')
  const random = (): number => seeded.next()
  const rules = createRuleBook(random)
  const tokens = new Set<string>()
  const producers = new Map<string, string>()
  const connections = new Set<Socket>()
  let relays: Relay[] = []
  let shapes: Record<Side, { readonly shape: Shape; readonly probability: number }> = unshaped()
  /** Whether a websocket is one of those that a shape befalls: drawn once for each. */
  const lots = new Map<number, number>()
  let isHole = false
  let asked = 0
  let port = 0

  function unshaped(): typeof shapes {
    const none = { shape: PLAIN, probability: 1 }
    return { client: none, server: none }
  }

  function shapeOf(to: Side, socket: number): Shape {
    if (isHole) return { silent: true }
    const { shape, probability } = shapes[to]
    return (lots.get(socket) ?? 0) < probability ? shape : PLAIN
  }

  function rewrite(request: string, body: string, answer: string): string {
    const token = /"access_token":"([^"]+)"/.exec(answer)?.[1]
    if (token !== undefined) tokens.add(token)
    const producer = /^POST .*\/subscriptions$/.test(request)
      ? /"measureProducerId":"([^"]+)"/.exec(body)?.[1]
      : undefined
    const made = /"subscriptionId":"([^"]+)"/.exec(answer)?.[1]
    if (producer !== undefined && made !== undefined) producers.set(made, producer)
    return answer.replaceAll(/ws:\/\/127\.0\.0\.1:\d+(\/[^"]*)/g, (_, path: string) => proxy.endpoint(path))
  }

  const rest = createHttpServer(createRestRelay({ log, rules, upstreamPort, rewrite }))
  rest.on('upgrade', (request, duplex, head) => {
    const number = ++asked
    lots.set(number, random())
    const producer = producers.get((request.url ?? '').split('/').at(-1) ?? '') ?? ''
    const deps = { log, rules, random, upstreamPort, shape: shapeOf, producer, number }
    relays.push(relaySocket(deps, request, duplex, head))
  })

  function front(): Server {
    return createServer({ allowHalfOpen: true }, (socket) => {
      connections.add(socket)
      socket.on('error', () => undefined)
      socket.once('close', () => connections.delete(socket))
      log.note('tcp')
      if (isHole) {
        log.note('swallowed')
        socket.once('end', () => socket.destroy()).resume()
      } else rest.emit('connection', socket)
    })
  }

  let listener: Server | undefined
  const listen = (wanted: number): Promise<void> =>
    new Promise((resolve, reject) => {
      listener = front()
      listener.once('error', reject)
      listener.listen(wanted, LISTENS_ON, resolve)
    })

  async function stop(how: (socket: Socket) => void): Promise<void> {
    const closing = listener
    listener = undefined
    const closed = new Promise<void>((resolve) => (closing ? closing.close(() => resolve()) : resolve()))
    for (const socket of connections) how(socket)
    await closed
    for (const relay of relays) relay.destroy()
    relays = []
  }

  await listen(0)
  const proxy: FaultProxy = {
    get port() {
      return port
    },
    get url() {
      return `http://${LISTENS_ON}:${port}`
    },
    log,
    endpoint: (path) => `ws://${LISTENS_ON}:${port}${path}`,
    tokens,
    rule: (rule) => rules.add(rule),
    shape(to, shape, probability = 1) {
      const set = { shape, probability }
      shapes = { client: to === 'server' ? shapes.client : set, server: to === 'client' ? shapes.server : set }
    },
    blackHole: () => void (isHole = true),
    heal() {
      rules.clear()
      shapes = unshaped()
      isHole = false
    },
    async down() {
      log.note('down')
      await stop((socket) => socket.resetAndDestroy())
    },
    async up() {
      await listen(port)
      log.note('up')
    },
    each(action) {
      for (const relay of relays) if (relay.isOpen()) relay.act(action)
    },
    inject(to, text) {
      for (const relay of relays) if (relay.isOpen()) relay.inject(to, text)
    },
    sockets: () => relays.filter((relay) => relay.isOpen()).length,
    close: () => stop((socket) => socket.destroy())
  }
  port = (listener!.address() as AddressInfo).port
  return proxy
}
