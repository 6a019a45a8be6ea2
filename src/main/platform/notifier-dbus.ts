import { disposable } from '../../core/disposable.ts'
import type { Notice } from '../../core/ports/notifier.ts'
import {
  BACKEND_LIMIT_MS,
  escapeMarkup,
  printable,
  type BackendOutcome,
  type HearAnswer,
  type NotifierBackend
} from './notifier-backend.ts'
import type { BusFailure, SessionBus } from './session-bus.ts'

/** Desktop Notifications Specification 1.2: https://specifications.freedesktop.org/notification-spec/ */
const NAME = 'org.freedesktop.Notifications'
const SERVER = { destination: NAME, path: '/org/freedesktop/Notifications', interface: NAME } as const
const URGENCY = { info: 0, warning: 1, critical: 2 } as const
const NEVER_EXPIRE = 0
const SERVER_DECIDES = -1
/** A server that never says what it closed must not make this grow without end. */
const REMEMBERED = 500

export interface DbusNotifierDeps {
  readonly bus: SessionBus
  readonly appName: string
  /** Name of the installed .desktop file, without its ending: the desktop takes icon and settings from there. */
  readonly desktopEntry: string
  readonly iconPath: string
  readonly hear: HearAnswer
}

const failed = ({ kind, detail }: BusFailure): BackendOutcome => ({
  kind: 'failed',
  reason: detail,
  ...(kind === 'timeout' ? { hanging: true } : {})
})

/** Speaks to the desktop's notification server itself, since only so notices have buttons on Linux. */
export function createDbusNotifier({ bus, appName, desktopEntry, iconPath, hear }: DbusNotifierDeps): NotifierBackend {
  let capabilities: ReadonlySet<string> | undefined
  /** Server's ids of what may be on the screen, and back. */
  const serverIds = new Map<string, number>()
  /** Calls about one notice run in order, so that a replacement knows the id of what it replaces. */
  const queues = new Map<string, Promise<unknown>>()

  /** Another server, or a new link: what the old one said is void. */
  function forget(): void {
    capabilities = undefined
    serverIds.clear()
  }

  function noticeOf(serverId: unknown): string | undefined {
    for (const [noticeId, id] of serverIds) if (id === serverId) return noticeId
    return undefined
  }

  function remember(noticeId: string, serverId: unknown): void {
    if (typeof serverId !== 'number') return
    serverIds.delete(noticeId)
    serverIds.set(noticeId, serverId)
    for (const oldest of serverIds.keys()) {
      if (serverIds.size <= REMEMBERED) break
      serverIds.delete(oldest)
    }
  }

  const signals = bus.listen({ interface: NAME, path: SERVER.path }, ({ member, body: [serverId, key] }) => {
    const noticeId = noticeOf(serverId)
    if (noticeId === undefined) return
    if (member === 'NotificationClosed') serverIds.delete(noticeId)
    if (member !== 'ActionInvoked') return
    if (key === 'default') hear({ noticeId, action: 'open' })
    if (key === 'open' || key === 'acknowledge' || key === 'snooze') hear({ noticeId, action: key })
  })
  const owner = bus.listen(
    { interface: 'org.freedesktop.DBus', member: 'NameOwnerChanged', arg0: NAME },
    forget,
    forget
  )

  async function message(notice: Notice, can: ReadonlySet<string>): Promise<unknown[]> {
    const { Variant } = await import('@jellybrick/dbus-next')
    const plain = printable(notice.body)
    const body = can.has('body-markup') ? escapeMarkup(plain) : plain
    const title = printable(notice.title)
    const open = notice.actions.find((action) => action.id === 'open')
    const buttons = notice.actions.flatMap(({ id, label }) => [id, printable(label)])
    return [
      appName,
      serverIds.get(notice.id) ?? 0,
      iconPath,
      can.has('body') ? title : `${title}: ${plain}`,
      can.has('body') ? body : '',
      can.has('actions') ? ['default', printable(open?.label ?? appName), ...buttons] : [],
      {
        urgency: new Variant('y', URGENCY[notice.severity]),
        'desktop-entry': new Variant('s', desktopEntry)
      },
      notice.severity === 'critical' ? NEVER_EXPIRE : SERVER_DECIDES
    ]
  }

  async function show(notice: Notice): Promise<BackendOutcome> {
    const half = BACKEND_LIMIT_MS / 2
    if (!capabilities) {
      // Also starts a server that the desktop starts on demand.
      const answer = await bus.call({ ...SERVER, member: 'GetCapabilities' }, half)
      if (!answer.ok) return failed(answer.failure)
      const list = answer.value[0]
      capabilities = new Set(Array.isArray(list) ? list.map(String) : [])
    }
    const body = await message(notice, capabilities)
    const answer = await bus.call({ ...SERVER, member: 'Notify', signature: 'susssasa{sv}i', body }, half)
    if (!answer.ok) return failed(answer.failure)
    remember(notice.id, answer.value[0])
    return { kind: 'delivered' }
  }

  function inTurn<T>(noticeId: string, run: () => Promise<T>): Promise<T> {
    const next = (queues.get(noticeId) ?? Promise.resolve()).then(run, run)
    queues.set(noticeId, next)
    void next
      .catch(() => undefined)
      .then(() => {
        if (queues.get(noticeId) === next) queues.delete(noticeId)
      })
    return next
  }

  return {
    name: 'dbus',
    show: (notice) => inTurn(notice.id, () => show(notice)),
    withdraw(noticeId) {
      void inTurn(noticeId, async () => {
        const serverId = serverIds.get(noticeId)
        if (serverId === undefined) return
        serverIds.delete(noticeId)
        const method = { ...SERVER, member: 'CloseNotification', signature: 'u', body: [serverId] }
        await bus.call(method, BACKEND_LIMIT_MS)
      })
    },
    ...disposable(() => {
      signals.dispose()
      owner.dispose()
    })
  }
}
