import type { IncomingHttpHeaders } from 'node:http'
import type { Failure, FailureCode } from '../../core/connections/failure.ts'
import { failure } from './failures.ts'
import { classifyNetworkError } from './network-failure.ts'
import { parseRetryAfter } from './retry-after.ts'
import { originOfUrl } from './url-policy.ts'

/** What an answer other than 101 to the upgrade means. Everything unlisted is not the service that was expected. */
const CODE_BY_STATUS: Readonly<Record<number, FailureCode>> = {
  401: 'badCredential',
  403: 'forbidden',
  404: 'notFound',
  407: 'proxyLogin',
  410: 'notFound',
  429: 'rateLimited'
}

/** Why an upgrade was answered by plain HTTP: refused, redirected (never followed) or a page of some portal. */
export function failureOfUpgrade(status: number, headers: IncomingHttpHeaders, wallMs: number): Failure {
  const isPage = (headers['content-type'] ?? '').includes('text/html')
  const known = CODE_BY_STATUS[status] ?? (status >= 500 ? 'serverError' : 'unexpectedAnswer')
  // A page in place of 401 or 403 was not written by the service; 407, 429 and 5xx come with pages everywhere.
  const code = isPage && status < 407 ? 'unexpectedAnswer' : known
  const target = originOfUrl(headers.location ?? '')
  const words = [`HTTP ${String(status)} instead of a websocket`, isPage ? 'a web page' : '', target].filter(Boolean)
  const retryAfterMs = parseRetryAfter(headers['retry-after'], wallMs)
  return failure(code, 'connect', words.join(', '), {
    httpStatus: status,
    ...(retryAfterMs === undefined ? {} : { retryAfterMs })
  })
}

const BAD_FRAME = /^WS_ERR_/

/** Why a socket broke: a frame against the protocol, or the network below. */
export function failureOfSocketError(error: unknown): Failure {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  if (BAD_FRAME.test(code)) return failure('protocol', 'stream', code)
  const network = classifyNetworkError(error)
  // `ws` wraps a wrong upgrade header or accept key in plain errors without a code.
  if (code === '' && /Sec-WebSocket|Upgrade header/i.test(network.detail)) {
    return failure('unexpectedAnswer', 'connect', network.detail)
  }
  const { code: why, detail, ...facts } = network
  return failure(why, 'connect', detail, facts)
}

/** The far side ended an open socket, with or without a close frame (1006). Which code it was is for diagnostics only. */
export function failureOfClose(code: number, reason: string): Failure {
  return failure('closedByServer', 'stream', `close code ${String(code)}${reason === '' ? '' : `: ${reason}`}`)
}
