import type { Clock } from '../../core/ports/clock.ts'
import type { Logger } from '../../core/ports/logger.ts'
import type { DeliveryOutcome, Notice, Notifier } from '../../core/ports/notifier.ts'
import type { DueNotice } from './held-notices.ts'

/** Quitting waits this long for the outcome of what is being told, ms. */
const OUTCOME_WITHIN_MS = 3_000

export interface TellingDeps {
  readonly clock: Clock
  readonly logger: Logger
  readonly notifier: Pick<Notifier, 'show'>
  /** What became of it. */
  readonly settled: (due: readonly DueNotice[], outcome: DeliveryOutcome) => void
}

/** Hands notices over and hears what became of them, whatever the notifier does. */
export interface Telling {
  /** All that this one notice tells; their lines are in the ledger already. */
  tell(shown: Notice, due: readonly DueNotice[]): void
  /** When everything has its outcome, or has had its time. */
  finished(): Promise<void>
  /** What comes now is of no interest any more. */
  stop(): void
}

export function createTelling({ clock, logger, notifier, settled }: TellingDeps): Telling {
  const telling = new Set<Promise<void>>()
  let stopped = false

  async function outcomeOf(shown: Notice): Promise<DeliveryOutcome> {
    try {
      return await notifier.show(shown)
    } catch (error) {
      logger.error('notifier broke its promise', { error: String(error) })
      return { kind: 'failed', via: 'notifier', reason: String(error) }
    }
  }

  return {
    tell(shown, due) {
      const done = outcomeOf(shown)
        .then((outcome) => {
          if (!stopped) settled(due, outcome)
        })
        .catch((error: unknown) => {
          logger.error('outcome not recorded', { error: String(error) })
        })
        .finally(() => telling.delete(done))
      telling.add(done)
    },
    finished: () =>
      new Promise((resolve) => {
        const limit = clock.after(OUTCOME_WITHIN_MS, resolve)
        void Promise.all(telling).then(() => {
          limit.dispose()
          resolve()
        })
      }),
    stop() {
      stopped = true
    }
  }
}
