import { homedir, release, type } from 'node:os'
import { join } from 'node:path'
import { app, globalShortcut, Notification, powerMonitor } from 'electron'
import type { StateView } from '../../contract/views.ts'
import { createDisposableBag, type Disposable } from '../../core/disposable.ts'
import type { Autostart } from '../../core/ports/autostart.ts'
import type { Clock } from '../../core/ports/clock.ts'
import type { DesktopFacts } from '../../core/ports/desktop-facts.ts'
import type { Settings } from '../../core/settings/settings.ts'
import type { ProblemDesk } from '../app/problem-desk.ts'
import type { AppArguments } from '../platform/arguments.ts'
import { createAutostartFile, createLoginItem } from '../platform/autostart.ts'
import { watchDoNotDisturb } from '../platform/do-not-disturb.ts'
import { createGlobalShortcut } from '../platform/global-shortcut.ts'
import { askNotificationServer } from '../platform/notification-server.ts'
import type { Redactor } from '../platform/redact.ts'
import { watchScreenLock } from '../platform/screen-lock.ts'
import type { SessionBus } from '../platform/session-bus.ts'
import type { System } from '../platform/system.ts'
import { APP_NAME } from './notifications.ts'

const SHORTCUT = 'shortcut'

export interface Habits extends Disposable {
  readonly autostart: Autostart
  readonly desktopFacts: () => Promise<DesktopFacts>
  readonly redact: (text: string) => string
  readonly screenLocked: () => boolean
  readonly desktop: () => StateView['desktop']
  /** Takes the shortcut from the desktop, or gives it back. */
  applySettings(settings: Settings): void
}

/** What the system does for Floorwatch by itself, and what is known of the desktop. */
export function createHabits(deps: {
  readonly system: System
  readonly clock: Clock
  readonly given: AppArguments
  readonly bus: SessionBus
  readonly redactor: Redactor
  readonly problems: ProblemDesk
  readonly line: (text: string) => void
  readonly hasTray: () => Promise<boolean>
  readonly openPanel: () => void
  readonly lockChanged: (locked: boolean) => void
  /** `desktop` answers something else now. */
  readonly changed: () => void
}): Habits {
  const { system, given, bus, problems } = deps
  const bag = createDisposableBag()
  const linuxBus = system === 'linux' ? bus : undefined
  const screen = bag.add(
    watchScreenLock({ clock: deps.clock, session: powerMonitor, bus: linuxBus, changed: deps.lockChanged })
  )
  const quiet = bag.add(watchDoNotDisturb({ bus: linuxBus, changed: deps.changed }))
  const shortcut = bag.add(createGlobalShortcut({ registry: globalShortcut, pressed: deps.openPanel }))
  // An AppImage runs from a place that is another one each time.
  const image = app.isPackaged ? process.env['APPIMAGE'] : undefined
  const command = {
    program: image ?? process.execPath,
    args: [
      ...(app.isPackaged ? [] : [app.getAppPath()]),
      '--hidden',
      ...(given.profile === undefined ? [] : ['--profile', given.profile])
    ]
  }
  const named = process.env['XDG_CONFIG_HOME'] ?? ''
  // The specification has relative paths ignored.
  const configDir = named.startsWith('/') ? named : join(homedir(), '.config')
  return {
    autostart:
      system === 'linux'
        ? createAutostartFile({ configDir, appName: APP_NAME, command })
        : createLoginItem(app, command),
    async desktopFacts() {
      const notices =
        system === 'linux'
          ? await askNotificationServer(bus)
          : Notification.isSupported()
            ? { server: type(), abilities: [] }
            : null
      return { system: `${type()} ${release()} ${process.arch}`, tray: await deps.hasTray(), notices }
    },
    redact: (text) => deps.redactor.text(text),
    screenLocked: () => screen.locked() || screen.unknown(),
    desktop: () => ({ doNotDisturb: quiet.state(), shortcut: shortcut.state() }),
    applySettings({ globalShortcut: wanted = null }) {
      shortcut.apply(wanted)
      const state = shortcut.state()
      if (state === 'taken') problems.raise({ id: SHORTCUT, code: 'shortcutTaken', params: { shortcut: wanted ?? '' } })
      else problems.clear(SHORTCUT)
      if (wanted !== null) deps.line(`shortcut ${wanted}: ${state}`)
      deps.changed()
    },
    dispose: () => {
      bag.dispose()
    }
  }
}

/** macOS starts a login item without our arguments. */
export function isOpenedAtLogin(system: System): boolean {
  return system === 'macos' && app.getLoginItemSettings().wasOpenedAtLogin
}
