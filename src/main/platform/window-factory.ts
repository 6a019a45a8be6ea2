import { BrowserWindow } from 'electron'
import type { Logger } from '../../core/ports/logger.ts'
import { guardContents } from './window-guard.ts'
import { windowOptions, type WindowShape, type WindowSurroundings } from './window-options.ts'

export type WindowFactory = (shape: WindowShape, url: string) => BrowserWindow

/** The only place that makes windows. Each is locked down before its page loads and stays hidden until its owner shows it. */
export function createWindowFactory(around: WindowSurroundings, logger: Logger): WindowFactory {
  return (shape, url) => {
    const window = new BrowserWindow(windowOptions(shape, around))
    window.removeMenu()
    guardContents(window.webContents, url, logger)
    window.loadURL(url).catch((error: unknown) => logger.error('page did not load', { url, error }))
    return window
  }
}
