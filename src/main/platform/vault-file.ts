import { readFileSync } from 'node:fs'
import { basename } from 'node:path'
import * as z from 'zod'
import type { Clock } from '../../core/ports/clock.ts'
import type { Logger } from '../../core/ports/logger.ts'
import type { SecretName } from '../../core/ports/vault.ts'
import type { ProblemDesk } from '../app/problem-desk.ts'
import { errorCode, setFileAside, writePrivateFile } from './private-file.ts'

const nameSchema = z.templateLiteral([z.string(), '/', z.string()])

const firstEntrySchema = z.strictObject({
  /** The system's store that encrypted it, as it was called then. */
  backend: z.string().min(1),
  protection: z.enum(['os', 'weak']),
  /** Base64 in one line: some keyrings lose texts with line breaks. */
  ciphertext: z.base64()
})
const entrySchema = firstEntrySchema.extend({
  /** A newer one was entered that could not be stored: this one must not come back unasked. */
  superseded: z.literal(true).optional()
})
export type VaultEntry = z.infer<typeof entrySchema>

const VERSION = 2
const fileSchema = z.discriminatedUnion('version', [
  z.strictObject({ version: z.literal(1), secrets: z.record(nameSchema, firstEntrySchema) }),
  z.strictObject({ version: z.literal(VERSION), secrets: z.record(nameSchema, entrySchema) })
])
const newerSchema = z.looseObject({ version: z.int().min(VERSION + 1) })

/** `vault.json`: ciphertext only, never opened by anything but the system's store. */
export interface VaultFile {
  entry(name: SecretName): VaultEntry | undefined
  entries(): ReadonlyMap<SecretName, VaultEntry>
  /** Those that anybody could decrypt. */
  weak(): readonly (readonly [SecretName, VaultEntry])[]
  /** Both throw when it can't be written; then nothing changed. */
  put(name: SecretName, entry: VaultEntry): void
  remove(...names: readonly SecretName[]): void
  /** Where secrets are that can't be understood: the file's own name or the one it was given. */
  readonly aside: () => string | undefined
}

/**
 * Read at the first use. A damaged file is set aside unchanged; one of a newer version, or one that can't be set aside, is left where it
 * is and never written over.
 */
export function createVaultFile(deps: {
  readonly file: string
  readonly clock: Clock
  readonly logger: Logger
  readonly problems: Pick<ProblemDesk, 'raise'>
}): VaultFile {
  const { file, clock, logger, problems } = deps
  let entries: Map<SecretName, VaultEntry> | undefined
  let aside: string | undefined
  let writable = true

  function leave(): void {
    writable = false
    aside = basename(file)
  }

  function setAside(): void {
    leave()
    try {
      aside = basename(setFileAside(file, clock.now().wallMs))
      writable = true
    } catch (error) {
      logger.error('the vault file is damaged and could not be set aside', { code: errorCode(error) })
    }
    logger.error('the vault file could not be understood', { aside })
    problems.raise({ id: 'vault-file', code: 'vaultDamaged', params: { file: aside ?? '' } })
  }

  function parsed(text: string): unknown {
    try {
      return JSON.parse(text)
    } catch {
      return undefined
    }
  }

  function load(): Map<SecretName, VaultEntry> {
    let text: string
    try {
      text = readFileSync(file, 'utf8')
    } catch (error) {
      // One that is there and can't be read is nobody's to move or to replace.
      if (errorCode(error) !== 'ENOENT') {
        leave()
        logger.error('the vault file could not be read', { code: errorCode(error) })
        problems.raise({ id: 'vault-file', code: 'vaultFileUnreadable', params: { reason: errorCode(error) } })
      }
      return new Map()
    }
    const content = fileSchema.safeParse(parsed(text))
    // as: the keys of both versions were parsed as names
    if (content.success) return new Map(Object.entries(content.data.secrets) as [SecretName, VaultEntry][])
    if (newerSchema.safeParse(parsed(text)).success) {
      leave()
      logger.error('the vault file is of a newer version')
      problems.raise({ id: 'vault-file', code: 'vaultNewer', params: {} })
    } else setAside()
    return new Map()
  }

  function present(): Map<SecretName, VaultEntry> {
    entries ??= load()
    return entries
  }

  function replace(next: Map<SecretName, VaultEntry>): void {
    if (!writable) throw new Error('what is stored there must not be written over')
    writePrivateFile(file, `${JSON.stringify({ version: VERSION, secrets: Object.fromEntries(next) }, null, 2)}\n`)
    entries = next
  }

  return {
    entry: (name) => present().get(name),
    entries: present,
    weak: () => [...present()].filter(([, entry]) => entry.protection === 'weak'),
    put: (name, entry) => replace(new Map(present()).set(name, entry)),
    remove(...names) {
      const next = new Map(present())
      for (const name of names) next.delete(name)
      if (next.size < present().size) replace(next)
    },
    aside: () => aside
  }
}
