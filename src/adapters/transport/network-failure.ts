import type { FailureCode } from '../../core/connections/failure.ts'

/**
 * What the error codes of Node (`cause.code`) and the names of Chromium's network stack (`net::ERR_…`) mean to the product. The first
 * row that matches anything in an error's chain wins, so the more telling causes stand first.
 */
const MEANINGS: readonly (readonly [RegExp, FailureCode])[] = [
  [/ERR_INTERNET_DISCONNECTED|\bENETDOWN\b/, 'offline'],
  [/ERR_PROXY_LOGIN_REFUSED/, 'proxyLoginRefused'],
  [/ERR_PROXY_LOGIN|ERR_PROXY_AUTH|ERR_UNEXPECTED_PROXY_AUTH|proxy authentication required/i, 'proxyLogin'],
  // A proxy that answers a request for a tunnel with anything else than yes or 407; Chromium's name for it is the second.
  [/ERR_PROXY_REFUSED|ERR_TUNNEL_CONNECTION_FAILED/, 'proxyRefused'],
  [/ERR_PROXY_|ERR_MANDATORY_PROXY|ERR_PAC_|ERR_SOCKS_CONNECTION_FAILED/, 'proxyUnreachable'],
  [/ERR_NAME_NOT_RESOLVED|ERR_NAME_RESOLUTION_FAILED|ERR_DNS_|\bENOTFOUND\b|\bEAI_[A-Z]+\b/, 'dns'],
  // Something that is not TLS at all, as Node's stack and then Chromium's name it.
  [/WRONG_VERSION_NUMBER|wrong version number|packet length too long|ERR_SSL_PROTOCOL_ERROR/i, 'unexpectedAnswer'],
  [/ERR_SSL_CLIENT_AUTH|ERR_BAD_SSL_CLIENT_AUTH|CERTIFICATE_REQUIRED|certificate required/i, 'tlsClientCertificate'],
  [/ERR_SSL_VERSION_OR_CIPHER_MISMATCH|UNSUPPORTED_PROTOCOL|PROTOCOL_VERSION|unsupported protocol/, 'tlsOutdated'],
  [
    /ERR_CERT_|ERR_SSL_|ERR_BAD_SSL|ERR_TLS_|\bCERT_|SELF_SIGNED_CERT|UNABLE_TO_(?:VERIFY|GET)|UNABLE_TO_DECRYPT|HOSTNAME_MISMATCH|INVALID_CA|PATH_LENGTH_EXCEEDED|\bEPROTO\b/,
    'tlsUntrusted'
  ],
  [/ERR_TIMED_OUT|ERR_CONNECTION_TIMED_OUT|\bETIMEDOUT\b|_TIMEOUT\b|handshake has timed out/i, 'timeout'],
  [/ERR_TOO_MANY_REDIRECTS|ERR_UNSAFE_REDIRECT|redirect/i, 'redirected'],
  [/ERR_INVALID_HTTP_RESPONSE|ERR_RESPONSE_HEADERS|ERR_CONTENT_|\bHPE_/, 'unexpectedAnswer']
]

interface Link {
  readonly code: string
  readonly message: string
  /** Where the fault is a proxy's: its name and, if it answered, its status. */
  readonly proxy?: string
  readonly httpStatus?: number
}

/** The error, its causes and the members of an AggregateError (several addresses tried), at most eight deep. */
function chain(error: unknown): readonly Link[] {
  const links: Link[] = []
  const queue: unknown[] = [error]
  for (let next = queue.shift(); next !== undefined && links.length < 8; next = queue.shift()) {
    if (typeof next !== 'object' || next === null) {
      links.push({ code: '', message: typeof next === 'string' ? next : '' })
      continue
    }
    const code = 'code' in next && typeof next.code === 'string' ? next.code : ''
    const message = 'message' in next && typeof next.message === 'string' ? next.message : ''
    links.push({ code, message, ...proxyFacts(next) })
    if ('errors' in next && Array.isArray(next.errors)) queue.push(...(next.errors as unknown[]))
    if ('cause' in next) queue.push(next.cause)
  }
  return links
}

function proxyFacts(error: object): { readonly proxy?: string; readonly httpStatus?: number } {
  if (!('proxy' in error) || typeof error.proxy !== 'string') return {}
  const { proxy } = error
  return 'httpStatus' in error && typeof error.httpStatus === 'number'
    ? { proxy, httpStatus: error.httpStatus }
    : { proxy }
}

export interface NetworkFailure {
  readonly code: FailureCode
  readonly detail: string
  /** The proxy at fault, where one is known; `httpStatus` is its answer. */
  readonly proxy?: string
  readonly httpStatus?: number
}

/** Why a connection could not be made or broke, from whatever the network stack threw. Unknown reasons are `unreachable`. */
export function classifyNetworkError(error: unknown): NetworkFailure {
  const links = chain(error)
  const text = links.map(({ code, message }) => `${code} ${message}`).join('\n')
  const found = MEANINGS.find(([pattern]) => pattern.test(text))
  const byProxy = links.find(({ proxy }) => proxy !== undefined)
  if (byProxy) {
    const { message, code: _, ...facts } = byProxy
    return { code: found?.[1] ?? 'unreachable', detail: message, ...facts }
  }
  const telling = links.findLast(({ code }) => code !== '') ?? links.at(-1) ?? { code: '', message: '' }
  return { code: found?.[1] ?? 'unreachable', detail: `${telling.code} ${telling.message}`.trim() }
}
