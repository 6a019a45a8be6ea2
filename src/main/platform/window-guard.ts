import type { Session, WebContents } from 'electron'
import type { Logger } from '../../core/ports/logger.ts'

/** Closes every way out of a page: it stays on the address it was loaded with, opens nothing and embeds nothing. */
export function guardContents(contents: WebContents, logger: Logger): void {
  const refuse = (what: string) => (event: { preventDefault(): void }) => {
    event.preventDefault()
    logger.warn('refused to a page', { what })
  }
  contents.on('will-navigate', refuse('navigation'))
  contents.on('will-redirect', refuse('redirect'))
  contents.on('will-frame-navigate', refuse('frame navigation'))
  contents.on('will-attach-webview', refuse('webview'))
  contents.setWindowOpenHandler(() => {
    logger.warn('refused to a page', { what: 'new window' })
    return { action: 'deny' }
  })
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
