import { isSecretField } from '../../core/connections/connection.ts'
import type { SecretName, UnusualSecret } from '../../core/ports/vault.ts'
import type { VaultEntry } from './vault-file.ts'

/** Which one of a connection's it is, for the details of a failure; empty for others: their names are nobody's business. */
export function fieldOf(name: SecretName): string {
  const field = name.slice(name.lastIndexOf('/') + 1)
  return isSecretField(field) ? field : ''
}

/** Which secrets are not simply stored and readable, for who has to do something about them. */
export function unusualSecrets(vault: {
  readonly memory: ReadonlyMap<SecretName, string>
  readonly entries: ReadonlyMap<SecretName, VaultEntry>
  readonly unreadable: ReadonlySet<SecretName>
  readonly forgotten: readonly SecretName[]
}): readonly UnusualSecret[] {
  const { memory, entries, unreadable } = vault
  const inMemory = [...memory.keys()].map((name): UnusualSecret => ({ name, why: 'session', storedBy: '' }))
  const stored = [...entries].flatMap(([name, { backend, superseded }]): UnusualSecret[] => {
    if (memory.has(name)) return []
    if (superseded) return [{ name, why: 'superseded', storedBy: backend }]
    return unreadable.has(name) ? [{ name, why: 'unreadable', storedBy: backend }] : []
  })
  const forgotten = vault.forgotten
    .filter((name) => !memory.has(name) && !entries.has(name))
    .map((name): UnusualSecret => ({ name, why: 'forgotten', storedBy: '' }))
  return [...inMemory, ...stored, ...forgotten]
}
