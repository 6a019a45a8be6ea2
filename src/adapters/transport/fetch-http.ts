import type { Clock } from '../../core/ports/clock.ts'
import type { Failure } from '../../core/connections/failure.ts'
import type { Http, HttpRequest, HttpResponse } from '../../core/ports/http.ts'
import { fail, ok } from '../../core/result.ts'
import type { Result } from '../../core/result.ts'
import { failure } from './failures.ts'
import { classifyNetworkError } from './network-failure.ts'
import { isAllowedHttpUrl, originOfUrl } from './url-policy.ts'

/** Node's `fetch` and Electron's `net.fetch` both fit. */
export type Fetch = (url: string, init: RequestInit) => Promise<Response>

export interface FetchHttpDeps {
  readonly fetch: Fetch
  readonly clock: Clock
  /** Longest body that is read; a longer one fails with `unexpectedAnswer`. Default 8 MiB. */
  readonly maxBodyBytes?: number
}

const MAX_BODY_BYTES = 8 * 1024 * 1024
const STEP = 'other'

class BodyTooLong extends Error {}

async function readText(response: Response, maxBytes: number): Promise<string> {
  if (!response.body) return ''
  const decoder = new TextDecoder()
  const reader = response.body.getReader()
  let text = ''
  let size = 0
  for (;;) {
    const part: { done: boolean; value?: Uint8Array } = await reader.read()
    if (part.done || !part.value) return text + decoder.decode()
    size += part.value.byteLength
    if (size > maxBytes) throw new BodyTooLong()
    text += decoder.decode(part.value, { stream: true })
  }
}

function refuse(response: Response): Failure | undefined {
  if (response.status === 407) return failure('proxyLogin', STEP, 'the proxy asks for a login', { httpStatus: 407 })
  // Status 0 is what a browser-like stack shows of a redirect it did not follow.
  if (response.status === 0) return failure('redirected', STEP, 'redirect refused')
  if (response.status < 300 || response.status > 399 || response.status === 304) return undefined
  const target = originOfUrl(response.headers.get('location') ?? '')
  return failure('redirected', STEP, `redirect refused${target === '' ? '' : ` to ${target}`}`, {
    httpStatus: response.status
  })
}

function explain(error: unknown): Failure {
  if (error instanceof BodyTooLong) return failure('unexpectedAnswer', STEP, 'the answer is too long')
  const { code, detail, ...facts } = classifyNetworkError(error)
  return failure(code, STEP, detail, facts)
}

/**
 * The `Http` port over any `fetch`: no cookies, no redirects, one deadline for the whole exchange on the injected clock, a limit on
 * the body. Refuses plain `http:` to other computers. Owns its timer and its abort signal; nothing outlives the returned promise.
 */
export function createFetchHttp(deps: FetchHttpDeps): Http {
  const maxBytes = deps.maxBodyBytes ?? MAX_BODY_BYTES

  async function exchange(request: HttpRequest, signal: AbortSignal): Promise<Result<HttpResponse>> {
    try {
      const response = await deps.fetch(request.url, {
        method: request.method,
        headers: { ...request.headers },
        ...(request.body === undefined ? {} : { body: request.body }),
        redirect: 'manual',
        credentials: 'omit',
        signal
      })
      const refusal = refuse(response)
      if (refusal) return fail(refusal)
      const text = await readText(response, maxBytes)
      return ok({ status: response.status, headers: Object.fromEntries(response.headers), text })
    } catch (error) {
      return fail(explain(error))
    }
  }

  return {
    send(request) {
      if (!isAllowedHttpUrl(request.url)) {
        return Promise.resolve(fail(failure('unexpectedAnswer', STEP, `address refused: ${originOfUrl(request.url)}`)))
      }
      if (request.cancellation?.cancelled) return Promise.resolve(fail(failure('cancelled', STEP, '')))
      return new Promise((resolve) => {
        const abort = new AbortController()
        const settle = (result: Result<HttpResponse>): void => {
          timer.dispose()
          hook?.dispose()
          resolve(result)
          // Frees the connection when the body was not read to its end; does nothing after a whole exchange.
          abort.abort()
        }
        const timer = deps.clock.after(request.timeoutMs, () => {
          settle(fail(failure('timeout', STEP, `no answer within ${String(request.timeoutMs)} ms`)))
        })
        const hook = request.cancellation?.onCancel(() => {
          settle(fail(failure('cancelled', STEP, '')))
        })
        void exchange(request, abort.signal).then(settle)
      })
    }
  }
}
