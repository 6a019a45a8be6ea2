import type { Clock } from '../../core/ports/clock.ts'
import { createSeededRandom } from '../random.ts'
import type { SettingKind, SettingReply, TargetReply, WorkflowReply } from './schema.ts'

export type Settings = Record<SettingKind, readonly SettingReply[]>

export interface TargetEntry {
  readonly target: TargetReply
  readonly settings: Settings
}

export interface WorkflowEntry {
  readonly workflow: WorkflowReply
  readonly targets: readonly TargetEntry[]
}

/** What the organization has. A change that comes late is taken at once and done when its time has come, in its order. */
export interface ReportingStore {
  /** As it is now, oldest first. */
  all(): readonly WorkflowEntry[]
  workflow(id: string | undefined): WorkflowEntry | undefined
  /** `change` answers the new entry, or undefined to remove it with all below; an id that is not there yet is added. */
  put(workflowId: string, lateMs: number, change: (entry: WorkflowEntry | undefined) => WorkflowEntry | undefined): void
  /** For something new. */
  newId(): string
}

export function createReportingStore(
  deps: { readonly clock: Clock; readonly seed: number },
  entries: readonly WorkflowEntry[]
): ReportingStore {
  const random = createSeededRandom(deps.seed, 'objectives/written')
  const present = new Map(entries.map((entry) => [entry.workflow.id, entry]))
  let late: { readonly dueMs: number; readonly run: () => void }[] = []

  function catchUp(): void {
    if (late.length === 0) return
    const nowMs = deps.clock.now().monoMs
    const due = late.filter(({ dueMs }) => dueMs <= nowMs)
    late = late.filter(({ dueMs }) => dueMs > nowMs)
    for (const { run } of due) run()
  }

  return {
    all() {
      catchUp()
      return [...present.values()]
    },
    workflow(id = '') {
      catchUp()
      return present.get(id)
    },
    put(workflowId, lateMs, change) {
      const run = (): void => {
        const entry = change(present.get(workflowId))
        if (entry) present.set(workflowId, entry)
        else present.delete(workflowId)
      }
      if (lateMs > 0) late.push({ dueMs: deps.clock.now().monoMs + lateMs, run })
      else run()
    },
    newId: () => random.uuid()
  }
}
