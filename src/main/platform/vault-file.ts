import { readFileSync } from 'node:fs'
import { basename } from 'node:path'
import * as z from 'zod'
import type { Clock } from '../../core/ports/clock.ts'
import type { Logger } from '../../core/ports/logger.ts'
import type { SecretName } from '../../core/ports/vault.ts'
import { errorCode, setFileAside, writePrivateFile } from './private-file.ts'

const entrySchema = z.strictObject({
  /** The system's store that encrypted it, as it was called then. */
  backend: z.string().min(1),
  protection: z.enum(['os', 'weak']),
  /** Base64 in one line: some keyrings lose texts with line breaks. */
  ciphertext: z.base64()
})
export type VaultEntry = z.infer<typeof entrySchema>

const fileSchema = z.strictObject({ version: z.literal(1), secrets: z.record(z.string(), entrySchema) })

/** `vault.json`: ciphertext only, never opened by anything but the system's store. */
export interface VaultFile {
  entry(name: SecretName): VaultEntry | undefined
  /** Throws when it can't be written; then nothing changed. */
  put(name: SecretName, entry: VaultEntry): void
  remove(name: SecretName): void
  /** The new name of a file that could not be understood; its secrets are there and can't be read. */
  readonly aside: () => string | undefined
}

/** Read at the first use. A damaged file, or one of a newer version, is set aside unchanged; when even that fails, never written over. */
export function createVaultFile(deps: {
  readonly file: string
  readonly clock: Clock
  readonly logger: Logger
}): VaultFile {
  const { file, clock, logger } = deps
  let entries: Map<string, VaultEntry> | undefined
  let aside: string | undefined
  let writable = true

  function load(): Map<string, VaultEntry> {
    try {
      return new Map(Object.entries(fileSchema.parse(JSON.parse(readFileSync(file, 'utf8'))).secrets))
    } catch (error) {
      if (errorCode(error) === 'ENOENT') return new Map()
    }
    aside = basename(file)
    try {
      aside = basename(setFileAside(file, clock.now().wallMs))
    } catch (error) {
      writable = false
      logger.error('the vault file is damaged and could not be set aside', { code: errorCode(error) })
    }
    logger.error('the vault file could not be understood', { aside })
    return new Map()
  }

  function present(): Map<string, VaultEntry> {
    entries ??= load()
    return entries
  }

  function replace(next: Map<string, VaultEntry>): void {
    if (!writable) throw new Error('the damaged file could not be set aside')
    writePrivateFile(file, `${JSON.stringify({ version: 1, secrets: Object.fromEntries(next) }, null, 2)}\n`)
    entries = next
  }

  return {
    entry: (name) => present().get(name),
    put: (name, entry) => replace(new Map(present()).set(name, entry)),
    remove(name) {
      const next = new Map(present())
      if (next.delete(name)) replace(next)
    },
    aside: () => aside
  }
}
