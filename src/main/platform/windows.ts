import type { BrowserWindow, WebContents } from 'electron'
import type { PushName, PushPayload } from '../../contract/pushes.ts'
import type { ViewAddress } from '../../contract/views.ts'
import { createDisposableBag, type Disposable } from '../../core/disposable.ts'
import type { Clock } from '../../core/ports/clock.ts'
import type { Logger } from '../../core/ports/logger.ts'
import type { Publish } from '../ipc/publish.ts'
import { pageUrl } from './app-protocol.ts'
import type { WindowDesktop } from './window-desktop.ts'
import type { WindowFactory } from './window-factory.ts'
import type { FactMemory } from './fact-memory.ts'
import { createWallboardWindow, type Wallboard } from './wallboard-window.ts'
import { createWindowMemory } from './window-memory.ts'
import { placePanel, type Bounds } from './window-place.ts'
import { createWindowPresence, type Dock, type WindowPresence } from './window-presence.ts'
import { createWindowSounds, type WindowSounds } from './sound-player.ts'
import { createWarmWindow } from './window-warm.ts'

const MAIN = { width: 1180, height: 760, minWidth: 720, minHeight: 480 } as const
const PANEL = { width: 380, height: 600 } as const
/** The pages' own surface colours, so that a window opens in them. */
const SURFACE = { dark: '#171a21', light: '#ffffff' } as const
/** A click on the tray takes the focus from the panel first: this soon after, the click was meant to close it. */
const SAME_CLICK_MS = 300

export interface Windows extends Disposable {
  /** Brings the main window to the front and tells it what to show. */
  open(view: ViewAddress): void
  /**
   * A click on the tray: shows the panel beside it, as a normal small window where the desktop names no place; hides it when it is
   * shown. Who clicks wants the focus there: without it neither Esc nor a click elsewhere could close it.
   */
  togglePanel(tray: Bounds | null): void
  /** Chosen by its name: shows the panel and gives it the focus, never hides it. */
  openPanel(tray: Bounds | null): void
  /** Shows the panel for a picture. Nobody asked for it here: the focus stays where it is. */
  peekPanel(): void
  closePanel(): void
  readonly wallboard: Wallboard
  readonly presence: WindowPresence
  readonly sounds: WindowSounds
  /** Pushes to every window, warm ones too, so that they are up to date when they come back. */
  broadcast<N extends PushName>(name: N, payload: PushPayload<N>): void
  /** Windows that exist, shown or warm. */
  count(): number
  /** The windows themselves, by the name of their page. */
  all(): readonly { readonly name: 'main' | 'panel' | 'wallboard'; readonly window: BrowserWindow }[]
  isOurs(contents: WebContents): boolean
}

export interface WindowsDeps {
  readonly createWindow: WindowFactory
  readonly desktop: WindowDesktop
  readonly publish: Publish
  /** Where windows don't flash. */
  readonly dock?: Dock
  readonly clock: Clock
  readonly logger: Logger
  /** Displays stay on, or may sleep again. */
  readonly keepAwake: (on: boolean) => void
  /** Small facts that outlive the run, by name. */
  readonly memory: (name: string) => FactMemory
  /** The application's name as users read it. */
  readonly title: string
}

/** The main window, the panel and the wallboard, made when first wanted. Keeps no truth: both may go at any time. */
export function createWindows(deps: WindowsDeps): Windows {
  const { clock, desktop, title, logger } = deps
  const bag = createDisposableBag()
  const backgroundColor = (): string => (desktop.isDark() ? SURFACE.dark : SURFACE.light)
  const places = createWindowMemory({
    clock,
    memory: deps.memory('mainWindowPlace'),
    displays: () => desktop.displays()
  })
  let wantedView: ViewAddress | undefined
  let loadedMain: BrowserWindow | undefined
  let trayOfPanel: Bounds | null = null
  let lostFocusMs = -Infinity

  const main = bag.add(
    createWarmWindow({
      clock,
      logger,
      make: () => {
        const shape = {
          ...MAIN,
          ...places.place(),
          title,
          frame: true,
          resizable: true,
          skipTaskbar: false,
          alwaysOnTop: false
        }
        const window = deps.createWindow({ ...shape, backgroundColor: backgroundColor() }, pageUrl('main'))
        places.follow(window)
        window.webContents.on('did-finish-load', () => {
          loadedMain = window
          sendView()
        })
        return window
      }
    })
  )
  const panel = bag.add(createWarmWindow({ clock, logger, make: makePanel }))
  const presence = bag.add(
    createWindowPresence({
      main: () => main.current(),
      panel: () => panel.current(),
      ...(deps.dock ? { dock: deps.dock } : {})
    })
  )
  const sounds = bag.add(
    createWindowSounds({
      ...deps,
      window: () => main.current() ?? panel.current() ?? wallboard.current() ?? panel.warm()
    })
  )
  const wallboard = bag.add(
    createWallboardWindow({ ...deps, memory: deps.memory('wallboardDisplay'), backgroundColor })
  )

  function sendView(): void {
    const window = main.current()
    if (!window || !wantedView || window !== loadedMain) return
    deps.publish([window.webContents], 'view:requested', wantedView)
    wantedView = undefined
  }

  /** Beside an icon the panel is a frameless flyout; without a known place it is an ordinary window that can be moved and closed. */
  function makePanel(): BrowserWindow {
    const flyout = trayOfPanel !== null
    const kind = { frame: !flyout, resizable: !flyout, skipTaskbar: flyout, alwaysOnTop: flyout }
    const window = deps.createWindow({ ...PANEL, ...kind, title, backgroundColor: backgroundColor() }, pageUrl('panel'))
    if (flyout) {
      window.on('blur', () => {
        if (!window.isVisible()) return
        lostFocusMs = clock.now().monoMs
        panel.hide()
      })
    }
    return window
  }

  function showPanel(place: Bounds | null, asked: 'byPerson' | 'byItself'): void {
    const tray = place && place.width > 0 && place.height > 0 ? place : null
    // Frame and place in the taskbar can't be changed later.
    if ((tray === null) !== (trayOfPanel === null)) panel.current()?.destroy()
    trayOfPanel = tray
    panel.show((window) => {
      if (tray) window.setBounds(placePanel(tray, desktop.workArea(tray), PANEL))
      if (asked === 'byItself') {
        window.showInactive()
        return
      }
      if (window.isMinimized()) window.restore()
      window.show()
      window.focus()
    })
  }

  function all(): ReturnType<Windows['all']> {
    const [mainWindow, panelWindow, wallboardWindow] = [main.current(), panel.current(), wallboard.current()]
    return [
      ...(mainWindow ? [{ name: 'main' as const, window: mainWindow }] : []),
      ...(panelWindow ? [{ name: 'panel' as const, window: panelWindow }] : []),
      ...(wallboardWindow ? [{ name: 'wallboard' as const, window: wallboardWindow }] : [])
    ]
  }

  bag.add(
    desktop.onThemeChange(() => {
      for (const { window } of all()) window.setBackgroundColor(backgroundColor())
    })
  )
  bag.add(
    desktop.onQuit(() => {
      main.letGo()
      panel.letGo()
    })
  )

  return {
    open(view) {
      wantedView = view
      main.show((window) => {
        if (window.isMinimized()) window.restore()
        window.show()
        window.focus()
      })
      sendView()
    },
    togglePanel(tray) {
      if (panel.isVisible()) panel.hide()
      else if (clock.now().monoMs - lostFocusMs >= SAME_CLICK_MS) showPanel(tray, 'byPerson')
    },
    openPanel: (tray) => showPanel(tray, 'byPerson'),
    peekPanel: () => showPanel(null, 'byItself'),
    closePanel: () => panel.hide(),
    wallboard,
    presence,
    sounds,
    broadcast(name, payload) {
      deps.publish(
        all().map(({ window }) => window.webContents),
        name,
        payload
      )
    },
    count: () => all().length,
    all,
    isOurs: (contents) => all().some(({ window }) => window.webContents === contents),
    dispose: () => bag.dispose()
  }
}
