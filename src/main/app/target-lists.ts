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
  dropWorkflow(connectionId: string, workflowId: string): void
  dropTarget(connectionId: string, targetId: string): void
  /** What the engine should know of the connection's targets by now. */
  tellKnown(connectionId: string): void
  failed(connectionId: string, failure: Failure): void
  failureOf(connectionId: string): Failure | undefined
  isLoaded(connectionId: string): boolean
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

  function store(connectionId: string): void {
    const own = workflows.all().flatMap(({ workflow }) => (workflow.connectionId === connectionId ? [workflow] : []))
    const stored = journal.putTargets(connectionId, own, targetsOf(connectionId))
    if (!stored.ok) deps.logger.warn('targets not stored', { detail: stored.failure.detail })
  }

  function takeWorkflows(connectionId: string, list: readonly KnownWorkflow[]): void {
    const gone = workflows.replace(connectionId, list)
    for (const workflowId of gone) book.putList(connectionId, workflowId, [])
  }

  function takeList(connectionId: string, workflowId: string, targets: readonly KnownTarget[]): void {
    book.putList(connectionId, workflowId, targets)
    workflows.listed(connectionId, workflowId, clock.now().wallMs)
    deps.listed()
  }

  function tellKnown(connectionId: string): void {
    const targetIds = targetsOf(connectionId).map(({ id }) => id)
    deps.dispatch({ type: 'targetsKnown', connectionId, targetIds })
  }

  function finished(
    connectionId: string,
    heard: ReadonlySet<string>,
    all: { readonly workflows: readonly KnownWorkflow[]; readonly targets: readonly KnownTarget[] }
  ): void {
    takeWorkflows(connectionId, all.workflows)
    for (const workflowId of new Set(all.targets.map((target) => target.workflowId))) {
      if (heard.has(workflowId)) continue
      const own = all.targets.filter((target) => target.workflowId === workflowId)
      takeList(connectionId, workflowId, own)
    }
    book.keepTargets(connectionId, new Set(all.targets.map(({ id }) => id)))
    store(connectionId)
    set(connectionId, { isLoaded: true, readAtMs: clock.now().wallMs, failure: null })
    tellKnown(connectionId)
    deps.line(`targets: ${String(all.targets.length)} in ${String(all.workflows.length)} workflows`)
    deps.listed()
  }

  for (const id of new Set(workflows.all().map(({ workflow }) => workflow.connectionId))) {
    states.set(id, { ...UNREAD, isLoaded: true })
  }
  for (const { target } of book.all()) states.set(target.connectionId, { ...UNREAD, isLoaded: true })

  return {
    async read(connectionId, source, cancellation, isPresent) {
      const heard = new Set<string>()
      set(connectionId, { progress: { done: 0, total: 0 } })
      const result = await source.readAll(cancellation, {
        workflows: (list) => {
          if (isPresent()) takeWorkflows(connectionId, list)
        },
        list(workflowId, targets) {
          if (!isPresent()) return
          heard.add(workflowId)
          takeList(connectionId, workflowId, targets)
        },
        progress: (progress) => {
          if (isPresent()) set(connectionId, { progress })
        }
      })
      if (!isPresent()) return fail({ code: 'cancelled', step: 'targets', detail: 'nobody waits for it' })
      if (!result.ok) return result
      finished(connectionId, heard, result.value)
      return ok(undefined)
    },
    takeWorkflows(connectionId, list) {
      takeWorkflows(connectionId, list)
      store(connectionId)
    },
    takeList(connectionId, workflowId, targets) {
      takeList(connectionId, workflowId, targets)
      store(connectionId)
    },
    takeSettings(connectionId, targetId, settings) {
      const key = objectKey(connectionId, targetId)
      workflows.putSettings(key, settings, clock.now().wallMs)
      book.touch(key)
    },
    dropWorkflow(connectionId, workflowId) {
      workflows.remove(connectionId, workflowId)
      book.putList(connectionId, workflowId, [])
      store(connectionId)
    },
    dropTarget(connectionId, targetId) {
      book.remove(objectKey(connectionId, targetId))
      store(connectionId)
    },
    tellKnown,
    failed(connectionId, failure) {
      set(connectionId, { failure })
    },
    failureOf: (connectionId) => stateOf(connectionId).failure ?? undefined,
    isLoaded: (connectionId) => stateOf(connectionId).isLoaded,
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
