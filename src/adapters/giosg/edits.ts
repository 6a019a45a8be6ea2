import * as z from 'zod'
import type { Connection, GiosgConfig } from '../../core/connections/connection.ts'
import type { EditSink } from '../../core/connections/source.ts'
import type { BarEdit, Edit, EmailEdit, SlackEdit, TargetEdit, WorkflowEdit } from '../../core/edits/edit.ts'
import type { SettingKind } from '../../core/reporting/objects.ts'
import { never, ok } from '../../core/result.ts'
import type { Result } from '../../core/result.ts'
import { createGiosgCalls } from './calls.ts'
import type { Params } from './calls.ts'
import { createGiosgClient } from './client.ts'
import { BAR_FIELDS, EMAIL_FIELDS, SLACK_FIELDS, TARGET_FIELDS, WORKFLOW_FIELDS, toWire } from './fields.ts'
import type { FieldTable } from './fields.ts'
import { GIOSG_ROUTES, settingRoutes } from './routes.ts'
import type { GiosgDeps } from './source.ts'
import { createGiosgWrites } from './writes.ts'
import type { Writing } from './writes.ts'

interface WriteRoutes {
  readonly create: Writing['route']
  readonly change: Writing['route']
  readonly remove: Writing['route']
}

const WORKFLOW_ROUTES: WriteRoutes = {
  create: GIOSG_ROUTES.createWorkflow,
  change: GIOSG_ROUTES.changeWorkflow,
  remove: GIOSG_ROUTES.removeWorkflow
}
const TARGET_ROUTES: WriteRoutes = {
  create: GIOSG_ROUTES.createTarget,
  change: GIOSG_ROUTES.changeTarget,
  remove: GIOSG_ROUTES.removeTarget
}

/** `idName`: what the object's own id is called in its paths. */
function writingOf(edit: Edit, routes: WriteRoutes, fields: FieldTable, params: Params, idName: string): Writing {
  switch (edit.op) {
    case 'create':
      return { route: routes.create, params, body: toWire(fields, edit.draft), fields, secrets: secretsOf(edit.draft) }
    case 'change': {
      const { id, changes } = edit
      const body = toWire(fields, changes)
      return { route: routes.change, params: { ...params, [idName]: id }, body, fields, secrets: secretsOf(changes) }
    }
    case 'remove':
      return { route: routes.remove, params: { ...params, [idName]: edit.id }, fields, secrets: [] }
    default:
      return never(edit)
  }
}

const SECRETS = ['token', 'webhookUrl']

function secretsOf(values: object): readonly string[] {
  return Object.entries(values).flatMap(([name, value]: [string, unknown]) =>
    SECRETS.includes(name) && typeof value === 'string' ? [value] : []
  )
}

const SETTING_KIND = { barSetting: 'bar', slackSetting: 'slack', emailSetting: 'email' } as const

type SettingEdit = BarEdit | SlackEdit | EmailEdit

function settingWriting(edit: SettingEdit, kind: SettingKind, fields: FieldTable): Writing {
  const { workflowId, targetId } = edit
  return writingOf(edit, settingRoutes(kind), fields, { workflowId, targetId }, 'settingId')
}

const workflowWriting = (edit: WorkflowEdit): Writing =>
  writingOf(edit, WORKFLOW_ROUTES, WORKFLOW_FIELDS, {}, 'workflowId')
const targetWriting = (edit: TargetEdit): Writing =>
  writingOf(edit, TARGET_ROUTES, TARGET_FIELDS, { workflowId: edit.workflowId }, 'targetId')

function asWriting(edit: Edit): Writing {
  switch (edit.kind) {
    case 'workflow':
      return workflowWriting(edit)
    case 'target':
      return targetWriting(edit)
    case 'barSetting':
      return settingWriting(edit, 'bar', BAR_FIELDS)
    case 'slackSetting':
      return settingWriting(edit, 'slack', SLACK_FIELDS)
    case 'emailSetting':
      return settingWriting(edit, 'email', EMAIL_FIELDS)
    default:
      return never(edit)
  }
}

/** All that is needed of what the service tells of an object it has written. */
const writtenSchema = z.object({ id: z.string().min(1) })

export function createGiosgEdits({ config }: Connection<GiosgConfig>, deps: GiosgDeps): EditSink {
  const calls = createGiosgCalls(config, deps)
  const writes = createGiosgWrites(deps, calls)
  const client = createGiosgClient(config, deps, calls)

  function listWith(edit: Edit): Promise<Result<readonly unknown[]>> {
    if (edit.kind === 'workflow') return client.workflows({ urgent: true })
    if (edit.kind === 'target') return client.targets(edit.workflowId, { urgent: true })
    return client.settingsOf(SETTING_KIND[edit.kind], edit, { urgent: true })
  }

  /**
   * Whether what can't be found to be removed is gone indeed: its list is there and it is not in it. 404 alone could as well mean that
   * the address of the removal, which is assumed, is wrong.
   */
  async function isGone(edit: Edit & { readonly op: 'remove' }): Promise<boolean> {
    const list = await listWith(edit)
    return list.ok && list.value.every((item) => writtenSchema.safeParse(item).data?.id !== edit.id)
  }

  return {
    async writeEdit(edit, cancellation) {
      const written = await writes.write(asWriting(edit), cancellation)
      if (!written.ok) {
        const isDone = edit.op === 'remove' && written.failure.code === 'notFound' && (await isGone(edit))
        return isDone ? ok({ id: edit.id }) : written
      }
      const told = writtenSchema.safeParse(written.value)
      return ok({ id: edit.op === 'create' ? (told.data?.id ?? null) : edit.id })
    }
  }
}
