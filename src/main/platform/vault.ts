import type { Disposable } from '../../core/disposable.ts'
import type { Clock } from '../../core/ports/clock.ts'
import type { Logger } from '../../core/ports/logger.ts'
import type { SecretName, Vault } from '../../core/ports/vault.ts'
import { ok, type Result } from '../../core/result.ts'
import { errorCode } from './private-file.ts'
import { createVaultFile, type VaultEntry } from './vault-file.ts'
import { createForgottenSecrets, type SessionNames } from './vault-forgotten.ts'
import { createVaultKeeper, type Kept, type Read } from './vault-keeper.ts'
import { createProtection, isProtecting, lacks, type Means, type ProtectionDeps } from './vault-protection.ts'
import { failure, written } from './vault-results.ts'
import { createVaultRetry } from './vault-retry.ts'
import { createVaultSilence } from './vault-silence.ts'
import { fieldOf, unusualSecrets } from './vault-unusual.ts'
import { createVaultWords, refusesWeak } from './vault-words.ts'

export interface VaultDeps extends Omit<ProtectionDeps, 'onUnlocked'> {
  /** `vault.json` of the profile. */
  readonly file: string
  readonly clock: Clock
  readonly logger: Logger
  /** Hears every secret that passes, so that the log can hide it wherever it turns up. */
  readonly know: (secret: string) => void
  /** What could not be read may be readable now. */
  readonly onReadable: () => void
  readonly sessionNames: SessionNames
  /** `state()` may answer something else now. */
  readonly changed: () => void
}

/**
 * Secrets, encrypted by the system's store where it protects, otherwise by the user's choice in memory or weakly. Does nothing before
 * its first use. Dispose ends the watch for a locked keyring and the tries. No secret and no ciphertext is ever logged.
 *
 * Invariants: 1 one thing at a time, in the order it was asked for; 2 nothing stored goes but by the user's word: a newer secret, a
 * removal, consent taken back; 3 a secret that was taken is usable from then on, whatever becomes of storing it.
 */
export function createVault(deps: VaultDeps): Vault & Disposable {
  const { logger, problems, store } = deps
  const file = createVaultFile(deps)
  const keeper = createVaultKeeper({ store, file, logger })
  const protection = createProtection({ ...deps, onUnlocked: () => void inTurn(unlocked).then(deps.onReadable) })
  const words = createVaultWords(problems)
  const retry = createVaultRetry(deps.clock, () => inTurn(tryAgain))
  const memory = new Map<SecretName, string>()
  const unreadable = new Set<SecretName>()
  const forgotten = createForgottenSecrets(deps.sessionNames)
  const silence = createVaultSilence({ problems, tryLater: () => retry.begin() })
  /** A call of its own, because the answer changes while something is waited for. */
  const unavailable = (): boolean => silence.isSilent()
  let turn: Promise<unknown> = Promise.resolve()

  function inTurn<T>(work: () => T | Promise<T>): Promise<T> {
    const mine = turn.then(work)
    turn = mine.catch(() => undefined)
    return mine
  }

  function couldNotStore(kept: Exclude<Kept, 'stored'>): void {
    if (kept === 'unavailable') silence.begin()
    const code = kept === 'refused' ? 'vaultRefused' : 'vaultUnwritable'
    if (kept !== 'unavailable') problems.raise({ id: 'vault-write', code, params: {} })
    retry.begin()
  }

  /** Usable from here on; on the disk too where that is possible. */
  async function keep(name: SecretName, secret: string, means: Means): Promise<void> {
    const kept = isProtecting(means) && !unavailable() ? await keeper.store(name, secret, means) : undefined
    if (kept === 'stored') {
      memory.delete(name)
      unreadable.delete(name)
      return
    }
    memory.set(name, secret)
    keeper.supersede(name)
    if (kept) couldNotStore(kept)
    else if (means.kind === 'unavailable') silence.begin()
  }

  /** A better way to keep what is stored is used as soon as there is one; a failure leaves it as it is. */
  async function renew(name: SecretName, secret: string, entry: VaultEntry, means: Means): Promise<void> {
    if (means.kind !== 'os' && !(means.kind === 'weak' && entry.protection === 'weak')) return
    const kept = await keeper.store(name, secret, means, entry)
    logger.info('a stored secret is encrypted anew', { name, from: entry.backend, to: means.backend, kept })
  }

  async function read(name: SecretName, entry: VaultEntry, means: Means) {
    const lacking = lacks(entry, means)
    const opensWeakly = means.kind === 'session' && !lacking
    if (opensWeakly) store.allowWeak?.(true)
    const found: Read = lacking ? { kind: lacking } : await keeper.read(entry)
    if (opensWeakly) store.allowWeak?.(false)
    if (found.kind === 'read') {
      deps.know(found.secret.result)
      unreadable.delete(name)
      silence.answered(name)
    } else if (found.kind === 'unreadable') unreadable.add(name)
    else silence.begin(name)
    return found
  }

  /** Consent was taken back: what is stored weakly goes from the disk and is kept in memory. What can't be read stays, and is told. */
  async function withdraw(means: Means): Promise<void> {
    for (const [name, entry] of file.weak()) {
      if (memory.has(name) || entry.superseded) continue
      const found = await read(name, entry, means)
      if (found.kind === 'unavailable') return
      if (found.kind === 'read') memory.set(name, found.secret.result)
    }
    const given = file.weak().filter(([name, entry]) => memory.has(name) || entry.superseded)
    try {
      file.remove(...given.map(([name]) => name))
      for (const [name] of given) if (!memory.has(name)) forgotten.add(name)
    } catch (error) {
      logger.error('weakly stored secrets could not be removed', { code: errorCode(error) })
      couldNotStore('unwritable')
    }
  }

  function mustWithdraw(means: Means): boolean {
    if (means.kind !== 'session' || !refusesWeak(deps.policy())) return false
    return file.weak().some(([name, entry]) => entry.superseded || !unreadable.has(name))
  }

  /** Brings what is held in line with what is possible and allowed now. */
  async function settle(means: Means): Promise<void> {
    if (isProtecting(means)) for (const [name, secret] of [...memory]) await keep(name, secret, means)
    if (means.kind === 'os') {
      for (const [name, entry] of file.weak()) {
        if (unreadable.has(name)) continue
        const found = await read(name, entry, means)
        // The others are asked for at the next try, when this one is answered.
        if (found.kind === 'unavailable') return
        if (found.kind === 'read') await renew(name, found.secret.result, entry, means)
      }
    }
    if (mustWithdraw(means)) await withdraw(means)
  }

  /** The present means, with everything settled that needs no waiting. */
  async function ready(): Promise<Means> {
    const means = await protection.means()
    if (!unavailable() && !retry.isWaiting()) await settle(means)
    return means
  }

  const has = (name: SecretName): boolean => memory.has(name) || file.entry(name) !== undefined

  function changed(): void {
    forgotten.note(memory.keys(), has)
    deps.changed()
  }

  function told(means: Means): void {
    const weak = file.weak().map(([name]) => name)
    const stuck = weak.filter((name) => unreadable.has(name) && !memory.has(name))
    const stored = { stored: file.entries().size, storedWeakly: weak.length, unreadWeakly: stuck.length }
    const { canStoreWeakly } = protection.state()
    words.tell(means, { policy: deps.policy(), canStoreWeakly, inMemory: memory.size, ...stored })
    changed()
  }

  /** Everything that is waited for, once. True when nothing is left that another try could do. */
  async function attempt(): Promise<boolean> {
    const means = await protection.means()
    if (means.kind === 'unavailable') return false
    // The watch for the lock goes on from here; `unlocked` begins anew.
    if (means.kind === 'locked') {
      silence.end()
      return true
    }
    silence.hope()
    await settle(means)
    const doubtful = silence.doubtful()
    const entry = doubtful === undefined ? undefined : file.entry(doubtful)
    if (!unavailable() && doubtful !== undefined && entry) await read(doubtful, entry, means)
    const isOver = !unavailable() && !mustWithdraw(means) && !(isProtecting(means) && memory.size > 0)
    if (!unavailable()) silence.end()
    if (isOver) problems.clear('vault-write')
    told(means)
    return isOver
  }

  async function tryAgain(): Promise<boolean> {
    const wasUnavailable = unavailable()
    const isOver = await attempt()
    if (wasUnavailable && !unavailable()) deps.onReadable()
    return isOver
  }

  const isEmpty = (): boolean => memory.size === 0 && file.entries().size === 0

  /** What was waited for before the lock is tried at once: its retry may have ended at the lock. */
  async function unlocked(): Promise<void> {
    if (isEmpty() && !unavailable()) deps.changed()
    else if (!(await attempt())) retry.begin()
  }

  function look(): Promise<void> {
    return inTurn(async () => {
      if (isEmpty()) deps.changed()
      else told(await ready())
    })
  }

  function notStored(name: SecretName): Result<never> {
    const aside = file.aside()
    if (aside !== undefined)
      return failure('vaultUnreadable', `the vault file could not be understood and is kept as ${aside}`)
    return failure(forgotten.has(name) ? 'secretForgotten' : 'noSecret', fieldOf(name))
  }

  async function find(name: SecretName, means: Means): Promise<Result<string>> {
    const kept = memory.get(name)
    if (kept !== undefined) return ok(kept)
    const entry = file.entry(name)
    if (!entry) return notStored(name)
    if (entry.superseded) return failure('secretSuperseded', `stored by ${entry.backend}`)
    if (means.kind === 'locked') return failure('vaultLocked', 'the keyring is locked')
    if (means.kind === 'unavailable') silence.begin(name)
    if (means.kind === 'unavailable' || (unavailable() && lacks(entry, means) !== 'unreadable')) {
      silence.suspect(name)
      return failure('vaultUnavailable', `stored by ${entry.backend}`)
    }
    const between = `stored by ${entry.backend}, now ${means.backend}`
    const found = await read(name, entry, means)
    if (found.kind === 'unavailable') return failure('vaultUnavailable', `stored by ${entry.backend}`)
    if (found.kind === 'unreadable') {
      logger.warn('a stored secret could not be decrypted, it is left as it is', { name, between })
      return failure('vaultUnreadable', between)
    }
    const { result, shouldReEncrypt } = found.secret
    if (shouldReEncrypt || entry.backend !== means.backend) await renew(name, result, entry, means)
    return ok(result)
  }

  return {
    state: () => ({
      ...protection.state(),
      unavailable: unavailable(),
      unusual: unusualSecrets({ memory, entries: file.entries(), unreadable, forgotten: forgotten.names() })
    }),
    put(name, secret) {
      deps.know(secret)
      return inTurn(async () => {
        const means = await ready()
        if (means.kind !== 'locked') await keep(name, secret, means)
        told(means)
        return means.kind === 'locked' ? failure('vaultLocked', 'the keyring is locked') : ok(undefined)
      })
    },
    get: (name) =>
      inTurn(async () => {
        if (!has(name)) return notStored(name)
        const means = await ready()
        const found = await find(name, means)
        told(means)
        return found
      }),
    has,
    names: () => [...new Set([...memory.keys(), ...file.entries().keys()])],
    remove: (name) =>
      inTurn(() => {
        const removed = written(() => file.remove(name))
        if (!removed.ok) return removed
        memory.delete(name)
        unreadable.delete(name)
        forgotten.drop(name)
        changed()
        return removed
      }),
    restore: (name) =>
      inTurn(() => {
        const entry = file.entry(name)
        if (!entry?.superseded) return failure('noSecret', fieldOf(name))
        const { superseded: _given, ...used } = entry
        const restored = written(() => file.put(name, used))
        if (!restored.ok) return restored
        memory.delete(name)
        changed()
        return restored
      }),
    review: look,
    askAgain: async () => {
      if (unavailable()) await retry.now()
    },
    dispose() {
      retry.dispose()
      protection.dispose()
    }
  }
}
