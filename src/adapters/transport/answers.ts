import type * as z from 'zod'
import type { Failure, FailureCode, FailureStep } from '../../core/connections/failure.ts'
import type { HttpResponse } from '../../core/ports/http.ts'
import { fail, ok } from '../../core/result.ts'
import type { Result } from '../../core/result.ts'
import { failure } from './failures.ts'
import { redact } from './redact.ts'
import { parseRetryAfter } from './retry-after.ts'
import { serverTimeMs } from './server-time.ts'

/** Where an answer belongs: the step for the failure, the moment for dates in headers. */
export interface AnswerContext {
  readonly step: FailureStep
  readonly wallMs: number
  /** The far side's own words inside an error body; undefined when it is not in the documented form. */
  readonly explain?: (body: unknown) => string | undefined
  /** What must not be repeated in the failure, should the far side do so. */
  readonly secrets: readonly string[]
}

/** What a status means on every system; a system's own reading (two kinds of 401, say) goes before. */
const CODE_BY_STATUS: Readonly<Record<number, FailureCode>> = {
  400: 'rejected',
  401: 'badCredential',
  403: 'forbidden',
  404: 'notFound',
  405: 'unexpectedAnswer',
  407: 'proxyLogin',
  408: 'timeout',
  409: 'rejected',
  410: 'notFound',
  415: 'rejected',
  422: 'rejected',
  429: 'rateLimited'
}

export function looksLikeHtml(response: HttpResponse): boolean {
  return (
    (response.headers['content-type'] ?? '').toLowerCase().includes('text/html') || /^\s*<(!|html)/i.test(response.text)
  )
}

/** JSON of any content type, or undefined. */
export function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch {
    return undefined
  }
}

/**
 * The failure a status outside 2xx stands for, undefined for a good one. A page of HTML in place of a refusal was written by a
 * portal, a proxy or another service, so it is `unexpectedAnswer` and says nothing about the credential; 429 and 5xx come with pages
 * everywhere. A `Retry-After` header is honoured wherever it comes.
 */
export function failureOfStatus(response: HttpResponse, context: AnswerContext): Failure | undefined {
  const { status, text, headers } = response
  if (isSuccess(response)) return undefined
  const body = jsonOf(text)
  const known = CODE_BY_STATUS[status] ?? (status >= 500 ? 'serverError' : 'unexpectedAnswer')
  const isPage = status < 429 && looksLikeHtml(response)
  const words = (body === undefined ? undefined : context.explain?.(body)) ?? text
  const retryAfterMs = parseRetryAfter(headers['retry-after'], serverTimeMs(headers, context.wallMs))
  return failure(isPage ? 'unexpectedAnswer' : known, context.step, redact(words, context.secrets), {
    httpStatus: status,
    ...(retryAfterMs === undefined ? {} : { retryAfterMs })
  })
}

function isSuccess(response: HttpResponse): boolean {
  return response.status >= 200 && response.status <= 299
}

/**
 * A successful answer, checked. A page of HTML is `unexpectedAnswer` (a portal, a proxy, a wrong host); JSON of another form is
 * `protocol` and names the first field that is wrong.
 */
export function readJson<T>(response: HttpResponse, schema: z.ZodType<T>, context: AnswerContext): Result<T> {
  const refused = failureOfStatus(response, context)
  if (refused) return fail(refused)
  const httpStatus = response.status
  const body = jsonOf(response.text)
  if (body === undefined) {
    const words = looksLikeHtml(response) ? 'a web page came instead of JSON' : 'the answer is not JSON'
    return fail(
      failure('unexpectedAnswer', context.step, redact(`${words}: ${response.text}`, context.secrets), { httpStatus })
    )
  }
  const parsed = schema.safeParse(body)
  if (parsed.success) return ok(parsed.data)
  const issue = parsed.error.issues[0]
  const where = issue?.path.map(String).join('.') ?? ''
  return fail(
    failure(
      'protocol',
      context.step,
      redact(`${where === '' ? 'answer' : where}: ${issue?.message ?? ''}`, context.secrets),
      { httpStatus }
    )
  )
}
