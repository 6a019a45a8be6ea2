import type { ReportingConnectionView } from '../../contract/reporting-views.ts'
import type { EngineEvent } from '../../core/alerts/engine-types.ts'
import type { Failure } from '../../core/connections/failure.ts'
import type { ListProgress, TargetSource } from '../../core/connections/source.ts'
import type { Clock } from '../../core/ports/clock.ts'
import type { Cancellation } from '../../core/ports/http.ts'
import type { Journal } from '../../core/ports/journal.ts'
import type { Logger } from '../../core/ports/logger.ts'
import type { KnownTarget, KnownWorkflow, NotificationSetting } from '../../core/reporting/objects.ts'
import { fail, ok, type Result } from '../../core/result.ts'
import type { TargetBook } from './target-book.ts'
import { objectKey, type WorkflowBook } from './workflow-book.ts'

interface ListState {
  readonly isLoaded: boolean
  readonly progress: ListProgress
  /** Wall ms. */
  readonly readAtMs: number | null
  readonly failure: Failure | null
}

interface Reading {
  readonly workflows: readonly KnownWorkflow[]
  readonly targets: readonly KnownTarget[]
}

const UNREAD: ListState = { isLoaded: false, progress: { done: 0, total: 0 }, readAtMs: null, failure: null }

/** Takes over the workflows and target lists of services, one by one as they come in. */
export interface TargetLists {
  /**
   * `isPresent` is asked before anything is taken over. Answers when all is read. What was known stays until its list is there, and for
   * good where reading fails.
   */
  read(
    connectionId: string,
    source: TargetSource,
    cancellation: Cancellation,
    isPresent: () => boolean
  ): Promise<Result<undefined>>
  takeWorkflows(connectionId: string, workflows: readonly KnownWorkflow[]): void
  takeList(connectionId: string, workflowId: string, targets: readonly KnownTarget[]): void
  takeSettings(connectionId: string, targetId: string, settings: readonly NotificationSetting[]): void
  /** What the engine should know of the connection's targets by now. */
  tellKnown(connectionId: string): void
  failed(connectionId: string, failure: Failure): void
  failureOf(connectionId: string): Failure | undefined
  isLoaded(connectionId: string): boolean
  /** How many lists there are to read. */
  countOf(connectionId: string): number
  keepOnly(connectionIds: ReadonlySet<string>): void
  view(connectionId: string, is: { readonly reading: boolean; readonly away: boolean }): ReportingConnectionView
}

export function createTargetLists(deps: {
  readonly clock: Clock
  readonly journal: Journal
  readonly logger: Logger
  readonly book: TargetBook
  readonly workflows: WorkflowBook
  readonly dispatch: (event: EngineEvent) => void
  readonly changed: () => void
  /** A list came in: what is tested when may be otherwise. */
  readonly listed: () => void
  readonly line: (text: string) => void
}): TargetLists {
  const { clock, journal, book, workflows } = deps
  const states = new Map<string, ListState>()
  const stateOf = (id: string): ListState => states.get(id) ?? UNREAD

  function set(connectionId: string, part: Partial<ListState>): void {
    states.set(connectionId, { ...stateOf(connectionId), ...part })
    deps.changed()
  }

  const targetsOf = (connectionId: string): readonly KnownTarget[] =>
    book.all().flatMap(({ target }) => (target.connectionId === connectionId ? [target] : []))

  function stored(result: Result<void>): void {
    if (!result.ok) deps.logger.warn('targets not stored', { detail: result.failure.detail })
  }

  function takeWorkflows(connectionId: string, list: readonly KnownWorkflow[]): void {
    const gone = workflows.replace(connectionId, list)
    for (const workflowId of gone) book.putList(connectionId, workflowId, [])
    stored(journal.putWorkflows(connectionId, list))
  }

  function takeList(connectionId: string, workflowId: string, targets: readonly KnownTarget[]): void {
    const { wallMs } = clock.now()
    book.putList(connectionId, workflowId, targets)
    workflows.listed(connectionId, workflowId, wallMs)
    stored(journal.putTargetList(connectionId, workflowId, targets, wallMs))
    deps.listed()
  }

  /** When a list was taken over beside the reading of all of them, monotonic ms, by its key; that of a connection's workflows by its id. */
  const taken = new Map<string, number>()
  const isNewer = (key: string, sinceMs: number): boolean => (taken.get(key) ?? -Infinity) >= sinceMs

  function tellKnown(connectionId: string): void {
    const targetIds = targetsOf(connectionId).map(({ id }) => id)
    deps.dispatch({ type: 'targetsKnown', connectionId, targetIds })
  }

  /** From a source that told nothing on the way: its answer is all there is. One that did may be older by now than an edit since. */
  function takeAll(connectionId: string, all: Reading): void {
    takeWorkflows(connectionId, all.workflows)
    for (const workflowId of new Set(all.targets.map((target) => target.workflowId))) {
      const own = all.targets.filter((target) => target.workflowId === workflowId)
      takeList(connectionId, workflowId, own)
    }
    const ids = new Set(all.targets.map(({ id }) => id))
    for (const { id, workflowId } of targetsOf(connectionId)) {
      if (!ids.has(id)) takeList(connectionId, workflowId, [])
    }
  }

  function finished(connectionId: string, all: Reading): void {
    set(connectionId, { isLoaded: true, readAtMs: clock.now().wallMs, failure: null })
    tellKnown(connectionId)
    deps.line(`targets: ${String(all.targets.length)} in ${String(all.workflows.length)} workflows`)
  }

  for (const id of new Set(workflows.all().map(({ workflow }) => workflow.connectionId))) {
    states.set(id, { ...UNREAD, isLoaded: true })
  }
  for (const { target } of book.all()) states.set(target.connectionId, { ...UNREAD, isLoaded: true })

  return {
    async read(connectionId, source, cancellation, isPresent) {
      const heard = { workflows: false }
      const beganMs = clock.now().monoMs
      set(connectionId, { progress: { done: 0, total: 0 } })
      const result = await source.readAll(cancellation, {
        workflows(list) {
          if (!isPresent()) return
          heard.workflows = true
          if (!isNewer(connectionId, beganMs)) takeWorkflows(connectionId, list)
        },
        list(workflowId, targets) {
          // Neither does one that was removed meanwhile come back with its list, nor is an edit since undone by an older answer.
          const isWanted = isPresent() && workflows.get(connectionId, workflowId) !== undefined
          if (isWanted && !isNewer(objectKey(connectionId, workflowId), beganMs)) {
            takeList(connectionId, workflowId, targets)
          }
        },
        progress: (progress) => {
          if (isPresent()) set(connectionId, { progress })
        }
      })
      if (!isPresent()) return fail({ code: 'cancelled', step: 'targets', detail: 'nobody waits for it' })
      if (!result.ok) return result
      if (!heard.workflows) takeAll(connectionId, result.value)
      finished(connectionId, result.value)
      return ok(undefined)
    },
    takeWorkflows(connectionId, list) {
      taken.set(connectionId, clock.now().monoMs)
      takeWorkflows(connectionId, list)
    },
    takeList(connectionId, workflowId, targets) {
      taken.set(objectKey(connectionId, workflowId), clock.now().monoMs)
      takeList(connectionId, workflowId, targets)
    },
    takeSettings(connectionId, targetId, settings) {
      const key = objectKey(connectionId, targetId)
      const { wallMs } = clock.now()
      workflows.putSettings(key, settings, wallMs)
      stored(journal.putTargetSettings(connectionId, targetId, settings, wallMs))
      book.touch(key)
    },
    tellKnown,
    failed(connectionId, failure) {
      set(connectionId, { failure })
    },
    failureOf: (connectionId) => stateOf(connectionId).failure ?? undefined,
    isLoaded: (connectionId) => stateOf(connectionId).isLoaded,
    countOf: (connectionId) => stateOf(connectionId).progress.total,
    keepOnly(connectionIds) {
      for (const id of states.keys()) if (!connectionIds.has(id)) states.delete(id)
    },
    view(connectionId, { reading, away }) {
      const { progress, readAtMs, failure } = stateOf(connectionId)
      const state = away ? 'away' : reading ? 'reading' : failure ? 'failed' : readAtMs === null ? 'known' : 'ready'
      return { connectionId, state, ...progress, readAtMs, failure: failure ? { ...failure } : null }
    }
  }
}
