import { createCancellation, type CancellationOwner } from '../../core/cancellation.ts'
import type { TargetSource } from '../../core/connections/source.ts'
import type { Disposable } from '../../core/disposable.ts'
import { fail, ok, type Result } from '../../core/result.ts'
import { isNewPeriod } from '../../core/targets/period.ts'
import { createTestSchedule } from '../../core/targets/schedule.ts'
import type { TargetTest } from '../../core/targets/target.ts'
import { isActive } from '../../core/targets/verdict.ts'
import { guardedCall } from './guarded-call.ts'
import { createTargetBook, type TargetEntry } from './target-book.ts'
import type { TargetDesk, TargetDeskDeps } from './target-desk-types.ts'
import { createTargetEnds } from './target-ends.ts'
import { createTargetLists } from './target-lists.ts'
import { targetLine, targetView, type Turn } from './target-views.ts'
import { createWorkflowBook } from './workflow-book.ts'

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
  const workflows = createWorkflowBook(journal)
  const readings = new Map<string, Reading>()
  const waiting = new Map<string, ((result: Result<undefined>) => void)[]>()
  let expected: ReadonlySet<string> = new Set()
  /** Known not to answer, or called off. */
  const gone = new Set<string>()
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
  const lists = createTargetLists({
    ...{ ...deps, book, workflows },
    listed() {
      deps.changed()
      reschedule()
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

  async function read(connectionId: string, reading: Reading): Promise<void> {
    reading.reading = true
    const { source, calls } = reading
    const isHere = (): boolean => isPresent(connectionId, reading)
    const result = await guardedCall(deps.logger, 'targets', () =>
      lists.read(connectionId, source, calls.cancellation, isHere)
    )
    reading.reading = false
    if (!isHere()) return
    reading.readAtMs = clock.now().monoMs
    reading.again = !result.ok
    if (result.ok) deps.changed()
    else {
      const { code, detail } = result.failure
      deps.logger.warn('targets not read', { connectionId, code, detail })
      lists.failed(connectionId, result.failure)
    }
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
    book.touch(key)
    deps.changed()
    const { source, calls } = reading
    const answer = await guardedCall(deps.logger, 'targetTest', () => source.test(asked.target, calls.cancellation))
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
      book.touch(key)
      if (!disposed) {
        deps.changed()
        run()
      }
    }
  }

  const start = <T>(work: Promise<T>): void =>
    void work.catch((error: unknown) => deps.logger.error('target work broke', { error: String(error) }))

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

  const turnOf = (key: string): Turn => ({
    nextTestAtMs: schedule.nextRunAtMs(key) ?? null,
    testing: schedule.isRunning(key)
  })

  function away(connectionId: string): void {
    gone.add(connectionId)
    const reading = readings.get(connectionId)
    readings.delete(connectionId)
    reading?.calls.cancel()
    reschedule()
  }

  return {
    ready(connection, source) {
      gone.delete(connection.id)
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
      if (!reading) gone.add(connectionId)
      if (!reading || reading.waits) return
      reading.waits = true
      deps.changed()
      run()
    },
    gone: away,
    keepOnly(connectionIds) {
      expected = new Set(connectionIds)
      for (const id of [...readings.keys()]) if (!expected.has(id)) away(id)
      book.keepOnly(expected)
      workflows.keepOnly(expected)
      lists.keepOnly(expected)
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
      book.all().map((entry) =>
        targetView(entry, {
          standing: book.standing(entry, clock.now().wallMs),
          turn: turnOf(entry.key),
          workflowName: workflows.get(entry.target.connectionId, entry.target.workflowId)?.workflow.name ?? '',
          history: book.history(entry),
          listFailure: lists.failureOf(entry.target.connectionId)
        })
      ),
    ...{ book, workflows, lists },
    readSoon(connectionId) {
      const reading = readings.get(connectionId)
      if (reading) Object.assign(reading, { again: true, readAtMs: clock.now().monoMs })
      run()
    },
    line: (entry) =>
      targetLine(entry, book.standing(entry, clock.now().wallMs), turnOf(entry.key), workflows.settings(entry.key)),
    connections: () =>
      [...expected].map((id) => {
        const reading = readings.get(id)
        return lists.view(id, { reading: reading?.reading === true, away: reading?.waits ?? gone.has(id) })
      }),
    edited(connectionId) {
      lists.tellKnown(connectionId)
      deps.changed()
      reschedule()
    },
    forgetTests: (beforeMs) => {
      book.forgetTests(beforeMs)
    },
    loaded: () => expected.size > 0 && [...expected].every((id) => lists.isLoaded(id)),
    dispose() {
      disposed = true
      timer?.dispose()
      for (const reading of readings.values()) reading.calls.cancel()
    }
  }
}
