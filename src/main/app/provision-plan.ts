import { createHash } from 'node:crypto'
import type { Rule } from '../../core/alerts/rule.ts'
import { isSameRule, type RuleVersion } from '../../core/alerts/rule-version.ts'
import { SECRET_FIELDS, type Connection } from '../../core/connections/connection.ts'
import {
  connectionIdentity,
  type FileError,
  type Provisioning,
  type SecretSource
} from '../../core/connections/provisioning.ts'
import type { SecretName } from '../../core/ports/vault.ts'
import { fail, ok, type Result } from '../../core/result.ts'

export interface PlannedSecret {
  readonly name: SecretName
  /** Where it stands in the file. */
  readonly path: string
  readonly secret: string
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}

/** The same connection has the same id in every import, on every computer. */
function connectionId(identity: string): string {
  return `p-${sha256(identity).slice(0, 24)}`
}

export function plannedConnections(wanted: Provisioning): readonly Connection[] {
  return wanted.connections.map(({ config }) => ({ id: connectionId(connectionIdentity(config)), config, demo: false }))
}

/** Names under which a planned connection may have a secret from before that the file has no more. */
export function leftoverSecrets(wanted: Provisioning): readonly SecretName[] {
  const ids = plannedConnections(wanted).map(({ id }) => id)
  return wanted.connections.flatMap(({ config, secrets }, index) =>
    SECRET_FIELDS[config.system]
      .filter((field) => secrets[field] === undefined)
      .map((field): SecretName => `${ids[index] ?? ''}/${field}`)
  )
}

/** The secrets themselves, those in the environment included. Fails with every variable that is missing. */
export function plannedSecrets(
  wanted: Provisioning,
  env: (name: string) => string | undefined
): Result<readonly PlannedSecret[], readonly FileError[]> {
  const ids = plannedConnections(wanted).map(({ id }) => id)
  const errors: FileError[] = []
  const secrets = wanted.connections.flatMap((connection, index) =>
    Object.entries(connection.secrets).map(([field, source]): PlannedSecret => {
      const path = `connections[${index}].${field}`
      const secret = typeof source === 'string' ? source : env(source.env)
      if (!secret && typeof source !== 'string') {
        errors.push({ path, message: `the environment variable ${source.env} is not set: set it and start again` })
      }
      return { name: `${ids[index] ?? ''}/${field}`, path, secret: secret ?? '' }
    })
  )
  return errors.length > 0 ? fail(errors) : ok(secrets)
}

/**
 * Tells one file from another. Where a secret stands in the file is part of it, what it says is not: a hash of a short password
 * could be guessed.
 */
export function fingerprint(wanted: Provisioning): string {
  const place = (source: SecretSource): unknown => (typeof source === 'string' ? 'given' : source)
  const connections = wanted.connections.map(({ config, secrets }) => ({
    config,
    secrets: Object.entries(secrets).map(([field, source]) => [field, place(source)])
  }))
  return sha256(JSON.stringify({ ...wanted, connections }))
}

/**
 * The present rules with the wanted ones in the place of those with the same id, or after them. A changed rule is a new version, and so
 * is one that comes back: `remembered` are the newest versions of all rules that ever were.
 */
export function mergedRules(
  present: readonly Rule[],
  wanted: readonly Rule[],
  remembered: readonly RuleVersion[] = []
): readonly Rule[] {
  const next = new Map(present.map((rule) => [rule.id, rule]))
  const newest = new Map(remembered.map(({ rule }) => [rule.id, rule.version]))
  for (const rule of wanted) {
    const old = next.get(rule.id)
    if (old && isSameRule(old, rule)) continue
    const before = Math.max(old?.version ?? 0, newest.get(rule.id) ?? 0)
    next.set(rule.id, { ...rule, version: Math.max(rule.version, before + 1) })
  }
  return [...next.values()]
}
