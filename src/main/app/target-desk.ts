import { createCancellation, type CancellationOwner } from '../../core/cancellation.ts'
import type { TargetSource } from '../../core/connections/source.ts'
import type { Disposable } from '../../core/disposable.ts'
import type { Instant } from '../../core/ports/clock.ts'
import { alignedTestMs } from '../../core/targets/alignment.ts'
import { createTestSchedule } from '../../core/targets/schedule.ts'
import { isActive } from '../../core/targets/verdict.ts'
import { guardedCall } from './guarded-call.ts'
import { createShownTargets } from './shown-targets.ts'
import { createTargetBook } from './target-book.ts'
import type { TargetDesk, TargetDeskDeps } from './target-desk-types.ts'
import { createTargetEnds } from './target-ends.ts'
import { createTargetLists } from './target-lists.ts'
import { createTargetTesting } from './target-testing.ts'
import { createThrottle } from './throttle.ts'
import { createWorkflowBook } from './workflow-book.ts'

/** Tests of one service at the same time. */
const MAX_CONCURRENT = 3
/** Lists that could not be read are asked for again after this long, ms. */
const RETRY_MS = 30_000
/** Time between two readings of all lists, for each list there is: 500 of them are read at most every 17 minutes. */
const MS_FOR_A_LIST = 2_000
/** While lists come in, which targets are tested is thought over this often at most, ms. */
const PLAN_MS = 1_000

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

const isIdle = ({ reading, waits }: Reading): boolean => !reading && !waits

/**
 * Reads workflows and targets, tests them when the schedule says so, keeps the results and tells the engine. What was known at the
 * last exit is shown from the start. The lists are read again once an interval, before the tests of that round.
 */
export function createTargetDesk(deps: TargetDeskDeps): TargetDesk {
  const { clock, journal } = deps
  const book = createTargetBook(journal, deps.zone)
  const workflows = createWorkflowBook(journal)
  const readings = new Map<string, Reading>()
  let expected: ReadonlySet<string> = new Set()
  /** Known not to answer, or called off. */
  const gone = new Set<string>()
  let intervalMs = deps.intervalMs()
  const schedule = createTestSchedule({
    ...{ intervalMs, maxConcurrent: MAX_CONCURRENT, jitter: () => deps.random.next() },
    alignedMs(key, afterMs, place) {
      const period = aligned ? book.get(key)?.target.notificationPeriod : undefined
      return period && alignedTestMs(period, afterMs, deps.zone, place)
    }
  })

  const testing = createTargetTesting({
    ...{ ...deps, book, schedule },
    wayOf: (connectionId) => (disposed ? undefined : readings.get(connectionId)),
    changed() {
      if (!disposed) deps.changed()
    },
    run: () => {
      run()
    }
  })
  const ends = createTargetEnds({
    ...book,
    periodOver(entry) {
      book.touch(entry.key)
      if (entry.test) testing.tell(entry, entry.test, false)
      deps.changed()
    },
    over({ key, target: { connectionId, id: targetId } }) {
      book.touch(key)
      deps.dispatch({ type: 'targetOver', connectionId, targetId })
      deps.changed()
    }
  })
  const lists = createTargetLists({
    ...{ ...deps, book, workflows },
    listed() {
      deps.changed()
      if (clock.now().monoMs - plannedAtMs >= PLAN_MS) reschedule()
      else planSoon.ask()
    }
  })
  const shown = createShownTargets({
    ...{ ...deps, book, workflows, schedule },
    listFailureOf: (connectionId) => lists.failureOf(connectionId)
  })
  let timer: Disposable | undefined
  let disposed = false
  let plannedAtMs = -Infinity
  /** Wall ms at which the next target begins to count. */
  let nextActiveMs = Infinity
  let aligned = deps.timing() === 'period'
  const planSoon = createThrottle(clock, PLAN_MS, () => {
    reschedule()
  })

  /** Which targets are tested: those that count now, of connections that are here. */
  function reschedule(): void {
    const now = clock.now()
    plannedAtMs = now.monoMs
    nextActiveMs = Infinity
    const due: string[] = []
    for (const { key, target } of book.all()) {
      const { activeFromMs = -Infinity } = target
      if (activeFromMs > now.wallMs) nextActiveMs = Math.min(nextActiveMs, activeFromMs)
      if (!isActive(target, now.wallMs) || !readings.has(target.connectionId)) continue
      if (schedule.nextRunAtMs(key) === undefined) book.touch(key)
      due.push(key)
    }
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
    if (result.ok) {
      reschedule()
      return
    }
    const { code, detail } = result.failure
    deps.logger.warn('targets not read', { connectionId, code, detail })
    lists.failed(connectionId, result.failure)
    run()
  }

  const start = <T>(work: Promise<T>): void =>
    void work.catch((error: unknown) => deps.logger.error('target work broke', { error: String(error) }))

  /** Many workflows are many lists: they are read again less often. */
  function nextReadMs(connectionId: string, { readAtMs, again }: Reading): number {
    const listsMs = MS_FOR_A_LIST * lists.countOf(connectionId)
    return readAtMs + (again ? RETRY_MS : Math.max(deps.intervalMs(), listsMs))
  }

  function mayAsk(key: string): boolean {
    const target = book.get(key)?.target
    const reading = target && readings.get(target.connectionId)
    if (!reading || reading.waits || !isActive(target, clock.now().wallMs)) return false
    return (reading.source.pausedForMs?.() ?? 0) <= 0
  }

  /** When a service that wants to be left alone may be asked again, monotonic ms. */
  function pauseEnds(nowMs: number): readonly number[] {
    const pauses = [...readings.values()].map(({ source }) => source.pausedForMs?.() ?? 0)
    return pauses.filter((pausedMs) => pausedMs > 0).map((pausedMs) => nowMs + pausedMs)
  }

  function run(): void {
    timer?.dispose()
    if (disposed) return
    const now = clock.now()
    if (now.wallMs >= nextActiveMs) {
      reschedule()
      return
    }
    replan(now)
    ends.look(now)
    for (const key of schedule.start(now, mayAsk)) start(testing.test(key))
    for (const [connectionId, reading] of readings) {
      if (isIdle(reading) && now.monoMs >= nextReadMs(connectionId, reading)) start(read(connectionId, reading))
    }
    const next = [...readings].flatMap(([id, one]) => (isIdle(one) ? [nextReadMs(id, one)] : []))
    for (const wallMs of [ends.nextMs() ?? Infinity, nextActiveMs]) next.push(now.monoMs + (wallMs - now.wallMs))
    next.push(schedule.nextStartMs(mayAsk) ?? Infinity, ...pauseEnds(now.monoMs))
    const nextMs = Math.min(...next)
    if (nextMs < Infinity) timer = clock.after(Math.max(0, nextMs - now.monoMs), run)
  }

  /** The preferences may have been changed, or imported, since the last time. */
  function replan(now: Instant): void {
    const isAligned = deps.timing() === 'period'
    if (isAligned === aligned && deps.intervalMs() === intervalMs) return
    aligned = isAligned
    intervalMs = deps.intervalMs()
    schedule.setInterval(intervalMs, now)
    schedule.replan(now)
    for (const { key } of book.all()) book.touch(key)
  }

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
    testNow: testing.testNow,
    wake: run,
    views: () => shown.views(),
    ...{ book, workflows, lists },
    line: (entry) => shown.line(entry),
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
      planSoon.dispose()
      shown.dispose()
      for (const reading of readings.values()) reading.calls.cancel()
    }
  }
}
