import type { SecretName, UnusualSecret } from '../../core/ports/vault.ts'
import type { VaultEntry } from './vault-file.ts'

/** Which secrets are not simply stored and readable, for who has to do something about them. */
export function unusualSecrets(
  memory: ReadonlyMap<SecretName, string>,
  entries: ReadonlyMap<SecretName, VaultEntry>,
  unreadable: ReadonlySet<SecretName>
): readonly UnusualSecret[] {
  const inMemory = [...memory.keys()].map((name): UnusualSecret => ({ name, why: 'session', storedBy: '' }))
  const stored = [...entries].flatMap(([name, { backend, superseded }]): UnusualSecret[] => {
    if (memory.has(name)) return []
    if (superseded) return [{ name, why: 'superseded', storedBy: backend }]
    return unreadable.has(name) ? [{ name, why: 'unreadable', storedBy: backend }] : []
  })
  return [...inMemory, ...stored]
}
