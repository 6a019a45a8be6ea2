import { Notification } from 'electron'
import type { Disposable } from '../../core/disposable.ts'
import type { Clock } from '../../core/ports/clock.ts'
import type { Logger } from '../../core/ports/logger.ts'
import type { Notifier } from '../../core/ports/notifier.ts'
import type { AppArguments } from '../platform/arguments.ts'
import { hasIds, type NoticeMemory } from '../platform/notice-memory.ts'
import { createDbusNotifier } from '../platform/notifier-dbus.ts'
import { createElectronNotifier } from '../platform/notifier-electron.ts'
import { createNodeNotifier } from '../platform/notifier-node.ts'
import { createNotifier } from '../platform/notifier.ts'
import type { SessionBus } from '../platform/session-bus.ts'
import type { System } from '../platform/system.ts'

export const APP_NAME = 'Floorwatch'
const DESKTOP_ENTRY = 'floorwatch'

/** The notifier with its three ways to this desktop. */
export function openNotifier(deps: {
  readonly system: System
  readonly forced: AppArguments['notifier']
  readonly bus: SessionBus
  readonly clock: Clock
  readonly logger: Logger
  readonly iconPath: string
  readonly memory: NoticeMemory
}): Notifier & Disposable {
  const { clock, logger, iconPath, bus, memory } = deps
  const linux = deps.system === 'linux'
  const forced = deps.forced === 'node-notifier' ? 'node' : deps.forced
  return createNotifier({
    linux,
    logger,
    hasOld: hasIds(memory),
    ...(forced === undefined ? {} : { forced }),
    make: {
      dbus: (hear) =>
        createDbusNotifier({ bus, appName: APP_NAME, desktopEntry: DESKTOP_ENTRY, iconPath, memory, hear }),
      electron: (hear) => createElectronNotifier({ Notification, clock, iconPath, markup: linux, hear }),
      node: (hear) => createNodeNotifier({ clock, appName: APP_NAME, iconPath, notifySend: linux, hear })
    }
  })
}
