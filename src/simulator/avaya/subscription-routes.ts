import type { Clock } from '../../core/ports/clock.ts'
import type { Call, Reply } from '../http/reply.ts'
import type { Params, Route } from '../http/router.ts'
import { guarded, type AccessDeps } from './access.ts'
import { problem } from './problem.ts'
import { PRODUCERS } from './producers.ts'
import { subscriptionCreateSchema, type Subscription, type SubscriptionPage } from './schema.ts'
import type { Subscriptions, SubscriptionState } from './subscriptions.ts'
import type { TokenClaims } from './tokens.ts'
import * as z from 'zod'

const BASE = '/api/notification/v1/accounts/{accountId}/subscriptions'
const page = z.coerce.number().int().min(1)
const listQuerySchema = z.object({ pageNumber: page.default(1), pageSize: page.max(25).default(10) })

export interface SubscriptionRouteDeps extends AccessDeps {
  readonly clock: Clock
  readonly subscriptions: Subscriptions
  readonly pingIntervalMs: number
  /** Where the realtime socket of a subscription is. */
  readonly endpoint: (subscriptionId: string) => string
  readonly gone: (subscriptionId: string) => void
}

function asJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

export function subscriptionRoutes(deps: SubscriptionRouteDeps): readonly Route[] {
  const { clock, subscriptions } = deps

  function view(state: SubscriptionState): Subscription {
    return {
      subscriptionId: state.id,
      createdAt: state.createdAt,
      expiresAt: state.expiresAt,
      expiresIn: Math.max(0, Math.ceil((state.expiresAtMs - clock.now().wallMs) / 1_000)),
      status: subscriptions.status(state),
      family: 'ANALYTICS',
      events: [...state.events],
      transport: {
        type: 'WEBSOCKET',
        endpoint: deps.endpoint(state.id),
        pingInterval: Math.round(deps.pingIntervalMs / 1_000)
      },
      extensions: { ...state.extensions, processorType: 'ITD' }
    }
  }

  function create(call: Call, _params: Params, claims: TokenClaims): Reply {
    const wish = subscriptionCreateSchema.safeParse(asJson(call.body))
    if (!wish.success) return problem(400, 'The subscription is not valid', call.path, wish.error)
    const { events, extensions } = wish.data
    const producer = PRODUCERS.find(({ id }) => id === extensions.measureProducerId)
    if (!producer) return problem(400, `There is no measure producer ${extensions.measureProducerId}`, call.path)
    const strings = z.record(z.string(), z.string()).parse(extensions)
    const made = subscriptions.create({ producerId: producer.id, events, extensions: strings }, claims.expiresAtMs)
    return { status: 201, body: view(made) }
  }

  function list(call: Call): Reply {
    const query = listQuerySchema.safeParse(Object.fromEntries(call.query))
    if (!query.success) return problem(400, 'The page is not valid', call.path, query.error)
    const { pageNumber, pageSize } = query.data
    const all = subscriptions.all()
    const link = (wanted: number): string =>
      wanted >= 1 && (wanted - 1) * pageSize < all.length
        ? `${call.path}?pageNumber=${wanted}&pageSize=${pageSize}`
        : ''
    const body: SubscriptionPage = {
      pagination: { pageNumber, pageSize, total: all.length },
      subscriptions: all.slice((pageNumber - 1) * pageSize, pageNumber * pageSize).map(view),
      links: { prev: link(pageNumber - 1), next: link(pageNumber + 1) }
    }
    return { status: 200, body }
  }

  const one = (run: (state: SubscriptionState, claims: TokenClaims) => Reply) =>
    guarded(deps, (call, params, claims) => {
      const state = subscriptions.get(params['subscriptionId'] ?? '')
      return state ? run(state, claims) : problem(404, 'There is no such subscription', call.path)
    })

  return [
    { method: 'POST', path: BASE, run: guarded(deps, create) },
    { method: 'GET', path: BASE, run: guarded(deps, list) },
    {
      method: 'POST',
      path: `${BASE}/{subscriptionId}:renew`,
      run: one((state, claims) => {
        subscriptions.renew(state, claims.expiresAtMs)
        return { status: 200, body: view(state) }
      })
    },
    { method: 'GET', path: `${BASE}/{subscriptionId}`, run: one((state) => ({ status: 200, body: view(state) })) },
    {
      method: 'DELETE',
      path: `${BASE}/{subscriptionId}`,
      run: one((state) => {
        subscriptions.remove(state.id)
        deps.gone(state.id)
        return { status: 204 }
      })
    }
  ]
}
