import { join } from 'node:path'
import { app, Menu, nativeImage, nativeTheme, powerSaveBlocker, protocol, session } from 'electron'
import { createDisposableBag, type Disposable } from '../../core/disposable.ts'
import type { Clock } from '../../core/ports/clock.ts'
import type { Logger } from '../../core/ports/logger.ts'
import type { Settings } from '../../core/settings/settings.ts'
import type { Translate } from '../app/speech.ts'
import type { TrayAction, TrayModel } from '../app/tray-model.ts'
import { createPublish } from '../ipc/publish.ts'
import { serveApp } from '../platform/app-protocol.ts'
import type { Opening } from '../platform/arguments.ts'
import { createDisplayAwake } from '../platform/display-awake.ts'
import type { FactMemory } from '../platform/fact-memory.ts'
import { createTrayIcons, trayForm } from '../platform/icon-render.ts'
import type { IconGround } from '../platform/icon-svg.ts'
import type { SessionBus } from '../platform/session-bus.ts'
import type { System } from '../platform/system.ts'
import { createLinuxTrayHost, createSteadyTrayHost } from '../platform/tray-host.ts'
import { createTray, type TrayIcon } from '../platform/tray.ts'
import { createWindowDesktop } from '../platform/window-desktop.ts'
import { createWindowFactory } from '../platform/window-factory.ts'
import { guardSession } from '../platform/window-guard.ts'
import { createWindows, type Windows } from '../platform/windows.ts'
import { offerDesktopActions } from './desktop-actions.ts'
import { APP_NAME } from './notifications.ts'

export interface Desktop extends Disposable {
  readonly windows: Windows
  readonly tray: TrayIcon
  /** Colours by the user's choice: for windows at once, for the tray with its next picture. */
  applySettings(settings: Settings): void
}

export interface DesktopDeps {
  readonly system: System
  readonly clock: Clock
  readonly logger: Logger
  readonly bus: SessionBus
  /** `out` of the build, and the folder of icons. */
  readonly outDir: string
  readonly resourcesDir: string
  /** Small facts that outlive the run, by name. */
  readonly memory: (name: string) => FactMemory
  readonly firstModel: TrayModel
  readonly settings: () => Settings
  /** Of the words, BCP 47: pages begin with it. */
  readonly locale: () => string
  readonly onAction: (action: TrayAction) => void
  readonly t: Translate
  /** Chosen in the menu of the dock. */
  readonly onOpening: (opening: Opening) => void
  readonly onHostChange: (present: boolean) => void
}

/** Tray, windows and the scheme their pages come from. */
export function openDesktop(deps: DesktopDeps): Desktop {
  const { system, clock, logger, bus } = deps
  const bag = createDisposableBag()

  /** macOS tints a template itself; colour is for trouble only. Elsewhere the panel's shade decides. */
  const ground = (look: TrayModel['look']): IconGround => {
    const { trayTheme } = deps.settings()
    if (trayTheme !== 'auto') return trayTheme
    if (system === 'macos') return look === 'warning' || look === 'critical' ? 'dark' : 'template'
    // Linux panels are dark far more often than not, whatever the windows' theme is.
    return system === 'linux' || nativeTheme.shouldUseDarkColors ? 'dark' : 'light'
  }
  const icons = createTrayIcons({
    images: nativeImage,
    form: trayForm(system, process.env['XDG_CURRENT_DESKTOP'] ?? ''),
    stockDir: join(deps.resourcesDir, 'tray'),
    logger
  })
  const tray = bag.add(
    createTray({
      model: deps.firstModel,
      onAction: deps.onAction,
      onClick: (bounds) => {
        windows.togglePanel(bounds)
      },
      ground,
      icons,
      clock,
      logger,
      host: (changed) => (system === 'linux' ? createLinuxTrayHost(bus, changed) : createSteadyTrayHost()),
      onHostChange: deps.onHostChange
    })
  )
  guardSession(session.defaultSession, logger)
  bag.add(serveApp(protocol, join(deps.outDir, 'renderer'), deps.locale))
  const awake = bag.add(createDisplayAwake(powerSaveBlocker))
  const windows = bag.add(
    createWindows({
      createWindow: createWindowFactory(
        {
          preloadPath: join(deps.outDir, 'preload', 'index.cjs'),
          packaged: app.isPackaged,
          iconPath: join(deps.resourcesDir, 'icon.png')
        },
        logger
      ),
      desktop: createWindowDesktop(),
      publish: createPublish({ logger, checkPayloads: !app.isPackaged }),
      clock,
      logger,
      memory: deps.memory,
      ...(system === 'macos' && app.dock ? { dock: app.dock } : {}),
      keepAwake: awake.keep,
      title: APP_NAME
    })
  )
  offerDesktopActions({
    ...{ system, app, program: process.execPath, t: deps.t, open: deps.onOpening },
    setDockMenu: (items) => app.dock?.setMenu(Menu.buildFromTemplate(items))
  })
  return {
    windows,
    tray,
    applySettings(settings) {
      nativeTheme.themeSource = settings.colourScheme
      tray.repaint()
    },
    dispose: () => {
      bag.dispose()
    }
  }
}
