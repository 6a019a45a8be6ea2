import type { TargetView } from '../../contract/views.ts'
import type { EngineEvent } from '../../core/alerts/engine-types.ts'
import type { Connection } from '../../core/connections/connection.ts'
import type { TargetSource } from '../../core/connections/source.ts'
import type { Disposable } from '../../core/disposable.ts'
import type { Clock } from '../../core/ports/clock.ts'
import type { Journal } from '../../core/ports/journal.ts'
import type { Logger } from '../../core/ports/logger.ts'
import type { Random } from '../../core/ports/random.ts'
import { fail, ok, type Result } from '../../core/result.ts'
import { isNewPeriod } from '../../core/targets/period.ts'
import { createTestSchedule } from '../../core/targets/schedule.ts'
import type { Target, TargetTest, Workflow } from '../../core/targets/target.ts'
import { judge } from '../../core/targets/verdict.ts'
import { createTargetBook, type TargetEntry } from './target-book.ts'

/** Tests of one service at the same time. */
const MAX_CONCURRENT = 3
/** Lists that could not be read are asked for again after this long, ms. */
const RETRY_MS = 30_000

export interface TargetDesk extends Disposable {
  /** The connection answers: its lists are read and its tests begin. */
  ready(connection: Connection, source: TargetSource): void
  /** Forgets the targets of all other connections. */
  keepOnly(connectionIds: readonly string[]): void
  /** Tests now, beside the schedule. Answers when the test is over. */
  testNow(connectionId: string, targetId: string): Promise<Result<undefined>>
  /** After sleep or a changed interval: what is due runs once. */
  wake(): void
  views(): TargetView[]
  loaded(): boolean
}

export interface TargetDeskDeps {
  readonly clock: Clock
  readonly random: Random
  readonly journal: Journal
  readonly logger: Logger
  readonly dispatch: (event: EngineEvent) => void
  readonly intervalMs: () => number
  readonly changed: () => void
  readonly line: (text: string) => void
}

interface Reading {
  readonly source: TargetSource
  /** Monotonic ms. */
  nextReadMs: number
  reading: boolean
}

/**
 * Reads workflows and targets, tests them when the schedule says so, keeps the results and tells the engine. What was known at the
 * last exit is shown from the start. The lists are read again once an interval, before the tests of that round.
 */
export function createTargetDesk(deps: TargetDeskDeps): TargetDesk {
  const { clock, journal } = deps
  const book = createTargetBook(journal)
  const readings = new Map<string, Reading>()
  const waiting = new Map<string, ((result: Result<undefined>) => void)[]>()
  const schedule = createTestSchedule({
    intervalMs: deps.intervalMs(),
    maxConcurrent: MAX_CONCURRENT,
    jitter: () => deps.random.next()
  })
  let timer: Disposable | undefined
  let disposed = false

  function reschedule(): void {
    schedule.setTargets(
      book
        .all()
        .filter((entry) => entry.target.active && readings.has(entry.target.connectionId))
        .map((entry) => entry.key),
      clock.now()
    )
    run()
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
    if (reading.reading) return
    reading.reading = true
    const result = await reading.source.readAll()
    reading.reading = false
    if (disposed || readings.get(connectionId) !== reading) return
    if (!result.ok) {
      deps.logger.warn('targets not read', { connectionId, code: result.failure.code, detail: result.failure.detail })
      reading.nextReadMs = clock.now().monoMs + RETRY_MS
      book.failed(connectionId, result.failure)
      deps.changed()
      run()
      return
    }
    reading.nextReadMs = clock.now().monoMs + deps.intervalMs()
    listed(connectionId, result.value.workflows, result.value.targets)
  }

  function passed(entry: TargetEntry, test: TargetTest): void {
    const newPeriod = isNewPeriod(entry.test, test)
    const stored = journal.addTargetTest(entry.target.connectionId, test)
    if (!stored.ok) deps.logger.warn('target test not stored', { detail: stored.failure.detail })
    book.tested(entry.key, test)
    const state = judge(entry.target, test, clock.now().wallMs)
    deps.line(`target ${entry.target.name}: ${state}, ${String(test.value)} against ${String(entry.target.threshold)}`)
    deps.dispatch({ type: 'targetTested', target: entry.target, state, test, newPeriod })
  }

  async function test(key: string): Promise<void> {
    const entry = book.get(key)
    const source = entry && readings.get(entry.target.connectionId)?.source
    let result: Result<undefined> = fail({ code: 'cancelled', step: 'targetTest', detail: 'the target is gone' })
    if (source) {
      deps.changed()
      const answer = await source.test(entry.target)
      if (disposed) return
      if (answer.ok) passed(entry, answer.value)
      else book.testFailed(key, answer.failure)
      result = answer.ok ? ok(undefined) : answer
    }
    schedule.finished(key, clock.now())
    for (const resolve of waiting.get(key) ?? []) resolve(result)
    waiting.delete(key)
    deps.changed()
    run()
  }

  function start<T>(work: Promise<T>): void {
    work.catch((error: unknown) => {
      deps.logger.error('target work broke', { error: String(error) })
    })
  }

  function run(): void {
    timer?.dispose()
    if (disposed) return
    const now = clock.now()
    for (const key of schedule.start(now)) start(test(key))
    for (const [connectionId, reading] of readings) {
      if (!reading.reading && now.monoMs >= reading.nextReadMs) start(read(connectionId, reading))
    }
    const next = [...readings.values()].filter((one) => !one.reading).map((one) => one.nextReadMs)
    const nextTestMs = schedule.nextStartMs()
    if (nextTestMs !== undefined) next.push(nextTestMs)
    if (next.length > 0) timer = clock.after(Math.max(0, Math.min(...next) - now.monoMs), run)
  }

  return {
    ready(connection, source) {
      const reading: Reading = { source, nextReadMs: clock.now().monoMs, reading: false }
      readings.set(connection.id, reading)
      start(read(connection.id, reading))
    },
    keepOnly(connectionIds) {
      const keep = new Set(connectionIds)
      for (const id of readings.keys()) if (!keep.has(id)) readings.delete(id)
      book.keepOnly(keep)
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
      if (entry.target.active) run()
      else start(test(entry.key))
      return answered
    },
    wake() {
      schedule.setInterval(deps.intervalMs(), clock.now())
      run()
    },
    views: () =>
      book
        .all()
        .map((entry) =>
          book.view(entry, schedule.nextRunAtMs(entry.key) ?? null, schedule.isRunning(entry.key), clock.now().wallMs)
        ),
    loaded: () => book.loaded(),
    dispose() {
      disposed = true
      timer?.dispose()
    }
  }
}
