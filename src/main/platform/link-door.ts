import type { App } from 'electron'
import { LINK_SCHEME } from '../../core/links/link.ts'

/**
 * The one place where addresses come in. Only an installed application takes them: one that is run from its folder would take them away
 * from it. Windows and Linux start the application with the link in its arguments; macOS hands it over here, as it is and unread.
 */
export function openLinkDoor(
  app: Pick<App, 'isPackaged' | 'setAsDefaultProtocolClient' | 'on'>,
  came: (link: string) => void
) {
  app.on('open-url', (event, url) => {
    event.preventDefault()
    came(url)
  })
  if (app.isPackaged) app.setAsDefaultProtocolClient(LINK_SCHEME)
}
