/** The little of the Trusted Types API that is needed here; TypeScript's DOM library does not have it. */
interface TrustedTypesFactory {
  createPolicy(name: string, rules: { readonly createHTML: (text: string) => string }): unknown
}

declare global {
  interface Window {
    readonly trustedTypes?: TrustedTypesFactory
  }
}

/** Style text has neither character; markup can't do without one of them. */
const MARKUP = /[<&]/

/** What the `default` policy lets through to `innerHTML`: text without markup, which is all that the UI kit's style tags need. */
export function refuseMarkup(text: string): string {
  if (MARKUP.test(text)) throw new TypeError('markup is refused')
  return text
}

/**
 * Installs the only Trusted Types policy of the page. The page's policy header allows the name `default` once, so nothing loaded
 * later can install a wider one. Without Trusted Types (a test's DOM) there is nothing to do.
 */
export function installTrustedTypes(page: Pick<Window, 'trustedTypes'>): void {
  page.trustedTypes?.createPolicy('default', { createHTML: refuseMarkup })
}
