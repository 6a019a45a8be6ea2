import type { ClientRequest, Net } from 'electron'
import type { Clock } from '../../core/ports/clock.ts'
import type { ProxyLogin, ProxyLogins } from '../../core/ports/proxy-logins.ts'

/**
 * `open`: the proxy lets this origin through. `login`: it wants a login, and there is none that it was not already shown. `closed`: it
 * does not let it through, or can't be reached.
 */
export type Knock =
  { readonly kind: 'open' | 'closed' } | { readonly kind: 'login'; readonly proxy: string; readonly refused: boolean }

export interface KnockDeps {
  readonly net: Pick<Net, 'request'>
  readonly clock: Clock
  readonly logins: ProxyLogins
}

const WITHIN_MS = 15_000

/**
 * `net.fetch` neither tells that a proxy wants a login nor takes one; `net.request` does both, and what it was given holds for the whole
 * session. So one request without any credential asks for the first page of the origin, and answers the proxy. A login is shown once.
 * Never answers the event with nothing: Electron 33 hangs with the next request then.
 */
function knockOnce({ net, clock, logins }: KnockDeps, origin: string): Promise<Knock> {
  return new Promise((resolve) => {
    let shown: { readonly proxy: string; readonly login: ProxyLogin } | undefined
    let over = false
    const request: ClientRequest = net.request({
      method: 'HEAD',
      url: `${origin}/`,
      credentials: 'omit',
      cache: 'no-store',
      redirect: 'manual',
      bypassCustomProtocolHandlers: true
    })
    const end = (knock: Knock): void => {
      if (over) return
      over = true
      late.dispose()
      resolve(knock)
      request.abort()
    }
    const late = clock.after(WITHIN_MS, () => {
      end({ kind: 'closed' })
    })
    request.on('login', ({ isProxy, host, port }, answer) => {
      // The host behind asks, so the proxy let us through.
      if (!isProxy) {
        end({ kind: 'open' })
        return
      }
      const proxy = `${host.includes(':') ? `[${host}]` : host}:${String(port)}`
      if (shown?.proxy === proxy) {
        logins.refused(proxy, shown.login)
        end({ kind: 'login', proxy, refused: true })
        return
      }
      void logins.find(proxy).then((login) => {
        if (over) return
        if (!login) {
          end({ kind: 'login', proxy, refused: logins.isRefused(proxy) })
          return
        }
        shown = { proxy, login }
        answer(login.username, login.password)
      })
    })
    request.on('response', () => {
      end({ kind: 'open' })
    })
    request.on('redirect', () => {
      end({ kind: 'open' })
    })
    // Also told after `abort`, when nobody listens any more.
    request.on('error', () => {
      end({ kind: 'closed' })
    })
    request.end()
  })
}

/** Knocks at most once at a time for each origin; who comes meanwhile gets the same answer. */
export function createProxyKnock(deps: KnockDeps): (url: string) => Promise<Knock> {
  const running = new Map<string, Promise<Knock>>()
  return (url) => {
    const { origin } = new URL(url)
    const knock =
      running.get(origin) ??
      knockOnce(deps, origin).finally(() => {
        running.delete(origin)
      })
    running.set(origin, knock)
    return knock
  }
}
