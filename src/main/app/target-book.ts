import type { Failure } from '../../core/connections/failure.ts'
import type { Journal } from '../../core/ports/journal.ts'
import type { KnownTarget } from '../../core/reporting/objects.ts'
import { spanOfTest, type Span } from '../../core/targets/span.ts'
import type { TargetTest } from '../../core/targets/target.ts'
import { standingOf, type Standing } from '../../core/targets/verdict.ts'
import { createChangedKeys, type ChangedKeys } from './changed-keys.ts'
import { objectKey } from './workflow-book.ts'

/** Results kept in memory for a target's small chart and its pace. */
const HISTORY = 100

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
  all(): readonly TargetEntry[]
  /** One workflow's present list: targets of it that are gone are dropped, results of the others kept. */
  putList(connectionId: string, workflowId: string, targets: readonly KnownTarget[]): void
  put(target: KnownTarget): void
  remove(key: string): void
  /** The connection has these targets and no others. */
  keepTargets(connectionId: string, targetIds: ReadonlySet<string>): void
  tested(key: string, test: TargetTest): void
  testFailed(key: string, failure: Failure): void
  keepOnly(connectionIds: ReadonlySet<string>): void
  /** Results of before this moment leave the charts; the last one stays what is known of the target. */
  forgetTests(beforeMs: number): void
  /** Oldest first. */
  history(entry: TargetEntry): readonly TargetTest[]
  standing(entry: TargetEntry, nowMs: number): Standing
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

export function createTargetBook(journal: Pick<Journal, 'targets' | 'targetTests'>, zone: string): TargetBook {
  const entries = new Map<string, TargetEntry>()
  const histories = new Map<string, readonly TargetTest[]>()
  const judged = new WeakMap<TargetEntry, Judged>()
  const spans = new WeakMap<TargetTest, { readonly span: Span | undefined }>()
  const changes = createChangedKeys()

  const stored = ({ connectionId, id }: KnownTarget): readonly TargetTest[] =>
    journal.targetTests(connectionId, id, HISTORY)

  function history({ key, target }: TargetEntry): readonly TargetTest[] {
    const known = histories.get(key) ?? stored(target)
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
    const tests = stored(target)
    histories.set(key, tests)
    set({ key, target, test: tests.at(-1), failure: null })
  }

  function remove(key: string): void {
    if (!entries.delete(key)) return
    histories.delete(key)
    changes.removed(key)
  }

  /** Asked for every target at every turn, and the calendar is slow. */
  function spanOf(test: TargetTest): Span | undefined {
    const known = spans.get(test) ?? { span: spanOfTest(test, zone) }
    spans.set(test, known)
    return known.span
  }

  function judge(entry: TargetEntry, nowMs: number): Judged {
    const tests = history(entry)
    const standing = standingOf(entry.target, tests.length > 0 || !entry.test ? tests : [entry.test], nowMs, spanOf)
    const { activeFromMs, activeUntilMs } = entry.target
    const turns = [activeFromMs, activeUntilMs, standing.span?.endMs, standing.pace?.reachableUntilMs]
    const untilMs = Math.min(...turns.map((atMs) => (typeof atMs === 'number' && atMs > nowMs ? atMs : Infinity)))
    return { standing, fromMs: nowMs, untilMs }
  }

  for (const target of journal.targets()) put(target)

  return {
    keyOf: objectKey,
    get: (key) => entries.get(key),
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
    keepTargets(connectionId, targetIds) {
      for (const { key, target } of entries.values()) {
        if (target.connectionId === connectionId && !targetIds.has(target.id)) remove(key)
      }
    },
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
    standing(entry, nowMs) {
      const known = judged.get(entry)
      if (known && nowMs >= known.fromMs && nowMs < known.untilMs) return known.standing
      const now = judge(entry, nowMs)
      judged.set(entry, now)
      return now.standing
    },
    periodEndMs: ({ target, test }) =>
      test?.selectedPeriod === target.reportingPeriod ? spanOf(test)?.endMs : undefined,
    touch(key) {
      if (entries.has(key)) changes.changed(key)
    },
    changes
  }
}
