import type { Faults } from '../faults.ts'
import type { Floor } from '../floor/floor.ts'
import type { Call, Reply } from '../http/reply.ts'
import { detail } from './access.ts'
import type { GiosgIdentity } from './identity.ts'
import { check, checkSetting, targetComplaints, targetPayload, workflowPayload, type Checked } from './payloads.ts'
import type { Oddities } from './oddities.ts'
import type { SettingKind, SettingReply, TargetReply, WorkflowReply } from './schema.ts'
import type { ReportingStore, TargetEntry, WorkflowEntry } from './store.ts'

export interface WriteDeps {
  readonly identity: GiosgIdentity
  readonly faults: () => Readonly<Faults>
  readonly floor: () => Floor
  readonly store: () => ReportingStore
  readonly oddities: Oddities
}

/** Where something is written: its workflow, and its target below that. */
export interface Place {
  readonly workflowId: string
  readonly targetId?: string
}

const GONE: Reply = { status: 204 }

function bodyOf(call: Call): Checked<unknown> {
  try {
    return { ok: true, values: JSON.parse(call.body) as unknown }
  } catch {
    return { ok: false, complaints: { detail: ['JSON parse error'] } }
  }
}

/** All that changes what the organization has. Each answers what it became, at once, even where it is carried out later. */
export function createWrites(deps: WriteDeps) {
  const { organizationId, userId } = deps.identity
  const now = (): string => new Date(Math.floor(deps.floor().nowMs())).toISOString()

  function put(workflowId: string, change: (entry: WorkflowEntry | undefined) => WorkflowEntry | undefined): void {
    deps.store().put(workflowId, deps.faults().giosgLateWritesMs, change)
  }

  function putTarget({ workflowId, targetId }: Place, change: (entry: TargetEntry) => TargetEntry | undefined): void {
    put(
      workflowId,
      (entry) =>
        entry && {
          ...entry,
          targets: entry.targets.flatMap((one) => (one.target.id === targetId ? (change(one) ?? []) : [one]))
        }
    )
  }

  const putSettings = (place: Place, kind: SettingKind, change: (all: readonly SettingReply[]) => SettingReply[]) =>
    putTarget(place, (entry) => ({
      ...entry,
      settings: { ...entry.settings, [kind]: change(entry.settings[kind]) }
    }))

  /** Reads and checks the body, then answers the object it makes. */
  function written(
    call: Call,
    status: 200 | 201,
    checked: (body: unknown) => Checked<Readonly<Record<string, unknown>>>,
    make: (values: Readonly<Record<string, unknown>>) => Checked<object>
  ): Reply {
    const body = bodyOf(call)
    if (!body.ok) return detail(400, 'JSON parse error')
    const values = checked(body.values)
    if (!values.ok) return { status: 400, body: values.complaints }
    const made = make(values.values)
    return made.ok ? { status, body: made.values } : { status: 400, body: made.complaints }
  }

  const newTarget = (values: Readonly<Record<string, unknown>>, present: object): TargetReply => {
    const merged = Object.entries({ ...present, ...values })
    // An end that is null is none.
    return Object.fromEntries(merged.filter(([, value]) => value !== null)) as TargetReply
  }

  return {
    createWorkflow: (call: Call): Reply =>
      written(
        call,
        201,
        (body) => check(workflowPayload, body, false),
        (values) => {
          const at = now()
          const workflow = {
            id: deps.store().newId(),
            organization_id: organizationId,
            created_by_user: userId,
            updated_by_user: userId,
            ...values,
            modified_at: at,
            created_at: at
          } as WorkflowReply
          put(workflow.id, () => ({ workflow, targets: [] }))
          return { ok: true, values: deps.oddities.object(workflow) }
        }
      ),
    changeWorkflow: (call: Call, { workflow }: WorkflowEntry): Reply =>
      written(
        call,
        200,
        (body) => check(workflowPayload, body, true),
        (values) => {
          const changed = { ...workflow, ...values, updated_by_user: userId, modified_at: now() }
          put(workflow.id, (entry) => entry && { ...entry, workflow: { ...entry.workflow, ...changed } })
          return { ok: true, values: deps.oddities.object(changed) }
        }
      ),
    removeWorkflow({ workflow }: WorkflowEntry): Reply {
      put(workflow.id, () => undefined)
      return GONE
    },
    createTarget: (call: Call, { workflow }: WorkflowEntry): Reply =>
      written(
        call,
        201,
        (body) => check(targetPayload, body, false),
        (values) => {
          const target = newTarget(values, {
            id: deps.store().newId(),
            organization_id: organizationId,
            workflow: workflow.id
          })
          const complaints = targetComplaints(target)
          if (complaints) return { ok: false, complaints }
          const entry: TargetEntry = { target, settings: { bar: [], slack: [], email: [] } }
          put(workflow.id, (present) => present && { ...present, targets: [...present.targets, entry] })
          return { ok: true, values: deps.oddities.object(target) }
        }
      ),
    changeTarget: (call: Call, place: Place, { target }: TargetEntry): Reply =>
      written(
        call,
        200,
        (body) => check(targetPayload, body, true),
        (values) => {
          const changed = newTarget(values, target)
          const complaints = targetComplaints(changed)
          if (complaints) return { ok: false, complaints }
          putTarget(place, (entry) => ({ ...entry, target: newTarget(values, entry.target) }))
          return { ok: true, values: deps.oddities.object(changed) }
        }
      ),
    removeTarget(place: Place): Reply {
      putTarget(place, () => undefined)
      return GONE
    },
    createSetting: (call: Call, place: Place, kind: SettingKind): Reply =>
      written(
        call,
        201,
        (body) => checkSetting(kind, body),
        (values) => {
          const setting = {
            id: deps.store().newId(),
            target: place.targetId,
            organization_id: organizationId,
            last_notification_sent: null,
            name: '',
            ...values
          } as SettingReply
          putSettings(place, kind, (all) => [...all, setting])
          return { ok: true, values: deps.oddities.setting(setting) }
        }
      ),
    changeSetting: (call: Call, place: Place, kind: SettingKind, setting: SettingReply): Reply =>
      written(
        call,
        200,
        (body) => checkSetting(kind, body, setting),
        (values) => {
          const merged = (one: SettingReply): SettingReply => ({ ...one, ...values })
          putSettings(place, kind, (all) => all.map((one) => (one.id === setting.id ? merged(one) : one)))
          return { ok: true, values: deps.oddities.setting(merged(setting)) }
        }
      ),
    removeSetting(place: Place, kind: SettingKind, { id }: SettingReply): Reply {
      putSettings(place, kind, (all) => all.filter((one) => one.id !== id))
      return GONE
    }
  }
}
