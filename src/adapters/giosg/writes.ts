import type { Failure } from '../../core/connections/failure.ts'
import type { Cancellation } from '../../core/ports/http.ts'
import { fail, ok } from '../../core/result.ts'
import type { Result } from '../../core/result.ts'
import { failureOfStatus, jsonOf, looksLikeHtml } from '../transport/answers.ts'
import { failure } from '../transport/failures.ts'
import { pause } from '../transport/pause.ts'
import type { Answered, GiosgCalls, GiosgClientDeps, Params } from './calls.ts'
import { fieldComplaints, refinedFailure } from './errors.ts'
import type { FieldTable } from './fields.ts'
import type { GiosgRoute } from './routes.ts'

export interface Writing {
  readonly route: GiosgRoute & { readonly method: 'POST' | 'PATCH' | 'DELETE' }
  readonly params: Params
  /** Absent for a removal. */
  readonly body?: Readonly<Record<string, unknown>>
  /** What the fields of the body are called here. */
  readonly fields: FieldTable
  /** Values of the body that must not be repeated in a failure. */
  readonly secrets: readonly string[]
}

const TRIES = 2
const PAUSE_MS = 500
/** A longer wait is the caller's to decide about. */
const LONGEST_WAIT_MS = 5_000

/** Gateways say these of an answer that never came from behind them. */
const LOST_STATUS: ReadonlySet<number> = new Set([502, 504])
/** The connection was never made, as the network stacks name it: nothing has gone out. */
const NEVER_SENT =
  /ECONNREFUSED|EHOSTUNREACH|ENETUNREACH|ERR_CONNECTION_REFUSED|ERR_ADDRESS_|ERR_CONNECTION_TIMED_OUT|CONNECT_TIMEOUT/

/** Whether the change may have been carried out all the same. */
function isLost({ code, detail, httpStatus }: Failure): boolean {
  if (httpStatus !== undefined) return LOST_STATUS.has(httpStatus)
  return (code === 'timeout' || code === 'unreachable') && !NEVER_SENT.test(detail)
}

/** A change carried out twice by mistake: only making something does harm then. */
function isRepeatable(method: Writing['route']['method'], why: Failure): boolean {
  // Turned away before anything was done.
  if (why.code === 'rateLimited') return why.retryAfterMs !== undefined && why.retryAfterMs <= LONGEST_WAIT_MS
  return method !== 'POST' && (isLost(why) || why.code === 'serverError')
}

/** What a refusal means, with the complaints at their fields. */
function refusal({ response, context }: Answered, fields: FieldTable): Failure | undefined {
  const why = failureOfStatus(response, context)
  if (!why) return undefined
  const complaints =
    why.code === 'rejected' ? fieldComplaints(jsonOf(response.text), fields, context.secrets) : undefined
  return refinedFailure(complaints ? { ...why, fields: complaints } : why)
}

export interface GiosgWrites {
  /**
   * Carries a change out once, or again where that does no harm. Answers the object as the service tells it, undefined where it tells
   * nothing. A lost answer is `unknownOutcome`. Cancelling helps until it is sent.
   */
  write(writing: Writing, cancellation?: Cancellation): Promise<Result<unknown>>
}

export function createGiosgWrites(deps: GiosgClientDeps, calls: GiosgCalls): GiosgWrites {
  async function once({ route, params, body, fields, secrets }: Writing): Promise<Result<unknown>> {
    const request = {
      method: route.method,
      url: calls.urlOf(route, params),
      ...(body === undefined ? {} : { body: JSON.stringify(body) })
    }
    const sent = await calls.send(request, 'edit', secrets)
    if (!sent.ok) return sent
    const refused = refusal(sent.value, fields)
    if (refused) return fail(refused)
    const { response } = sent.value
    // A portal answers everything with 200; the service did not see it.
    if (looksLikeHtml(response)) {
      const { status: httpStatus } = response
      return fail(failure('unexpectedAnswer', 'edit', 'a web page came instead of JSON', { httpStatus }))
    }
    return ok(jsonOf(response.text))
  }

  return {
    async write(writing, cancellation) {
      const { method } = writing.route
      let isRepeated = false
      for (let attempt = 1; ; attempt++) {
        const inTurn = () => once(writing)
        const result = await (deps.budget?.take(inTurn, { urgent: true, cancellation }) ?? inTurn())
        if (result.ok) return result
        const why = { ...result.failure, step: 'edit' as const }
        const mayRepeat = attempt < TRIES && isRepeatable(method, why)
        if (!mayRepeat) return fail(isLost(why) ? { ...why, code: 'unknownOutcome' } : why)
        isRepeated ||= isLost(why)
        if (!(await pause(deps.clock, why.retryAfterMs ?? PAUSE_MS, cancellation))) {
          return fail(isRepeated ? { ...why, code: 'unknownOutcome' } : why)
        }
      }
    }
  }
}
