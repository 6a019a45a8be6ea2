import { disposable, type Disposable } from '../../core/disposable.ts'
import type { Clock } from '../../core/ports/clock.ts'
import type { Logger } from '../../core/ports/logger.ts'

/** Leaving may take this long (subscriptions are deleted, the journal closed); then the process ends regardless. */
const CLOSE_LIMIT_MS = 4_000

type Preventable = (event: { preventDefault(): void }) => void

interface Removable<E extends string, L> {
  on(event: E, listener: L): unknown
  off(event: E, listener: L): unknown
}

/** A window as far as the end of the session is told to it. */
export interface EndingWindow {
  on(event: 'session-end', listener: () => void): unknown
}

type OnWindow = (event: unknown, window: EndingWindow) => void

/** The part of Electron's `app` that quitting needs. */
export type QuittableApp = Removable<'before-quit', Preventable> &
  Removable<'browser-window-created', OnWindow> & {
    exit(code: number): void
    quit(): void
  }

export interface Quit extends Disposable {
  quit(): void
  /** From then on nothing new is begun. */
  hasBegun(): boolean
}

/**
 * One clean way out, however it began (menu, signal, system, `--seconds`): `close` runs once, bounded, then the process ends. A
 * second request while closing changes nothing.
 *
 * The end of the session is no `before-quit` everywhere: Linux and macOS tell it to `powerMonitor`, Windows to each window, and there
 * the process may be ended as soon as the listener returns. What `close` does before its first wait is therefore all that is sure to
 * happen; with no window at all Windows tells nothing, and the journal has to do without, as after a crash.
 */
export function createQuit(deps: {
  readonly app: QuittableApp
  /** Electron's `powerMonitor`. */
  readonly power: Removable<'shutdown', Preventable>
  readonly clock: Clock
  readonly logger: Logger
  readonly close: () => Promise<void>
}): Quit {
  let closing = false
  const leave = (): void => {
    if (closing) return
    closing = true
    const limit = deps.clock.after(CLOSE_LIMIT_MS, () => {
      deps.logger.warn('closing took too long')
      deps.app.exit(0)
    })
    deps
      .close()
      .catch((error: unknown) => {
        deps.logger.error('closing failed', { error: String(error) })
      })
      .finally(() => {
        limit.dispose()
        deps.app.exit(0)
      })
  }
  const onEnd: Preventable = (event) => {
    event.preventDefault()
    leave()
  }
  const onWindow: OnWindow = (_, window) => {
    window.on('session-end', leave)
  }
  const onSignal = (): void => {
    leave()
  }
  deps.app.on('before-quit', onEnd)
  deps.app.on('browser-window-created', onWindow)
  deps.power.on('shutdown', onEnd)
  process.on('SIGTERM', onSignal)
  process.on('SIGINT', onSignal)
  return {
    quit: leave,
    hasBegun: () => closing,
    ...disposable(() => {
      deps.app.off('before-quit', onEnd)
      deps.app.off('browser-window-created', onWindow)
      deps.power.off('shutdown', onEnd)
      process.off('SIGTERM', onSignal)
      process.off('SIGINT', onSignal)
    })
  }
}
