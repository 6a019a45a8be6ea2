import { SECRET_FIELDS } from '../../core/connections/connection.ts'
import type { Journal } from '../../core/ports/journal.ts'
import type { Vault } from '../../core/ports/vault.ts'
import type { ConnectionEntry } from './connection-desk.ts'

/** The user's own connections, their secrets read from the vault when a source asks. */
export function storedEntries(
  journal: Pick<Journal, 'connections'>,
  vault: Pick<Vault, 'get' | 'has'>
): ConnectionEntry[] {
  return journal.connections().map((connection) => ({
    connection,
    secret: (field) => vault.get(`${connection.id}/${field}`),
    secretsSet: () => SECRET_FIELDS[connection.config.system].filter((field) => vault.has(`${connection.id}/${field}`))
  }))
}
