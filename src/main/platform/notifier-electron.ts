import type { Notification } from 'electron'
import { disposable } from '../../core/disposable.ts'
import type { Clock } from '../../core/ports/clock.ts'
import { printable } from '../../core/delivery/plain-text.ts'
import type { Notice } from '../../core/ports/notifier.ts'
import {
  BACKEND_LIMIT_MS,
  escapeMarkup,
  type BackendOutcome,
  type HearAnswer,
  type NotifierBackend
} from './notifier-backend.ts'

const URGENCY = { info: 'low', warning: 'normal', critical: 'critical' } as const
/** Longest tag that Windows takes. */
const TAG_CHARS = 64

export interface ElectronNotifierDeps {
  readonly Notification: typeof Notification
  readonly clock: Clock
  readonly iconPath: string
  /** True where the desktop reads bodies as markup (Linux). */
  readonly markup: boolean
  readonly hear: HearAnswer
}

/** Electron's own notifications: toasts on Windows, Notification Center on macOS, libnotify on Linux (there without buttons). */
export function createElectronNotifier(deps: ElectronNotifierDeps): NotifierBackend {
  const { clock, hear } = deps
  /** Kept so that they are neither collected, which would lose their clicks, nor stacked. */
  const shown = new Map<string, Notification>()

  function forget(noticeId: string, one: Notification): void {
    if (shown.get(noticeId) === one) shown.delete(noticeId)
  }

  function withdraw(noticeId: string): void {
    const one = shown.get(noticeId)
    shown.delete(noticeId)
    one?.close()
  }

  function make(notice: Notice): Notification {
    const body = printable(notice.body)
    return new deps.Notification({
      id: notice.id.slice(0, TAG_CHARS),
      title: printable(notice.title),
      body: deps.markup ? escapeMarkup(body) : body,
      icon: deps.iconPath,
      silent: !notice.sound,
      urgency: URGENCY[notice.severity],
      timeoutType: notice.severity === 'critical' ? 'never' : 'default',
      actions: notice.actions.map(({ label }) => ({ type: 'button', text: printable(label) }))
    })
  }

  function show(notice: Notice): Promise<BackendOutcome> {
    if (!deps.Notification.isSupported()) return Promise.resolve({ kind: 'failed', reason: 'not supported here' })
    withdraw(notice.id)
    const one = make(notice)
    shown.set(notice.id, one)
    return new Promise((resolve) => {
      const limit = clock.after(BACKEND_LIMIT_MS, () => {
        resolve({ kind: 'failed', reason: 'the desktop did not answer', hanging: true })
      })
      const settle = (outcome: BackendOutcome): void => {
        limit.dispose()
        if (outcome.kind === 'failed') forget(notice.id, one)
        resolve(outcome)
      }
      one.on('show', () => settle({ kind: 'delivered' }))
      one.on('failed', (_event, error) => settle({ kind: 'failed', reason: error || 'refused without a reason' }))
      one.on('close', () => forget(notice.id, one))
      one.on('click', () => hear({ noticeId: notice.id, action: 'open' }))
      one.on('action', (details, index) => {
        // Electron 33 gives the index beside the event, newer ones inside it.
        const inside: unknown = Reflect.get(details, 'actionIndex')
        const chosen = notice.actions[typeof inside === 'number' ? inside : index]
        if (chosen) hear({ noticeId: notice.id, action: chosen.id })
      })
      one.show()
    })
  }

  return {
    name: 'electron',
    show,
    withdraw,
    ...disposable(() => {
      for (const one of shown.values()) one.removeAllListeners()
      shown.clear()
    })
  }
}
