import { adapters } from '../../adapters/registry.ts'
import type { PushPayload } from '../../contract/pushes.ts'
import type { RequestOutput } from '../../contract/requests.ts'
import { createCancellation, type CancellationOwner } from '../../core/cancellation.ts'
import type { DiagnosisStep } from '../../core/connections/diagnosis.ts'
import { secretFields, type ConnectionDraft } from '../../core/connections/draft.ts'
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
  /** Cancels those of one stored connection and waits until their far side is clean, bounded to 3 s. */
  endOf(connectionId: string): Promise<void>
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
  feedSkipped: () => undefined,
  feedKeysShared: () => undefined
}

/** For connections that have no next start. */
const noRecord: SubscriptionRecord = { list: () => [], add: () => undefined, remove: () => undefined }

function none(field: string): Result<string> {
  return fail({ code: 'noSecret', step: 'secret', detail: field })
}

/** Secrets entered now, else those stored. Of ThoughtSpot's three the entered one stands alone. */
function secretOf(draft: ConnectionDraft, entry: ConnectionEntry | undefined): SourceDeps['secret'] {
  const given: Readonly<Record<string, string>> = draft.secrets
  const standsAlone = draft.config.system === 'thoughtspot' && Object.keys(given).length > 0
  return (field) => {
    const entered = given[field]
    if (entered !== undefined) return Promise.resolve(ok(entered))
    if (entry && !standsAlone) return entry.secret(field)
    return Promise.resolve(none(field))
  }
}

function stepView({ notes, failure, ...step }: DiagnosisStep): PushPayload<'connection:tested'>['steps'][number] {
  return {
    ...step,
    notes: notes.map(({ code, params }) => ({ code, params: { ...params } })),
    ...(failure ? { failure: { ...failure } } : {})
  }
}

interface RunningTest {
  /** Of a connection that is set up; undefined for one that is being made. */
  readonly connectionId: string | undefined
  readonly owner: CancellationOwner
  readonly over: Promise<void>
}

/**
 * Runs the tests that windows ask for. Invariants:
 * 1. Nothing that is entered for a test is stored.
 * 2. A test reads its secrets once, when it starts, and forgets them when it is over: what is stored later is never sent to its host,
 *    and its clean-up has the credential that its subscription was made with.
 */
export function createDiagnosisDesk(deps: DiagnosisDeskDeps): DiagnosisDesk {
  const { sourceDeps, connections } = deps
  const running = new Map<string, RunningTest>()

  function begin(testId: string, draft: ConnectionDraft, entry: ConnectionEntry | undefined): void {
    const { config } = draft
    const id = entry?.connection.id ?? `test-${testId}`
    const isStored = entry !== undefined && !entry.connection.demo
    const read = secretOf(draft, entry)
    const held = new Map<string, Result<string>>()
    const { diagnosis } = adapters[config.system].create(
      { id, config, demo: entry?.connection.demo ?? false },
      {
        ...sourceDeps,
        logger: deps.logger.scoped(config.system),
        secret: (field) => Promise.resolve(held.get(field) ?? none(field)),
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
    const run = async (): Promise<void> => {
      await Promise.all(secretFields(config.system).map(async (field) => held.set(field, await read(field))))
      // A vault that answered only after the wait for this test: what it said may belong to another host by now.
      if (owner.cancellation.cancelled) held.clear()
      await diagnosis?.run(told, owner.cancellation)
    }
    const over = run()
      .catch((error: unknown) => deps.logger.error('a test of a connection broke off', { error }))
      .then(() => {
        held.clear()
        running.delete(testId)
        deps.tell({ testId, over: true, steps })
      })
    running.set(testId, { connectionId: entry?.connection.id, owner, over })
  }

  async function end(tests: readonly RunningTest[]): Promise<void> {
    for (const { owner } of tests) owner.cancel()
    if (tests.length === 0) return
    await new Promise<void>((resolve) => {
      const timer = sourceDeps.clock.after(CLOSE_WITHIN_MS, resolve)
      void Promise.all(tests.map(({ over }) => over)).then(() => {
        timer.dispose()
        resolve()
      })
    })
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
    endOf: (connectionId) => end([...running.values()].filter((one) => one.connectionId === connectionId)),
    close: () => end([...running.values()])
  }
}
