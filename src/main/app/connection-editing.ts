import { readTyped } from '../../core/connections/draft.ts'
import { fail, ok } from '../../core/result.ts'
import { createConnectionEditor, type ConnectionEditorDeps } from './connection-editor.ts'
import { createDiagnosisDesk, type DiagnosisDesk, type DiagnosisDeskDeps } from './diagnosis-desk.ts'
import type { HandlerDeps } from './handlers.ts'
import type { Shell } from './shell.ts'

type TestAnswer = ReturnType<DiagnosisDesk['start']>

export interface ConnectionEditing {
  readonly handlers: HandlerDeps['editing']
  /** Ends running tests and those that wait; see `DiagnosisDesk.close`. */
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
  /** Tests that wait behind a change, with what ends their wait. */
  const waiting = new Map<string, () => void>()

  function startInTurn(testId: string, start: () => TestAnswer): Promise<TestAnswer> {
    return new Promise((resolve, reject) => {
      waiting.set(testId, () => {
        waiting.delete(testId)
        deps.shell.broadcast('connection:tested', { testId, over: true, steps: [] })
        resolve(ok({ refusals: [] }))
      })
      editor
        .between(() => {
          if (waiting.delete(testId)) resolve(start())
        })
        .catch(reject)
    })
  }

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
        if (waiting.has(testId)) return fail({ code: 'rejected', step: 'ask', detail: 'this test waits already' })
        const start = (): TestAnswer => tests.start(testId, draft.value)
        return draft.value.id === null ? start() : startInTurn(testId, start)
      },
      'connection:cancelTest': ({ testId }) => {
        waiting.get(testId)?.()
        tests.cancel(testId)
        return ok(undefined)
      }
    },
    close() {
      for (const end of [...waiting.values()]) end()
      return tests.close()
    }
  }
}
