import type { Failure } from '../../core/connections/failure.ts'
import type { Journal } from '../../core/ports/journal.ts'
import type { KnownWorkflow, NotificationSetting } from '../../core/reporting/objects.ts'
import { createChangedKeys, type ChangedKeys } from './changed-keys.ts'

export interface WorkflowEntry {
  readonly key: string
  readonly workflow: KnownWorkflow
  /** When its targets were read last, wall ms; null: never. */
  readonly listedAtMs: number | null
  readonly listing: boolean
}

/** Who is told of one target. `list` undefined: never read. */
export interface KnownSettings {
  readonly list: readonly NotificationSetting[] | undefined
  readonly readAtMs: number | null
  readonly failure: Failure | null
}

export const objectKey = (connectionId: string, id: string): string => `${connectionId}/${id}`

/** What is known of workflows and of the notification settings of targets. */
export interface WorkflowBook {
  get(connectionId: string, workflowId: string): WorkflowEntry | undefined
  byKey(key: string): WorkflowEntry | undefined
  all(): readonly WorkflowEntry[]
  /** The service's present list, in its order. Answers the ids of those that are gone. */
  replace(connectionId: string, workflows: readonly KnownWorkflow[]): readonly string[]
  put(workflow: KnownWorkflow): void
  remove(connectionId: string, workflowId: string): void
  listing(connectionId: string, workflowId: string, isSo: boolean): void
  listed(connectionId: string, workflowId: string, atMs: number): void
  settings(targetKey: string): KnownSettings | undefined
  putSettings(targetKey: string, list: readonly NotificationSetting[], atMs: number): void
  settingsFailed(targetKey: string, failure: Failure): void
  forgetSettings(targetKey: string): void
  keepOnly(connectionIds: ReadonlySet<string>): void
  readonly changes: Pick<ChangedKeys, 'take'>
}

export function createWorkflowBook(
  journal: Pick<Journal, 'workflows' | 'targetLists' | 'targetSettings'>
): WorkflowBook {
  const entries = new Map<string, WorkflowEntry>()
  const settings = new Map<string, KnownSettings>()
  const changes = createChangedKeys()

  function put(workflow: KnownWorkflow, over: Partial<WorkflowEntry> = {}): void {
    const key = objectKey(workflow.connectionId, workflow.id)
    const before = entries.get(key)
    entries.set(key, {
      key,
      listedAtMs: before?.listedAtMs ?? null,
      listing: before?.listing ?? false,
      workflow,
      ...over
    })
    changes.changed(key)
  }

  function change(connectionId: string, workflowId: string, over: Partial<WorkflowEntry>): void {
    const before = entries.get(objectKey(connectionId, workflowId))
    if (before) put(before.workflow, over)
  }

  function drop(key: string): void {
    entries.delete(key)
    changes.removed(key)
  }

  for (const workflow of journal.workflows()) put(workflow)
  for (const { connectionId, workflowId, readAtMs } of journal.targetLists()) {
    change(connectionId, workflowId, { listedAtMs: readAtMs })
  }
  for (const { connectionId, targetId, settings: list, readAtMs } of journal.targetSettings()) {
    settings.set(objectKey(connectionId, targetId), { list, readAtMs, failure: null })
  }

  return {
    get: (connectionId, workflowId) => entries.get(objectKey(connectionId, workflowId)),
    byKey: (key) => entries.get(key),
    all: () => [...entries.values()],
    replace(connectionId, workflows) {
      const ids = new Set(workflows.map(({ id }) => id))
      const own = [...entries.values()].filter(({ workflow }) => workflow.connectionId === connectionId)
      const gone = own.filter(({ workflow }) => !ids.has(workflow.id))
      for (const { key } of gone) drop(key)
      for (const workflow of workflows) {
        const key = objectKey(connectionId, workflow.id)
        const before = entries.get(key)
        // Taken out and put in again: listed in the order of the service.
        entries.delete(key)
        put(workflow, before ? { listedAtMs: before.listedAtMs, listing: before.listing } : {})
      }
      return gone.map(({ workflow }) => workflow.id)
    },
    put: (workflow) => {
      put(workflow)
    },
    remove(connectionId, workflowId) {
      drop(objectKey(connectionId, workflowId))
    },
    listing(connectionId, workflowId, isSo) {
      change(connectionId, workflowId, { listing: isSo })
    },
    listed(connectionId, workflowId, atMs) {
      change(connectionId, workflowId, { listedAtMs: atMs, listing: false })
    },
    settings: (key) => settings.get(key),
    putSettings(key, list, readAtMs) {
      settings.set(key, { list, readAtMs, failure: null })
    },
    settingsFailed(key, failure) {
      settings.set(key, { list: undefined, readAtMs: null, ...settings.get(key), failure })
    },
    forgetSettings(key) {
      settings.delete(key)
    },
    keepOnly(connectionIds) {
      for (const [key, { workflow }] of entries) if (!connectionIds.has(workflow.connectionId)) drop(key)
      for (const key of settings.keys()) {
        if (![...connectionIds].some((id) => key.startsWith(objectKey(id, '')))) settings.delete(key)
      }
    },
    changes
  }
}
