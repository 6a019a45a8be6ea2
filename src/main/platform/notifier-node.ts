import type { NotificationCallback } from 'node-notifier'
import { disposable, type Disposable } from '../../core/disposable.ts'
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
/** On Windows and macOS the helper program lives as long as the notice and answers only then; by now it would have failed. */
const STARTED_MS = 2_000

/** Understood by notify-send from 0.7.10 on; older ones refuse a notice with it. */
const SILENT = 'boolean:suppress-sound:true'

/** The part of node-notifier that is used. */
export interface HelperProgram {
  notify(options: Readonly<Record<string, unknown>>, done: NotificationCallback): unknown
}

export interface NodeNotifierDeps {
  readonly clock: Clock
  readonly appName: string
  readonly iconPath: string
  /** True where the helper is notify-send: it ends at once, knows no clicks and takes markup. */
  readonly notifySend: boolean
  readonly hear: HearAnswer
  /** Loads the library at the first notice that needs it. */
  readonly load?: () => Promise<HelperProgram>
}

const loadLibrary = async (): Promise<HelperProgram> => {
  const { default: library } = await import('node-notifier')
  return { notify: (options, done) => library.notify({ ...options }, done) }
}

/** notify-send reads a leading dash as an option and backslashes in the body as escapes, quoted or not. */
function forNotifySend(notice: Notice, appName: string): Record<string, unknown> {
  const title = printable(notice.title).replaceAll('\n', ' ')
  const body = escapeMarkup(printable(notice.body)).replaceAll('\\', '\\\\')
  const guarded = (text: string): string => (text.startsWith('-') ? ` ${text}` : text)
  return {
    title: guarded(title),
    message: guarded(body === '' ? ' ' : body),
    urgency: URGENCY[notice.severity],
    'app-name': appName,
    // Seconds; 0 stays until dismissed.
    ...(notice.severity === 'critical' ? { time: 0 } : {}),
    ...(notice.sound ? {} : { hint: SILENT })
  }
}

/**
 * Empty: it worked. The library hands on what the helper wrote to its error output as if it were an error object. A failed command's
 * first line repeats the notice, which has no place in a log.
 */
function reasonOf(error: unknown): string {
  const text = error instanceof Error ? error.message : typeof error === 'string' ? error : ''
  if (text === '') return ''
  const lines = text.split('\n').filter((line) => line.trim() !== '' && !line.startsWith('Command failed:'))
  return lines.join(' ').slice(0, 300) || 'the helper program failed'
}

/** The last resort, through small helper programs: for an unsigned macOS build, a Windows without shortcut, a Linux without D-Bus in reach. */
export function createNodeNotifier(deps: NodeNotifierDeps): NotifierBackend {
  const { clock, hear } = deps
  const limits = new Set<Disposable>()
  let library: Promise<HelperProgram> | undefined
  let done = false

  function answered(notice: Notice, response: string, value: string | undefined): void {
    if (done) return
    const chosen = notice.actions.find(({ label }) => label === value || label.toLowerCase() === response)
    if (chosen) hear({ noticeId: notice.id, action: chosen.id })
    else if (response === 'activate') hear({ noticeId: notice.id, action: 'open' })
  }

  async function show(notice: Notice): Promise<BackendOutcome> {
    let program: HelperProgram
    try {
      program = await (library ??= (deps.load ?? loadLibrary)())
    } catch (error) {
      library = undefined
      return { kind: 'failed', reason: String(error) }
    }
    const options: Readonly<Record<string, unknown>> = deps.notifySend
      ? forNotifySend(notice, deps.appName)
      : {
          title: printable(notice.title),
          message: printable(notice.body) || ' ',
          wait: true,
          sound: notice.sound,
          actions: notice.actions.map(({ label }) => label)
        }
    const outcome = await run(program, notice, options)
    if (outcome.kind === 'delivered' || !('hint' in options) || !/hint/i.test(outcome.reason)) return outcome
    // Heard is better than not shown.
    const { hint: _hint, ...heard } = options
    return run(program, notice, heard)
  }

  function run(
    program: HelperProgram,
    notice: Notice,
    options: Readonly<Record<string, unknown>>
  ): Promise<BackendOutcome> {
    return new Promise((resolve) => {
      const limit = clock.after(deps.notifySend ? BACKEND_LIMIT_MS : STARTED_MS, () => {
        limits.delete(limit)
        resolve(
          deps.notifySend ? { kind: 'failed', reason: 'notify-send did not end', hanging: true } : { kind: 'delivered' }
        )
      })
      limits.add(limit)
      program.notify({ ...options, icon: deps.iconPath }, (error, response, metadata) => {
        limit.dispose()
        limits.delete(limit)
        const reason = reasonOf(error)
        if (reason !== '') resolve({ kind: 'failed', reason })
        else {
          resolve({ kind: 'delivered' })
          if (typeof response === 'string') answered(notice, response, metadata?.activationValue)
        }
      })
    })
  }

  return {
    name: 'node',
    show,
    // The helper programs can't take a notice back.
    withdraw: () => undefined,
    ...disposable(() => {
      done = true
      for (const limit of limits) limit.dispose()
    })
  }
}
