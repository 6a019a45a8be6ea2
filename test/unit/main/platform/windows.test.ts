import { beforeEach, describe, expect, it } from 'vitest'
import { disposable } from '../../../../src/core/disposable.ts'
import { createPublish } from '../../../../src/main/ipc/publish.ts'
import type { DisplayPlace } from '../../../../src/main/platform/window-place.ts'
import { createWindows, type Windows } from '../../../../src/main/platform/windows.ts'
import { createVirtualClock, type VirtualClock } from '../../../fakes/virtual-clock.ts'
import { createRecordingLogger } from '../recording-logger.ts'
import { aDisplay } from './a-display.ts'
import { asWindow, createFakeWindow, type FakeWindow } from './fake-window.ts'

const TRAY = { x: 1800, y: 1050, width: 24, height: 24 }

let clock: VirtualClock
let made: FakeWindow[]
let dark: boolean
let heard: { theme: Set<() => void>; quit: Set<() => void>; displays: Set<() => void> }
let displays: DisplayPlace[]
let facts: Map<string, string>
let windows: Windows

const listen = (set: Set<() => void>) => (run: () => void) => {
  set.add(run)
  return disposable(() => set.delete(run))
}
const last = (): FakeWindow => made.at(-1)!

beforeEach(() => {
  clock = createVirtualClock()
  made = []
  dark = true
  heard = { theme: new Set(), quit: new Set(), displays: new Set() }
  displays = [aDisplay(1, 'Desk', 0)]
  facts = new Map()
  const logger = createRecordingLogger()
  windows = createWindows({
    clock,
    logger,
    title: 'Floorwatch',
    keepAwake: () => undefined,
    memory: (name) => ({ read: () => facts.get(name), write: (text) => facts.set(name, text) }),
    publish: createPublish({ logger, checkPayloads: true }),
    desktop: {
      isDark: () => dark,
      onThemeChange: listen(heard.theme),
      workArea: (near) =>
        (
          displays.find(({ bounds }) => near.x >= bounds.x && near.x < bounds.x + bounds.width) ??
          aDisplay(1, 'Desk', 0)
        ).workArea,
      displays: () => displays,
      onDisplaysChange: listen(heard.displays),
      onQuit: listen(heard.quit)
    },
    createWindow: (shape, url) => {
      made.push(createFakeWindow(shape, url))
      return asWindow(last())
    }
  })
})

describe('the main window', () => {
  it('is made when first wanted and shown when there is something to see', () => {
    expect(windows.count()).toBe(0)
    windows.open({ view: 'alerts' })
    expect(last()).toMatchObject({ url: 'floorwatch-app://app/main.html', done: [] })
    expect(last().shape).toMatchObject({ width: 1180, height: 760, minWidth: 720, minHeight: 480 })
    last().load()
    expect(last().done).toEqual(['show', 'focus'])
  })

  it('is told the view once its page can hear it, and only the last one wanted', () => {
    windows.open({ view: 'alerts' })
    windows.open({ view: 'targets', focusId: 't1' })
    expect(last().sent).toEqual([])
    last().load()
    expect(last().sent).toEqual([['view:requested', { view: 'targets', focusId: 't1' }]])
    windows.open({ view: 'overview' })
    expect(last().sent).toHaveLength(2)
    expect(made).toHaveLength(1)
  })

  it('is shown after 3 s even when its page never paints', () => {
    windows.open({ view: 'overview' })
    clock.advance(2_999)
    expect(last().done).toEqual([])
    clock.advance(1)
    expect(last().done).toEqual(['show', 'focus'])
  })

  it('is made for a sound alone where there is no window: nobody sees the panel, and it goes after a minute', async () => {
    const outcome = windows.sounds.play('bell', 50)
    expect(windows.all().map(({ name }) => name)).toEqual(['panel'])
    last().load()
    expect(last().isVisible()).toBe(false)
    expect(last().sent).toEqual([['sound:wanted', { id: 1, tone: 'bell', volume: 50 }]])
    windows.sounds.played(1, null)
    expect(await outcome).toEqual({ kind: 'played' })
    clock.advance(60_000)
    expect(windows.count()).toBe(0)
    expect(clock.pendingTimers()).toBe(0)
  })

  it('stays warm for 60 s after closing, then is destroyed', () => {
    windows.open({ view: 'overview' })
    last().load()
    last().close()
    expect(last().isVisible()).toBe(false)
    clock.advance(59_999)
    expect(windows.count()).toBe(1)
    clock.advance(1)
    expect(last().destroyed).toBe(true)
    expect(windows.count()).toBe(0)
    expect(clock.pendingTimers()).toBe(0)
  })

  it('comes back from warm at once, is told the view and is not destroyed any more', () => {
    windows.open({ view: 'overview' })
    last().load()
    last().close()
    windows.open({ view: 'alerts' })
    expect(last().done).toEqual(['show', 'focus', 'hide', 'show', 'focus'])
    expect(last().sent.at(-1)).toEqual(['view:requested', { view: 'alerts' }])
    clock.advance(120_000)
    expect(last().destroyed).toBe(false)
  })

  it('does not appear after all when it was closed before it painted', () => {
    windows.open({ view: 'overview' })
    last().close()
    last().load()
    expect(last().done).toEqual(['hide'])
    clock.advance(60_000)
    expect(windows.count()).toBe(0)
  })

  it('is made anew after its page crashed', () => {
    windows.open({ view: 'overview' })
    last().load()
    last().webContents.emit('render-process-gone', {}, { reason: 'crashed' })
    expect(windows.count()).toBe(0)
    windows.open({ view: 'overview' })
    expect(made).toHaveLength(2)
    last().load()
    expect(last().done).toEqual(['show', 'focus'])
  })

  it('comes back to where it was, and to what is left of the displays', () => {
    windows.open({ view: 'overview' })
    last().load()
    last().at = { x: 300, y: 200, width: 1000, height: 700 }
    last().emit('move')
    clock.advance(500)
    last().destroy()
    windows.open({ view: 'overview' })
    expect(last().shape).toMatchObject({ x: 300, y: 200, width: 1000, height: 700 })
    last().destroy()
    displays = [aDisplay(2, 'Other', 4000)]
    windows.open({ view: 'overview' })
    expect(last().shape).toMatchObject({ x: 4460, y: 170 })
  })

  it('does not hold back a quit', () => {
    windows.open({ view: 'overview' })
    last().load()
    for (const run of heard.quit) run()
    last().close()
    expect(last().destroyed).toBe(true)
  })

  it('opens in the colours of the theme and follows it', () => {
    windows.open({ view: 'overview' })
    expect(last().shape.backgroundColor).toBe('#171a21')
    dark = false
    for (const run of heard.theme) run()
    expect(last().done).toEqual(['background #ffffff'])
  })
})

describe('the panel', () => {
  it('opens beside the tray icon with the focus, so that Esc and a click elsewhere close it, and closes on the next click', () => {
    windows.togglePanel(TRAY)
    last().load()
    expect(last().shape).toMatchObject({ frame: false, skipTaskbar: true, alwaysOnTop: true })
    expect(last().done).toEqual(['bounds {"x":1540,"y":432,"width":380,"height":600}', 'show', 'focus'])
    windows.togglePanel(TRAY)
    expect(last().isVisible()).toBe(false)
  })

  it('opens on the display the icon is on, left of the first one and with another scale too', () => {
    // Half the pixels of a display at 200 %: the desktop's own units.
    const small = { x: -960, y: 0, width: 960, height: 540 }
    displays = [
      aDisplay(1, 'Desk', 0),
      { ...aDisplay(2, 'Laptop', -960), bounds: small, workArea: { ...small, height: 500 } }
    ]
    windows.togglePanel({ x: -60, y: 510, width: 16, height: 16 })
    last().load()
    expect(last().done[0]).toBe('bounds {"x":-380,"y":0,"width":380,"height":500}')
  })

  it.each([null, { x: 0, y: 0, width: 0, height: 0 }])('is a normal small window where the place is %j', (bounds) => {
    windows.togglePanel(bounds)
    last().load()
    expect(last().shape).toMatchObject({ frame: true, skipTaskbar: false, alwaysOnTop: false, width: 380, height: 600 })
    expect(last().done).toEqual(['show', 'focus'])
    last().emit('blur')
    expect(last().isVisible()).toBe(true)
  })

  it('closes when it loses the focus, and the click that took it does not open it again', () => {
    windows.togglePanel(TRAY)
    last().load()
    last().emit('blur')
    expect(last().isVisible()).toBe(false)
    windows.togglePanel(TRAY)
    expect(last().isVisible()).toBe(false)
    clock.advance(300)
    windows.togglePanel(TRAY)
    expect(last().isVisible()).toBe(true)
    expect(made).toHaveLength(1)
  })

  it('chosen by its name is shown and given the focus, however often', () => {
    windows.openPanel(null)
    last().load()
    windows.openPanel(null)
    expect(last().done).toEqual(['show', 'focus', 'show', 'focus'])
    expect(last().isVisible()).toBe(true)
  })

  it('takes no focus when nobody asked for it', () => {
    windows.peekPanel()
    last().load()
    expect(last().done).toEqual(['showInactive'])
  })

  it('is made anew when its kind of place changes', () => {
    windows.togglePanel(null)
    last().load()
    windows.closePanel()
    windows.togglePanel(TRAY)
    expect(made.map((one) => one.destroyed)).toEqual([true, false])
    expect(last().shape.frame).toBe(false)
  })
})

describe('all windows', () => {
  it('hear a push, warm ones too, and are known as ours', () => {
    windows.open({ view: 'overview' })
    windows.togglePanel(null)
    const [main, panel] = made as [FakeWindow, FakeWindow]
    main.load()
    panel.load()
    main.close()
    windows.broadcast('rows:changed', { revision: 1, changed: [], removed: [] })
    expect(main.sent.at(-1)?.[0]).toBe('rows:changed')
    expect(panel.sent.at(-1)?.[0]).toBe('rows:changed')
    expect(windows.isOurs(asWindow(main).webContents)).toBe(true)
    expect(windows.isOurs(asWindow(createFakeWindow(main.shape, main.url)).webContents)).toBe(false)
  })

  it('are the wallboard too, once somebody opened it', () => {
    windows.wallboard.open(null)
    last().load()
    expect(windows.all().map(({ name }) => name)).toEqual(['wallboard'])
    expect(windows.isOurs(asWindow(last()).webContents)).toBe(true)
    windows.broadcast('rows:changed', { revision: 1, changed: [], removed: [] })
    expect(last().sent.at(-1)?.[0]).toBe('rows:changed')
  })

  it('are gone after dispose, with their timers and listeners', () => {
    windows.open({ view: 'overview' })
    windows.togglePanel(TRAY)
    windows.dispose()
    expect(made.every((one) => one.destroyed)).toBe(true)
    expect(clock.pendingTimers()).toBe(0)
    expect([heard.theme.size, heard.quit.size, heard.displays.size]).toEqual([0, 0, 0])
  })
})
