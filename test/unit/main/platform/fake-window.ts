import { EventEmitter } from 'node:events'
import type { BrowserWindow } from 'electron'
import type { WindowShape } from '../../../../src/main/platform/window-options.ts'

/** Behaves like a window as far as our windows look at it, and notes what was done to it. */
export function createFakeWindow(shape: WindowShape, url: string) {
  let visible = false
  const done: string[] = []
  const sent: unknown[][] = []
  const contents = Object.assign(new EventEmitter(), {
    isDestroyed: () => fake.destroyed,
    send: (...message: unknown[]) => sent.push(message)
  })
  const fake = Object.assign(new EventEmitter(), {
    shape,
    url,
    done,
    sent,
    destroyed: false,
    webContents: contents,
    isVisible: () => visible && !fake.destroyed,
    isMinimized: () => false,
    restore: () => done.push('restore'),
    focus: () => done.push('focus'),
    setBounds: (bounds: unknown) => done.push(`bounds ${JSON.stringify(bounds)}`),
    setBackgroundColor: (colour: string) => done.push(`background ${colour}`),
    show: () => {
      visible = true
      done.push('show')
    },
    showInactive: () => {
      visible = true
      done.push('showInactive')
    },
    hide: () => {
      visible = false
      done.push('hide')
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
