import type { RequestOutput } from '../../contract/requests.ts'
import { isSameButName, SECRET_FIELDS, type Connection } from '../../core/connections/connection.ts'
import type { ConnectionDraft } from '../../core/connections/draft.ts'
import { secretRefusals, settingRefusals } from '../../core/connections/draft-check.ts'
import type { Journal } from '../../core/ports/journal.ts'
import type { Logger } from '../../core/ports/logger.ts'
import type { Random } from '../../core/ports/random.ts'
import type { SecretName, Vault } from '../../core/ports/vault.ts'
import { fail, ok, type Result } from '../../core/result.ts'
import type { ConnectionDesk } from './connection-desk.ts'
import type { DiagnosisDesk } from './diagnosis-desk.ts'
import { createUndo, type Undo } from './provision-undo.ts'
import { createSecretSweep } from './secret-sweep.ts'
import { storedEntries } from './stored-entries.ts'

export interface ConnectionEditorDeps {
  readonly journal: Pick<
    Journal,
    'connections' | 'unreadConnections' | 'putConnection' | 'removeConnection' | 'fact' | 'putFact'
  >
  readonly vault: Pick<Vault, 'state' | 'get' | 'put' | 'has' | 'names' | 'remove'>
  readonly random: Pick<Random, 'uuid'>
  readonly connections: Pick<ConnectionDesk, 'release'>
  readonly tests: Pick<DiagnosisDesk, 'endOf'>
  readonly logger: Logger
  /** Makes what is stored now run; connections named are begun anew. */
  readonly ownConnectionsChanged: (renewed: ReadonlySet<string>) => void
}

export interface ConnectionEditor {
  save(draft: ConnectionDraft, despiteTwin: boolean): Promise<Result<RequestOutput<'connection:save'>>>
  remove(connectionId: string): Promise<Result<undefined>>
  /** Does this once no change is half done: settings and secrets belong together then. */
  between<T>(work: () => T): Promise<T>
}

type Stored = ReturnType<typeof storedEntries>[number]

/**
 * Changes the user's own connections, one change after the other. A change that fails half-way is taken back: the connection then goes
 * on as it was. Invariants:
 * 1. A stored connection has its secrets: they are put before it, and removed after it.
 * 2. A secret is not read for a host it was not entered for: what ran with the old settings, tests too, is stopped before the new
 *    secret is put, and a test that starts meanwhile waits for its turn.
 * 3. What ends has its secrets until its far side is clean: they are changed or removed after it.
 */
export function createConnectionEditor(deps: ConnectionEditorDeps): ConnectionEditor {
  const { journal, vault, connections, tests } = deps
  const isStored = (id: string): boolean =>
    [...journal.connections(), ...journal.unreadConnections()].some((one) => one.id === id)
  const sweep = createSecretSweep({ ...deps, isStored })
  let last: Promise<unknown> = sweep.run()

  function inTurn<T>(change: () => T | Promise<T>): Promise<T> {
    const mine = last.then(change)
    last = mine.catch(() => undefined)
    return mine
  }

  async function putSecrets(id: string, { config, secrets }: ConnectionDraft, undo: Undo): Promise<Result<void>> {
    for (const [field, secret] of Object.entries(secrets)) {
      const name: SecretName = `${id}/${field}`
      await rememberSecret(name, undo)
      const put = await vault.put(name, secret)
      if (!put.ok) return put
    }
    // A password that gave way to a token must not be used instead of it.
    if (config.system !== 'thoughtspot' || Object.keys(secrets).length === 0) return ok(undefined)
    for (const field of SECRET_FIELDS.thoughtspot.filter((one) => secrets[one] === undefined)) {
      const name: SecretName = `${id}/${field}`
      // One that was forgotten with its session is not missed any more either.
      if (vault.has(name)) await rememberSecret(name, undo)
      const removed = await vault.remove(name)
      if (!removed.ok) return removed
    }
    return ok(undefined)
  }

  /** An unreadable one can't come back; then the new one stays. */
  async function rememberSecret(name: SecretName, undo: Undo): Promise<void> {
    if (!vault.has(name)) undo.add(() => vault.remove(name))
    else {
      const before = await vault.get(name)
      if (before.ok) undo.add(() => vault.put(name, before.value))
    }
  }

  async function store(draft: ConnectionDraft, before: Stored | undefined): Promise<Result<string>> {
    const id = draft.id ?? deps.random.uuid()
    const undo = createUndo((failure) => deps.logger.error('a step of a change could not be taken back', { failure }))
    const givesSecrets = Object.keys(draft.secrets).length > 0
    const connection: Connection = { id, config: draft.config, demo: false }
    const isAsBefore = before !== undefined && !givesSecrets && isSameButName(before.connection, connection)
    if (before && !isAsBefore) await Promise.all([connections.release(id), givesSecrets ? tests.endOf(id) : undefined])
    let result = await putSecrets(id, draft, undo)
    if (result.ok) result = journal.putConnection(connection)
    if (!result.ok) await undo.run()
    if (result.ok || before) deps.ownConnectionsChanged(new Set(isAsBefore ? [] : [id]))
    return result.ok ? ok(id) : result
  }

  async function save(draft: ConnectionDraft, despiteTwin: boolean): Promise<Result<RequestOutput<'connection:save'>>> {
    const known = storedEntries(journal, vault)
    const before = known.find(({ connection }) => connection.id === draft.id)
    if (draft.id !== null && !before) {
      return fail({ code: 'notFound', step: 'journal', detail: 'the connection was removed meanwhile' })
    }
    const all: readonly Connection[] = known.map(({ connection }) => connection)
    const refusals = [
      ...settingRefusals(draft, all, despiteTwin),
      ...secretRefusals(draft, before && { connection: before.connection, secretsSet: before.secretsSet() })
    ]
    if (refusals.length > 0) return ok({ kind: 'refused', refusals })
    const stored = await store(draft, before)
    return stored.ok ? ok({ kind: 'saved', connectionId: stored.value }) : stored
  }

  /** Names of all secrets it may have; undefined for one that is not stored. */
  function secretsOf(id: string): readonly SecretName[] | undefined {
    const known = journal.connections().find((one) => one.id === id)
    if (known) return SECRET_FIELDS[known.config.system].map((field): SecretName => `${id}/${field}`)
    if (!journal.unreadConnections().some((one) => one.id === id)) return undefined
    // Its system is not known: whatever is kept under its id, also only by name.
    const kept = [...vault.names(), ...vault.state().unusual.map(({ name }) => name)]
    return [...new Set(kept)].filter((name) => name.slice(0, name.lastIndexOf('/')) === id)
  }

  async function remove(id: string): Promise<Result<undefined>> {
    const secrets = secretsOf(id)
    if (!secrets) return ok(undefined)
    await Promise.all([connections.release(id), tests.endOf(id)])
    // Noted first: after a crash between the two nothing is left that nobody knows of.
    const noted = sweep.add(secrets)
    const removed = noted.ok ? journal.removeConnection(id) : noted
    if (!removed.ok) {
      sweep.keep(secrets)
      deps.ownConnectionsChanged(new Set([id]))
      return removed
    }
    deps.ownConnectionsChanged(new Set())
    return sweep.run()
  }

  return {
    save: (draft, despiteTwin) => inTurn(() => save(draft, despiteTwin)),
    remove: (connectionId) => inTurn(() => remove(connectionId)),
    between: inTurn
  }
}
