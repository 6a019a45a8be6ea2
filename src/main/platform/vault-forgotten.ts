import type { SecretName } from '../../core/ports/vault.ts'
import type { Result } from '../../core/result.ts'

/** Names of secrets that live in memory only, on the disk; never what they say. */
export interface SessionNames {
  read(): readonly SecretName[]
  write(names: readonly SecretName[]): Result<void>
}

/** Which secrets ended with the session they were entered for, so that the user can be told so instead of "never entered". */
export interface ForgottenSecrets {
  has(name: SecretName): boolean
  names(): readonly SecretName[]
  /** What is in memory now; whatever is held again is not forgotten. What could not be written is with the next note. */
  note(inMemory: Iterable<SecretName>, isHeld: (name: SecretName) => boolean): void
  /** Its newest copy was of a session that is over, and the older one leaves the disk too. */
  add(name: SecretName): void
  /** It was removed: nobody misses it. */
  drop(name: SecretName): void
}

/** Reads at the first use. */
export function createForgottenSecrets(store: SessionNames): ForgottenSecrets {
  let lost: Set<SecretName> | undefined
  let written = ''
  const present = (): Set<SecretName> => {
    if (!lost) {
      lost = new Set(store.read())
      written = JSON.stringify([...lost].sort())
    }
    return lost
  }
  return {
    has: (name) => present().has(name),
    names: () => [...present()],
    note(inMemory, isHeld) {
      for (const name of [...present()]) if (isHeld(name)) present().delete(name)
      const names = [...new Set([...present(), ...inMemory])].sort()
      const next = JSON.stringify(names)
      if (next === written) return
      if (store.write(names).ok) written = next
    },
    add(name) {
      present().add(name)
    },
    drop(name) {
      present().delete(name)
    }
  }
}
