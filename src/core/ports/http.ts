import type { Disposable } from '../disposable.ts'
import type { Result } from '../result.ts'

/** Lets an owner stop a running call. After `cancel` the call answers with the failure `cancelled`. */
export interface Cancellation {
  readonly cancelled: boolean
  onCancel(run: () => void): Disposable
}

export interface HttpRequest {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'DELETE'
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly body?: string
  /** Hard limit for the whole exchange, body included. */
  readonly timeoutMs: number
  readonly cancellation?: Cancellation
}

/** Any answer with a status line, 4xx and 5xx included: what a status means is the adapter's to say. */
export interface HttpResponse {
  readonly status: number
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>
  readonly text: string
}

/**
 * HTTP without cookies and without following redirects: a 3xx is returned or refused as `redirected`, never followed, so a
 * credential can't reach another origin. Fails with `unreachable`, `dns`, `timeout`, `tlsUntrusted`, `tlsOutdated`,
 * `tlsClientCertificate`, `proxyLogin`, `proxyUnreachable`, `proxyRefused`, `unexpectedAnswer`, `redirected` or `cancelled`.
 */
export interface Http {
  send(request: HttpRequest): Promise<Result<HttpResponse>>
}
