import { app, nativeTheme, screen } from 'electron'
import { disposable, type Disposable } from '../../core/disposable.ts'
import type { Bounds } from './window-place.ts'

/** What the windows want to know of the desktop they are on. */
export interface WindowDesktop {
  /** Dark colours are wanted: by the user's setting, or by the system's where that follows it. */
  isDark(): boolean
  onThemeChange(run: () => void): Disposable
  /** The part of the display with `near` on it that no bar covers. */
  workArea(near: Bounds): Bounds
  /** The application is about to quit and windows must not hold it back. */
  onQuit(run: () => void): Disposable
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
    onQuit(run) {
      app.on('before-quit', run)
      return disposable(() => app.off('before-quit', run))
    }
  }
}
