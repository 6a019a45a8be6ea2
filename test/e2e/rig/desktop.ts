import { Message, MessageType, NameFlag, sessionBus, Variant, type MessageBus } from '@jellybrick/dbus-next'
import { once, type EventEmitter } from 'node:events'
import { createFakeNotifications, type Answer, type FakeNotifications, type Service } from './fake-notifications.ts'
import { createFakePortal, PORTAL, PORTAL_PATH, type FakePortal } from './fake-portal.ts'
import { createTrayItem, type TrayItem } from './tray-item.ts'

/** A desktop that belongs to the test: tray host and notification server on a message bus. */

const NOTIFICATIONS = 'org.freedesktop.Notifications'
const NOTIFICATIONS_PATH = '/org/freedesktop/Notifications'
const WATCHER = 'org.kde.StatusNotifierWatcher'
const WATCHER_PATH = '/StatusNotifierWatcher'

/** Who tells on a desktop that its screen is locked. */
const SCREEN_SAVERS = { kde: 'org.freedesktop.ScreenSaver', gnome: 'org.gnome.ScreenSaver' } as const

/** Waits until `look` finds something; asks again every 20 ms. */
export async function until<T>(look: () => T | Promise<T>, what: string, withinMs = 5_000): Promise<NonNullable<T>> {
  const end = Date.now() + withinMs
  for (;;) {
    const found = await look()
    if (found !== undefined && found !== null && found !== false) return found
    if (Date.now() > end) throw new Error(`waited ${withinMs} ms in vain for ${what}`)
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}

export interface FakeDesktop {
  readonly notifications: FakeNotifications
  readonly portal: FakePortal
  /** The newest tray icon that registered and whose owner is still there. */
  trayItem(withinMs?: number): Promise<TrayItem>
  trayItemCount(): number
  /** Services can leave the bus and come back, as when a panel or a daemon restarts. */
  setTrayHost(present: boolean): Promise<void>
  setNotifications(present: boolean): Promise<void>
  /** GNOME's settings can be read. */
  setPortal(present: boolean): Promise<void>
  /** A screen saver that can be asked comes to this desktop, or goes. */
  setScreenSaver(present: boolean, desktop?: keyof typeof SCREEN_SAVERS): Promise<void>
  /** Tells everybody, as the screen saver of such a desktop does, that the screen is locked from now on, or open again. */
  setScreenLocked(locked: boolean, desktop?: keyof typeof SCREEN_SAVERS): void
  close(): void
}

export interface FakeDesktopOptions {
  /** The session bus when absent. */
  readonly address?: string
  readonly trayHost?: boolean
  readonly notifications?: boolean
}

const pathOf = (name: string): string => `/${name.replaceAll('.', '/')}`

const EMPTY: Answer = { signature: '', body: [] }

function createWatcher(bus: MessageBus) {
  const items: { readonly owner: string; readonly path: string }[] = []
  const properties = (): Record<string, Variant> => ({
    RegisteredStatusNotifierItems: new Variant(
      'as',
      items.map(({ owner, path }) => owner + path)
    ),
    IsStatusNotifierHostRegistered: new Variant('b', true),
    ProtocolVersion: new Variant('i', 0)
  })
  const service: Service = (member, body, sender) => {
    switch (member) {
      case 'RegisterStatusNotifierItem': {
        const name = String(body[0])
        // Some register a bus name, some the path of their object.
        const item = { owner: sender, path: name.startsWith('/') ? name : '/StatusNotifierItem' }
        items.push(item)
        bus.send(
          Message.newSignal(WATCHER_PATH, WATCHER, 'StatusNotifierItemRegistered', 's', [item.owner + item.path])
        )
        return EMPTY
      }
      case 'RegisterStatusNotifierHost':
        return EMPTY
      case 'Get': {
        const value = properties()[String(body[1])]
        return value && { signature: 'v', body: [value] }
      }
      case 'GetAll':
        return { signature: 'a{sv}', body: [properties()] }
      default:
        return undefined
    }
  }
  const forget = (owner: string): void => {
    for (let at = items.length - 1; at >= 0; at -= 1) if (items[at]?.owner === owner) items.splice(at, 1)
  }
  return { items, service, forget }
}

/** Claims the names and answers until closed. */
export async function startDesktop(options: FakeDesktopOptions = {}): Promise<FakeDesktop> {
  const bus = sessionBus(options.address === undefined ? {} : { busAddress: options.address })
  await once(bus, 'connect')
  // Cut off from the bus is how some tests end; it is no error here.
  const events: EventEmitter = bus
  events.on('error', () => undefined)
  const watcher = createWatcher(bus)
  const notifications = createFakeNotifications(
    (member, signature, body) => {
      bus.send(Message.newSignal(NOTIFICATIONS_PATH, NOTIFICATIONS, member, signature, body))
    },
    (property, value) => {
      const body = [NOTIFICATIONS, { [property]: new Variant('b', value) }, []]
      bus.send(
        Message.newSignal(NOTIFICATIONS_PATH, 'org.freedesktop.DBus.Properties', 'PropertiesChanged', 'sa{sv}as', body)
      )
    }
  )
  const portal = createFakePortal((signature, body) => {
    bus.send(Message.newSignal(PORTAL_PATH, 'org.freedesktop.portal.Settings', 'SettingChanged', signature, body))
  })

  const lockedBy = new Set<string>()
  const saverPaths = new Set(Object.values(SCREEN_SAVERS).map(pathOf))
  bus.addMethodHandler((message) => {
    if (message.type !== MessageType.METHOD_CALL) return false
    if (message.member === 'GetActive' && saverPaths.has(message.path)) {
      const saver = message.path.slice(1).replaceAll('/', '.')
      bus.send(Message.newMethodReturn(message, 'b', [lockedBy.has(saver)]))
      return true
    }
    const services: Readonly<Record<string, Service>> = {
      [WATCHER_PATH]: watcher.service,
      [PORTAL_PATH]: portal.service
    }
    const service = services[message.path] ?? notifications.service
    const answer = service(message.member, message.body, message.sender)
    if (answer === undefined) return false
    if (answer !== 'silent') bus.send(Message.newMethodReturn(message, answer.signature, [...answer.body]))
    return true
  })
  bus.on('message', ({ type, member, body }) => {
    if (type !== MessageType.SIGNAL || member !== 'NameOwnerChanged') return
    if (body[2] === '') watcher.forget(String(body[0]))
  })
  const rule = "type='signal',sender='org.freedesktop.DBus',member='NameOwnerChanged'"
  const dbus = { destination: 'org.freedesktop.DBus', path: '/org/freedesktop/DBus', interface: 'org.freedesktop.DBus' }
  await bus.call(new Message({ ...dbus, member: 'AddMatch', signature: 's', body: [rule] }))

  async function setName(name: string, present: boolean): Promise<void> {
    if (present) await bus.requestName(name, NameFlag.REPLACE_EXISTING)
    else await bus.releaseName(name)
  }
  if (options.trayHost !== false) await setName(WATCHER, true)
  if (options.notifications !== false) await setName(NOTIFICATIONS, true)

  return {
    notifications,
    portal,
    async trayItem(withinMs) {
      const { owner, path } = await until(() => watcher.items.at(-1), 'a tray icon', withinMs)
      return createTrayItem(bus, owner, path)
    },
    trayItemCount: () => watcher.items.length,
    async setTrayHost(present) {
      if (!present) watcher.items.length = 0
      await setName(WATCHER, present)
    },
    setNotifications: (present) => setName(NOTIFICATIONS, present),
    setPortal: (present) => setName(PORTAL, present),
    setScreenSaver: (present, desktop = 'kde') => setName(SCREEN_SAVERS[desktop], present),
    setScreenLocked(locked, desktop = 'kde') {
      const name = SCREEN_SAVERS[desktop]
      if (locked) lockedBy.add(name)
      else lockedBy.delete(name)
      bus.send(Message.newSignal(pathOf(name), name, 'ActiveChanged', 'b', [locked]))
    },
    close: () => bus.disconnect()
  }
}
