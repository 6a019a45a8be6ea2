/** What the html carries until the page's server puts this load's nonce in its place. */
const UNFILLED = '__STYLE_NONCE__'

/** The nonce that the page's policy demands of style tags; empty when the server gave none. */
export function readStyleNonce(page: Document): string {
  const content = page.querySelector<HTMLMetaElement>('meta[name="style-nonce"]')?.content ?? ''
  return content === UNFILLED ? '' : content
}
