import { beforeEach, describe, expect, it } from 'vitest'
import { createWindowPresence } from '../../../../src/main/platform/window-presence.ts'
import { asWindow, createFakeWindow, type FakeWindow } from './fake-window.ts'

const SHAPE = { title: '', width: 1, height: 1, frame: true, resizable: true, skipTaskbar: false, alwaysOnTop: false }

let main: FakeWindow | undefined
let panel: FakeWindow | undefined
const a = (): FakeWindow => createFakeWindow({ ...SHAPE, backgroundColor: '#fff' }, 'x')
const presence = () =>
  createWindowPresence({ main: () => main && asWindow(main), panel: () => panel && asWindow(panel) })

beforeEach(() => {
  main = a()
  panel = undefined
})

function focus(window: FakeWindow | undefined): void {
  for (const one of [main, panel]) if (one) one.focused = one === window
  window?.emit('focus')
}

describe('what the user looks at', () => {
  it('is the alerts where the main window shows them and has the focus', () => {
    const { shows, looksAtAlerts } = presence()
    main?.show()
    focus(main)
    expect(looksAtAlerts()).toBe(false)
    shows('alerts')
    expect(looksAtAlerts()).toBe(true)
    shows('queues')
    expect(looksAtAlerts()).toBe(false)
  })

  it('is not what lies under another window, is hidden, or is gone', () => {
    const { shows, looksAtAlerts } = presence()
    main?.show()
    shows('alerts')
    focus(undefined)
    expect(looksAtAlerts()).toBe(false)
    focus(main)
    main?.hide()
    expect(looksAtAlerts()).toBe(false)
    main?.show()
    main?.destroy()
    expect(looksAtAlerts()).toBe(false)
    // A new window has not said yet what it shows.
    main = a()
    main.show()
    focus(main)
    expect(looksAtAlerts()).toBe(false)
  })

  it('is the alerts in the panel, whatever it is asked for', () => {
    const { looksAtAlerts } = presence()
    panel = a()
    panel.show()
    expect(looksAtAlerts()).toBe(false)
    focus(panel)
    expect(looksAtAlerts()).toBe(true)
  })
})

describe('the taskbar', () => {
  it('flashes once until a window has the focus', () => {
    const { ask } = presence()
    main?.show()
    expect(ask()).toBe('asked')
    expect(ask()).toBe('asked')
    focus(main)
    expect(main?.done.filter((one) => one.startsWith('flash'))).toEqual(['flash true', 'flash false'])
    expect(ask()).toBe('seen')
    expect(main?.listenerCount('focus')).toBe(0)
  })

  it('stops when nothing wants anybody any more', () => {
    const { ask, stop } = presence()
    main?.show()
    ask()
    stop()
    stop()
    expect(main?.done.filter((one) => one.startsWith('flash'))).toEqual(['flash true', 'flash false'])
  })

  it('has none of ours to flash while all are hidden', () => {
    const { ask } = presence()
    expect(ask()).toBe('noWindow')
    main = undefined
    expect(ask()).toBe('noWindow')
  })

  it('is the dock on macOS, with or without a window', () => {
    const done: string[] = []
    const { ask, stop } = createWindowPresence({
      main: () => undefined,
      panel: () => undefined,
      dock: { bounce: (type) => done.push(`bounce ${type}`), cancelBounce: (id) => done.push(`cancel ${String(id)}`) }
    })
    expect(ask()).toBe('asked')
    expect(ask()).toBe('asked')
    stop()
    expect(done).toEqual(['bounce critical', 'cancel 1'])
  })
})
