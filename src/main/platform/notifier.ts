import { noticeText } from '../../core/delivery/plain-text.ts'
import { createDisposableBag, disposable, type Disposable } from '../../core/disposable.ts'
import type { Logger } from '../../core/ports/logger.ts'
import type { NoticeAnswer, Notifier } from '../../core/ports/notifier.ts'
import type { BackendName, HearAnswer, NotifierBackend } from './notifier-backend.ts'

export interface NotifierDeps {
  readonly linux: boolean
  /** This back-end alone, whatever the system; for tests and support. */
  readonly forced?: BackendName
  /** Notices of an earlier run may be on the screen: the back-ends that remember them listen from the start. */
  readonly hasOld?: boolean
  readonly make: Readonly<Record<BackendName, (hear: HearAnswer) => NotifierBackend>>
  readonly logger: Logger
}

/** First choice first. On Linux only the message bus itself gives buttons. */
const ORDER = { linux: ['dbus', 'electron', 'node'], other: ['electron', 'node'] } as const

/**
 * The application's notifier. Tries its back-ends in order until one delivers: the outcome names that one, or every reason. A back-end
 * is made when it is first needed.
 */
export function createNotifier({ linux, forced, hasOld = false, make, logger }: NotifierDeps): Notifier & Disposable {
  const bag = createDisposableBag()
  const made = new Map<BackendName, NotifierBackend>()
  const listeners = new Set<(answer: NoticeAnswer) => void>()
  const order: readonly BackendName[] = forced ? [forced] : linux ? ORDER.linux : ORDER.other

  const hear: HearAnswer = (answer) => {
    for (const run of [...listeners]) run(answer)
  }

  function backend(name: BackendName): NotifierBackend {
    const known = made.get(name)
    if (known) return known
    const fresh = bag.add(make[name](hear))
    made.set(name, fresh)
    return fresh
  }

  if (hasOld && order.includes('dbus')) backend('dbus')

  return {
    async show(given) {
      const notice = { ...given, ...noticeText(given) }
      const reasons: string[] = []
      let last: BackendName = order[0] ?? 'node'
      let hanging = false
      let silent = false
      let missing = false
      for (const name of order) {
        // libnotify would wait for the same silent server, and the whole application with it.
        if (hanging && linux && name === 'electron') continue
        last = name
        const outcome = await backend(name).show(notice)
        if (outcome.kind === 'delivered') return { kind: 'delivered', via: name }
        hanging = outcome.hanging === true
        silent ||= hanging
        missing ||= outcome.missing === true
        reasons.push(`${name}: ${outcome.reason}`)
        logger.warn('notice not shown', { via: name, reason: outcome.reason })
      }
      const cause = silent ? 'silent' : missing ? 'noServer' : undefined
      return { kind: 'failed', via: last, reason: reasons.join('; '), ...(cause === undefined ? {} : { cause }) }
    },
    withdraw(noticeId) {
      for (const one of made.values()) one.withdraw(noticeId)
    },
    onAnswer(run) {
      listeners.add(run)
      return disposable(() => listeners.delete(run))
    },
    dispose() {
      listeners.clear()
      bag.dispose()
    }
  }
}
