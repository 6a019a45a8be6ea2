const LOOPBACK: ReadonlySet<string> = new Set(['localhost', '127.0.0.1', '[::1]'])

function parse(text: string): URL | undefined {
  return URL.canParse(text) ? new URL(text) : undefined
}

function isAllowed(text: string, secure: string, plain: string): boolean {
  const url = parse(text)
  if (!url || url.username !== '' || url.password !== '') return false
  return url.protocol === secure || (url.protocol === plain && LOOPBACK.has(url.hostname))
}

/** `https:` anywhere, `http:` to this computer only, no credentials inside the address. */
export function isAllowedHttpUrl(text: string): boolean {
  return isAllowed(text, 'https:', 'http:')
}

/** `wss:` anywhere, `ws:` to this computer only, no credentials inside the address. */
export function isAllowedSocketUrl(text: string): boolean {
  return isAllowed(text, 'wss:', 'ws:')
}

/** Host and port as a person would recognise them; empty when `text` is no address. */
export function hostOfUrl(text: string): string {
  return parse(text)?.host ?? ''
}

/** Address of a redirect or a further page without path and query, which may carry secrets. */
export function originOfUrl(text: string): string {
  return parse(text)?.origin ?? ''
}

/**
 * The address of the next page, or undefined when it would leave the origin of `current`: a credential must not follow a link to
 * another host. Accepts absolute addresses and paths.
 */
export function sameOriginLink(current: string, link: string): string | undefined {
  if (!URL.canParse(link, current)) return undefined
  const next = new URL(link, current)
  if (next.username !== '' || next.password !== '') return undefined
  return next.origin === new URL(current).origin ? next.href : undefined
}
