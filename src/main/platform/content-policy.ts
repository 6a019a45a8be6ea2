/** Stands in the pages' HTML where each load gets a nonce of its own. */
const PLACEHOLDER = '__STYLE_NONCE__'

/**
 * Nothing but our own files runs, loads or is talked to. Style tags made by the UI kit need the nonce of their page load; markup from
 * strings needs the one Trusted Types policy `default`, which refuses it.
 */
export function contentPolicy(nonce: string): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' data:",
    "font-src 'self'",
    "media-src 'self'",
    "connect-src 'none'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    'trusted-types default'
  ].join('; ')
}

/** As it stands in the pages' HTML. */
const ENGLISH = '<html lang="en">'

/** Tells a page before its first word which language it speaks. */
export function withLocale(html: string, locale: string): string {
  return html.replace(ENGLISH, () => `<html lang="${locale.replace(/[^A-Za-z0-9-]/g, '')}">`)
}

export function withNonce(html: string, nonce: string): string {
  return html.replaceAll(PLACEHOLDER, () => nonce)
}
