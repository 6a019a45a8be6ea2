/** One way to a host: straight, or through a proxy. */
export type Hop =
  { readonly kind: 'direct' } | { readonly kind: ProxyKind; readonly host: string; readonly port: number }
export type ProxyKind = 'http' | 'https' | 'socks4' | 'socks5'
export type ProxyHop = Exclude<Hop, { kind: 'direct' }>

/** The words of a PAC answer, their kind, and the port where none is named. `SOCKS` without a number is version 4. */
const KINDS: Readonly<Record<string, readonly [ProxyKind, number]>> = {
  PROXY: ['http', 80],
  HTTP: ['http', 80],
  HTTPS: ['https', 443],
  SOCKS: ['socks4', 1080],
  SOCKS4: ['socks4', 1080],
  SOCKS5: ['socks5', 1080]
}

/** More than this no list of a sane script has; each one tried costs time. */
const MOST_HOPS = 10
const LONGEST = 4_000

const ENTRY = /^([A-Za-z0-9]+)[ \t]+([A-Za-z0-9._-]{1,253}|\[[0-9A-Fa-f:.]{2,45}\])(?::(\d{1,5}))?$/

function hopOf(entry: string): Hop | undefined {
  if (entry.toUpperCase() === 'DIRECT') return { kind: 'direct' }
  const [, word = '', host = '', digits] = ENTRY.exec(entry) ?? []
  const known = Object.hasOwn(KINDS, word.toUpperCase()) ? KINDS[word.toUpperCase()] : undefined
  if (!known) return undefined
  const port = digits === undefined ? known[1] : Number(digits)
  if (port < 1 || port > 65_535) return undefined
  return { kind: known[0], host: host.replace(/^\[|\]$/g, ''), port }
}

/**
 * The ways a PAC script or the system names, in its order: `PROXY a:1; HTTPS b:2; SOCKS5 c:3; DIRECT`. The text may come from a script
 * of the network: what is not understood is left out, and nothing understood is no way at all, never a direct one.
 */
export function parseProxyList(text: string): readonly Hop[] {
  if (text.length > LONGEST) return []
  return text
    .split(';')
    .flatMap((entry) => hopOf(entry.trim()) ?? [])
    .slice(0, MOST_HOPS)
}

/** `host:port` as people write it, the name of a proxy in failures and in the vault. */
export function nameOfProxy({ host, port }: { readonly host: string; readonly port: number }): string {
  return `${host.includes(':') ? `[${host}]` : host}:${String(port)}`
}
