import type { EditInput } from '../../contract/edit-input.ts'
import type { RequestOutput } from '../../contract/requests.ts'
import type { Disposable } from '../../core/disposable.ts'
import type { EditRefusal, EditService } from '../../core/edits/edit-service.ts'
import type { Edit } from '../../core/edits/edit.ts'
import type { Clock } from '../../core/ports/clock.ts'
import { targetProblems } from '../../core/reporting/check.ts'
import { fail, ok, type Result } from '../../core/result.ts'
import { editOf } from './edit-reading.ts'
import { trimmed } from './edit-target.ts'
import type { EditAfter, IdsBefore } from './edit-after.ts'
import type { TargetDesk } from './target-desk-types.ts'
import { objectKey } from './workflow-book.ts'

type Applied = RequestOutput<'edit:apply'>

/** Looks at what became of an edit after the first one, ms since the one before. */
const LATER_MS: readonly number[] = [5_000, 30_000]

export interface EditDesk extends Disposable {
  apply(connectionId: string, input: EditInput): Promise<Result<Applied>>
}

interface Look {
  readonly connectionId: string
  readonly edit: Edit
  readonly ids: IdsBefore
  readonly id: string | null
  readonly taken: boolean
}

/** Edits of windows: through the one service that writes, and what is there afterwards is read. */
export function createEditDesk(deps: {
  readonly clock: Clock
  readonly edits: EditService
  readonly after: EditAfter
  readonly targets: Pick<TargetDesk, 'book' | 'workflows'>
}): EditDesk {
  const { edits, after, targets } = deps
  const later = new Set<Disposable>()
  let disposed = false

  /**
   * Once more a little later, and again, until what was wanted is there: an answer may be lost, or come before the edit is carried out.
   * `taken`: the service took it; the last look is believed whatever it says.
   */
  function lookLater({ connectionId, edit, ids, id, taken }: Look, turn = 0): void {
    const delayMs = LATER_MS[turn]
    if (delayMs === undefined || disposed) return
    const timer = deps.clock.after(delayMs, () => {
      later.delete(timer)
      void after.readBack(connectionId, edit, ids).then((read) => {
        if (read.ok && read.value.became === 'done') return
        if (taken && turn + 1 < LATER_MS.length) after.assume(connectionId, edit, id)
        lookLater({ connectionId, edit, ids, id, taken }, turn + 1)
      })
    })
    later.add(timer)
  }

  /** The two ends of a target's time, one of which may be changed against the other that is known. */
  function turnedAround(connectionId: string, edit: Edit) {
    if (edit.kind !== 'target' || edit.op !== 'change') return []
    const known = targets.book.get(objectKey(connectionId, edit.id))?.target
    const ends = { activeFromMs: known?.activeFromMs ?? null, activeUntilMs: known?.activeUntilMs ?? null }
    return targetProblems(edit.changes, ends)
  }

  async function refused(
    connectionId: string,
    edit: Edit,
    refusal: EditRefusal,
    ids: IdsBefore
  ): Promise<Result<Applied>> {
    if (refusal.reason === 'nothingChanged') return ok({ kind: 'nothingChanged' })
    if (refusal.reason === 'invalid') {
      return ok({ kind: 'invalid', problems: refusal.problems.map((one) => ({ ...one })) })
    }
    const { failure } = refusal
    const view = { ...failure }
    if (failure.code === 'unknownOutcome') {
      const read = await after.readBack(connectionId, edit, ids)
      const outcome = read.ok ? read.value : { became: 'unclear' as const, id: null }
      if (outcome.became !== 'done') lookLater({ connectionId, edit, ids, id: null, taken: false })
      return ok({ kind: 'unknown', ...outcome, failure: view })
    }
    // What it was about is gone, or somebody else changed it: what is there is shown.
    if (failure.code === 'notFound') await after.readBack(connectionId, edit, ids)
    if (failure.code !== 'rejected') return fail(failure)
    const complaints = Object.entries(failure.fields ?? {}).map(([name, words]) => [name, [...words]])
    return ok({
      kind: 'refused',
      complaints: Object.fromEntries(complaints) as Record<string, string[]>,
      failure: view
    })
  }

  return {
    async apply(connectionId, input) {
      const read = editOf(input)
      if (!read.ok) return ok({ kind: 'invalid', problems: read.failure.map((one) => ({ ...one })) })
      const edit = trimmed(targets, connectionId, read.value)
      const problems = turnedAround(connectionId, edit)
      if (problems.length > 0) return ok({ kind: 'invalid', problems: problems.map((one) => ({ ...one })) })
      const ids = after.before(connectionId, edit)
      const done = await edits.apply({ connectionId, edit })
      if (!done.ok) return refused(connectionId, edit, done.failure, ids)
      const there = await after.readBack(connectionId, edit, ids)
      // Where the answer did not name it, the list may.
      const id = done.value.id ?? (there.ok ? there.value.id : null)
      if (!there.ok || there.value.became !== 'done') {
        after.assume(connectionId, edit, id)
        lookLater({ connectionId, edit, ids, id, taken: true })
      }
      return ok({ kind: 'done', id })
    },
    dispose() {
      disposed = true
      for (const timer of later) timer.dispose()
      later.clear()
    }
  }
}
