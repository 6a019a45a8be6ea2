import type { Connection, ConnectionConfig, SystemId } from './connection.ts'
import { secretFields, type ConnectionDraft, type FieldRefusal } from './draft.ts'
import { connectionIdentity } from './provisioning.ts'
import { originsOf } from './reach.ts'

export interface KnownConnection {
  readonly connection: Connection
  readonly secretsSet: readonly string[]
}

/** A credential was entered for a host: it is not sent to another one until it is entered for that one too. */
function keepsHosts(config: ConnectionConfig, before: ConnectionConfig): boolean {
  const trusted = originsOf(before)
  return config.system === before.system && originsOf(config).every((origin) => trusted.includes(origin))
}

/** One of these is enough for ThoughtSpot; the other systems need all of theirs. */
function missingSecrets(system: SystemId, present: readonly string[]): readonly string[] {
  const fields = secretFields(system)
  if (system !== 'thoughtspot') return fields.filter((field) => !present.includes(field))
  return fields.some((field) => present.includes(field)) ? [] : fields.slice(0, 1)
}

/** Secrets that have to be entered before the draft can be tested or saved. */
export function secretRefusals(draft: ConnectionDraft, before: KnownConnection | undefined): readonly FieldRefusal[] {
  const given = Object.keys(draft.secrets)
  const isSameHost = before !== undefined && keepsHosts(draft.config, before.connection.config)
  const missing = missingSecrets(draft.config.system, isSameHost ? [...given, ...before.secretsSet] : given)
  return missing.map((field) => ({
    path: `secrets.${field}`,
    reason: !isSameHost && before?.secretsSet.includes(field) === true ? 'secretForNewHost' : 'secretMissing'
  }))
}

/** A name that another connection has, and another connection to the same account unless that is meant. */
export function settingRefusals(
  { id, config }: ConnectionDraft,
  known: readonly Connection[],
  despiteTwin: boolean
): readonly FieldRefusal[] {
  const others = known.filter((one) => one.id !== id)
  const name = config.name.toLowerCase()
  const namesake = others.find((one) => one.config.name.toLowerCase() === name)
  const identity = connectionIdentity(config)
  const twin = despiteTwin ? undefined : others.find((one) => connectionIdentity(one.config) === identity)
  return [
    ...(namesake ? [{ path: 'config.name', reason: 'nameTaken', other: namesake.config.name } as const] : []),
    ...(twin ? [{ path: 'config', reason: 'twin', other: twin.config.name } as const] : [])
  ]
}
