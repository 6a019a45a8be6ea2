import type * as z from 'zod'
import type { GiosgConfig } from '../../core/connections/connection.ts'
import type { FailureStep } from '../../core/connections/failure.ts'
import type { SourceDeps } from '../../core/connections/source.ts'
import type { Cancellation, HttpResponse } from '../../core/ports/http.ts'
import { fail, ok } from '../../core/result.ts'
import type { Result } from '../../core/result.ts'
import { readJson } from '../transport/answers.ts'
import type { AnswerContext } from '../transport/answers.ts'
import type { RequestBudget } from '../transport/budget.ts'
import { atStep } from '../transport/failures.ts'
import { listSchema, readAllPages } from '../transport/paging.ts'
import { retryIdempotent } from '../transport/retry.ts'
import { fillPath } from '../transport/route.ts'
import { errorText, refinedFailure } from './errors.ts'
import type { GiosgRoute } from './routes.ts'

const TIMEOUT_MS = 15_000

/** The only difference between the two kinds of token. */
const SCHEME = { token: 'Token', bearer: 'Bearer' } as const

export type GiosgClientDeps = Pick<SourceDeps, 'http' | 'clock' | 'random' | 'secret'> & {
  /** How often a call may be tried; the usual number when absent. */
  readonly tries?: number
  /** Shared by all calls of the connection; without one each goes out at once. */
  readonly budget?: RequestBudget
}

export interface Calling {
  readonly cancellation?: Cancellation | undefined
  /** A person waits for it. */
  readonly urgent?: boolean
  /** The answer holds secrets: no word of it goes into a failure. */
  readonly discreet?: boolean
}

export type Params = Readonly<Record<string, string>>

/** One answer with what is needed to read it. */
export interface Answered {
  readonly response: HttpResponse
  readonly context: AnswerContext
}

export interface GiosgCalls {
  urlOf(route: GiosgRoute, params?: Params): string
  /** Repeated for passing failures. */
  read<T>(url: string, step: FailureStep, schema: z.ZodType<T>, calling?: Calling): Promise<Result<T>>
  /** A question whose address takes a body. Changes nothing on the far side, so it is repeated in the same way. */
  ask<T>(url: string, step: FailureStep, schema: z.ZodType<T>, body: unknown, calling?: Calling): Promise<Result<T>>
  /** Every page of a list; each is a call of its own. */
  readList(url: string, step: FailureStep, calling?: Calling): Promise<Result<readonly unknown[]>>
  /** Once, in its turn. An answer with any status is no failure here. `secrets`: what must not be repeated. */
  send(
    request: { readonly method: GiosgRoute['method']; readonly url: string; readonly body?: string },
    step: FailureStep,
    secrets: readonly string[]
  ): Promise<Result<Answered>>
}

const NOT_SHOWN = 'the answer is not shown, it may hold secrets'

export function createGiosgCalls(config: GiosgConfig, deps: GiosgClientDeps): GiosgCalls {
  const send: GiosgCalls['send'] = (request, step, secrets) => exchange(request, step, secrets, undefined)

  async function exchange(
    request: Parameters<GiosgCalls['send']>[0],
    step: FailureStep,
    secrets: readonly string[],
    cancellation: Cancellation | undefined
  ): Promise<Result<Answered>> {
    const token = await deps.secret('token')
    if (!token.ok) return atStep(token, step)
    const sent = await deps.http.send({
      ...request,
      headers: {
        accept: 'application/json',
        authorization: `${SCHEME[config.tokenKind]} ${token.value}`,
        ...(request.body === undefined ? {} : { 'content-type': 'application/json' })
      },
      timeoutMs: TIMEOUT_MS,
      ...(cancellation ? { cancellation } : {})
    })
    if (!sent.ok) return atStep(sent, step)
    const { wallMs } = deps.clock.now()
    const context = { step, wallMs, explain: errorText, secrets: [token.value, ...secrets] }
    return ok({ response: sent.value, context })
  }

  async function readOnce<T>(
    request: Parameters<GiosgCalls['send']>[0],
    step: FailureStep,
    schema: z.ZodType<T>,
    { cancellation, discreet }: Calling
  ): Promise<Result<T>> {
    const sent = await exchange(request, step, [], cancellation)
    if (!sent.ok) return sent
    const read = readJson(sent.value.response, schema, sent.value.context)
    if (read.ok) return read
    const why = refinedFailure(read.failure)
    const quotes = discreet === true && (why.httpStatus ?? 0) < 300 && why.code === 'unexpectedAnswer'
    return fail(quotes ? { ...why, detail: NOT_SHOWN } : why)
  }

  function repeated<T>(
    request: Parameters<GiosgCalls['send']>[0],
    step: FailureStep,
    schema: z.ZodType<T>,
    calling: Calling
  ): Promise<Result<T>> {
    const once = () => readOnce(request, step, schema, calling)
    const inTurn = async () => atStep(await (deps.budget ? deps.budget.take(once, calling) : once()), step)
    return retryIdempotent(deps, inTurn, calling.cancellation, deps.tries)
  }

  const read: GiosgCalls['read'] = (url, step, schema, calling = {}) =>
    repeated({ method: 'GET', url }, step, schema, calling)

  return {
    urlOf: (route, params = {}) =>
      config[route.host] + fillPath(route, { organizationId: config.organizationId, ...params }),
    read,
    ask: (url, step, schema, body, calling = {}) =>
      repeated({ method: 'POST', url, body: JSON.stringify(body) }, step, schema, calling),
    readList: (url, step, calling) => readAllPages(url, step, (page) => read(page, step, listSchema, calling)),
    send
  }
}
