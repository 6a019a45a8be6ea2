import type { Session, WebContents } from 'electron'
import type { Logger } from '../../core/ports/logger.ts'

/** Chromium's code for a navigation that was refused: the page is still where it was. */
const ABORTED = -3

/**
 * Closes every way out of a page: it stays on `home`, the address it was loaded with, opens nothing and embeds nothing. Chromium asks
 * nobody before it shows an empty page (`about:blank`, `about:srcdoc`): from there the page is brought back.
 */
export function guardContents(contents: WebContents, home: string, logger: Logger): void {
  const refuse = (what: string) => (event: { preventDefault(): void }) => {
    event.preventDefault()
    logger.warn('refused to a page', { what })
  }
  contents.on('will-navigate', refuse('navigation'))
  contents.on('will-redirect', refuse('redirect'))
  contents.on('will-frame-navigate', refuse('frame navigation'))
  contents.on('will-attach-webview', refuse('webview'))
  const bringBack = (url: string): void => {
    if (isBesides(url, home)) return
    logger.warn('brought a page back', { from: url.slice(0, 100) })
    contents.loadURL(home).catch((error: unknown) => logger.error('page did not load', { url: home, error }))
  }
  contents.on('did-navigate', (_event, url) => bringBack(url))
  contents.on('did-fail-load', (_event, code, _description, url, isMainFrame) => {
    if (isMainFrame && code !== ABORTED) bringBack(url)
  })
  contents.setWindowOpenHandler(() => {
    logger.warn('refused to a page', { what: 'new window' })
    return { action: 'deny' }
  })
}

/** True for a page of the same scheme and host. Schemes of our own have no `origin` for a URL. */
function isBesides(url: string, home: string): boolean {
  if (!URL.canParse(url)) return false
  const [one, other] = [new URL(url), new URL(home)]
  return one.protocol === other.protocol && one.host === other.host
}

/**
 * Denies every permission, device, screen capture and download in a session, and the spell checker, which would fetch dictionaries from
 * its maker even where no page checks spelling. Call once per session, before its first page.
 */
export function guardSession(session: Session, logger: Logger): void {
  session.setSpellCheckerLanguages([])
  session.setPermissionRequestHandler((_contents, permission, decide) => {
    logger.warn('refused to a page', { what: 'permission', permission })
    decide(false)
  })
  session.setPermissionCheckHandler(() => false)
  session.setDevicePermissionHandler(() => false)
  session.setDisplayMediaRequestHandler((_request, grant) => {
    // An answer without streams is a refusal.
    grant({})
  })
  session.on('will-download', (event) => {
    event.preventDefault()
    logger.warn('refused to a page', { what: 'download' })
  })
}
