import { randomBytes } from 'node:crypto'
import { readFile, realpath } from 'node:fs/promises'
import type { Protocol } from 'electron'
import { disposable, type Disposable } from '../../core/disposable.ts'
import { APP_ORIGIN, APP_SCHEME, isBelow, resolveAsset, type Asset } from './app-protocol-path.ts'
import { contentPolicy, withLocale, withNonce } from './content-policy.ts'

export type Page = 'main' | 'panel' | 'wallboard'

export function pageUrl(page: Page): string {
  return `${APP_ORIGIN}/${page}.html`
}

/** Must run before the app is ready. */
export function registerAppScheme(protocol: Pick<Protocol, 'registerSchemesAsPrivileged'>): void {
  protocol.registerSchemesAsPrivileged([
    // `stream`: without it audio elements take our answers now and then only.
    {
      scheme: APP_SCHEME,
      privileges: { standard: true, secure: true, supportFetchAPI: true, stream: true, codeCache: true }
    }
  ])
}

const BASE_HEADERS = { 'x-content-type-options': 'nosniff', 'referrer-policy': 'no-referrer' } as const

function notFound(): Response {
  return new Response('not found', {
    status: 404,
    headers: {
      ...BASE_HEADERS,
      'content-type': 'text/plain; charset=utf-8',
      'content-security-policy': "default-src 'none'"
    }
  })
}

/** Reads the file unless a link leads it out of the folder. */
async function read(root: string, asset: Asset): Promise<Buffer | undefined> {
  try {
    const [realRoot, realFile] = await Promise.all([realpath(root), realpath(asset.file)])
    return isBelow(realRoot, realFile) ? await readFile(realFile) : undefined
  } catch {
    return undefined
  }
}

/** Answers requests of our scheme out of `root`, the built renderer. Pages come with the policy and a fresh nonce. */
export function createAssetServer(
  root: string,
  locale: () => string = () => 'en',
  freshNonce: () => string = () => randomBytes(16).toString('base64')
): (request: { readonly method: string; readonly url: string }) => Promise<Response> {
  return async ({ method, url }) => {
    const asset = method === 'GET' ? resolveAsset(root, url) : undefined
    const bytes = asset && (await read(root, asset))
    if (!asset || !bytes) return notFound()
    const headers = { ...BASE_HEADERS, 'content-type': asset.mime }
    if (!asset.mime.startsWith('text/html')) return new Response(new Uint8Array(bytes), { headers })
    const nonce = freshNonce()
    const policy = { 'content-security-policy': contentPolicy(nonce), 'cache-control': 'no-store' }
    const html = withLocale(withNonce(bytes.toString('utf8'), nonce), locale())
    return new Response(html, { headers: { ...headers, ...policy } })
  }
}

/** Serves our scheme in one session. `root` is the folder of the built renderer, `locale` that of its pages' words. */
export function serveApp(
  protocol: Pick<Protocol, 'handle' | 'unhandle'>,
  root: string,
  locale: () => string
): Disposable {
  const serve = createAssetServer(root, locale)
  protocol.handle(APP_SCHEME, serve)
  return disposable(() => {
    protocol.unhandle(APP_SCHEME)
  })
}
