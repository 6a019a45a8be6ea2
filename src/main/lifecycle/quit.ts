import { disposable, type Disposable } from '../../core/disposable.ts'
import type { Clock } from '../../core/ports/clock.ts'
import type { Logger } from '../../core/ports/logger.ts'

/** Leaving may take this long (subscriptions are deleted, the journal closed); then the process ends regardless. */
const CLOSE_LIMIT_MS = 4_000

/** The part of Electron's `app` that quitting needs. */
export interface QuittableApp {
  on(event: 'before-quit', listener: (event: { preventDefault(): void }) => void): unknown
  exit(code: number): void
  quit(): void
}

/**
 * One clean way out, however it began (menu, signal, system, `--seconds`): `close` runs once, bounded, then the process ends. A
 * second request while closing changes nothing.
 */
export function createQuit(deps: {
  readonly app: QuittableApp
  readonly clock: Clock
  readonly logger: Logger
  readonly close: () => Promise<void>
}): Disposable & { quit(): void } {
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
  deps.app.on('before-quit', (event) => {
    event.preventDefault()
    leave()
  })
  const onSignal = (): void => {
    leave()
  }
  process.on('SIGTERM', onSignal)
  process.on('SIGINT', onSignal)
  return {
    quit: leave,
    ...disposable(() => {
      process.off('SIGTERM', onSignal)
      process.off('SIGINT', onSignal)
    })
  }
}
