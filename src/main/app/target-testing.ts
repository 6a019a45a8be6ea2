import { createCancellation, type CancellationOwner } from '../../core/cancellation.ts'
import type { EngineEvent } from '../../core/alerts/engine-types.ts'
import type { TargetSource } from '../../core/connections/source.ts'
import type { Disposable } from '../../core/disposable.ts'
import type { Clock } from '../../core/ports/clock.ts'
import type { Cancellation } from '../../core/ports/http.ts'
import type { Journal } from '../../core/ports/journal.ts'
import type { Logger } from '../../core/ports/logger.ts'
import { fail, ok, type Result } from '../../core/result.ts'
import { isNewPeriod } from '../../core/targets/period.ts'
import type { TestSchedule } from '../../core/targets/schedule.ts'
import type { TargetTest } from '../../core/targets/target.ts'
import { guardedCall } from './guarded-call.ts'
import type { TargetBook, TargetEntry } from './target-book.ts'

/** A test that takes longer, waiting for its turn included, is called off, ms. */
const TEST_LIMIT_MS = 120_000
/** A longer pause of the service is told to who asks, ms. */
const PERSON_WAITS_MS = 10_000

/** The way to the targets of one connection, as long as it is the present one. */
export interface TestWay {
  readonly source: TargetSource
  readonly calls: CancellationOwner
}

export interface TargetTesting {
  /** One test, whatever becomes of it; its turn is over then. */
  test(key: string): Promise<void>
  /** Beside the schedule. Answers when the test is over. */
  testNow(connectionId: string, targetId: string): Promise<Result<undefined>>
  /** How the target stands, for the engine and the log. */
  tell(entry: TargetEntry, test: TargetTest, newPeriod: boolean): void
}

const GONE: Result<never> = fail({ code: 'cancelled', step: 'targetTest', detail: 'the target is gone' })
const TOO_LONG: Result<never> = fail({ code: 'timeout', step: 'targetTest', detail: 'no answer in two minutes' })

export function createTargetTesting(deps: {
  readonly clock: Clock
  readonly journal: Pick<Journal, 'addTargetTest'>
  readonly logger: Logger
  readonly book: TargetBook
  readonly schedule: TestSchedule
  /** The same object as long as it is the same way. */
  readonly wayOf: (connectionId: string) => TestWay | undefined
  readonly dispatch: (event: EngineEvent) => void
  readonly changed: () => void
  readonly line: (text: string) => void
  /** Turns may begin now. */
  readonly run: () => void
}): TargetTesting {
  const { clock, book, schedule } = deps
  const waiting = new Map<string, ((result: Result<undefined>) => void)[]>()

  function tell(entry: TargetEntry, test: TargetTest, newPeriod: boolean): void {
    const { target } = entry
    const { state } = book.standing(entry, clock.now().wallMs)
    deps.line(`target ${target.name}: ${state}, ${String(test.value)} against ${String(target.threshold)}`)
    deps.dispatch({ type: 'targetTested', target, state, test, newPeriod })
  }

  function passed(entry: TargetEntry, test: TargetTest): void {
    const { key, target } = entry
    const newPeriod = isNewPeriod(entry.test, test)
    // Before it is stored: what is known of earlier ones is read from there.
    book.tested(key, test)
    const stored = deps.journal.addTargetTest(target.connectionId, test)
    if (!stored.ok) deps.logger.warn('target test not stored', { detail: stored.failure.detail })
    tell(book.get(key) ?? entry, test, newPeriod)
  }

  /** Ends with the way to the target, or when it takes too long, even where the source does not listen. */
  async function limited(
    calls: CancellationOwner,
    ask: (cancellation: Cancellation) => Promise<Result<TargetTest>>
  ): Promise<Result<TargetTest>> {
    const own = createCancellation()
    const ended: Disposable[] = []
    const end = (): void => {
      for (const one of ended.splice(0)) one.dispose()
    }
    const over = new Promise<Result<TargetTest>>((resolve) => {
      const stop = (result: Result<never>) => () => {
        resolve(result)
        own.cancel()
        end()
      }
      ended.push(clock.after(TEST_LIMIT_MS, stop(TOO_LONG)), calls.cancellation.onCancel(stop(GONE)))
      if (calls.cancellation.cancelled) end()
    })
    try {
      return await Promise.race([guardedCall(deps.logger, 'targetTest', () => ask(own.cancellation)), over])
    } finally {
      end()
    }
  }

  async function ask(key: string): Promise<Result<undefined>> {
    const asked = book.get(key)
    const connectionId = asked?.target.connectionId ?? ''
    const way = deps.wayOf(connectionId)
    if (!asked || !way) return GONE
    book.touch(key)
    deps.changed()
    const answer = await limited(way.calls, (cancellation) => way.source.test(asked.target, cancellation))
    // The target may be gone by now, its connection too, or both be there anew: then this answer is nobody's.
    const entry = book.get(key)
    if (!entry || deps.wayOf(connectionId) !== way) return GONE
    if (!answer.ok) {
      book.testFailed(key, answer.failure)
      return answer
    }
    passed(entry, answer.value)
    return ok(undefined)
  }

  async function test(key: string): Promise<void> {
    let result: Result<undefined> = GONE
    try {
      result = await ask(key)
    } finally {
      schedule.finished(key, clock.now())
      const entry = book.get(key)
      // Its connection began anew in between.
      if (result === GONE && entry && deps.wayOf(entry.target.connectionId)) schedule.request(key)
      for (const resolve of waiting.get(key) ?? []) resolve(result)
      waiting.delete(key)
      book.touch(key)
      deps.changed()
      deps.run()
    }
  }

  return {
    test,
    tell,
    testNow(connectionId, targetId) {
      const entry = book.get(book.keyOf(connectionId, targetId))
      const way = deps.wayOf(connectionId)
      if (!entry || !way) {
        const detail = 'no such target, or its service is away'
        return Promise.resolve(fail({ code: 'notFound', step: 'targetTest', detail }))
      }
      // Nobody is kept waiting as long as that.
      const retryAfterMs = way.source.pausedForMs?.() ?? 0
      if (retryAfterMs > PERSON_WAITS_MS) {
        const detail = 'the service wants to be left alone'
        return Promise.resolve(fail({ code: 'rateLimited', step: 'targetTest', detail, retryAfterMs }))
      }
      const answered = new Promise<Result<undefined>>((resolve) => {
        waiting.set(entry.key, [...(waiting.get(entry.key) ?? []), resolve])
      })
      schedule.request(entry.key)
      if (schedule.isRunning(entry.key)) return answered
      // One whose time has not come, or is over, is on no schedule.
      if (schedule.nextRunAtMs(entry.key) === undefined) void test(entry.key)
      else deps.run()
      return answered
    }
  }
}
