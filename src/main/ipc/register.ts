import { ipcMain, type IpcMainInvokeEvent, type WebContents } from 'electron'
import { requests, type RequestName } from '../../contract/requests.ts'
import { disposable, type Disposable } from '../../core/disposable.ts'
import type { Logger } from '../../core/ports/logger.ts'
import type { Handlers } from '../app/handlers.ts'
import { createAnswerer } from './answer.ts'

/** Opens exactly the channels of the contract. The only place that touches `ipcMain`. Disposing closes them again. */
export function registerRequests(
  handlers: Handlers,
  isOurs: (contents: WebContents) => boolean,
  origin: string,
  logger: Logger
): Disposable {
  const answer = createAnswerer<IpcMainInvokeEvent>({ handlers, isOurs, origin, logger })
  // as: Object.keys forgets the names it was given
  const names = Object.keys(requests) as RequestName[]
  for (const name of names) {
    ipcMain.handle(name, (event, input: unknown) => answer(name, event, input))
  }
  return disposable(() => {
    for (const name of names) ipcMain.removeHandler(name)
  })
}

/**
 * Closes every channel that somebody else opened by listening: electron-store opens one that answers any sender. `error` stays, Electron's
 * own guard against events that nobody hears.
 */
export function closeStrayChannels(): void {
  for (const name of ipcMain.eventNames()) {
    if (name !== 'error') ipcMain.removeAllListeners(String(name))
  }
}
