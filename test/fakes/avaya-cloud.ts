import { randomUUID } from 'node:crypto'

/** What the platform answers, without a network: served over real HTTP by `avaya-server.ts`, and directly by unit tests. */
export interface CloudRequest {
  readonly method: string
  readonly path: string
  readonly headers: Readonly<Record<string, string | undefined>>
  readonly body: string
}

export interface CloudAnswer {
  readonly status: number
  readonly body?: unknown
  readonly headers?: Readonly<Record<string, string>>
}

interface Producer {
  readonly keys: readonly string[]
  readonly measures: Readonly<Record<string, string>>
}

const PRODUCERS: Readonly<Record<string, Producer>> = {
  'Queue_itd_1.0.0': {
    keys: ['channelId', 'queueId'],
    measures: { queueName: 'STRING', contactsQueueing: 'NUMBER', Answered: 'NUMBER', activeDuration: 'DURATION' }
  },
  'Agent_itd_1.0.0': {
    keys: ['agentId'],
    measures: {
      agentDisplayName: 'STRING',
      agentState: 'STRING',
      timeInState: 'TIME_IN_STATE',
      timeInACW: 'TIME_IN_STATE'
    }
  }
}

interface Subscription {
  status: 'ACTIVE' | 'INACTIVE' | 'PENDING'
  readonly producerId: string
  pendingFor: number
}

const problem = (status: number, detail: string): CloudAnswer => ({
  status,
  body: { title: 'Refused', status, detail }
})

export class AvayaCloud {
  readonly log: string[] = []
  readonly subscriptions = new Map<string, Subscription>()
  readonly tokens = new Set<string>()
  appKey = 'key-1234'
  clientSecret = 'secret-1234'
  tokenLifeS = 900
  subscriptionLifeS = 900
  /** Times a new subscription is reported as pending. */
  pendingFor = 0
  pageSize = 25
  /** Answers first; undefined leaves the call to the platform. */
  intercept: (request: CloudRequest) => CloudAnswer | undefined = () => undefined
  endpointOf: (id: string) => string = (id) => `wss://rt.example.com/ws/notification/v1/analytics/realtime/EZCLTR/${id}`

  count(pattern: RegExp): number {
    return this.log.filter((line) => pattern.test(line)).length
  }

  /** As after a restart: no token and no subscription is known. */
  forget(): void {
    this.tokens.clear()
    this.subscriptions.clear()
  }

  handle(request: CloudRequest): CloudAnswer {
    const { method, path, headers } = request
    this.log.push(`${method} ${path}`)
    const early = this.intercept(request)
    if (early) return early
    if (headers['appkey'] !== this.appKey) return problem(401, 'Invalid credentials (Appkey)')
    if (path === '/api/auth/v1/EZCLTR/protocol/openid-connect/token') return this.#token(request)
    const token = /^Bearer (.+)$/.exec(headers['authorization'] ?? '')?.[1] ?? ''
    if (!this.tokens.has(token)) return problem(401, 'Invalid credentials (Access-Token)')
    const producer = /^\/api\/analytics\/producer-management\/v1\/accounts\/EZCLTR\/measure-producers(.*)$/.exec(path)
    if (producer) return this.#producers(producer[1] ?? '')
    const subscription = /^\/api\/notification\/v1\/accounts\/EZCLTR\/subscriptions(.*)$/.exec(path)
    return subscription
      ? this.#subscriptions(method, subscription[1] ?? '', request.body)
      : problem(404, 'no such path')
  }

  /** The status of the reply to the first message of a socket. */
  authenticate(text: string): string {
    const message = JSON.parse(text) as { event?: string; subscriptionId?: string; token?: string }
    if (message.event !== 'authentication') return 'CONNECTION_FAILED_CONSTRAINT_VIOLATION'
    if (!this.tokens.has(message.token ?? '')) return 'CONNECTION_FAILED_INVALID_TOKEN'
    const subscription = this.subscriptions.get(message.subscriptionId ?? '')
    return subscription?.status === 'ACTIVE' ? 'CONNECTION_CONFIRMED' : 'CONNECTION_FAILED_UNKNOWN_SUBSCRIPTION'
  }

  #token({ headers, body }: CloudRequest): CloudAnswer {
    if (headers['content-type'] !== 'application/x-www-form-urlencoded') return problem(415, 'not a form')
    const form = new URLSearchParams(body)
    if (form.get('client_secret') !== this.clientSecret) return problem(401, 'Invalid client credentials')
    const token = `token-${randomUUID()}`
    this.tokens.add(token)
    return { status: 200, body: { access_token: token, expires_in: this.tokenLifeS, scope: 'any' } }
  }

  #producers(rest: string): CloudAnswer {
    if (rest.startsWith('?')) {
      return {
        status: 200,
        body: Object.keys(PRODUCERS).map((id) => ({ measureProducerId: id, processorType: 'ITD' }))
      }
    }
    const [id = '', what, locale] = rest.slice(1).split('/')
    const producer = PRODUCERS[decodeURIComponent(id)]
    if (!producer) return problem(404, 'no such producer')
    const names = Object.keys(producer.measures)
    if (what === 'locales') return { status: 200, body: ['fi-FI', 'en-US'] }
    if (what === 'dictionaries') {
      return {
        status: 200,
        body: { locale, measures: names.map((name) => ({ name, displayName: `${name} in ${locale ?? ''}` })) }
      }
    }
    const measures = names.map((name) => ({ name, type: producer.measures[name], displayName: name, active: true }))
    return { status: 200, body: { measureProducerId: id, measureSets: [{ keys: producer.keys, measures }] } }
  }

  #subscriptions(method: string, rest: string, body: string): CloudAnswer {
    if (method === 'POST' && rest === '') {
      const wanted = JSON.parse(body) as { extensions: { measureProducerId: string }; transport: { type: string } }
      if (wanted.transport.type !== 'WEBSOCKET') return problem(400, 'transport')
      const id = randomUUID()
      const status = this.pendingFor > 0 ? 'PENDING' : 'ACTIVE'
      this.subscriptions.set(id, {
        status,
        producerId: wanted.extensions.measureProducerId,
        pendingFor: this.pendingFor
      })
      return { status: 201, body: this.#view(id) }
    }
    if (rest.startsWith('?')) return this.#page(rest)
    const [id = '', verb] = rest.slice(1).split(':')
    const subscription = this.subscriptions.get(id)
    if (!subscription) return problem(404, 'no such subscription')
    if (method === 'DELETE') {
      this.subscriptions.delete(id)
      return { status: 204 }
    }
    if (verb === 'renew') subscription.status = 'ACTIVE'
    if (subscription.status === 'PENDING' && --subscription.pendingFor <= 0) subscription.status = 'ACTIVE'
    return { status: 200, body: this.#view(id) }
  }

  #page(query: string): CloudAnswer {
    const page = Number(new URLSearchParams(query).get('pageNumber'))
    const ids = [...this.subscriptions.keys()]
    const shown = ids.slice((page - 1) * this.pageSize, page * this.pageSize)
    const next = page * this.pageSize < ids.length ? `?pageNumber=${page + 1}&pageSize=25` : ''
    return {
      status: 200,
      body: {
        subscriptions: shown.map((id) => this.#view(id)),
        links: { prev: '', next: next && `/api/notification/v1/accounts/EZCLTR/subscriptions${next}` }
      }
    }
  }

  #view(id: string): object {
    return {
      subscriptionId: id,
      status: this.subscriptions.get(id)?.status,
      expiresIn: this.subscriptionLifeS,
      family: 'ANALYTICS',
      transport: { type: 'WEBSOCKET', endpoint: this.endpointOf(id), pingInterval: 300 }
    }
  }
}

export interface FrameParts {
  readonly producerId?: string
  readonly payloadType?: string
  readonly eventAction?: string
  readonly keys?: Readonly<Record<string, string>>
  readonly measures?: Readonly<Record<string, unknown>>
}

/** One data message of a queue, changed where `parts` says so. */
export function frame(parts: FrameParts = {}): string {
  return JSON.stringify({
    accountId: 'EZCLTR',
    keys: parts.keys ?? { channelId: 'VOICE', queueId: 'q1' },
    eventAction: parts.eventAction ?? 'UPSERT',
    eventSourceId: 'IXCC_1.0.0',
    measureProducerId: parts.producerId ?? 'Queue_itd_1.0.0',
    payloadType: parts.payloadType ?? 'LIVE',
    measures: parts.measures ?? { contactsQueueing: '3' }
  })
}
