import { EventEmitter } from 'node:events'
import type { BrowserWindow } from 'electron'
import type { Bounds } from '../../../../src/main/platform/window-place.ts'
import type { WindowShape } from '../../../../src/main/platform/window-options.ts'

/** Behaves like a window as far as our windows look at it, and notes what was done to it. */
export function createFakeWindow(shape: WindowShape, url: string) {
  let visible = false
  const done: string[] = []
  const sent: unknown[][] = []
  const contents = Object.assign(new EventEmitter(), {
    isDestroyed: () => fake.destroyed,
    isLoadingMainFrame: () => !fake.loaded,
    send: (...message: unknown[]) => sent.push(message)
  })
  const fake = Object.assign(new EventEmitter(), {
    shape,
    url,
    done,
    sent,
    destroyed: false,
    loaded: false,
    webContents: contents,
    isVisible: () => visible && !fake.destroyed,
    isDestroyed: () => fake.destroyed,
    focused: false,
    isFocused: () => fake.focused,
    flashFrame: (on: boolean) => done.push(`flash ${String(on)}`),
    fullScreen: false,
    maximized: false,
    at: { x: shape.x ?? 0, y: shape.y ?? 0, width: shape.width, height: shape.height },
    minimized: false,
    isMinimized: () => fake.minimized,
    isFullScreen: () => fake.fullScreen,
    isMaximized: () => fake.maximized,
    getNormalBounds: () => fake.at,
    maximize: () => {
      fake.maximized = true
    },
    setFullScreen: (on: boolean) => {
      fake.fullScreen = on
    },
    restore: () => done.push('restore'),
    focus: () => done.push('focus'),
    setBounds: (bounds: Bounds) => {
      fake.at = { ...bounds }
      done.push(`bounds ${JSON.stringify(bounds)}`)
    },
    setBackgroundColor: (colour: string) => done.push(`background ${colour}`),
    show: () => {
      visible = true
      done.push('show')
      fake.emit('show')
    },
    showInactive: () => {
      visible = true
      done.push('showInactive')
      fake.emit('show')
    },
    hide: () => {
      visible = false
      done.push('hide')
      fake.emit('hide')
    },
    destroy: () => {
      if (fake.destroyed) return
      fake.destroyed = true
      fake.emit('closed')
    },
    /** What the system does when the user closes the window. */
    close: () => {
      const kept: true[] = []
      fake.emit('close', { preventDefault: () => kept.push(true) })
      if (kept.length === 0) fake.destroy()
    },
    /** The page painted and finished loading. */
    load: () => {
      fake.loaded = true
      fake.emit('ready-to-show')
      contents.emit('did-finish-load')
    }
  })
  return fake
}

export type FakeWindow = ReturnType<typeof createFakeWindow>

export function asWindow(fake: FakeWindow): BrowserWindow {
  return fake as unknown as BrowserWindow
}
