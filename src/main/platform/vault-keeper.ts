import type { Logger } from '../../core/ports/logger.ts'
import type { SecretName } from '../../core/ports/vault.ts'
import { errorCode } from './private-file.ts'
import type { VaultEntry, VaultFile } from './vault-file.ts'
import type { Protecting } from './vault-protection.ts'
import { StoreFault, type Decrypted, type SystemStore } from './vault-store.ts'

/** `unavailable`, `refused`: the system's store. `unwritable`: the disk. */
export type Kept = 'stored' | 'unavailable' | 'refused' | 'unwritable'

export type Read =
  | { readonly kind: 'read'; readonly secret: Decrypted }
  | { readonly kind: 'unavailable' }
  | { readonly kind: 'unreadable' }

/** Moves single secrets between the system's store and the file. What is stored is replaced, never taken away first. */
export interface VaultKeeper {
  /**
   * Encrypts, proves that it can be read again, and only then lets it take the place of what was stored under that name. `as`: an entry
   * that stays superseded.
   */
  store(name: SecretName, secret: string, means: Protecting, as?: Pick<VaultEntry, 'superseded'>): Promise<Kept>
  read(entry: VaultEntry): Promise<Read>
  /** What is stored must not come back unasked. */
  supersede(name: SecretName): void
}

function reasonOf(error: unknown): StoreFault['reason'] {
  return error instanceof StoreFault ? error.reason : 'refused'
}

export function createVaultKeeper(deps: {
  readonly store: SystemStore
  readonly file: VaultFile
  readonly logger: Logger
}): VaultKeeper {
  const { store, file, logger } = deps

  async function proven(secret: string): Promise<Buffer> {
    const bytes = await store.encrypt(secret)
    if ((await store.decrypt(bytes)).result !== secret) throw new StoreFault('refused')
    return bytes
  }

  function write(name: SecretName, entry: VaultEntry): boolean {
    try {
      file.put(name, entry)
      return true
    } catch (error) {
      logger.error('the vault file could not be written', { name, code: errorCode(error) })
      return false
    }
  }

  return {
    async store(name, secret, { kind, backend }, { superseded } = {}) {
      let ciphertext: string
      try {
        ciphertext = (await proven(secret)).toString('base64')
      } catch (error) {
        const reason = reasonOf(error)
        logger.error('the system could not encrypt a secret', { name, backend, reason })
        return reason === 'unavailable' ? reason : 'refused'
      }
      return write(name, { backend, protection: kind, ciphertext, ...(superseded ? { superseded } : {}) })
        ? 'stored'
        : 'unwritable'
    },
    async read(entry) {
      try {
        return { kind: 'read', secret: await store.decrypt(Buffer.from(entry.ciphertext, 'base64')) }
      } catch (error) {
        return reasonOf(error) === 'unavailable' ? { kind: 'unavailable' } : { kind: 'unreadable' }
      }
    },
    supersede(name) {
      const entry = file.entry(name)
      if (entry && !entry.superseded) write(name, { ...entry, superseded: true })
    }
  }
}
