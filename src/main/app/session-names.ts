import * as z from 'zod'
import type { Journal } from '../../core/ports/journal.ts'
import type { SecretName } from '../../core/ports/vault.ts'
import type { Result } from '../../core/result.ts'

/** Name of the fact that tells which secrets live in memory only. */
const IN_MEMORY = 'secretsInMemory'

const namesSchema = z.array(z.templateLiteral([z.string(), '/', z.string()]))

/** Keeps in the journal which secrets live in memory only, by name. */
export function createSessionNames(journal: Pick<Journal, 'fact' | 'putFact'>): {
  read(): readonly SecretName[]
  write(names: readonly SecretName[]): Result<void>
} {
  return {
    read() {
      try {
        return namesSchema.parse(JSON.parse(journal.fact(IN_MEMORY) ?? '[]'))
      } catch {
        return []
      }
    },
    write: (names) => journal.putFact(IN_MEMORY, JSON.stringify(names))
  }
}
