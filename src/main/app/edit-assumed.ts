import type { Edit } from '../../core/edits/edit.ts'
import type { TargetChanges } from '../../core/reporting/drafts.ts'
import type { KnownTarget, KnownWorkflow, NotificationSetting, SlackAccess } from '../../core/reporting/objects.ts'

/** What a list says once an edit that the service took is carried out. Services may take it first and carry it out a little later. */

interface Id {
  readonly id: string
}

/** `make`: of what was there before, undefined for something new. */
function listAfter<T extends Id>(
  list: readonly T[],
  edit: Edit,
  id: string | null,
  make: (before: T | undefined) => T | undefined
): readonly T[] {
  if (edit.op === 'remove') return list.filter((one) => one.id !== edit.id)
  if (edit.op === 'change') return list.map((one) => (one.id === edit.id ? (make(one) ?? one) : one))
  const made = id === null || list.some((one) => one.id === id) ? undefined : make(undefined)
  return made ? [...list, made] : list
}

export function workflowsAfter(
  connectionId: string,
  list: readonly KnownWorkflow[],
  edit: Edit & { readonly kind: 'workflow' },
  id: string | null
): readonly KnownWorkflow[] {
  return listAfter(list, edit, id, (before) => {
    if (edit.op === 'remove') return undefined
    if (edit.op === 'change') return before && { ...before, ...edit.changes }
    return id === null ? undefined : { ...edit.draft, id, connectionId }
  })
}

/** An end that is null in a draft is missing in a target. */
function asTarget({ activeFromMs, activeUntilMs, ...changes }: TargetChanges, before: KnownTarget): KnownTarget {
  const { activeFromMs: fromMs = null, activeUntilMs: untilMs = null, ...rest } = before
  const from = activeFromMs === undefined ? fromMs : activeFromMs
  const until = activeUntilMs === undefined ? untilMs : activeUntilMs
  return {
    ...{ ...rest, ...changes },
    ...(from === null ? {} : { activeFromMs: from }),
    ...(until === null ? {} : { activeUntilMs: until })
  }
}

export function targetsAfter(
  connectionId: string,
  list: readonly KnownTarget[],
  edit: Edit & { readonly kind: 'target' },
  id: string | null
): readonly KnownTarget[] {
  return listAfter(list, edit, id, (before) => {
    if (edit.op === 'remove') return undefined
    if (edit.op === 'change') return before && asTarget(edit.changes, before)
    if (id === null) return undefined
    const { activeFromMs: _from, activeUntilMs: _until, ...draft } = edit.draft
    return asTarget(edit.draft, { ...draft, id, connectionId, workflowId: edit.workflowId })
  })
}

type SettingEdit = Exclude<Edit, { readonly kind: 'workflow' | 'target' }>
type SlackValues = Extract<SettingEdit, { kind: 'slackSetting'; op: 'create' | 'change' }>

/** What was entered is set; what it says is forgotten here. */
function accessAfter(edit: SlackValues, before: SlackAccess | undefined): SlackAccess {
  const values = edit.op === 'create' ? edit.draft : edit.changes
  if (values.shape === 'bot') {
    const known = before?.shape === 'bot' ? before : { token: 'notSet' as const, channel: '', user: '' }
    const token = values.token === undefined ? known.token : 'set'
    return { shape: 'bot', token, channel: values.channel ?? known.channel, user: values.user ?? known.user }
  }
  const known = before?.shape === 'webhook' ? before : { webhookUrl: 'notSet' as const, iconUrl: '' }
  const webhookUrl = values.webhookUrl === undefined ? known.webhookUrl : 'set'
  return { shape: 'webhook', webhookUrl, iconUrl: values.iconUrl ?? known.iconUrl }
}

function settingAfter(
  connectionId: string,
  edit: SettingEdit,
  id: string,
  before: NotificationSetting | undefined
): NotificationSetting | undefined {
  if (edit.op === 'remove') return undefined
  const values = edit.op === 'create' ? edit.draft : edit.changes
  const base = {
    ...{ id, connectionId, targetId: edit.targetId },
    name: values.name ?? before?.name ?? '',
    active: values.active ?? before?.active ?? null,
    lastSentAtMs: before?.lastSentAtMs ?? null
  }
  if (edit.kind === 'slackSetting') {
    return { ...base, kind: 'slack', access: accessAfter(edit, before?.kind === 'slack' ? before.access : undefined) }
  }
  if (edit.kind === 'barSetting') {
    const own = edit.op === 'create' ? edit.draft : edit.changes
    return { ...base, kind: 'bar', channelId: own.channelId ?? (before?.kind === 'bar' ? before.channelId : '') }
  }
  const own = edit.op === 'create' ? edit.draft : edit.changes
  const known = before?.kind === 'email' ? before : undefined
  return {
    ...{ ...base, kind: 'email', email: own.email ?? known?.email ?? '' },
    bundleable: own.bundleable ?? known?.bundleable ?? null
  }
}

export function settingsAfter(
  connectionId: string,
  list: readonly NotificationSetting[],
  edit: SettingEdit,
  id: string | null
): readonly NotificationSetting[] {
  return listAfter(list, edit, id, (before) => {
    const own = before?.id ?? id
    return own === null ? undefined : settingAfter(connectionId, edit, own, before)
  })
}
