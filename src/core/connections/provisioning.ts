import * as z from 'zod'
import { importedRuleSchema, positionOf, repeated, RULES_IN_FILE } from '../alerts/rule-file.ts'
import type { Rule } from '../alerts/rule.ts'
import { fail, ok, type Result } from '../result.ts'
import { settingsSchema, type Settings } from '../settings/settings.ts'
import { isShortcut } from '../settings/shortcut.ts'
import {
  avayaConfigSchema,
  giosgConfigSchema,
  SECRET_FIELDS,
  SYSTEMS,
  thoughtspotConfigSchema,
  type ConnectionConfig
} from './connection.ts'
import { describeIssues, type FileError } from './provisioning-errors.ts'

export type { FileError } from './provisioning-errors.ts'

/** The secret itself, or the environment variable that holds it. */
export type SecretSource = string | { readonly env: string }

export interface ProvisionedConnection {
  readonly config: ConnectionConfig
  readonly secrets: Readonly<Record<string, SecretSource>>
}

/** What a provisioning file asks for, checked. */
export interface Provisioning {
  readonly connections: readonly ProvisionedConnection[]
  readonly rules: readonly Rule[]
  readonly settings: Partial<
    Pick<Settings, 'targetTestIntervalMinutes' | 'weakSecretStorage' | 'caFile' | 'globalShortcut'>
  >
}

const LONGEST_FILE = 1_000_000

const secretSchema = z.union(
  [
    z.string().min(1).max(10_000),
    z.strictObject({ env: z.string().regex(/^[A-Za-z_][A-Za-z0-9_]*$/, 'must be the name of an environment variable') })
  ],
  { error: 'must be a text that is not empty, or { "env": NAME } with the name of an environment variable' }
)

const connectionSchema = z.discriminatedUnion(
  'system',
  [
    avayaConfigSchema.extend({ appKey: secretSchema, clientSecret: secretSchema }),
    giosgConfigSchema.extend({ token: secretSchema }),
    thoughtspotConfigSchema
      .extend({
        secretKey: secretSchema.optional(),
        password: secretSchema.optional(),
        token: secretSchema.optional()
      })
      .refine(
        ({ secretKey, password, token }) =>
          [secretKey, password, token].filter((one) => one !== undefined).length === 1,
        'must have exactly one of secretKey, password and token'
      )
  ],
  { error: `must be one of ${SYSTEMS.join(', ')}` }
)

const fileSchema = z.strictObject({
  version: z.literal(1),
  connections: z.array(connectionSchema).max(100).default([]),
  rules: z.array(importedRuleSchema).max(RULES_IN_FILE).default([]),
  settings: z
    .strictObject({
      targetTestIntervalMinutes: settingsSchema.shape.targetTestIntervalMinutes.exactOptional(),
      weakSecretStorage: settingsSchema.shape.weakSecretStorage.exactOptional(),
      privacy: settingsSchema.shape.privacy.exactOptional(),
      caFile: settingsSchema.shape.caFile,
      globalShortcut: z
        .string()
        .refine(isShortcut, 'must be keys as the settings spell them, such as "Control+Alt+F9", or null for none')
        .nullable()
        .exactOptional()
    })
    .default({})
})

/** What makes two entries the same connection, whatever else about them changes. Free of secrets. */
export function connectionIdentity(config: ConnectionConfig): string {
  switch (config.system) {
    case 'avaya':
      return JSON.stringify([config.system, config.restBaseUrl, config.accountId.toUpperCase(), config.clientId])
    case 'giosg':
      return JSON.stringify([config.system, config.apiBaseUrl, config.organizationId.toLowerCase()])
    case 'thoughtspot':
      return JSON.stringify([config.system, config.baseUrl, config.username, config.orgId ?? null])
  }
}

function split(entry: z.infer<typeof connectionSchema>): ProvisionedConnection {
  const fields: readonly string[] = SECRET_FIELDS[entry.system]
  const secrets: Record<string, SecretSource> = {}
  const config: Record<string, unknown> = {}
  for (const [name, value] of Object.entries(entry)) {
    if (!fields.includes(name)) config[name] = value
    else if (typeof value === 'string' || isEnv(value)) secrets[name] = value
  }
  return { config: configOf(entry.system, config), secrets }
}

function isEnv(value: unknown): value is { env: string } {
  return typeof value === 'object' && value !== null && 'env' in value && typeof value.env === 'string'
}

function configOf(system: ConnectionConfig['system'], fields: object): ConnectionConfig {
  switch (system) {
    case 'avaya':
      return avayaConfigSchema.parse(fields)
    case 'giosg':
      return giosgConfigSchema.parse(fields)
    case 'thoughtspot':
      return thoughtspotConfigSchema.parse(fields)
  }
}

/**
 * Reads a provisioning file. Errors name their path in the file (`connections[0].clientSecret`), say what would be right, and never
 * quote a value.
 */
export function parseProvisioning(text: string): Result<Provisioning, readonly FileError[]> {
  if (text.length > LONGEST_FILE) return fail([{ path: '', message: 'is too long to be a provisioning file' }])
  let raw: unknown
  try {
    // Editors on Windows begin a file with a mark that JSON does not know.
    raw = JSON.parse(text.replace(/^\uFEFF/, ''))
  } catch (error) {
    return fail([{ path: '', message: `is not JSON${positionOf(error, text)}` }])
  }
  const parsed = fileSchema.safeParse(raw)
  if (!parsed.success) return fail(describeIssues(parsed.error.issues, raw))
  const { rules, settings } = parsed.data
  const connections = parsed.data.connections.map(split)
  const twice = [
    ...repeated(
      'connections',
      connections.map(({ config }) => connectionIdentity(config))
    ),
    ...repeated(
      'rules',
      rules.map(({ id }) => id)
    )
  ]
  return twice.length > 0 ? fail(twice) : ok({ connections, rules, settings })
}
