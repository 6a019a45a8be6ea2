import { readTyped } from '../../core/connections/draft.ts'
import { ok } from '../../core/result.ts'
import { createConnectionEditor, type ConnectionEditorDeps } from './connection-editor.ts'
import { createDiagnosisDesk, type DiagnosisDeskDeps } from './diagnosis-desk.ts'
import type { HandlerDeps } from './handlers.ts'
import type { Shell } from './shell.ts'

export interface ConnectionEditing {
  readonly handlers: HandlerDeps['editing']
  /** Ends running tests; see `DiagnosisDesk.close`. */
  close(): Promise<void>
}

/** What the Connections view asks for: change, remove and test. */
export function createConnectionEditing(
  deps: Omit<ConnectionEditorDeps, 'tests'> &
    Omit<DiagnosisDeskDeps, 'tell'> & { readonly shell: Pick<Shell, 'broadcast'> } & Pick<HandlerDeps, 'connections'>
): ConnectionEditing {
  const tests = createDiagnosisDesk({
    ...deps,
    tell: (test) => {
      deps.shell.broadcast('connection:tested', test)
    }
  })
  const editor = createConnectionEditor({ ...deps, tests })
  return {
    handlers: {
      'connection:save': ({ draft: typed, despiteTwin }) => {
        const draft = readTyped(typed)
        return draft.ok ? editor.save(draft.value, despiteTwin) : ok({ kind: 'refused', refusals: [...draft.failure] })
      },
      'connection:remove': ({ connectionId }) => editor.remove(connectionId),
      'connection:test': ({ testId, draft: typed }) => {
        const draft = readTyped(typed)
        if (!draft.ok) return ok({ refusals: [...draft.failure] })
        const start = (): ReturnType<typeof tests.start> => tests.start(testId, draft.value)
        return draft.value.id === null ? start() : editor.between(start)
      },
      'connection:cancelTest': ({ testId }) => {
        tests.cancel(testId)
        return ok(undefined)
      }
    },
    close: () => tests.close()
  }
}
