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
  deps: ConnectionEditorDeps &
    Omit<DiagnosisDeskDeps, 'tell'> & { readonly shell: Pick<Shell, 'broadcast'> } & Pick<HandlerDeps, 'connections'>
): ConnectionEditing {
  const editor = createConnectionEditor(deps)
  const tests = createDiagnosisDesk({
    ...deps,
    tell: (test) => {
      deps.shell.broadcast('connection:tested', test)
    }
  })
  return {
    handlers: {
      'connection:save': ({ draft, despiteTwin }) => editor.save(draft, despiteTwin),
      'connection:remove': ({ connectionId }) => editor.remove(connectionId),
      'connection:test': (input) => tests.start(input),
      'connection:cancelTest': ({ testId }) => {
        tests.cancel(testId)
        return ok(undefined)
      }
    },
    close: () => tests.close()
  }
}
