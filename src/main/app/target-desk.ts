import { createCancellation, type CancellationOwner } from '../../core/cancellation.ts'
import type { FailureStep } from '../../core/connections/failure.ts'
import type { TargetSource } from '../../core/connections/source.ts'
import type { Disposable } from '../../core/disposable.ts'
import { fail, ok, type Result } from '../../core/result.ts'
import { isNewPeriod } from '../../core/targets/period.ts'
import { createTestSchedule } from '../../core/targets/schedule.ts'
import type { Target, TargetTest, Workflow } from '../../core/targets/target.ts'
import { isActive } from '../../core/targets/verdict.ts'
import { createTargetBook, type TargetEntry } from './target-book.ts'
import type { TargetDesk, TargetDeskDeps } from './target-desk-types.ts'
import { createTargetEnds } from './target-ends.ts'

/** Tests of one service at the same time. */
const MAX_CONCURRENT = 3
/** Lists that could not be read are asked for again after this long, ms. */
const RETRY_MS = 30_000

interface Reading {
  readonly source: TargetSource
  /** Ends with the connection, or with this way to it. */
  readonly calls: CancellationOwner
  /** When the lists were last asked for, monotonic ms. */
  readAtMs: number
  /** The last reading failed: the next one comes soon. */
  again: boolean
  reading: boolean
  /** Its service is known not to answer. */
  waits: boolean
}

const GONE: Result<never> = fail({ code: 'cancelled', step: 'targetTest', detail: 'the target is gone' })

/**
 * Reads workflows and targets, tests them when the schedule says so, keeps the results and tells the engine. What was known at the
 * last exit is shown from the start. The lists are read again once an interval, before the tests of that round.
 */
export function createTargetDesk(deps: TargetDeskDeps): TargetDesk {
  const { clock, journal } = deps
  const book = createTargetBook(journal, deps.zone)
  const readings = new Map<string, Reading>()
  const waiting = new Map<string, ((result: Result<undefined>) => void)[]>()
  let expected: ReadonlySet<string> = new Set()
  const schedule = createTestSchedule({
    intervalMs: deps.intervalMs(),
    maxConcurrent: MAX_CONCURRENT,
    jitter: () => deps.random.next()
  })

  function tell(entry: TargetEntry, test: TargetTest, newPeriod: boolean): void {
    const { target } = entry
    const { state } = book.standing(entry, clock.now().wallMs)
    deps.line(`target ${target.name}: ${state}, ${String(test.value)} against ${String(target.threshold)}`)
    deps.dispatch({ type: 'targetTested', target, state, test, newPeriod })
  }

  const ends = createTargetEnds({
    ...book,
    periodOver(entry) {
      if (entry.test) tell(entry, entry.test, false)
      deps.changed()
    },
    over({ target: { connectionId, id: targetId } }) {
      deps.dispatch({ type: 'targetOver', connectionId, targetId })
      deps.changed()
    }
  })
  let timer: Disposable | undefined
  let disposed = false

  /** A target whose time comes between two readings of the lists joins at the second. */
  function reschedule(): void {
    const now = clock.now()
    const due = book
      .all()
      .filter(({ target }) => isActive(target, now.wallMs) && readings.has(target.connectionId))
      .map((entry) => entry.key)
    schedule.setTargets(due, now)
    run()
  }

  function isPresent(connectionId: string, reading: Reading): boolean {
    return !disposed && readings.get(connectionId) === reading
  }

  /** A source that throws is a bug; it must not keep a turn for ever all the same. */
  async function guarded<T>(step: FailureStep, call: () => Promise<Result<T>>): Promise<Result<T>> {
    try {
      return await call()
    } catch (error) {
      deps.logger.error('target work broke', { error: String(error) })
      return fail({ code: 'protocol', step, detail: 'internal error' })
    }
  }

  function listed(connectionId: string, workflows: readonly Workflow[], targets: readonly Target[]): void {
    const stored = journal.putTargets(connectionId, workflows, targets)
    if (!stored.ok) deps.logger.warn('targets not stored', { detail: stored.failure.detail })
    book.replace(connectionId, workflows, targets)
    deps.dispatch({ type: 'targetsKnown', connectionId, targetIds: targets.map((target) => target.id) })
    deps.line(`targets: ${String(targets.length)} in ${String(workflows.length)} workflows`)
    deps.changed()
    reschedule()
  }

  async function read(connectionId: string, reading: Reading): Promise<void> {
    reading.reading = true
    const { source, calls } = reading
    const result = await guarded('targets', () => source.readAll(calls.cancellation))
    reading.reading = false
    if (!isPresent(connectionId, reading)) return
    reading.readAtMs = clock.now().monoMs
    reading.again = !result.ok
    if (result.ok) {
      listed(connectionId, result.value.workflows, result.value.targets)
      return
    }
    deps.logger.warn('targets not read', { connectionId, code: result.failure.code, detail: result.failure.detail })
    book.listFailed(connectionId, result.failure)
    deps.changed()
    run()
  }

  function passed(entry: TargetEntry, test: TargetTest): void {
    const { key, target } = entry
    const newPeriod = isNewPeriod(entry.test, test)
    const stored = journal.addTargetTest(target.connectionId, test)
    if (!stored.ok) deps.logger.warn('target test not stored', { detail: stored.failure.detail })
    book.tested(key, test)
    tell(book.get(key) ?? entry, test, newPeriod)
  }

  async function ask(key: string): Promise<Result<undefined>> {
    const asked = book.get(key)
    const connectionId = asked?.target.connectionId ?? ''
    const reading = readings.get(connectionId)
    if (!asked || !reading) return GONE
    deps.changed()
    const { source, calls } = reading
    const answer = await guarded('targetTest', () => source.test(asked.target, calls.cancellation))
    // The target may be gone by now, its connection too, or both be there anew: then this answer is nobody's.
    const entry = book.get(key)
    if (!entry || !isPresent(connectionId, reading)) return GONE
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
      if (result === GONE && entry && readings.has(entry.target.connectionId)) schedule.request(key)
      for (const resolve of waiting.get(key) ?? []) resolve(result)
      waiting.delete(key)
      if (!disposed) {
        deps.changed()
        run()
      }
    }
  }

  function start<T>(work: Promise<T>): void {
    work.catch((error: unknown) => {
      deps.logger.error('target work broke', { error: String(error) })
    })
  }

  function nextReadMs({ readAtMs, again }: Reading): number {
    return readAtMs + (again ? RETRY_MS : deps.intervalMs())
  }

  function mayAsk(key: string): boolean {
    const target = book.get(key)?.target
    return (
      target !== undefined && isActive(target, clock.now().wallMs) && readings.get(target.connectionId)?.waits === false
    )
  }

  function run(): void {
    timer?.dispose()
    if (disposed) return
    const now = clock.now()
    // The preference may have been changed, or imported, since the last time.
    schedule.setInterval(deps.intervalMs(), now)
    ends.look(now)
    for (const key of schedule.start(now, mayAsk)) start(test(key))
    for (const [connectionId, reading] of readings) {
      if (!reading.reading && !reading.waits && now.monoMs >= nextReadMs(reading)) start(read(connectionId, reading))
    }
    const next = [...readings.values()].filter((one) => !one.reading && !one.waits).map(nextReadMs)
    const endMs = ends.nextMs()
    if (endMs !== undefined) next.push(now.monoMs + (endMs - now.wallMs))
    const nextTestMs = schedule.nextStartMs(mayAsk)
    if (nextTestMs !== undefined) next.push(nextTestMs)
    if (next.length > 0) timer = clock.after(Math.max(0, Math.min(...next) - now.monoMs), run)
  }

  function away(connectionId: string): void {
    const reading = readings.get(connectionId)
    readings.delete(connectionId)
    reading?.calls.cancel()
    reschedule()
  }

  return {
    ready(connection, source) {
      const known = readings.get(connection.id)
      if (known?.source === source) Object.assign(known, { readAtMs: -Infinity, waits: false })
      else {
        known?.calls.cancel()
        const calls = createCancellation()
        readings.set(connection.id, { source, calls, readAtMs: -Infinity, again: false, reading: false, waits: false })
      }
      run()
    },
    wait(connectionId) {
      const reading = readings.get(connectionId)
      if (!reading || reading.waits) return
      reading.waits = true
      run()
    },
    gone: away,
    keepOnly(connectionIds) {
      expected = new Set(connectionIds)
      for (const id of [...readings.keys()]) if (!expected.has(id)) away(id)
      book.keepOnly(expected)
      deps.changed()
      reschedule()
    },
    testNow(connectionId, targetId) {
      const entry = book.get(book.keyOf(connectionId, targetId))
      if (!entry || !readings.has(connectionId)) {
        return Promise.resolve(
          fail({ code: 'notFound', step: 'targetTest', detail: 'no such target, or its service is away' })
        )
      }
      const answered = new Promise<Result<undefined>>((resolve) => {
        waiting.set(entry.key, [...(waiting.get(entry.key) ?? []), resolve])
      })
      schedule.request(entry.key)
      if (schedule.isRunning(entry.key)) return answered
      // One whose time has not come, or is over, is on no schedule.
      if (schedule.nextRunAtMs(entry.key) === undefined) start(test(entry.key))
      else run()
      return answered
    },
    wake: run,
    views: () =>
      book
        .all()
        .map((entry) =>
          book.view(entry, schedule.nextRunAtMs(entry.key) ?? null, schedule.isRunning(entry.key), clock.now().wallMs)
        ),
    forgetTests: (beforeMs) => {
      book.forgetTests(beforeMs)
    },
    loaded: () => expected.size > 0 && [...expected].every((id) => book.isLoaded(id)),
    dispose() {
      disposed = true
      timer?.dispose()
      for (const reading of readings.values()) reading.calls.cancel()
    }
  }
}
