import type { Disposable } from '../../core/disposable.ts'
import type { Failure } from '../../core/connections/failure.ts'
import type { Clock } from '../../core/ports/clock.ts'
import type { Cancellation } from '../../core/ports/http.ts'
import { fail } from '../../core/result.ts'
import type { Result } from '../../core/result.ts'
import { failure } from './failures.ts'

export interface BudgetLimits {
  /** Requests under way at the same time. */
  readonly atOnce: number
  /** Requests that may begin in a second, over a longer time. */
  readonly perSecond: number
  /** Requests that may begin at once after a time without any. */
  readonly burst: number
}

export interface Asking {
  /**
   * A person waits for it: goes before everything that is not. Where the pause after a 429 is longer than 10 s it is not kept waiting,
   * but fails with `rateLimited` and the time that is left.
   */
  readonly urgent?: boolean
  /** Leaves the queue; a request under way is not touched. */
  readonly cancellation?: Cancellation | undefined
}

/**
 * What one connection asks of its service, all of it. Invariants:
 * 1. No more than `atOnce` requests are under way, two more where a person waits, so that calls that hang hold nobody up; and no more than `burst` and `perSecond` begin.
 * 2. After a 429 none begins until the time the service named is over, or a growing one where it named none; then they begin more
 *    slowly, until enough of them have gone well.
 * 3. Each request is begun once or, cancelled before that, never. Timers exist only while something waits.
 */
export interface RequestBudget {
  take<T>(send: () => Promise<Result<T>>, asking?: Asking): Promise<Result<T>>
  /** Ms until requests begin again after a 429; 0: they do. */
  pausedForMs(): number
}

/** For a service that publishes no limit. */
const DEFAULT_BUDGET: BudgetLimits = { atOnce: 4, perSecond: 10, burst: 20 }

/** A 429 without `Retry-After` waits so long at first, twice as long each time after another, up to the longest. */
const PAUSE_MS = 2_000
const LONGEST_PAUSE_MS = 60_000
const SLOWEST = 8
/** Requests that went well until half of the slowness is gone. */
const GOOD_UNTIL_FASTER = 20

const PERSON_WAITS_MS = 10_000
const MORE_FOR_A_PERSON = 2

interface Waiting {
  readonly begin: () => void
  readonly refuse: (why: Failure) => void
}

export function createRequestBudget(clock: Clock, limits: BudgetLimits = DEFAULT_BUDGET): RequestBudget {
  const urgent: Waiting[] = []
  const patient: Waiting[] = []
  let running = 0
  let tokens = limits.burst
  let filledMs = clock.now().monoMs
  let pausedUntilMs = -Infinity
  let limitedMs = -Infinity
  let limitsInARow = 0
  let slowness = 1
  let good = 0
  let timer: Disposable | undefined

  const perMs = (): number => limits.perSecond / slowness / 1_000

  function fill(nowMs: number): void {
    tokens = Math.min(Math.max(1, limits.burst / slowness), tokens + Math.max(0, nowMs - filledMs) * perMs())
    filledMs = Math.max(filledMs, nowMs)
  }

  function wake(delayMs: number): void {
    timer = clock.after(Math.ceil(delayMs), pump)
  }

  function pump(): void {
    timer?.dispose()
    timer = undefined
    for (;;) {
      const queue = urgent.length > 0 ? urgent : patient
      const next = queue[0]
      if (!next || running >= limits.atOnce + (queue === urgent ? MORE_FOR_A_PERSON : 0)) return
      const nowMs = clock.now().monoMs
      if (nowMs < pausedUntilMs) {
        wake(pausedUntilMs - nowMs)
        return
      }
      fill(nowMs)
      if (tokens < 1) {
        wake((1 - tokens) / perMs())
        return
      }
      tokens -= 1
      queue.shift()
      next.begin()
    }
  }

  const pausedForMs = (): number => Math.max(0, pausedUntilMs - clock.now().monoMs)

  /** Why a person is not kept waiting now. */
  function tooLong(): Failure | undefined {
    const retryAfterMs = pausedForMs()
    if (retryAfterMs <= PERSON_WAITS_MS) return undefined
    return failure('rateLimited', 'other', 'waits as long as the service asked', { httpStatus: 429, retryAfterMs })
  }

  /** Requests that were under way together are refused together: that counts once. */
  function limited(beganMs: number, askedMs: number | undefined): void {
    const nowMs = clock.now().monoMs
    if (beganMs >= limitedMs) {
      limitsInARow += 1
      slowness = Math.min(SLOWEST, slowness * 2)
    }
    const ownMs = Math.min(LONGEST_PAUSE_MS, PAUSE_MS * 2 ** (limitsInARow - 1))
    limitedMs = nowMs
    good = 0
    pausedUntilMs = Math.max(pausedUntilMs, nowMs + (askedMs ?? ownMs))
    tokens = 1
    filledMs = pausedUntilMs
    const why = tooLong()
    if (why) for (const waiting of urgent.splice(0)) waiting.refuse(why)
  }

  function wentWell(): void {
    limitsInARow = 0
    good += 1
    if (good < GOOD_UNTIL_FASTER) return
    good = 0
    slowness = Math.max(1, slowness / 2)
  }

  async function run<T>(send: () => Promise<Result<T>>): Promise<Result<T>> {
    running += 1
    const beganMs = clock.now().monoMs
    try {
      const result = await send()
      if (result.ok) wentWell()
      else if (result.failure.code === 'rateLimited') limited(beganMs, result.failure.retryAfterMs)
      return result
    } finally {
      running -= 1
      pump()
    }
  }

  return {
    take(send, { urgent: isUrgent = false, cancellation } = {}) {
      if (cancellation?.cancelled) return Promise.resolve(fail(failure('cancelled', 'other', '')))
      const why = isUrgent ? tooLong() : undefined
      if (why) return Promise.resolve(fail(why))
      return new Promise((resolve, reject) => {
        const queue = isUrgent ? urgent : patient
        const waiting: Waiting = {
          begin() {
            hook?.dispose()
            run(send).then(resolve, reject)
          },
          refuse(because) {
            hook?.dispose()
            resolve(fail(because))
          }
        }
        const hook = cancellation?.onCancel(() => {
          const index = queue.indexOf(waiting)
          if (index >= 0) queue.splice(index, 1)
          resolve(fail(failure('cancelled', 'other', '')))
          if (urgent.length + patient.length === 0) timer?.dispose()
        })
        queue.push(waiting)
        pump()
      })
    },
    pausedForMs
  }
}
