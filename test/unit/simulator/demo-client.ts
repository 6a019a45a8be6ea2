import { WebSocket } from 'ws'
import { startDemoCentre, type DemoCentre, type DemoOptions } from '../../../src/simulator/demo-centre.ts'
import {
  eventDataSchema,
  subscriptionSchema,
  tokenReplySchema,
  type EventData,
  type Subscription
} from '../../../src/simulator/avaya/schema.ts'
import { noRecorder, type Recorder } from '../../../src/simulator/recorder.ts'
import { createVirtualClock, type VirtualClock } from '../../fakes/virtual-clock.ts'

/** A Wednesday, so that both the Monday and the Tuesday of the scenarios lie behind it. */
export const WEDNESDAY = Date.UTC(2026, 10, 25, 12)

export type DemoRequest = Omit<RequestInit, 'headers'> & { readonly headers?: Readonly<Record<string, string>> }

export interface RunningDemo {
  readonly centre: DemoCentre
  readonly clock: VirtualClock
  readonly baseUrl: string
  request(path: string, init?: RequestInit): Promise<Answer>
  /** With the application key and a fresh token. */
  avaya(path: string, init?: DemoRequest): Promise<Answer>
  giosg(path: string, init?: DemoRequest): Promise<Answer>
  control(change?: object): Promise<Answer>
  token(): Promise<string>
  subscribe(producerId?: string): Promise<Subscription>
  /** Opens the subscription's socket; authenticated when `token` is given. */
  socket(subscription: Subscription, token?: string): Promise<DemoSocket>
  dispose(): void
}

export interface Answer {
  readonly status: number
  readonly headers: Headers
  readonly text: string
  readonly json: unknown
}

export interface DemoSocket {
  readonly raw: WebSocket
  /** Everything heard so far, oldest first. */
  readonly heard: readonly string[]
  readonly closed: Promise<number>
  rows(): EventData[]
  /** Resolves when a pong has come back, so that all sent before it has arrived. */
  settled(): Promise<void>
}

const OPTIONS: DemoOptions = {
  seed: 1,
  scenario: 'quiet-day',
  speed: 1,
  port: 0,
  controlToken: 'test-control',
  elapsedMs: 0,
  tokenLifeMs: 900_000,
  pingIntervalMs: 300_000
}

export async function startDemo(
  options: Partial<DemoOptions> = {},
  recorder: Recorder = noRecorder,
  startedAfterMs = 0
): Promise<RunningDemo> {
  const clock = createVirtualClock(WEDNESDAY + startedAfterMs)
  const centre = await startDemoCentre({ clock, recorder, options: { ...OPTIONS, ...options } })
  const [avayaEntry, giosgEntry] = centre.ready.connections
  const baseUrl = avayaEntry.restBaseUrl
  const account = `/api/notification/v1/accounts/${avayaEntry.accountId}`
  const open = new Set<WebSocket>()

  async function request(path: string, init: RequestInit = {}): Promise<Answer> {
    const response = await fetch(path.startsWith('http') ? path : baseUrl + path, init)
    const text = await response.text()
    const isJson = (response.headers.get('content-type') ?? '').includes('json')
    return { status: response.status, headers: response.headers, text, json: isJson ? JSON.parse(text) : undefined }
  }

  async function token(): Promise<string> {
    const answer = await request(`/api/auth/v1/${avayaEntry.accountId}/protocol/openid-connect/token`, {
      method: 'POST',
      headers: { appkey: avayaEntry.appKey },
      body: new URLSearchParams({
        grant_type: 'client_credentials',
        client_id: avayaEntry.clientId,
        client_secret: avayaEntry.clientSecret
      })
    })
    return tokenReplySchema.parse(answer.json).access_token
  }

  async function avaya(path: string, init: DemoRequest = {}): Promise<Answer> {
    const headers = { appkey: avayaEntry.appKey, authorization: `Bearer ${await token()}`, ...init.headers }
    return request(path, { ...init, headers })
  }

  async function socket(subscription: Subscription, accessToken?: string): Promise<DemoSocket> {
    const raw = new WebSocket(subscription.transport.endpoint)
    open.add(raw)
    const heard: string[] = []
    raw.on('message', (data: Buffer) => heard.push(data.toString()))
    raw.on('error', () => undefined)
    const closed = new Promise<number>((resolve) => raw.once('close', (code) => resolve(code)))
    await new Promise((resolve, reject) => {
      raw.once('open', resolve)
      raw.once('error', reject)
    })
    const settled = async (): Promise<void> => {
      const pong = new Promise((resolve) => raw.once('pong', resolve))
      raw.ping()
      await pong
    }
    if (accessToken !== undefined) {
      raw.send(
        JSON.stringify({ event: 'authentication', subscriptionId: subscription.subscriptionId, token: accessToken })
      )
      await Promise.race([settled(), closed])
    }
    return {
      raw,
      heard,
      closed,
      settled,
      rows: () => heard.slice(1).map((text) => eventDataSchema.parse(JSON.parse(text)))
    }
  }

  return {
    centre,
    clock,
    baseUrl,
    request,
    avaya,
    giosg: (path, init = {}) =>
      request(path, { ...init, headers: { authorization: `Token ${giosgEntry.token}`, ...init.headers } }),
    control: (change) =>
      request('/control', {
        method: change ? 'POST' : 'GET',
        headers: { authorization: 'Bearer test-control' },
        ...(change && { body: JSON.stringify(change) })
      }),
    token,
    async subscribe(producerId = 'Queue_itd_1.0.0') {
      const answer = await avaya(`${account}/subscriptions`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({
          family: 'ANALYTICS',
          events: ['ALL'],
          transport: { type: 'WEBSOCKET' },
          extensions: { measureProducerId: producerId }
        })
      })
      return subscriptionSchema.parse(answer.json)
    },
    socket,
    dispose() {
      for (const raw of open) raw.terminate()
      centre.dispose()
    }
  }
}

/** Starts a demo for one test and ends it with that test, whatever happens; a timer left behind fails the test. */
export async function withDemo(
  options: Partial<DemoOptions>,
  run: (demo: RunningDemo) => Promise<void>
): Promise<void> {
  const demo = await startDemo(options)
  try {
    await run(demo)
  } finally {
    demo.dispose()
  }
  if (demo.clock.pendingTimers() > 0) throw new Error('the demo centre left a timer behind')
}
