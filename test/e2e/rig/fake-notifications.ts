import { Variant } from '@jellybrick/dbus-next'

/** Methods of one interface: arguments in, answer out. Undefined: no such method. */
export type Service = (member: string, body: readonly unknown[], sender: string) => Answer | undefined | 'silent'
export interface Answer {
  readonly signature: string
  readonly body: readonly unknown[]
}

/** One call of Notify, as it came in. */
export interface Shown {
  readonly id: number
  readonly app: string
  readonly replaces: number
  readonly icon: string
  readonly title: string
  readonly body: string
  /** Key and label in turns. */
  readonly actions: readonly string[]
  /** Pictures are left out. */
  readonly hints: Readonly<Record<string, unknown>>
  readonly expireMs: number
}

export interface FakeNotifications {
  readonly service: Service
  readonly shown: readonly Shown[]
  /** Ids the application asked to close. */
  readonly closed: readonly number[]
  capabilities: readonly string[]
  /** False: calls are taken and never answered. */
  answers: boolean
  /** True: every call is refused. */
  refuses: boolean
  /** What it says of do-not-disturb; undefined: it has no such property. */
  inhibited: boolean | undefined
  /** As `inhibited`, told to everybody. */
  setInhibited(on: boolean): void
  /** A button that is pressed, or `closed`, as soon as a notice comes: before its call is answered. */
  hasty: string | undefined
  /** The user clicks a button, or the notice itself (`default`). */
  invoke(id: number, key: string): void
  /** The notice goes: 1 expired, 2 dismissed by the user, 3 closed by a call. */
  dismiss(id: number, reason?: 1 | 2 | 3): void
}

const unwrapped = (hints: unknown): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(hints as Record<string, Variant>)
      .filter(([name]) => !['image-data', 'image_data', 'icon_data'].includes(name))
      .map(([name, { value }]) => [name, typeof value === 'bigint' ? Number(value) : value])
  )

export function createFakeNotifications(
  emit: (member: string, signature: string, body: unknown[]) => void,
  emitChanged: (property: string, value: boolean) => void
): FakeNotifications {
  const shown: Shown[] = []
  const closed: number[] = []
  let lastId = 0
  const state: FakeNotifications = {
    shown,
    closed,
    capabilities: ['actions', 'body', 'body-markup', 'icon-static', 'persistence'],
    answers: true,
    refuses: false,
    hasty: undefined,
    inhibited: undefined,
    setInhibited(on) {
      state.inhibited = on
      emitChanged('Inhibited', on)
    },
    service(member, body) {
      if (!state.answers) return 'silent'
      if (state.refuses) return undefined
      switch (member) {
        case 'GetCapabilities':
          return { signature: 'as', body: [[...state.capabilities]] }
        case 'GetServerInformation':
          return { signature: 'ssss', body: ['test desktop', 'floorwatch', '1', '1.2'] }
        case 'Get':
          return body[1] === 'Inhibited' && state.inhibited !== undefined
            ? { signature: 'v', body: [new Variant('b', state.inhibited)] }
            : undefined
        case 'Notify': {
          const [app, replaces, icon, title, text, actions, hints, expireMs] = body as [
            ...[string, number, string, string, string, string[]],
            unknown,
            number
          ]
          const id = replaces > 0 ? replaces : (lastId += 1)
          shown.push({ id, app, replaces, icon, title, body: text, actions, hints: unwrapped(hints), expireMs })
          if (state.hasty === 'closed') state.dismiss(id)
          else if (state.hasty !== undefined) state.invoke(id, state.hasty)
          return { signature: 'u', body: [id] }
        }
        case 'CloseNotification': {
          const id = Number(body[0])
          closed.push(id)
          emit('NotificationClosed', 'uu', [id, 3])
          return { signature: '', body: [] }
        }
        default:
          return undefined
      }
    },
    invoke: (id, key) => emit('ActionInvoked', 'us', [id, key]),
    dismiss: (id, reason = 2) => emit('NotificationClosed', 'uu', [id, reason])
  }
  return state
}
