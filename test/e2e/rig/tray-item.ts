import { DBusError, Message, MessageType, Variant, type MessageBus } from '@jellybrick/dbus-next'

const ITEM = 'org.kde.StatusNotifierItem'
const MENU = 'com.canonical.dbusmenu'

export interface MenuEntry {
  readonly id: number
  /** Without the mnemonics' underscores; empty for a separator. */
  readonly label: string
  readonly enabled: boolean
  readonly children: readonly MenuEntry[]
}

export interface TrayPicture {
  readonly width: number
  readonly height: number
  readonly rgba: Buffer
}

/** A tray icon as a desktop's panel sees it. */
export interface TrayItem {
  tooltip(): Promise<string>
  /** The biggest picture sent. */
  picture(): Promise<TrayPicture>
  /** Share of the picture's square that lies within 40 of this colour in each channel. */
  share(rgb: readonly [number, number, number]): Promise<number>
  menu(): Promise<readonly MenuEntry[]>
  /** All labels of the menu, depth first. */
  labels(): Promise<readonly string[]>
  /** Tells the application, as a desktop does, that the submenu with this label is about to be shown. */
  openSubmenu(label: string): Promise<void>
  /** Counts from now on how often the desktop is told that the menu is another one. */
  countMenuChanges(): Promise<() => number>
  /** Chooses the item with this label, wherever it is in the menu. */
  choose(label: string): Promise<void>
  /** A left click. */
  activate(): Promise<void>
}

type RawEntry = [number, Record<string, Variant>, Variant<RawEntry>[]]

function readEntry([id, properties, children]: RawEntry): MenuEntry {
  const label = properties['label']?.value
  return {
    id,
    label: typeof label === 'string' ? label.replace(/__|_/g, (found) => (found === '__' ? '_' : '')) : '',
    enabled: properties['enabled']?.value !== false,
    children: children.map((child) => readEntry(child.value))
  }
}

const flat = (entries: readonly MenuEntry[]): MenuEntry[] =>
  entries.flatMap((entry) => [entry, ...flat(entry.children)])

async function countSignals(bus: MessageBus, sender: string, iface: string, member: string): Promise<() => number> {
  let count = 0
  bus.on('message', (message: Message) => {
    const wanted = message.type === MessageType.SIGNAL && message.sender === sender
    if (wanted && message.interface === iface && message.member === member) count += 1
  })
  const rule = `type='signal',sender='${sender}',interface='${iface}',member='${member}'`
  const dbus = { destination: 'org.freedesktop.DBus', path: '/org/freedesktop/DBus', interface: 'org.freedesktop.DBus' }
  await bus.call(new Message({ ...dbus, member: 'AddMatch', signature: 's', body: [rule] }))
  return () => count
}

export function createTrayItem(bus: MessageBus, destination: string, path: string): TrayItem {
  // The objects behind a tray icon can't be introspected, so calls are plain messages.
  async function call(
    at: string,
    iface: string,
    member: string,
    signature = '',
    body: unknown[] = []
  ): Promise<unknown[]> {
    const answer = await bus.call(new Message({ destination, path: at, interface: iface, member, signature, body }))
    return answer?.body ?? []
  }

  async function property(name: string): Promise<unknown> {
    const [value] = await call(path, 'org.freedesktop.DBus.Properties', 'Get', 'ss', [ITEM, name])
    return (value as Variant).value
  }

  async function menu(): Promise<readonly MenuEntry[]> {
    const at = String(await property('Menu'))
    // Answered with an error for the root, and needed all the same.
    await call(at, MENU, 'AboutToShow', 'i', [0]).catch(() => undefined)
    const [, root] = await call(at, MENU, 'GetLayout', 'iias', [0, -1, []])
    return readEntry(root as RawEntry).children
  }

  async function onEntry(label: string, act: (at: string, entry: MenuEntry) => Promise<void>): Promise<void> {
    for (let tries = 0; ; tries += 1) {
      const entry = flat(await menu()).find((one) => one.label === label)
      if (!entry) throw new Error(`no menu item "${label}"`)
      try {
        await act(String(await property('Menu')), entry)
        return
      } catch (error) {
        // It was taken, and the application left the bus before it answered: that is what "Quit" does.
        if (error instanceof DBusError && error.type === 'org.freedesktop.DBus.Error.NoReply') return
        // Ids belong to one edition of the menu: a new one may have come in between, as on a real desktop.
        if (tries >= 3) throw error
      }
    }
  }

  async function picture(): Promise<TrayPicture> {
    const sent = (await property('IconPixmap')) as [number, number, Buffer][]
    const biggest = sent.sort((a, b) => b[0] - a[0])[0]
    if (!biggest) throw new Error('the tray icon has no picture')
    const [width, height, argb] = biggest
    const rgba = Buffer.alloc(argb.length)
    for (let at = 0; at < argb.length; at += 4) {
      rgba.set([argb[at + 1] ?? 0, argb[at + 2] ?? 0, argb[at + 3] ?? 0, argb[at] ?? 0], at)
    }
    return { width, height, rgba }
  }

  return {
    async tooltip() {
      const [, , title, text] = (await property('ToolTip')) as [string, unknown, string, string]
      return title || text
    },
    picture,
    async share([r, g, b]) {
      const { rgba, width, height } = await picture()
      let near = 0
      for (let at = 0; at < rgba.length; at += 4) {
        const distance = Math.max(
          Math.abs((rgba[at] ?? 0) - r),
          Math.abs((rgba[at + 1] ?? 0) - g),
          Math.abs((rgba[at + 2] ?? 0) - b)
        )
        if ((rgba[at + 3] ?? 0) > 200 && distance <= 40) near += 1
      }
      return near / (width * height)
    },
    menu,
    labels: async () => flat(await menu()).map(({ label }) => label),
    openSubmenu: (label) =>
      onEntry(label, async (at, { id }) => {
        await call(at, MENU, 'AboutToShow', 'i', [id])
        await call(at, MENU, 'Event', 'isvu', [id, 'opened', new Variant('s', ''), 0])
      }),
    countMenuChanges: () => countSignals(bus, destination, MENU, 'LayoutUpdated'),
    choose: (label) =>
      onEntry(label, async (at, { id }) => {
        await call(at, MENU, 'Event', 'isvu', [id, 'clicked', new Variant('s', ''), 0])
      }),
    async activate() {
      await call(path, ITEM, 'Activate', 'ii', [0, 0])
    }
  }
}
