import { disposable } from '../../core/disposable.ts'
import { printable } from '../../core/delivery/plain-text.ts'
import type { Notice } from '../../core/ports/notifier.ts'
import { forgetIds, keepIds, recallIds, type NoticeMemory } from './notice-memory.ts'
import {
  BACKEND_LIMIT_MS,
  escapeMarkup,
  type BackendOutcome,
  type HearAnswer,
  type NotifierBackend
} from './notifier-backend.ts'
import type { BusFailure, SessionBus } from './session-bus.ts'
import type { BusSignal } from './session-bus-link.ts'

/** Desktop Notifications Specification 1.2: https://specifications.freedesktop.org/notification-spec/ */
const NAME = 'org.freedesktop.Notifications'
const SERVER = { destination: NAME, path: '/org/freedesktop/Notifications', interface: NAME } as const
const BUS = {
  destination: 'org.freedesktop.DBus',
  path: '/org/freedesktop/DBus',
  interface: 'org.freedesktop.DBus'
} as const
/** The bus itself answers these, at once. */
const BUS_LIMIT_MS = 200
/** Two questions to the server and two rounds of those to the bus stay within the limit of a back-end. */
const SERVER_LIMIT_MS = (BACKEND_LIMIT_MS - 2 * BUS_LIMIT_MS) / 2
const URGENCY = { info: 0, warning: 1, critical: 2 } as const
/** Names of the freedesktop sound theme. */
const SOUND = { info: 'message-new-instant', warning: 'dialog-warning', critical: 'dialog-error' } as const
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
  /** Lets notices of an earlier run be replaced, answered and taken back. */
  readonly memory: NoticeMemory
  readonly hear: HearAnswer
}

const failed = ({ kind, detail }: BusFailure): Extract<BackendOutcome, { kind: 'failed' }> => ({
  kind: 'failed',
  reason: detail,
  ...(kind === 'timeout' ? { hanging: true } : {}),
  ...(kind === 'noBus' ? { missing: true } : {})
})

/**
 * Speaks to the desktop's notification server itself, since only so notices have buttons on Linux. The server's ids are kept beyond
 * this process: after a crash the notice of an alert that is over would otherwise stay for ever. They are used only while the same
 * server runs on the same bus.
 */
export function createDbusNotifier(deps: DbusNotifierDeps): NotifierBackend {
  const { bus, appName, desktopEntry, iconPath, memory, hear } = deps
  let capabilities: ReadonlySet<string> | undefined
  /** Server's ids of what may be on the screen, and back. */
  const serverIds = new Map<string, number>()
  /** Which server it is that gave the ids; undefined while nobody asked or none runs. */
  let server: string | undefined
  let asking: Promise<string | undefined> | undefined
  /** Times a server left. */
  let departures = 0
  /** Calls about one notice run in order, so that a replacement knows the id of what it replaces. */
  const queues = new Map<string, Promise<unknown>>()

  /** The server left: what it said is void. */
  function left(): void {
    departures += 1
    capabilities = undefined
    asking = undefined
    server = undefined
    serverIds.clear()
    early.length = 0
    forgetIds(memory)
  }

  /** A new link: signals may have been missed, and the server may be another one, or the old one. */
  function linked(): void {
    capabilities = undefined
    asking = undefined
    void recognise()
  }

  /** The id of the bus and the server's name on it: neither is used a second time. */
  async function identify(): Promise<string | undefined> {
    const [id, owner] = await Promise.all([
      bus.call({ ...BUS, member: 'GetId' }, BUS_LIMIT_MS),
      bus.call({ ...BUS, member: 'GetNameOwner', signature: 's', body: [NAME] }, BUS_LIMIT_MS)
    ])
    const [busId, name] = [id.ok ? id.value[0] : undefined, owner.ok ? owner.value[0] : undefined]
    return typeof busId === 'string' && typeof name === 'string' ? `${busId} ${name}` : undefined
  }

  /** Finds out which server runs. Ids are known of the one that gave them, in this run or an earlier one. */
  function recognise(): Promise<string | undefined> {
    if (asking) return asking
    const asked = identify().then((name) => {
      if (asking !== asked) return recognise()
      if (name === undefined) asking = undefined
      else if (name !== server) {
        if (server !== undefined) serverIds.clear()
        server = name
        for (const [noticeId, id] of recallIds(memory, name)) if (!serverIds.has(noticeId)) serverIds.set(noticeId, id)
      }
      return name
    })
    asking = asked
    return asked
  }

  function keep(): void {
    if (server !== undefined) keepIds(memory, server, serverIds)
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
    keep()
  }

  function forgetOne(noticeId: string): void {
    serverIds.delete(noticeId)
    keep()
  }

  function heard({ member, body: [serverId, key] }: BusSignal): void {
    const noticeId = noticeOf(serverId)
    if (noticeId === undefined) return
    if (member === 'NotificationClosed') forgetOne(noticeId)
    if (member !== 'ActionInvoked') return
    if (key === 'default') hear({ noticeId, action: 'open' })
    if (key === 'open' || key === 'acknowledge' || key === 'snooze') hear({ noticeId, action: key })
  }

  /** A server may tell what became of a notice before the call that showed it has its answer here: it is kept until then. */
  const early: BusSignal[] = []
  let telling = 0

  function isTold(): void {
    telling -= 1
    const kept = early.splice(0)
    for (const signal of kept) {
      if (noticeOf(signal.body[0]) !== undefined) heard(signal)
      else if (telling > 0) early.push(signal)
    }
  }

  const signals = bus.listen({ interface: NAME, path: SERVER.path }, (signal) => {
    if (telling > 0 && early.length < REMEMBERED && noticeOf(signal.body[0]) === undefined) early.push(signal)
    else heard(signal)
  })
  const owner = bus.listen({ interface: 'org.freedesktop.DBus', member: 'NameOwnerChanged', arg0: NAME }, left, linked)

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
        'desktop-entry': new Variant('s', desktopEntry),
        ...(notice.sound ? {} : { 'suppress-sound': new Variant('b', true) }),
        ...(notice.sound && can.has('sound') ? { 'sound-name': new Variant('s', SOUND[notice.severity]) } : {})
      },
      notice.severity === 'critical' ? NEVER_EXPIRE : SERVER_DECIDES
    ]
  }

  async function show(notice: Notice): Promise<BackendOutcome> {
    if (!capabilities) {
      // Also starts a server that the desktop starts on demand.
      const answer = await bus.call({ ...SERVER, member: 'GetCapabilities' }, SERVER_LIMIT_MS)
      if (!answer.ok) {
        const refused = failed(answer.failure)
        // Whoever is not there refuses too, in the words of the bus.
        const isMissing = answer.failure.kind === 'refused' && !(await bus.hasOwner(NAME, BUS_LIMIT_MS))
        return isMissing ? { ...refused, missing: true } : refused
      }
      const list = answer.value[0]
      capabilities = new Set(Array.isArray(list) ? list.map(String) : [])
    }
    const can = capabilities
    // Not sooner: only now a server is sure to run.
    await recognise()
    const before = departures
    const body = await message(notice, can)
    telling += 1
    try {
      const answer = await bus.call({ ...SERVER, member: 'Notify', signature: 'susssasa{sv}i', body }, SERVER_LIMIT_MS)
      if (!answer.ok) return failed(answer.failure)
      // A new link may have led to another server.
      await recognise()
      if (departures === before) remember(notice.id, answer.value[0])
      return { kind: 'delivered' }
    } finally {
      isTold()
    }
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
        await recognise()
        const serverId = serverIds.get(noticeId)
        if (serverId === undefined) return
        forgetOne(noticeId)
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
