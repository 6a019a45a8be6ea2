import type { EditInput, TargetDraftInput } from '../../contract/edit-input.ts'
import type { Edit } from '../../core/edits/edit.ts'
import type { Json } from '../../core/reporting/json.ts'
import type { FieldProblem } from '../../core/reporting/check.ts'
import type { TargetDraft } from '../../core/reporting/drafts.ts'
import { fail, never, ok, type Result } from '../../core/result.ts'

/** The text of a query cannot be read. */
const NOT_JSON: readonly FieldProblem[] = [{ field: 'query', code: 'notAnObject' }]

type Read<T> = Result<T, readonly FieldProblem[]>

function queryOf(text: string): Read<Json> {
  try {
    // as: JSON says nothing else
    return ok(JSON.parse(text) as Json)
  } catch {
    return fail(NOT_JSON)
  }
}

export function draftOf({ query: text, ...draft }: TargetDraftInput): Read<TargetDraft> {
  const query = queryOf(text)
  return query.ok ? ok({ ...draft, query: query.value }) : query
}

/** The edit as the core knows it: the text of a query is read. */
export function editOf(input: EditInput): Read<Edit> {
  switch (input.kind) {
    case 'target': {
      if (input.op === 'remove') return ok(input)
      if (input.op === 'create') {
        const draft = draftOf(input.draft)
        return draft.ok ? ok({ ...input, draft: draft.value }) : draft
      }
      const { query: text, ...changes } = input.changes
      if (text === undefined) return ok({ ...input, changes })
      const query = queryOf(text)
      return query.ok ? ok({ ...input, changes: { ...changes, query: query.value } }) : query
    }
    case 'workflow':
    case 'barSetting':
    case 'slackSetting':
    case 'emailSetting':
      return ok(input)
    default:
      return never(input)
  }
}
