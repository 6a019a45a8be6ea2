import type { Failure } from '../../src/core/connections/failure.ts'
import type { SecretName, Vault, VaultState } from '../../src/core/ports/vault.ts'
import { fail, ok } from '../../src/core/result.ts'

export const OPEN_VAULT: VaultState = {
  protection: 'os',
  backend: 'dpapi',
  locked: false,
  unavailable: false,
  canStoreWeakly: false,
  waitsForConsent: false,
  unusual: []
}

export interface MemoryVault extends Vault {
  readonly secrets: Map<SecretName, string>
  /** What it says of itself. */
  present: VaultState
  /** How often it was told that the user's choice may be another. */
  reviews: number
  /** Set: what fails, with this. */
  failing: { readonly put?: Failure; readonly remove?: Failure }
}

/** A vault without a store: for who uses one. */
export function createMemoryVault(): MemoryVault {
  const secrets = new Map<SecretName, string>()
  const vault: MemoryVault = {
    secrets,
    present: OPEN_VAULT,
    reviews: 0,
    failing: {},
    state: () => vault.present,
    put(name, secret) {
      if (vault.failing.put) return Promise.resolve(fail(vault.failing.put))
      secrets.set(name, secret)
      return Promise.resolve(ok(undefined))
    },
    get(name) {
      const secret = secrets.get(name)
      return Promise.resolve(
        secret === undefined ? fail({ code: 'noSecret', step: 'secret', detail: name } as const) : ok(secret)
      )
    },
    has: (name) => secrets.has(name),
    names: () => [...secrets.keys()],
    remove(name) {
      if (vault.failing.remove) return Promise.resolve(fail(vault.failing.remove))
      secrets.delete(name)
      return Promise.resolve(ok(undefined))
    },
    restore: () => Promise.resolve(ok(undefined)),
    askAgain: () => Promise.resolve(),
    review() {
      vault.reviews += 1
      return Promise.resolve()
    }
  }
  return vault
}
