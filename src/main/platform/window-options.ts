import type { BrowserWindowConstructorOptions } from 'electron'

/** What may differ between our windows. Everything that concerns safety is the same for all. */
export interface WindowShape {
  readonly title: string
  readonly width: number
  readonly height: number
  readonly minWidth?: number
  readonly minHeight?: number
  readonly x?: number
  readonly y?: number
  readonly frame: boolean
  readonly resizable: boolean
  readonly skipTaskbar: boolean
  readonly alwaysOnTop: boolean
  /** Whether it may fill a display; by default what has a frame may. */
  readonly fullscreenable?: boolean
  /** Painted before the page is, so that no white flashes up. */
  readonly backgroundColor: string
}

export interface WindowSurroundings {
  readonly preloadPath: string
  readonly packaged: boolean
  readonly iconPath?: string
}

/** Options of every window: sandboxed, isolated, without Node, hidden until its first paint. */
export function windowOptions(shape: WindowShape, around: WindowSurroundings): BrowserWindowConstructorOptions {
  return {
    ...shape,
    show: false,
    autoHideMenuBar: true,
    fullscreenable: shape.fullscreenable ?? shape.frame,
    maximizable: shape.resizable,
    ...(around.iconPath === undefined ? {} : { icon: around.iconPath }),
    webPreferences: {
      preload: around.preloadPath,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      experimentalFeatures: false,
      webviewTag: false,
      navigateOnDragDrop: false,
      devTools: !around.packaged,
      // A middle click must not open anything.
      disableBlinkFeatures: 'Auxclick',
      // A tone is heard in a window that nobody has touched.
      autoplayPolicy: 'no-user-gesture-required',
      spellcheck: false,
      // Compiled code is kept from the first run on, not only after several.
      v8CacheOptions: 'bypassHeatCheck'
    }
  }
}
