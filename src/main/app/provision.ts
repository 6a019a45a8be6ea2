import type { Rule } from '../../core/alerts/rule.ts'
import type { Failure } from '../../core/connections/failure.ts'
import { parseProvisioning, type FileError, type Provisioning } from '../../core/connections/provisioning.ts'
import type { Journal } from '../../core/ports/journal.ts'
import type { Logger } from '../../core/ports/logger.ts'
import type { SecretName, Vault } from '../../core/ports/vault.ts'
import { fail, ok, type Result } from '../../core/result.ts'
import type { Settings } from '../../core/settings/settings.ts'
import {
  fingerprint,
  leftoverSecrets,
  mergedRules,
  plannedConnections,
  plannedSecrets,
  type PlannedSecret
} from './provision-plan.ts'
import { createUndo, type Undo } from './provision-undo.ts'
import { missingVersions } from './rule-memory.ts'
import { createSecretSweep } from './secret-sweep.ts'

export interface ProvisionDeps {
  readonly journal: Pick<
    Journal,
    | 'connections'
    | 'putConnection'
    | 'rememberConnection'
    | 'rules'
    | 'putRules'
    | 'rememberRules'
    | 'newestRuleVersions'
    | 'fact'
    | 'putFact'
  >
  readonly vault: Pick<Vault, 'get' | 'put' | 'remove' | 'has'>
  readonly settings: {
    get(): Settings
    change(patch: Partial<Omit<Settings, 'version'>>): Result<void>
    /** Resolves when changes made so far are on the disk. */
    saved(): Promise<void>
  }
  /** What a new user starts with: imported rules join them. */
  readonly defaultRules: () => readonly Rule[]
  readonly env: (name: string) => string | undefined
  readonly logger: Logger
  /** Wall clock, ms. */
  readonly nowMs: () => number
}

export interface ProvisionSummary {
  readonly connections: number
  readonly rules: number
  /** False when this very file was imported before and everything of it was still in place. */
  readonly changed: boolean
  /** Ids of connections whose secrets are others now. */
  readonly renewed: ReadonlySet<string>
}

type Applied = Pick<ProvisionSummary, 'changed' | 'renewed'>

/** Name of the fact that tells which file was imported last. */
const IMPORTED = 'provisioning'

class Refusal extends Error {
  readonly errors: readonly FileError[]
  constructor(path: string, message: string) {
    super(message)
    this.errors = [{ path, message }]
  }
}

function refuse(path: string, { code, detail }: Failure): never {
  if (code === 'vaultLocked')
    throw new Refusal(path, 'can not be stored: the keyring is locked. Unlock it and start again')
  throw new Refusal(path, `can not be stored: ${detail}. Correct that and start again`)
}

function connectionOf(name: SecretName): string {
  return name.slice(0, name.lastIndexOf('/'))
}

/** A connection of before may have been removed while the vault could not be written: what waits to be removed is wanted again. */
function keepSecrets(deps: ProvisionDeps, secrets: readonly PlannedSecret[], undo: Undo): void {
  const sweep = createSecretSweep(deps)
  const kept = sweep.keep(secrets.map(({ name }) => name))
  if (!kept.ok) refuse('connections', kept.failure)
  if (kept.value.length > 0) undo.add(() => sweep.add(kept.value))
}

/** Secrets that are there and the same stay; anything else, unreadable ones included, is put anew. */
async function putSecrets(deps: ProvisionDeps, secrets: readonly PlannedSecret[], undo: Undo): Promise<Set<string>> {
  const renewed = new Set<string>()
  for (const { name, path, secret } of secrets) {
    const before = deps.vault.has(name) ? await deps.vault.get(name) : undefined
    if (before?.ok && before.value === secret) continue
    if (before && !before.ok && before.failure.code === 'vaultLocked') refuse(path, before.failure)
    // Nothing can bring an unreadable one back; then the new one stays, which nobody uses without its connection.
    if (before?.ok) undo.add(() => deps.vault.put(name, before.value))
    else if (!before) undo.add(() => deps.vault.remove(name))
    const put = await deps.vault.put(name, secret)
    if (!put.ok) refuse(path, put.failure)
    renewed.add(connectionOf(name))
  }
  return renewed
}

/** A password that gave way to a token must not be used instead of it. */
async function removeLeftovers(
  { vault }: ProvisionDeps,
  wanted: Provisioning,
  undo: Undo,
  renewed: Set<string>
): Promise<void> {
  for (const name of leftoverSecrets(wanted)) {
    const isHeld = vault.has(name)
    const before = await vault.get(name)
    if (before.ok) undo.add(() => vault.put(name, before.value))
    // One that was forgotten with its session is not missed any more either: it would be asked for instead of the present one.
    const removed = await vault.remove(name)
    if (!removed.ok) refuse('connections', removed.failure)
    if (isHeld) renewed.add(connectionOf(name))
  }
}

function putConnections({ journal }: ProvisionDeps, wanted: Provisioning, undo: Undo): void {
  const known = new Map(journal.connections().map((connection) => [connection.id, connection]))
  for (const [index, connection] of plannedConnections(wanted).entries()) {
    const before = known.get(connection.id)
    if (JSON.stringify(before) === JSON.stringify(connection)) continue
    // One that can't be read is there all the same, and comes back as it was.
    undo.add(journal.rememberConnection(connection.id))
    const put = journal.putConnection(connection)
    if (!put.ok) refuse(`connections[${index}]`, put.failure)
  }
}

function putRules({ journal, defaultRules, nowMs }: ProvisionDeps, wanted: Provisioning, undo: Undo): void {
  if (wanted.rules.length === 0) return
  const before = journal.rules()
  undo.add(journal.rememberRules())
  const merged = mergedRules(before.length > 0 ? before : defaultRules(), wanted.rules, journal.newestRuleVersions())
  const imported = new Set(wanted.rules.map(({ id }) => id))
  const changes = missingVersions(
    merged.filter(({ id }) => imported.has(id)),
    journal,
    'imported',
    nowMs()
  )
  const put = journal.putRules(merged, changes)
  if (!put.ok) refuse('rules', put.failure)
}

async function putSettings({ settings }: ProvisionDeps, wanted: Provisioning, undo: Undo): Promise<void> {
  if (Object.keys(wanted.settings).length === 0) return
  const { targetTestIntervalMinutes, weakSecretStorage, privacy, caFile = null, globalShortcut = null } = settings.get()
  const before = { targetTestIntervalMinutes, weakSecretStorage, privacy }
  const named = {
    ...(wanted.settings.caFile === undefined ? {} : { caFile }),
    ...(wanted.settings.globalShortcut === undefined ? {} : { globalShortcut })
  }
  undo.add(() => settings.change({ ...before, ...named }))
  const changed = settings.change(wanted.settings)
  if (!changed.ok) refuse('settings', changed.failure)
  await settings.saved()
}

async function apply(
  deps: ProvisionDeps,
  wanted: Provisioning,
  undo: Undo
): Promise<Result<Applied, readonly FileError[]>> {
  const secrets = plannedSecrets(wanted, deps.env)
  if (!secrets.ok) return secrets
  const mark = fingerprint(wanted)
  const known = deps.journal.fact(IMPORTED) === mark
  // First, because they say how secrets may be stored.
  if (!known) await putSettings(deps, wanted, undo)
  // Before the connections, so that none is ever there without its secrets. Those kept for a session only are gone after each run.
  const present = deps.journal.connections()
  const due = known
    ? secrets.value.filter(({ name }) => present.some(({ id }) => name.startsWith(`${id}/`)))
    : secrets.value
  keepSecrets(deps, due, undo)
  const renewed = await putSecrets(deps, due, undo)
  if (known) return ok({ changed: renewed.size > 0, renewed })
  await removeLeftovers(deps, wanted, undo, renewed)
  putConnections(deps, wanted, undo)
  putRules(deps, wanted, undo)
  const noted = deps.journal.putFact(IMPORTED, mark)
  if (!noted.ok) refuse('', noted.failure)
  return ok({ changed: true, renewed })
}

/**
 * Imports a provisioning file: all of it or, with the errors told, nothing. The same file again changes nothing, except that secrets
 * which are missing or different by now are put anew; a connection or rule that the user changed or removed since stays so.
 */
export async function importProvisioning(
  deps: ProvisionDeps,
  text: string
): Promise<Result<ProvisionSummary, readonly FileError[]>> {
  const wanted = parseProvisioning(text)
  if (!wanted.ok) return wanted
  const undo = createUndo((failure) => deps.logger.error('a step of the import could not be taken back', { failure }))
  try {
    const applied = await apply(deps, wanted.value, undo)
    if (!applied.ok) return applied
    const { connections, rules } = wanted.value
    return ok({ connections: connections.length, rules: rules.length, ...applied.value })
  } catch (error) {
    await undo.run()
    if (error instanceof Refusal) return fail(error.errors)
    throw error
  }
}
