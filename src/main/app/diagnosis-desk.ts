import { adapters } from '../../adapters/registry.ts'
import type { PushPayload } from '../../contract/pushes.ts'
import type { RequestOutput } from '../../contract/requests.ts'
import { createCancellation, type CancellationOwner } from '../../core/cancellation.ts'
import type { DiagnosisStep } from '../../core/connections/diagnosis.ts'
import type { ConnectionDraft } from '../../core/connections/draft.ts'
import { secretRefusals } from '../../core/connections/draft-check.ts'
import type { RealtimeSink, SourceDeps, SubscriptionRecord } from '../../core/connections/source.ts'
import type { Logger } from '../../core/ports/logger.ts'
import { fail, ok, type Result } from '../../core/result.ts'
import type { ConnectionDesk, ConnectionEntry } from './connection-desk.ts'

/** Tests that may run at the same time; each makes a subscription and a socket. */
const AT_ONCE = 4
const CLOSE_WITHIN_MS = 3_000

export interface DiagnosisDeskDeps {
  readonly logger: Logger
  readonly sourceDeps: Omit<SourceDeps, 'secret' | 'logger'>
  readonly connections: Pick<ConnectionDesk, 'states'>
  readonly tell: (test: PushPayload<'connection:tested'>) => void
}

export interface DiagnosisDesk {
  start(testId: string, draft: ConnectionDraft): Result<RequestOutput<'connection:test'>>
  cancel(testId: string): void
  /** Cancels all and waits until nothing is left on the far side, bounded to 3 s. */
  close(): Promise<void>
}

const noSink: RealtimeSink = {
  feedDescribed: () => undefined,
  feedStatus: () => undefined,
  feedHeard: () => undefined,
  snapshotBegan: () => undefined,
  rowsChanged: () => undefined,
  snapshotEnded: () => undefined,
  feedSkipped: () => undefined
}

/** For connections that have no next start. */
const noRecord: SubscriptionRecord = { list: () => [], add: () => undefined, remove: () => undefined }

/** Secrets entered now, else those stored. Of ThoughtSpot's three the entered one stands alone. */
function secretOf(draft: ConnectionDraft, entry: ConnectionEntry | undefined): SourceDeps['secret'] {
  const given: Readonly<Record<string, string>> = draft.secrets
  const standsAlone = draft.config.system === 'thoughtspot' && Object.keys(given).length > 0
  return (field) => {
    const entered = given[field]
    if (entered !== undefined) return Promise.resolve(ok(entered))
    if (entry && !standsAlone) return entry.secret(field)
    return Promise.resolve(fail({ code: 'noSecret', step: 'secret', detail: field }))
  }
}

function stepView({ notes, failure, ...step }: DiagnosisStep): PushPayload<'connection:tested'>['steps'][number] {
  return {
    ...step,
    notes: notes.map(({ code, params }) => ({ code, params: { ...params } })),
    ...(failure ? { failure: { ...failure } } : {})
  }
}

/** Runs the tests that windows ask for. Nothing that is entered for a test is stored. */
export function createDiagnosisDesk(deps: DiagnosisDeskDeps): DiagnosisDesk {
  const { sourceDeps, connections } = deps
  const running = new Map<string, { readonly owner: CancellationOwner; readonly over: Promise<void> }>()

  function begin(testId: string, draft: ConnectionDraft, entry: ConnectionEntry | undefined): void {
    const { config } = draft
    const id = entry?.connection.id ?? `test-${testId}`
    const isStored = entry !== undefined && !entry.connection.demo
    const { diagnosis } = adapters[config.system].create(
      { id, config, demo: entry?.connection.demo ?? false },
      {
        ...sourceDeps,
        logger: deps.logger.scoped(config.system),
        secret: secretOf(draft, entry),
        subscriptions: isStored ? sourceDeps.subscriptions : noRecord
      },
      noSink
    )
    const owner = createCancellation()
    let steps: PushPayload<'connection:tested'>['steps'] = []
    const told = (now: readonly DiagnosisStep[]): void => {
      steps = now.map(stepView)
      deps.tell({ testId, over: false, steps })
    }
    const over = Promise.resolve(diagnosis?.run(told, owner.cancellation))
      .catch((error: unknown) => deps.logger.error('a test of a connection broke off', { error }))
      .then(() => {
        running.delete(testId)
        deps.tell({ testId, over: true, steps })
      })
    running.set(testId, { owner, over })
  }

  return {
    start(testId, draft) {
      const entry = connections.states().find((one) => one.entry.connection.id === draft.id)?.entry
      const refusals = secretRefusals(draft, entry && { connection: entry.connection, secretsSet: entry.secretsSet() })
      if (refusals.length > 0) return ok({ refusals: [...refusals] })
      if (running.has(testId) || running.size >= AT_ONCE) {
        return fail({ code: 'rejected', step: 'ask', detail: 'enough tests run already: cancel one, or wait' })
      }
      begin(testId, draft, entry)
      return ok({ refusals: [] })
    },
    cancel(testId) {
      running.get(testId)?.owner.cancel()
    },
    async close() {
      const all = [...running.values()]
      for (const { owner } of all) owner.cancel()
      if (all.length === 0) return
      await new Promise<void>((resolve) => {
        const timer = sourceDeps.clock.after(CLOSE_WITHIN_MS, resolve)
        void Promise.all(all.map(({ over }) => over)).then(() => {
          timer.dispose()
          resolve()
        })
      })
    }
  }
}
