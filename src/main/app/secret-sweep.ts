import * as z from 'zod'
import type { Journal } from '../../core/ports/journal.ts'
import type { Logger } from '../../core/ports/logger.ts'
import type { SecretName, Vault } from '../../core/ports/vault.ts'
import { ok, type Result } from '../../core/result.ts'

/** Name of the fact that tells which secrets are left of removed connections. */
const LEFT = 'secretsToRemove'

const namesSchema = z.array(z.templateLiteral([z.string(), '/', z.string()]))

/** Secrets whose connection is gone: removed now, or at a later start where the vault can't be written now. */
export interface SecretSweep {
  add(names: readonly SecretName[]): Result<void>
  /** Their connection stays or is there again: they are not removed any more. Answers those that would have been. */
  keep(names: readonly SecretName[]): Result<readonly SecretName[]>
  /** Fails with the first reason; what is left is tried again with the next run. */
  run(): Promise<Result<undefined>>
}

export function createSecretSweep(deps: {
  readonly journal: Pick<Journal, 'fact' | 'putFact'>
  readonly vault: Pick<Vault, 'remove'>
  /** Whether the journal has the connection, readable or not: then its secrets stay. */
  readonly isStored?: (connectionId: string) => boolean
  readonly logger: Logger
}): SecretSweep {
  const { journal, vault, logger } = deps

  function left(): readonly SecretName[] {
    try {
      return namesSchema.parse(JSON.parse(journal.fact(LEFT) ?? '[]'))
    } catch {
      return []
    }
  }

  return {
    add(names) {
      const noted = journal.putFact(LEFT, JSON.stringify([...left(), ...names]))
      if (!noted.ok) logger.warn('which secrets to remove could not be noted', { names })
      return noted
    },
    keep(names) {
      const kept = left().filter((name) => names.includes(name))
      const others = left().filter((name) => !names.includes(name))
      if (kept.length === 0) return ok(kept)
      const noted = journal.putFact(LEFT, JSON.stringify(others))
      return noted.ok ? ok(kept) : noted
    },
    async run() {
      const gone = new Set<SecretName>()
      let result: Result<undefined> = ok(undefined)
      for (const name of left()) {
        // It may have been kept while another one was removed.
        if (!left().includes(name)) continue
        // Noted, and then the connection was not removed after all.
        if (deps.isStored?.(name.slice(0, name.lastIndexOf('/')))) {
          gone.add(name)
          continue
        }
        const removed = await vault.remove(name)
        if (removed.ok) gone.add(name)
        if (removed.ok) continue
        logger.warn('a secret of a removed connection is still in the vault', { name, code: removed.failure.code })
        if (result.ok) result = removed
      }
      if (gone.size > 0) journal.putFact(LEFT, JSON.stringify(left().filter((name) => !gone.has(name))))
      return result
    }
  }
}
