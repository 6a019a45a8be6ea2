import type { Net } from 'electron'

/** `cache` is Electron's to know: Node's types leave it out. */
const PLAIN = { credentials: 'omit', cache: 'no-store', bypassCustomProtocolHandlers: true } as const

/**
 * Chromium's network stack as a `fetch` for the adapters: the system's proxy and certificates. No cookies, and no cache: Chromium would
 * answer a repeated question from its disk, so old numbers would pass for fresh and answers would lie there readable.
 */
export function createElectronFetch(net: Pick<Net, 'fetch'>): (url: string, init: RequestInit) => Promise<Response> {
  return (url, init) => net.fetch(url, { ...init, ...PLAIN })
}
