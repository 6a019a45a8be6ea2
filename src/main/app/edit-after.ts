import type { ReportingSource } from '../../core/connections/source.ts'
import type { Edit } from '../../core/edits/edit.ts'
import type { KnownTarget, NotificationSetting } from '../../core/reporting/objects.ts'
import { becameOfChange, becameOfCreate, saysAll, type Became } from '../../core/reporting/read-back.ts'
import { never, ok, type Result } from '../../core/result.ts'
import { settingsAfter, targetsAfter, workflowsAfter } from './edit-assumed.ts'
import { asDraftFields, HIDDEN_FIELDS, settingFields } from './edit-target.ts'
import type { TargetDesk } from './target-desk-types.ts'
import { objectKey } from './workflow-book.ts'

export interface Outcome {
  readonly became: Became
  readonly id: string | null
}

/** Ids that were known beside the object before an edit; undefined where their list was never read. */
export type IdsBefore = ReadonlySet<string> | undefined

/** Reads what an edit touched from the service, takes it over, and says what became of the edit. */
export interface EditAfter {
  before(connectionId: string, edit: Edit): IdsBefore
  readBack(connectionId: string, edit: Edit, before: IdsBefore): Promise<Result<Outcome>>
  /** The service took it: the lists say so, whether they can be read or not, and however late it is carried out. */
  assume(connectionId: string, edit: Edit, id: string | null): void
}

export interface EditAfterDeps {
  readonly targets: Pick<TargetDesk, 'book' | 'workflows' | 'lists' | 'edited'>
  readonly sourceOf: (connectionId: string) => ReportingSource | undefined
}

/** Which kind of setting an edit is about. */
const KINDS = { barSetting: 'bar', slackSetting: 'slack', emailSetting: 'email' } as const

function outcomeOf<T extends { readonly id: string }>(
  edit: Edit,
  before: IdsBefore,
  after: readonly T[],
  fieldsOf: (object: T) => object
): Outcome {
  switch (edit.op) {
    case 'create':
      return becameOfCreate(before, after, (one) => saysAll(fieldsOf(one), edit.draft, HIDDEN_FIELDS))
    case 'change': {
      const found = after.find(({ id }) => id === edit.id)
      const isTold = Object.keys(edit.changes).some((name) => !HIDDEN_FIELDS.includes(name))
      const sent: object = edit.changes
      const became = becameOfChange(found, isTold, (one) => saysAll(fieldsOf(one), sent, HIDDEN_FIELDS))
      return { became, id: edit.id }
    }
    case 'remove':
      return { became: after.some(({ id }) => id === edit.id) ? 'notDone' : 'done', id: edit.id }
    default:
      return never(edit)
  }
}

export function createEditAfter(deps: EditAfterDeps): EditAfter {
  const { book, workflows, lists, edited } = deps.targets

  async function readWorkflows(connectionId: string, edit: Edit, source: ReportingSource, before: IdsBefore) {
    const list = await source.workflows()
    if (!list.ok) return list
    lists.takeWorkflows(connectionId, list.value)
    return ok(outcomeOf(edit, before, list.value, (one) => one))
  }

  async function readTargets(
    connectionId: string,
    edit: Edit & { readonly kind: 'target' },
    source: ReportingSource,
    before: IdsBefore
  ) {
    const list = await source.targets(edit.workflowId)
    if (!list.ok) return list
    lists.takeList(connectionId, edit.workflowId, list.value)
    return ok(outcomeOf(edit, before, list.value, asDraftFields))
  }

  async function readSettings(
    connectionId: string,
    edit: Exclude<Edit, { readonly kind: 'workflow' | 'target' }>,
    source: ReportingSource,
    before: IdsBefore
  ) {
    const list = await source.settings(edit)
    if (!list.ok) return list
    lists.takeSettings(connectionId, edit.targetId, list.value)
    const ofKind = list.value.filter(({ kind }) => kind === KINDS[edit.kind])
    return ok(outcomeOf<NotificationSetting>(edit, before, ofKind, settingFields))
  }

  return {
    before(connectionId, edit) {
      if (edit.kind === 'workflow') {
        const own = workflows.all().filter(({ workflow }) => workflow.connectionId === connectionId)
        return new Set(own.map(({ workflow }) => workflow.id))
      }
      if (edit.kind === 'target') {
        if ((workflows.get(connectionId, edit.workflowId)?.listedAtMs ?? null) === null) return undefined
        const own = book.all().filter(({ target }) => isIn(target, connectionId, edit.workflowId))
        return new Set(own.map(({ target }) => target.id))
      }
      const list = workflows.settings(objectKey(connectionId, edit.targetId))?.list
      return list && new Set(list.map(({ id }) => id))
    },
    async readBack(connectionId, edit, before) {
      const source = deps.sourceOf(connectionId)
      if (!source) return { ok: false, failure: { code: 'offline', step: 'edit', detail: 'the connection is away' } }
      const read =
        edit.kind === 'workflow'
          ? await readWorkflows(connectionId, edit, source, before)
          : edit.kind === 'target'
            ? await readTargets(connectionId, edit, source, before)
            : await readSettings(connectionId, edit, source, before)
      edited(connectionId)
      return read
    },
    assume(connectionId, edit, id) {
      if (edit.kind === 'workflow') {
        const own = workflows
          .all()
          .flatMap(({ workflow }) => (workflow.connectionId === connectionId ? [workflow] : []))
        lists.takeWorkflows(connectionId, workflowsAfter(connectionId, own, edit, id))
      } else if (edit.kind === 'target') {
        const own = book
          .all()
          .flatMap(({ target }) => (isIn(target, connectionId, edit.workflowId) ? [book.whole(target)] : []))
        lists.takeList(connectionId, edit.workflowId, targetsAfter(connectionId, own, edit, id))
      } else {
        const own = workflows.settings(objectKey(connectionId, edit.targetId))?.list
        if (own) lists.takeSettings(connectionId, edit.targetId, settingsAfter(connectionId, own, edit, id))
      }
      edited(connectionId)
    }
  }
}

const isIn = (target: KnownTarget, connectionId: string, workflowId: string): boolean =>
  target.connectionId === connectionId && target.workflowId === workflowId
