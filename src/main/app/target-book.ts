import type { TargetView } from '../../contract/views.ts'
import type { Failure } from '../../core/connections/failure.ts'
import type { Journal } from '../../core/ports/journal.ts'
import type { Pace } from '../../core/targets/pace.ts'
import { spanOfTest, type Span } from '../../core/targets/span.ts'
import type { Target, TargetTest, Workflow } from '../../core/targets/target.ts'
import { standingOf, type Standing } from '../../core/targets/verdict.ts'

/** Results kept in memory for a target's small chart. */
const HISTORY = 100

export interface TargetEntry {
  readonly key: string
  readonly target: Target
  readonly workflowName: string
  readonly test: TargetTest | undefined
  /** Why its last test failed; null after a good one. */
  readonly failure: Failure | null
  readonly history: readonly TargetTest[]
}

/** What is known of all targets: from the journal at first, from the services as they answer. */
export interface TargetBook {
  keyOf(connectionId: string, targetId: string): string
  get(key: string): TargetEntry | undefined
  all(): readonly TargetEntry[]
  /** The service's present lists: targets that are gone are dropped, results of the others kept. */
  replace(connectionId: string, workflows: readonly Workflow[], targets: readonly Target[]): void
  tested(key: string, test: TargetTest): void
  testFailed(key: string, failure: Failure): void
  /** The lists could not be read; what was known stays, with the reason, until they are read again. */
  listFailed(connectionId: string, failure: Failure): void
  keepOnly(connectionIds: ReadonlySet<string>): void
  /** Results of before this moment leave the charts; the last one stays what is known of the target. */
  forgetTests(beforeMs: number): void
  /** True once the lists of this connection are known. */
  isLoaded(connectionId: string): boolean
  standing(entry: TargetEntry, nowMs: number): Standing
  /** Wall clock, ms, at which the period of its last test is over; undefined where none is known. Cheap. */
  periodEndMs(entry: TargetEntry): number | undefined
  view(entry: TargetEntry, nextTestAtMs: number | null, testing: boolean, nowMs: number): TargetView
}

const keyOf = (connectionId: string, targetId: string): string => `${connectionId}/${targetId}`

function paceView({ outlook, shareGone, projected, low, high, reachableUntilMs }: Pace): TargetView['pace'] {
  return outlook === undefined ? null : { shareGone, projected, low, high, reachableUntilMs }
}

export function createTargetBook(journal: Journal, zone: string): TargetBook {
  const entries = new Map<string, TargetEntry>()
  const loaded = new Set<string>()
  const listFailures = new Map<string, Failure>()

  function put(target: Target, workflows: readonly Workflow[]): void {
    const key = keyOf(target.connectionId, target.id)
    const present = entries.get(key)
    const history = present?.history ?? journal.targetTests(target.connectionId, target.id, HISTORY)
    const workflowName = workflows.find((one) => one.id === target.workflowId)?.name ?? ''
    entries.set(key, { key, target, workflowName, test: history.at(-1), failure: present?.failure ?? null, history })
  }

  function change(key: string, part: Partial<TargetEntry>): void {
    const entry = entries.get(key)
    if (entry) entries.set(key, { ...entry, ...part })
  }

  const spans = new WeakMap<TargetTest, { readonly span: Span | undefined }>()
  /** Asked for every target at every turn, and the calendar is slow. */
  function spanOf(test: TargetTest): Span | undefined {
    const known = spans.get(test) ?? { span: spanOfTest(test, zone) }
    spans.set(test, known)
    return known.span
  }
  const standing = ({ target, history, test }: TargetEntry, nowMs: number): Standing =>
    standingOf(target, history.length > 0 || !test ? history : [test], nowMs, spanOf)

  const workflows = journal.workflows()
  for (const workflow of workflows) loaded.add(workflow.connectionId)
  for (const target of journal.targets()) {
    put(target, workflows)
    loaded.add(target.connectionId)
  }

  return {
    keyOf,
    get: (key) => entries.get(key),
    all: () => [...entries.values()],
    replace(connectionId, list, targets) {
      loaded.add(connectionId)
      listFailures.delete(connectionId)
      const ids = new Set(targets.map((target) => keyOf(connectionId, target.id)))
      for (const [key, entry] of entries) {
        if (entry.target.connectionId === connectionId && !ids.has(key)) entries.delete(key)
      }
      for (const target of targets) put(target, list)
    },
    tested(key, test) {
      const history = [...(entries.get(key)?.history ?? []), test].slice(-HISTORY)
      change(key, { test, failure: null, history })
    },
    testFailed(key, failure) {
      change(key, { failure })
    },
    listFailed(connectionId, failure) {
      listFailures.set(connectionId, failure)
    },
    keepOnly(connectionIds) {
      for (const [key, entry] of entries) if (!connectionIds.has(entry.target.connectionId)) entries.delete(key)
      for (const id of [...loaded, ...listFailures.keys()]) {
        if (connectionIds.has(id)) continue
        loaded.delete(id)
        listFailures.delete(id)
      }
    },
    forgetTests(beforeMs) {
      for (const [key, { history }] of entries) {
        change(key, { history: history.filter(({ testedAtMs }) => testedAtMs >= beforeMs) })
      }
    },
    isLoaded: (connectionId) => loaded.has(connectionId),
    standing,
    periodEndMs: ({ target, test }) =>
      test?.selectedPeriod === target.reportingPeriod ? spanOf(test)?.endMs : undefined,
    view(entry, nextTestAtMs, testing, nowMs) {
      const { target, workflowName, test, failure: testFailure, history } = entry
      const { state, span, pace } = standing(entry, nowMs)
      const failure = testFailure ?? listFailures.get(target.connectionId)
      return {
        id: target.id,
        connectionId: target.connectionId,
        workflowId: target.workflowId,
        workflowName,
        name: target.name,
        threshold: target.threshold,
        bound: target.bound,
        reportingPeriod: target.reportingPeriod,
        notificationPeriod: target.notificationPeriod,
        state,
        value: test?.value ?? null,
        selectedPeriod: test?.selectedPeriod ?? null,
        timespan: test?.timespan ?? null,
        testedAtMs: test?.testedAtMs ?? null,
        nextTestAtMs,
        testing,
        failure: failure ? { ...failure } : null,
        periodEndsAtMs: span?.endMs ?? null,
        pace: pace ? paceView(pace) : null,
        history: history.map((one) => ({ atMs: one.testedAtMs, value: one.value }))
      }
    }
  }
}
