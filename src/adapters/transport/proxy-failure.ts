/**
 * `ERR_PROXY_UNREACHABLE`: no answer. `ERR_PROXY_LOGIN`: it wants a login. `ERR_PROXY_LOGIN_REFUSED`: it wants another one.
 * `ERR_PROXY_REFUSED`: it answered and does not let the connection through. The words are read by network-failure.ts.
 */
export type ProxyFailureCode =
  'ERR_PROXY_UNREACHABLE' | 'ERR_PROXY_LOGIN' | 'ERR_PROXY_LOGIN_REFUSED' | 'ERR_PROXY_REFUSED'

interface Facts {
  readonly httpStatus?: number
  readonly cause?: unknown
}

/** The proxy's fault, not that of the host behind it. */
export class ProxyFailure extends Error {
  readonly code: ProxyFailureCode
  /** `host:port`. */
  readonly proxy: string
  readonly httpStatus: number | undefined

  constructor(code: ProxyFailureCode, proxy: string, message: string, { httpStatus, cause }: Facts = {}) {
    super(message, cause === undefined ? undefined : { cause })
    this.code = code
    this.proxy = proxy
    this.httpStatus = httpStatus
  }
}
