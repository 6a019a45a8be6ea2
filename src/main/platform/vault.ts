import type { Disposable } from '../../core/disposable.ts'
import type { Failure, FailureCode } from '../../core/connections/failure.ts'
import type { Clock } from '../../core/ports/clock.ts'
import type { Logger } from '../../core/ports/logger.ts'
import type { SecretName, Vault } from '../../core/ports/vault.ts'
import { fail, ok, type Result } from '../../core/result.ts'
import { errorCode } from './private-file.ts'
import { createVaultFile } from './vault-file.ts'
import { createProtection, type Means, type ProtectionDeps } from './vault-protection.ts'

export interface VaultDeps extends ProtectionDeps {
  /** `vault.json` of the profile. */
  readonly file: string
  readonly clock: Clock
  readonly logger: Logger
  /** Hears every secret that passes, so that the log can hide it wherever it turns up. */
  readonly know: (secret: string) => void
}

function failure(code: FailureCode, detail: string): Result<never> {
  const told: Failure = { code, step: 'secret', detail }
  return fail(told)
}

/**
 * Secrets, encrypted by the system's store where it protects, otherwise by the user's choice in memory or weakly. Does nothing before
 * its first use. Dispose ends the watch for a locked keyring. No secret and no ciphertext is ever logged.
 */
export function createVault(deps: VaultDeps): Vault & Disposable {
  const { logger, problems } = deps
  const { store } = deps
  const file = createVaultFile(deps)
  const protection = createProtection(deps)
  const memory = new Map<SecretName, string>()

  function tellSessionOnly({ backend, uncreated }: { readonly backend: string; readonly uncreated?: true }): void {
    const code = uncreated ? 'keyringMissing' : 'secretsInMemoryOnly'
    problems.raise({ id: 'vault', code, params: { backend } })
  }

  /** An older secret of that name must not come back after a restart. */
  function keepForSession(name: SecretName, secret: string): void {
    memory.set(name, secret)
    try {
      file.remove(name)
    } catch (error) {
      logger.warn('an older secret could not be removed from the vault file', { name, code: errorCode(error) })
    }
  }

  function keep(name: SecretName, secret: string, means: Exclude<Means, { kind: 'locked' }>): void {
    if (means.kind === 'session') {
      keepForSession(name, secret)
      if (deps.policy() !== 'session') tellSessionOnly(means)
      return
    }
    try {
      const ciphertext = store.encryptString(secret).toString('base64')
      file.put(name, { backend: means.backend, protection: means.kind, ciphertext })
      memory.delete(name)
      if (means.kind === 'os' && memory.size === 0) problems.clear('vault')
      if (means.kind === 'weak')
        problems.raise({ id: 'vault', code: 'weakSecretStorage', params: { backend: means.backend } })
    } catch (error) {
      logger.error('a secret could not be stored, it is kept for this session', { name, code: codeOf(error) })
      memory.set(name, secret)
      tellSessionOnly({ backend: means.backend })
    }
  }

  return {
    state: () => protection.state(),
    async put(name, secret) {
      deps.know(secret)
      const means = await protection.means()
      if (means.kind === 'locked') return failure('vaultLocked', 'the keyring is locked')
      keep(name, secret, means)
      return ok(undefined)
    },
    async get(name) {
      const kept = memory.get(name)
      if (kept !== undefined) return ok(kept)
      const entry = file.entry(name)
      if (!entry) {
        const aside = file.aside()
        return aside === undefined
          ? failure('noSecret', name)
          : failure('vaultUnreadable', `the vault file was damaged and is kept as ${aside}`)
      }
      const means = await protection.means()
      if (means.kind === 'locked') return failure('vaultLocked', 'the keyring is locked')
      const then = `stored by ${entry.backend}, now ${means.backend}`
      if (means.kind === 'session') {
        if (means.uncreated) tellSessionOnly(means)
        return failure('vaultUnreadable', then)
      }
      try {
        const secret = store.decryptString(Buffer.from(entry.ciphertext, 'base64'))
        deps.know(secret)
        return ok(secret)
      } catch {
        logger.warn('a stored secret could not be decrypted, it is left as it is', { name, then })
        return failure('vaultUnreadable', then)
      }
    },
    has: (name) => memory.has(name) || file.entry(name) !== undefined,
    remove(name) {
      try {
        file.remove(name)
      } catch (error) {
        return Promise.resolve(failure('storage', `the vault file could not be written: ${errorCode(error)}`))
      }
      memory.delete(name)
      return Promise.resolve(ok(undefined))
    },
    dispose: () => protection.dispose()
  }
}

/** The message of an encryption error may hold what was encrypted. */
function codeOf(error: unknown): string {
  const code = errorCode(error)
  return /^E[A-Z]+$/.test(code) ? code : 'encryption'
}
