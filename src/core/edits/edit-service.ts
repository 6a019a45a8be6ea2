import type { Failure } from '../connections/failure.ts'
import type { EditSink } from '../connections/source.ts'
import type { Cancellation } from '../ports/http.ts'
import {
  barProblems,
  emailProblems,
  slackProblems,
  targetProblems,
  workflowProblems,
  type FieldProblem
} from '../reporting/check.ts'
import { fail, never, type Result } from '../result.ts'
import type { Edit, EditDone } from './edit.ts'

export interface EditWish {
  readonly connectionId: string
  readonly edit: Edit
}

/** Why an edit is not done: it was not sent, since a field can't be right, or the far side did not take it. */
export type EditRefusal =
  | { readonly reason: 'invalid'; readonly problems: readonly FieldProblem[] }
  /** `changes` without a single field. */
  | { readonly reason: 'nothingChanged' }
  | { readonly reason: 'failed'; readonly failure: Failure }

/** The one way by which anything is written to a far system. */
export interface EditService {
  /** Cancelling helps until the edit is on its way; from then on its answer is waited for. */
  apply(wish: EditWish, cancellation?: Cancellation): Promise<Result<EditDone, EditRefusal>>
}

export interface EditServiceDeps {
  /** How the connection writes; undefined for one that is away or has nothing to write. */
  readonly sinkOf: (connectionId: string) => EditSink | undefined
}

function problemsOf(edit: Edit): readonly FieldProblem[] {
  if (edit.op === 'remove') return []
  switch (edit.kind) {
    case 'workflow':
      return workflowProblems(edit.op === 'create' ? edit.draft : edit.changes)
    case 'target':
      return targetProblems(edit.op === 'create' ? edit.draft : edit.changes)
    case 'barSetting':
      return barProblems(edit.op === 'create' ? edit.draft : edit.changes)
    case 'slackSetting':
      return slackProblems(edit.op === 'create' ? edit.draft : edit.changes)
    case 'emailSetting':
      return emailProblems(edit.op === 'create' ? edit.draft : edit.changes)
    default:
      return never(edit)
  }
}

/** A Slack setting's shape says what it is, it is no change by itself. */
function isWithoutChange(edit: Edit): boolean {
  return (
    edit.op === 'change' &&
    Object.entries<unknown>(edit.changes).every(([name, value]) => name === 'shape' || value === undefined)
  )
}

/** Writes straight through, one edit after the other for each connection: two edits of one object keep their order. */
export function createEditService(deps: EditServiceDeps): EditService {
  const last = new Map<string, Promise<unknown>>()

  async function write({ connectionId, edit }: EditWish, cancellation?: Cancellation): Promise<Result<EditDone>> {
    const sink = deps.sinkOf(connectionId)
    if (!sink) return fail({ code: 'offline', step: 'edit', detail: 'the connection is away' })
    return sink.writeEdit(edit, cancellation)
  }

  return {
    async apply(wish, cancellation) {
      const problems = problemsOf(wish.edit)
      if (problems.length > 0) return fail({ reason: 'invalid', problems })
      if (isWithoutChange(wish.edit)) return fail({ reason: 'nothingChanged' })
      const before = last.get(wish.connectionId) ?? Promise.resolve()
      const mine = before.then(
        () => write(wish, cancellation),
        () => write(wish, cancellation)
      )
      last.set(wish.connectionId, mine)
      try {
        const done = await mine
        return done.ok ? done : fail({ reason: 'failed', failure: done.failure })
      } finally {
        if (last.get(wish.connectionId) === mine) last.delete(wish.connectionId)
      }
    }
  }
}
