import type { Clock } from '../../../../src/core/ports/clock.ts'
import type { Http, HttpRequest, HttpResponse } from '../../../../src/core/ports/http.ts'
import type { Failure } from '../../../../src/core/connections/failure.ts'
import type { Value } from '../../../../src/core/measures/value.ts'
import { fail, ok } from '../../../../src/core/result.ts'
import type { Result } from '../../../../src/core/result.ts'
import { AvayaCloud, frame } from '../../../fakes/avaya-cloud.ts'
import type { CloudAnswer } from '../../../fakes/avaya-cloud.ts'
import { createFakeSockets } from '../../../fakes/fake-sockets.ts'
import type { FakeSocket } from '../../../fakes/fake-sockets.ts'

export const PRODUCERS = ['Queue_itd_1.0.0', 'Agent_itd_1.0.0'] as const
const TERMS = [
  { key: 'queueId', text: 'queueName', number: 'contactsQueueing' },
  { key: 'agentId', text: 'agentDisplayName', number: 'timeInState' }
] as const

/** The values of one row as the application is to have them. */
export type Row = Readonly<Record<string, Value>>

/** A socket as the server sees it. */
export interface ServerSocket {
  readonly socket: FakeSocket
  readonly feed: number
  readonly subscriptionId: string
  state: 'opening' | 'open' | 'confirmed'
  /** What was said on it since its confirmation, as a table holds it. */
  readonly said: Map<string, Row>
  pongs: number
}

export type Net = 'good' | 'down' | 'slow' | 'silent' | 'answerLost'

const SLOW_MS = 4_000
const DOWN: Failure = { code: 'unreachable', step: 'other', detail: '' }

/** The far side: a platform, its sockets, and a network in between with moods. Its timers are on the same clock. */
export function createModelServer(clock: Clock) {
  const cloud = new AvayaCloud()
  const sockets: ServerSocket[] = []
  /** What the contact centre has, by feed: a snapshot says all of it. */
  const truth = PRODUCERS.map(() => new Map<string, Row>())
  const made = new Set<string>()
  let net: Net = 'good'
  /** Opens, answers and confirms by itself. */
  let isHelpful = false

  const feedOf = (subscriptionId: string): number =>
    PRODUCERS.findIndex((producer) => producer === producerOf.get(subscriptionId))
  const producerOf = new Map<string, string>()

  const fakeSockets = createFakeSockets((socket) => {
    const subscriptionId = socket.url.split('/').at(-1) ?? ''
    sockets.push({ socket, feed: feedOf(subscriptionId), subscriptionId, state: 'opening', said: new Map(), pongs: 0 })
  })

  function answer(request: HttpRequest): CloudAnswer {
    const address = new URL(request.url)
    const path = address.pathname + address.search
    const body = request.body ?? ''
    const result = cloud.handle({ method: request.method, path, headers: request.headers, body })
    for (const [id, { producerId }] of cloud.subscriptions) producerOf.set(id, producerId)
    return result
  }

  /** Keeps the books on what the application was told of subscriptions: those it knows it must remember. */
  function deliver(request: HttpRequest): Result<HttpResponse> {
    const result = answer(request)
    const isMade = request.method === 'POST' && request.url.endsWith('/subscriptions') && result.status === 201
    if (isMade) made.add((result.body as { subscriptionId: string }).subscriptionId)
    const id = /subscriptions\/([^/?:]+)/.exec(request.url)?.[1]
    const saysGone =
      result.status === 404 || (request.method === 'DELETE' && result.status < 300 && typeof result.body !== 'string')
    if (id !== undefined && saysGone) made.delete(id)
    const { status, headers, body } = result
    const text = body === undefined ? '' : typeof body === 'string' ? body : JSON.stringify(body)
    return ok({ status, headers: { ...headers }, text })
  }

  const http: Http = {
    async send(request) {
      const { cancellation, timeoutMs } = request
      const cancelled = fail<Failure>({ code: 'cancelled', step: 'other', detail: '' })
      await Promise.resolve()
      if (cancellation?.cancelled) return cancelled
      const mood = net
      if (mood === 'good') return deliver(request)
      if (mood === 'down') return fail(DOWN)
      if (mood === 'answerLost') answer(request)
      const waitMs = mood === 'slow' ? SLOW_MS : timeoutMs
      return new Promise((resolve) => {
        const timer = clock.after(waitMs, () => {
          hook?.dispose()
          resolve(mood === 'slow' ? deliver(request) : fail({ code: 'timeout', step: 'other', detail: '' }))
        })
        const hook = cancellation?.onCancel(() => {
          timer.dispose()
          resolve(cancelled)
        })
      })
    }
  }

  const ended = new WeakSet<FakeSocket>()
  const isOpen = ({ socket }: ServerSocket): boolean => !socket.terminated && !ended.has(socket)
  const openSockets = (): ServerSocket[] => sockets.filter(isOpen)

  function wireOf(feed: number, id: string, row: Row, payloadType: string): string {
    const { key } = TERMS[feed]!
    const measures = Object.fromEntries(Object.entries(row).map(([name, value]) => [name, String(value)]))
    return frame({ producerId: PRODUCERS[feed]!, payloadType, keys: { [key]: id }, measures })
  }

  function say(at: ServerSocket, id: string, row: Row, payloadType: string): string {
    if (at.state === 'confirmed') at.said.set(id, { ...at.said.get(id), ...row })
    return wireOf(at.feed, id, row, payloadType)
  }

  const server = {
    cloud,
    http,
    sockets: fakeSockets,
    openSockets,
    truth,
    /** Subscriptions whose ids the application was told and that the platform still has. */
    knownSubscriptions: () => [...made].filter((id) => cloud.subscriptions.has(id)),
    setNet(mood: Net): void {
      net = mood
    },
    setHelpful(is: boolean): void {
      isHelpful = is
    },
    current: (feed: number): ServerSocket | undefined => openSockets().find((one) => one.feed === feed),
    open(at: ServerSocket): void {
      at.state = 'open'
      at.socket.open()
    },
    close(at: ServerSocket, code: number, why: Partial<Failure>): void {
      ended.add(at.socket)
      at.socket.close(code, why)
    },
    /** `status` as the platform would answer when not given. */
    reply(at: ServerSocket, status: string = cloud.authenticate(at.socket.sent[0] ?? '{}')): void {
      // From here on what is sent counts; a refused one ends itself.
      if (/^CONNECTION_?CONFIRMED$/i.test(status)) at.state = 'confirmed'
      at.socket.message(JSON.stringify({ event: 'AUTHENTICATION_RESPONSE', status }))
    },
    snapshot(at: ServerSocket, share = 1): void {
      const rows = [...truth[at.feed]!].slice(0, Math.ceil(truth[at.feed]!.size * share))
      at.socket.messages(rows.map(([id, row]) => say(at, id, row, 'INITIALIZING')))
    },
    /** A row of the contact centre changes; told on the socket when there is one. A row not yet said is said whole. */
    change(feed: number, id: string, value: number, isPartial: boolean, times: number): void {
      const { text, number } = TERMS[feed]!
      const row: Row = { [text]: `name ${String(value % 3)}`, [number]: value + 1 }
      const at = server.current(feed)
      const isKnown = at?.said.has(id) === true && truth[feed]!.has(id)
      const part: Row = isPartial && isKnown ? { [number]: value + 1 } : row
      truth[feed]!.set(id, { ...truth[feed]!.get(id), ...part })
      if (at && at.state !== 'opening') {
        at.socket.messages(Array.from({ length: times }, () => say(at, id, part, 'LIVE')))
      }
    },
    remove(feed: number, id: string, times: number, payloadType = 'LIVE'): void {
      truth[feed]!.delete(id)
      const at = server.current(feed)
      if (!at || at.state === 'opening') return
      at.said.delete(id)
      const { key } = TERMS[feed]!
      const text = frame({ producerId: PRODUCERS[feed]!, payloadType, eventAction: 'DELETE', keys: { [key]: id } })
      at.socket.messages(Array.from({ length: times }, () => text))
    },
    /** Does what a helpful server does at once. */
    pump(): void {
      if (!isHelpful) return
      for (const at of openSockets()) {
        if (at.state === 'opening') server.open(at)
        if (at.state === 'open' && isOpen(at)) {
          server.reply(at)
          if (isOpen(at)) server.snapshot(at)
        }
        if (isOpen(at) && at.socket.pings.length > at.pongs) {
          at.pongs = at.socket.pings.length
          at.socket.pong()
        }
      }
    },
    heal(): void {
      net = 'good'
      isHelpful = true
      cloud.intercept = () => undefined
      cloud.pendingFor = 0
      for (const one of cloud.subscriptions.values()) one.pendingFor = Math.min(one.pendingFor, 1)
      cloud.subscriptionLifeS = 900
      cloud.tokenLifeS = 900
    }
  }
  return server
}
