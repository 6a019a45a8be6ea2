import { once } from 'node:events'
import { Message, MessageType, sessionBus, Variant } from '@jellybrick/dbus-next'

const WATCHER = 'org.kde.StatusNotifierWatcher'
const ITEM = 'org.kde.StatusNotifierItem'
const ITEM_PATH = '/StatusNotifierItem'
const NOTIFICATIONS = 'org.freedesktop.Notifications'
const POLL_MS = 10

const WATCHER_PROPERTIES = {
  RegisteredStatusNotifierItems: new Variant('as', []),
  IsStatusNotifierHostRegistered: new Variant('b', true),
  ProtocolVersion: new Variant('i', 0)
}

/**
 * What the desktop answers, as signature and values. Notices are taken and none is shown: without such a service the
 * application would look for other ways, at a cost.
 */
function createAnswers(registered) {
  let notices = 0
  return {
    RegisterStatusNotifierItem(message) {
      registered(message)
      return ['', []]
    },
    RegisterStatusNotifierHost: () => ['', []],
    Get: ({ body }) => ['v', [WATCHER_PROPERTIES[body[1]]]],
    GetAll: () => ['a{sv}', [WATCHER_PROPERTIES]],
    GetCapabilities: () => ['as', [['actions', 'body', 'persistence']]],
    GetServerInformation: () => ['ssss', ['bench', 'floorwatch', '1', '1.2']],
    Notify({ body }) {
      notices += 1
      return ['u', [body[1] || notices]]
    },
    CloseNotification: () => ['', []]
  }
}

const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms))

/** Waits for `look` to answer something; undefined after `withinMs`. */
async function poll(look, withinMs) {
  const endMs = Date.now() + withinMs
  for (;;) {
    const found = await look()
    if (found) return found
    if (Date.now() > endMs) return undefined
    await pause(POLL_MS)
  }
}

/** The tray's side of the session bus: hears items register and reads their tooltips. */
export async function openTrayHost() {
  const bus = sessionBus()
  await once(bus, 'connect')
  let heard = () => undefined
  const answers = createAnswers((message) => heard(message))
  bus.addMethodHandler((message) => {
    if (message.type !== MessageType.METHOD_CALL || !Object.hasOwn(answers, message.member)) return false
    bus.send(Message.newMethodReturn(message, ...answers[message.member](message)))
    return true
  })
  await bus.requestName(WATCHER, 0)
  await bus.requestName(NOTIFICATIONS, 0)

  /** Electron's items can't be introspected, so the property is asked for by a plain message. */
  async function tooltipOf({ owner, path }) {
    const message = new Message({
      destination: owner,
      path,
      interface: 'org.freedesktop.DBus.Properties',
      member: 'Get',
      signature: 'ss',
      body: [ITEM, 'ToolTip']
    })
    try {
      const reply = await bus.call(message)
      const [, , title, text] = reply.body[0].value
      return title || text
    } catch {
      return ''
    }
  }

  return {
    /** Hears the next item: when it registered, and from then on what it says. Ask before the program is started. */
    expectItem() {
      let item
      heard = ({ sender, body }) => {
        // Some name their bus connection, some the path of their object.
        const path = String(body[0]).startsWith('/') ? String(body[0]) : ITEM_PATH
        item ??= { owner: sender, path, atMs: Date.now() }
      }
      return {
        /** Epoch ms of the registration; undefined when none came within `withinMs`. */
        registered: async (withinMs) => (await poll(() => item, withinMs))?.atMs,
        /** Epoch ms since when the tooltip was seen to fit `pattern`; undefined when it does not within `withinMs`. */
        async says(pattern, withinMs) {
          const fits = async () => item && pattern.test(await tooltipOf(item))
          const first = await fits()
          if (first) return item.atMs
          return (await poll(fits, withinMs)) ? Date.now() : undefined
        },
        /** A left click; answers its moment. */
        async click() {
          const { owner, path } = item
          const atMs = Date.now()
          const member = 'Activate'
          await bus.call(
            new Message({ destination: owner, path, interface: ITEM, member, signature: 'ii', body: [0, 0] })
          )
          return atMs
        },
        tooltip: async () => (item ? tooltipOf(item) : '')
      }
    },
    close: () => bus.disconnect()
  }
}
