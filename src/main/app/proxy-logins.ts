import * as z from 'zod'
import type { ProxyLogin, ProxyLogins } from '../../core/ports/proxy-logins.ts'
import type { SecretName, Vault } from '../../core/ports/vault.ts'
import { ok, type Result } from '../../core/result.ts'

export interface StoredProxyLogins extends ProxyLogins {
  /** Keeps the login for this proxy (`host:port`); it is tried at its next wish for one. */
  save(proxy: string, login: ProxyLogin): Promise<Result<undefined>>
  /** Removes the login for this proxy; it is asked for again at its next wish for one. Fails with `storage`. */
  forget(proxy: string): Promise<Result<undefined>>
}

export interface ProxyLoginsDeps {
  readonly vault: Pick<Vault, 'get' | 'put' | 'remove'>
  /** Hears what must be hidden in the log; the vault tells it only what it stores as a whole. */
  readonly know: (secret: string) => void
  /** Another login counts from now on, or none; resolves when the one of before is nowhere used any more. */
  readonly replaced: () => Promise<void>
}

const storedSchema = z.strictObject({ username: z.string(), password: z.string() })

const PREFIX = 'proxy/'
const entryOf = (proxy: string): SecretName => `${PREFIX}${proxy}`

/** The proxy whose login is kept under this name, as `host:port`; nothing for other secrets. */
export function proxyOf(name: SecretName): string | undefined {
  return name.startsWith(PREFIX) ? name.slice(PREFIX.length) : undefined
}

const sameLogin = (a: ProxyLogin, b: ProxyLogin): boolean => a.username === b.username && a.password === b.password

function parse(text: string): ProxyLogin | undefined {
  try {
    const parsed = storedSchema.safeParse(JSON.parse(text))
    return parsed.success ? parsed.data : undefined
  } catch {
    return undefined
  }
}

/**
 * Proxy logins in the vault, one entry for each proxy. Which ones were refused is remembered for this run only: after a restart one try
 * shows whether the proxy changed its mind.
 */
export function createProxyLogins({ vault, know, replaced }: ProxyLoginsDeps): StoredProxyLogins {
  const refusals = new Map<string, ProxyLogin>()

  function hide({ username, password }: ProxyLogin): void {
    know(password)
    know(`${username}:${password}`)
  }

  return {
    async find(proxy) {
      const stored = await vault.get(entryOf(proxy))
      const login = stored.ok ? parse(stored.value) : undefined
      if (!login) return undefined
      hide(login)
      const refused = refusals.get(proxy)
      return refused && sameLogin(refused, login) ? undefined : login
    },
    refused(proxy, login) {
      refusals.set(proxy, login)
    },
    isRefused: (proxy) => refusals.has(proxy),
    async save(proxy, login) {
      hide(login)
      const put = await vault.put(entryOf(proxy), JSON.stringify(login))
      if (!put.ok) return put
      // The same words again are worth one more try when a person asks for it.
      refusals.delete(proxy)
      await replaced()
      return ok(undefined)
    },
    async forget(proxy) {
      const removed = await vault.remove(entryOf(proxy))
      if (!removed.ok) return removed
      refusals.delete(proxy)
      await replaced()
      return ok(undefined)
    }
  }
}
