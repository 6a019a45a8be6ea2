import type { Failure } from '../../core/connections/failure.ts'
import type { Journal } from '../../core/ports/journal.ts'
import type { KnownTarget } from '../../core/reporting/objects.ts'
import { createCalendar, spanOfTest, type Span } from '../../core/targets/span.ts'
import type { TargetTest } from '../../core/targets/target.ts'
import { judge as judgeTest, standingOf, type Standing } from '../../core/targets/verdict.ts'
import { createChangedKeys, type ChangedKeys } from './changed-keys.ts'
import { objectKey } from './workflow-book.ts'

/** Results kept in memory for a target's small chart and its pace. */
const HISTORY = 100
/** Time spans remembered by their words; there are a few at a time. */
const MOST_SPANS = 100

/** Never changed, but replaced. */
export interface TargetEntry {
  readonly key: string
  readonly target: KnownTarget
  readonly test: TargetTest | undefined
  /** Why its last test failed; null after a good one. */
  readonly failure: Failure | null
}

/** What is known of all targets and their tests: from the journal at first, from the services as they answer. */
export interface TargetBook {
  keyOf(connectionId: string, targetId: string): string
  get(key: string): TargetEntry | undefined
  /** With its query, which is read when it is asked for. */
  whole(target: KnownTarget): KnownTarget
  all(): readonly TargetEntry[]
  /** One workflow's present list: targets of it that are gone are dropped, results of the others kept. */
  putList(connectionId: string, workflowId: string, targets: readonly KnownTarget[]): void
  put(target: KnownTarget): void
  remove(key: string): void
  tested(key: string, test: TargetTest): void
  testFailed(key: string, failure: Failure): void
  keepOnly(connectionIds: ReadonlySet<string>): void
  /** Results of before this moment leave the charts; the last one stays what is known of the target. */
  forgetTests(beforeMs: number): void
  /** Oldest first. */
  history(entry: TargetEntry): readonly TargetTest[]
  standing(entry: TargetEntry, nowMs: number): Standing
  /** The same without reading results for it: where it needs those, its pace is missing until `warm` has read them. */
  quickStanding(entry: TargetEntry, nowMs: number): Standing
  /** Its pace is missing from that. */
  isCold(key: string): boolean
  /** Reads the results of so many whose pace was missing; answers whether there are more. They count as changed. */
  warm(count: number): boolean
  /** Wall clock, ms, at which the period of its last test is over; undefined where none is known. Cheap. */
  periodEndMs(entry: TargetEntry): number | undefined
  /** Something about it that stands elsewhere changed. */
  touch(key: string): void
  readonly changes: Pick<ChangedKeys, 'take'>
}

/** How long a standing stays what it is when nothing comes in. */
interface Judged {
  readonly standing: Standing
  readonly fromMs: number
  readonly untilMs: number
}

export function createTargetBook(
  journal: Pick<Journal, 'targets' | 'targetQuery' | 'targetTests' | 'newestTargetTests'>,
  zone: string
): TargetBook {
  const entries = new Map<string, TargetEntry>()
  const histories = new Map<string, readonly TargetTest[]>()
  const judged = new WeakMap<TargetEntry, Judged>()
  /** By the last result alone. */
  const quick = new WeakMap<TargetEntry, Judged>()
  const spans = new WeakMap<TargetTest, { readonly span: Span | undefined }>()
  const sameSpans = new Map<string, Span>()
  const changes = createChangedKeys()

  /** Their pace was asked for, and takes results that were not read. */
  const cold = new Set<string>()
  const calendar = createCalendar()

  function history({ key, target: { connectionId, id } }: TargetEntry): readonly TargetTest[] {
    const known = histories.get(key) ?? journal.targetTests(connectionId, id, HISTORY)
    histories.set(key, known)
    return known
  }

  function set(entry: TargetEntry): void {
    entries.set(entry.key, entry)
    changes.changed(entry.key)
  }

  function put(target: KnownTarget): void {
    const key = objectKey(target.connectionId, target.id)
    const present = entries.get(key)
    if (present) {
      set({ ...present, target })
      return
    }
    set({ key, target, test: journal.targetTests(target.connectionId, target.id, 1).at(0), failure: null })
  }

  function remove(key: string): void {
    if (!entries.delete(key)) return
    histories.delete(key)
    changes.removed(key)
  }

  /**
   * Asked for every target at every turn, and the calendar is slow. Targets of one period are tested over the same time span: what is
   * told in the same words in the same calendar period is the same.
   */
  function spanOf(test: TargetTest): Span | undefined {
    const known = spans.get(test)
    if (known) return known.span
    const here = calendar(test.selectedPeriod, test.testedAtMs, zone)
    const key = `${test.selectedPeriod} ${String(here.beginMs)} ${test.timespan}`
    const same = sameSpans.get(key)
    // One that began after this test is none of its own.
    const span = same && same.beginMs <= test.testedAtMs ? same : spanOfTest(test, zone, calendar)
    if (sameSpans.size >= MOST_SPANS) sameSpans.clear()
    if (span) sameSpans.set(key, span)
    spans.set(test, { span })
    return span
  }

  /** A standing stays what it is until the next moment at which time alone changes it, or something comes in. */
  function remembered(
    where: WeakMap<TargetEntry, Judged>,
    entry: TargetEntry,
    nowMs: number,
    tests: readonly TargetTest[]
  ): Standing {
    const known = where.get(entry)
    if (known && nowMs >= known.fromMs && nowMs < known.untilMs) return known.standing
    const standing = standingOf(entry.target, tests, nowMs, spanOf)
    const { activeFromMs, activeUntilMs } = entry.target
    const turns = [activeFromMs, activeUntilMs, standing.span?.endMs, standing.pace?.reachableUntilMs]
    const untilMs = Math.min(...turns.map((atMs) => (typeof atMs === 'number' && atMs > nowMs ? atMs : Infinity)))
    where.set(entry, { standing, fromMs: nowMs, untilMs })
    return standing
  }

  const newest = new Map(
    journal.newestTargetTests().map(({ connectionId, test }) => [objectKey(connectionId, test.targetId), test])
  )
  for (const target of journal.targets()) {
    const key = objectKey(target.connectionId, target.id)
    set({ key, target, test: newest.get(key), failure: null })
  }

  function standing(entry: TargetEntry, nowMs: number): Standing {
    const tests = history(entry)
    return remembered(judged, entry, nowMs, tests.length > 0 || !entry.test ? tests : [entry.test])
  }

  return {
    keyOf: objectKey,
    get: (key) => entries.get(key),
    whole(target) {
      if (target.query !== undefined) return target
      const query = journal.targetQuery(target.connectionId, target.id)
      return query === undefined ? target : { ...target, query }
    },
    all: () => [...entries.values()],
    putList(connectionId, workflowId, targets) {
      const ids = new Set(targets.map(({ id }) => id))
      for (const { key, target } of entries.values()) {
        if (target.connectionId === connectionId && target.workflowId === workflowId && !ids.has(target.id)) remove(key)
      }
      for (const target of targets) put(target)
    },
    put,
    remove,
    tested(key, test) {
      const entry = entries.get(key)
      if (!entry) return
      histories.set(key, [...history(entry), test].slice(-HISTORY))
      set({ ...entry, test, failure: null })
    },
    testFailed(key, failure) {
      const entry = entries.get(key)
      if (entry) set({ ...entry, failure })
    },
    keepOnly(connectionIds) {
      for (const [key, { target }] of entries) if (!connectionIds.has(target.connectionId)) remove(key)
    },
    forgetTests(beforeMs) {
      for (const entry of entries.values()) {
        const known = histories.get(entry.key)
        if (known)
          histories.set(
            entry.key,
            known.filter(({ testedAtMs }) => testedAtMs >= beforeMs)
          )
        set({ ...entry })
      }
    },
    history,
    standing,
    quickStanding(entry, nowMs) {
      const { key, target, test } = entry
      if (histories.has(key)) return standing(entry, nowMs)
      if (test && judgeTest(target, test, nowMs) === 'running') cold.add(key)
      return remembered(quick, entry, nowMs, test ? [test] : [])
    },
    isCold: (key) => cold.has(key),
    warm(count) {
      for (const key of [...cold].slice(0, count)) {
        cold.delete(key)
        const entry = entries.get(key)
        if (!entry) continue
        history(entry)
        changes.changed(key)
      }
      return cold.size > 0
    },
    periodEndMs: ({ target, test }) =>
      test?.selectedPeriod === target.reportingPeriod ? spanOf(test)?.endMs : undefined,
    touch(key) {
      if (entries.has(key)) changes.changed(key)
    },
    changes
  }
}
