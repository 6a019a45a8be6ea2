import type * as z from 'zod'
import type { AvayaConfig } from '../../core/connections/connection.ts'
import type { FailureStep } from '../../core/connections/failure.ts'
import type { SourceDeps } from '../../core/connections/source.ts'
import type { Cancellation, HttpResponse } from '../../core/ports/http.ts'
import { fail, ok } from '../../core/result.ts'
import type { Result } from '../../core/result.ts'
import { jsonOf, readJson } from '../transport/answers.ts'
import { atStep, failure } from '../transport/failures.ts'
import { readAllPages } from '../transport/paging.ts'
import { redact } from '../transport/redact.ts'
import { fillPath } from '../transport/route.ts'
import { serverTimeMs } from '../transport/server-time.ts'
import type { Route } from '../transport/route.ts'
import { failureOfAnswer, isUnknownThere } from './errors.ts'
import { AVAYA_ROUTES } from './routes.ts'
import {
  dictionarySchema,
  localesSchema,
  producerListSchema,
  producerSchema,
  subscriptionPageSchema,
  subscriptionSchema
} from './schema.ts'
import type { ProducerMetadata, SubscriptionAnswer } from './schema.ts'
import { createTokenKeeper } from './token.ts'
import type { TokenKeeper } from './token.ts'
import { readerFor } from './values.ts'

const TIMEOUT_MS = 10_000

interface Call {
  readonly route: Route
  readonly step: FailureStep
  readonly params?: Readonly<Record<string, string>>
  /** In place of the route, for a further page. */
  readonly url?: string
  readonly body?: unknown
}

interface Answered {
  readonly response: HttpResponse
  readonly secrets: readonly string[]
}

export type AvayaClientDeps = Pick<SourceDeps, 'http' | 'clock' | 'secret'>

export interface AvayaClient {
  readonly token: TokenKeeper
  /** Ids exactly as the server writes them. */
  producerIds(): Promise<Result<readonly string[]>>
  producer(producerId: string): Promise<Result<ProducerMetadata>>
  locales(producerId: string): Promise<Result<readonly string[]>>
  /** Display names by measure name; measures without one are left out. */
  dictionary(producerId: string, locale: string): Promise<Result<ReadonlyMap<string, string>>>
  /** Not idempotent: each call makes one more subscription, also when its answer is lost. */
  subscribe(producerId: string): Promise<Result<SubscriptionAnswer>>
  subscriptionIds(): Promise<Result<readonly string[]>>
  subscription(subscriptionId: string): Promise<Result<SubscriptionAnswer>>
  renew(subscriptionId: string): Promise<Result<SubscriptionAnswer>>
  /** A subscription that is already gone is deleted. */
  unsubscribe(subscriptionId: string): Promise<Result<void>>
}

/**
 * The platform's REST calls for one connection. Nothing is repeated here, but for one thing: a token that is refused is replaced
 * once, then the refusal stands (`badCredential`). A refused application key (`badAppKey`) is never answered by a new token.
 */
export function createAvayaClient(config: AvayaConfig, deps: AvayaClientDeps, cancellation: Cancellation): AvayaClient {
  const token = createTokenKeeper(config, deps, cancellation)

  /** With what was sent along, which must not be in anything that is told of the answer. */
  async function send(call: Call, mayRefresh = true): Promise<Result<Answered>> {
    const { route, step } = call
    const bearer = await token.get()
    if (!bearer.ok) return bearer
    const appKey = await deps.secret('appKey')
    if (!appKey.ok) return atStep(appKey, step)
    const sent = await deps.http.send({
      method: route.method,
      url: call.url ?? config.restBaseUrl + fillPath(route, { accountId: config.accountId, ...call.params }),
      headers: {
        accept: 'application/json',
        authorization: `Bearer ${bearer.value}`,
        appkey: appKey.value,
        ...(call.body === undefined ? {} : { 'content-type': 'application/json' })
      },
      ...(call.body === undefined ? {} : { body: JSON.stringify(call.body) }),
      timeoutMs: TIMEOUT_MS,
      cancellation
    })
    if (!sent.ok) return atStep(sent, step)
    const { wallMs } = deps.clock.now()
    const secrets = [bearer.value, appKey.value]
    const refused = failureOfAnswer(sent.value, { step, wallMs, secrets })
    if (!refused) return ok({ response: sent.value, secrets })
    if (refused.code !== 'badCredential') return fail(refused)
    token.refused(bearer.value)
    return mayRefresh ? send(call, false) : fail(refused)
  }

  async function ask<T>(call: Call, schema: z.ZodType<T>): Promise<Result<T>> {
    const sent = await send(call)
    if (!sent.ok) return sent
    const { response, secrets } = sent.value
    return readJson(response, schema, { step: call.step, wallMs: deps.clock.now().wallMs, secrets })
  }

  /** How long it still lives, also where the answer names only the moment of its end: by the clock of the server then. */
  async function askSubscription(call: Call): Promise<Result<SubscriptionAnswer>> {
    const sent = await send(call)
    if (!sent.ok) return sent
    const { response, secrets } = sent.value
    const { wallMs } = deps.clock.now()
    const read = readJson(response, subscriptionSchema, { step: call.step, wallMs, secrets })
    if (!read.ok || (read.value.expiresIn ?? null) !== null) return read
    const endMs = readerFor('instant', false).ofText(read.value.expiresAt ?? '')
    if (typeof endMs !== 'number') return read
    return ok({ ...read.value, expiresIn: Math.max(0, endMs - serverTimeMs(response.headers, wallMs)) / 1000 })
  }

  return {
    token,
    async producerIds() {
      const list = await ask({ route: AVAYA_ROUTES.producers, step: 'producers' }, producerListSchema)
      return list.ok ? ok(list.value.map(({ measureProducerId }) => measureProducerId)) : list
    },
    producer: (producerId) =>
      ask({ route: AVAYA_ROUTES.producer, step: 'producers', params: { producerId } }, producerSchema),
    locales: (producerId) =>
      ask({ route: AVAYA_ROUTES.locales, step: 'dictionary', params: { producerId } }, localesSchema),
    async dictionary(producerId, locale) {
      const params = { producerId, locale }
      const answer = await ask({ route: AVAYA_ROUTES.dictionary, step: 'dictionary', params }, dictionarySchema)
      if (!answer.ok) return answer
      const named = answer.value.measures.flatMap(({ name, displayName = null }): [string, string][] =>
        displayName === null || displayName.trim() === '' ? [] : [[name, displayName]]
      )
      return ok(new Map(named))
    },
    subscribe: (producerId) =>
      askSubscription({
        route: AVAYA_ROUTES.subscribe,
        step: 'subscribe',
        body: {
          family: 'ANALYTICS',
          events: ['ALL'],
          transport: { type: 'WEBSOCKET' },
          extensions: { measureProducerId: producerId }
        }
      }),
    async subscriptionIds() {
      const route = AVAYA_ROUTES.subscriptions
      const step = 'subscriptions'
      const firstUrl = config.restBaseUrl + fillPath(route, { accountId: config.accountId })
      const pages = await readAllPages(firstUrl, step, (url) => ask({ route, step, url }, subscriptionPageSchema))
      return pages.ok ? ok(pages.value.map(({ subscriptionId }) => subscriptionId)) : pages
    },
    subscription: (subscriptionId) =>
      askSubscription({ route: AVAYA_ROUTES.subscription, step: 'subscription', params: { subscriptionId } }),
    renew: (subscriptionId) =>
      askSubscription({ route: AVAYA_ROUTES.renew, step: 'renew', params: { subscriptionId } }),
    async unsubscribe(subscriptionId) {
      const sent = await send({ route: AVAYA_ROUTES.unsubscribe, step: 'unsubscribe', params: { subscriptionId } })
      if (!sent.ok) return isUnknownThere(sent.failure) ? ok(undefined) : sent
      const { response, secrets } = sent.value
      // A portal says 200 with a page to everything; nothing is deleted then.
      if (response.text.trim() === '' || jsonOf(response.text) !== undefined) return ok(undefined)
      return fail(
        failure('unexpectedAnswer', 'unsubscribe', redact(response.text, secrets), { httpStatus: response.status })
      )
    }
  }
}
