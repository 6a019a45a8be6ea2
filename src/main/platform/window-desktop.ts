import { app, nativeTheme, screen, type Display } from 'electron'
import { disposable, type Disposable } from '../../core/disposable.ts'
import type { Bounds, DisplayPlace } from './window-place.ts'

/** What the windows want to know of the desktop they are on. */
export interface WindowDesktop {
  /** Dark colours are wanted: by the user's setting, or by the system's where that follows it. */
  isDark(): boolean
  onThemeChange(run: () => void): Disposable
  /** The part of the display with `near` on it that no bar covers. */
  workArea(near: Bounds): Bounds
  displays(): readonly DisplayPlace[]
  /** A display came, went or changed. */
  onDisplaysChange(run: () => void): Disposable
  /** The application is about to quit and windows must not hold it back. */
  onQuit(run: () => void): Disposable
}

function placeOf({ id, label, bounds, workArea }: Display): DisplayPlace {
  return { id, label, bounds, workArea, primary: id === screen.getPrimaryDisplay().id }
}

/** Use after the app is ready. */
export function createWindowDesktop(): WindowDesktop {
  return {
    isDark: () => nativeTheme.shouldUseDarkColors,
    onThemeChange(run) {
      nativeTheme.on('updated', run)
      return disposable(() => nativeTheme.off('updated', run))
    },
    workArea: (near) => screen.getDisplayMatching(near).workArea,
    displays: () => screen.getAllDisplays().map(placeOf),
    onDisplaysChange(run) {
      screen.on('display-added', run)
      screen.on('display-removed', run)
      screen.on('display-metrics-changed', run)
      return disposable(() => {
        screen.off('display-added', run)
        screen.off('display-removed', run)
        screen.off('display-metrics-changed', run)
      })
    },
    onQuit(run) {
      app.on('before-quit', run)
      return disposable(() => app.off('before-quit', run))
    }
  }
}
