import type { Edit } from '../../core/edits/edit.ts'
import { changedFields } from '../../core/reporting/changed.ts'
import type { KnownTarget, NotificationSetting } from '../../core/reporting/objects.ts'
import type { TargetBook } from './target-book.ts'
import { objectKey, type WorkflowBook } from './workflow-book.ts'

/** Never told by the service, so what is known says nothing of them. */
export const HIDDEN_FIELDS: readonly string[] = ['token', 'webhookUrl', 'shape']

/** A target by the names of its draft: no end is null there. */
export function asDraftFields(target: KnownTarget): object {
  return { ...target, activeFromMs: target.activeFromMs ?? null, activeUntilMs: target.activeUntilMs ?? null }
}

/** The same of a setting, without what is never told. */
export function settingFields(setting: NotificationSetting): object {
  if (setting.kind !== 'slack') return setting
  const { access, ...rest } = setting
  return access.shape === 'bot'
    ? { ...rest, channel: access.channel, user: access.user }
    : { ...rest, iconUrl: access.iconUrl }
}

export interface Known {
  readonly book: TargetBook
  readonly workflows: WorkflowBook
}

/** What is known of the object an edit changes, by the names of its draft. */
function knownOf({ book, workflows }: Known, connectionId: string, edit: Edit & { readonly op: 'change' }) {
  if (edit.kind === 'workflow') return workflows.get(connectionId, edit.id)?.workflow
  if (edit.kind === 'target') {
    const target = book.get(objectKey(connectionId, edit.id))?.target
    return target && asDraftFields(book.whole(target))
  }
  const settings = workflows.settings(objectKey(connectionId, edit.targetId))
  const setting = settings?.list?.find(({ id }) => id === edit.id)
  return setting && settingFields(setting)
}

/** The edit with those fields alone that say something else than what is known. Secrets are sent as they were entered. */
export function trimmed(known: Known, connectionId: string, edit: Edit): Edit {
  if (edit.op !== 'change') return edit
  const before = knownOf(known, connectionId, edit)
  if (!before) return edit
  const changes: object = { ...changedFields<object>(before, edit.changes), ...shapeOf(edit.changes) }
  // as: of the same fields as before, some left out
  return { ...edit, changes } as Edit
}

const shapeOf = (changes: object): object => ('shape' in changes ? { shape: changes.shape } : {})
