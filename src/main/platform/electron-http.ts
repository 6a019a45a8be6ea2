import type { Net } from 'electron'
import type { Knock } from './proxy-knock.ts'

/** `cache` is Electron's to know: Node's types leave it out. */
const PLAIN = { credentials: 'omit', cache: 'no-store', bypassCustomProtocolHandlers: true } as const

type Fetch = (url: string, init: RequestInit) => Promise<Response>

export interface ElectronFetchDeps {
  readonly net: Pick<Net, 'fetch'>
  /** For what must not go out twice; absent: everything goes by `net`. */
  readonly fresh?: Fetch
  /** Asks the proxy what it wants, after it gave no tunnel. */
  readonly knock: (url: string) => Promise<Knock>
  /** The system's proxy decision, for the words of a failure. */
  readonly waysTo: (url: string) => Promise<string>
}

/** Chromium's one name for every answer of a proxy that is not a tunnel, and its names for logins it can't do. */
const NO_TUNNEL = /ERR_TUNNEL_CONNECTION_FAILED|ERR_PROXY_AUTH/
/** Chromium hands out a proxy's 407 as if the host had said it; the body then can't be read. */
const PROXY_LOGIN = 407
const PROXY = /ERR_TUNNEL_CONNECTION_FAILED|ERR_PROXY_|ERR_SOCKS_CONNECTION_FAILED/

/** The shape that the adapters' network-failure.ts reads. */
function wantsLogin({ proxy, refused }: { readonly proxy: string; readonly refused: boolean }): Error {
  const why = refused ? 'the login was refused' : 'no login is known'
  const facts = { code: refused ? 'ERR_PROXY_LOGIN_REFUSED' : 'ERR_PROXY_LOGIN', proxy, httpStatus: PROXY_LOGIN }
  return Object.assign(new Error(`proxy ${proxy} answered HTTP 407: ${why}`), facts)
}

/**
 * Chromium's network stack as a `fetch` for the adapters: the system's proxy and certificates. No cookies, and no cache: Chromium would
 * answer a repeated question from its disk, so old numbers would pass for fresh and answers would lie there readable. Where a proxy wants
 * a login that is known, it gets it and the request is made again: it had not left, for there was no tunnel. Behind such a proxy a POST
 * goes the usual way then, for the login is known there only.
 */
export function createElectronFetch({ net, fresh, knock, waysTo }: ElectronFetchDeps): Fetch {
  const usual: Fetch = (url, init) => net.fetch(url, { ...init, ...PLAIN })
  const first: Fetch = (url, init) =>
    fresh !== undefined && init.method === 'POST' ? fresh(url, { ...init, ...PLAIN }) : usual(url, init)

  /** Chromium does not say which proxy it means. */
  async function named(error: unknown, url: string): Promise<unknown> {
    const message = error instanceof Error ? error.message : String(error)
    if (!PROXY.test(message)) return error
    const ways = await waysTo(url).catch(() => 'unknown')
    return new Error(`${message} by way of ${ways}`)
  }

  return async (url, init) => {
    const tried = await first(url, init).catch((error: unknown) => ({ error }))
    const isRefused = 'error' in tried ? NO_TUNNEL.test(String(tried.error)) : tried.status === PROXY_LOGIN
    if (isRefused) {
      const answer = await knock(url)
      if (answer.kind === 'login') throw wantsLogin(answer)
      if (answer.kind === 'open') return usual(url, init)
    }
    if ('error' in tried) throw await named(tried.error, url)
    return tried
  }
}
