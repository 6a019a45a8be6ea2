import * as z from 'zod'
import { fail, ok, type Result } from '../result.ts'
import { connectionConfigSchema, DURATION_UNITS, SECRET_FIELDS, type SystemId } from './connection.ts'

/** No control characters: they come with careless copying, and would break a header. */
const secretText = z
  .string()
  .max(10_000)
  .regex(/^\P{Cc}+$/u)
  .exactOptional()

const secretsSchema = z.strictObject({
  appKey: secretText,
  clientSecret: secretText,
  token: secretText,
  secretKey: secretText,
  password: secretText
})

/** A connection as a window wants it, checked: set up anew (`id` null) or differently. `secrets` are those entered now. */
const connectionDraftSchema = z
  .strictObject({ id: z.string().min(1).max(200).nullable(), config: connectionConfigSchema, secrets: secretsSchema })
  .refine(({ config, secrets }) => Object.keys(secrets).every((name) => secretFields(config.system).includes(name)), {
    path: ['secrets'],
    error: 'has a secret of another system'
  })
  .refine(({ config, secrets }) => config.system !== 'thoughtspot' || Object.keys(secrets).length <= 1, {
    path: ['secrets'],
    error: 'must have one of secretKey, password and token'
  })
export type ConnectionDraft = z.infer<typeof connectionDraftSchema>

export function secretFields(system: SystemId): readonly string[] {
  return SECRET_FIELDS[system]
}

/** Why a field can't be taken; words are in the catalogue (`refusal.<reason>`). */
export const REFUSAL_REASONS = [
  'missing',
  'address',
  'addressTail',
  'accountId',
  'organizationId',
  'orgId',
  'producers',
  'tooLong',
  'characters',
  'other',
  'nameTaken',
  'twin',
  'secretMissing',
  'secretForNewHost'
] as const
export type RefusalReason = (typeof REFUSAL_REASONS)[number]

export const fieldRefusalSchema = z.strictObject({
  /** `config.<field>` or `secrets.<field>`; `config` for the whole. */
  path: z.string(),
  reason: z.enum(REFUSAL_REASONS),
  /** Another connection's name, where it is about one. */
  other: z.string().exactOptional()
})
export type FieldRefusal = z.infer<typeof fieldRefusalSchema>

const REASON_BY_FIELD: Readonly<Record<string, RefusalReason>> = {
  restBaseUrl: 'address',
  apiBaseUrl: 'address',
  serviceBaseUrl: 'address',
  baseUrl: 'address',
  accountId: 'accountId',
  organizationId: 'organizationId',
  orgId: 'orgId',
  producers: 'producers'
}

function isEmpty(value: unknown): boolean {
  return value === undefined || value === '' || (Array.isArray(value) && value.length === 0)
}

function reasonOf(issue: z.core.$ZodIssue, value: unknown): RefusalReason {
  if (isEmpty(value)) return 'missing'
  if (issue.path[0] === 'secrets') return 'characters'
  const known = REASON_BY_FIELD[String(issue.path[1])]
  if (known === 'address' && /[?#]/.test(String(value))) return 'addressTail'
  if (known !== undefined) return known
  return issue.code === 'too_big' ? 'tooLong' : 'other'
}

const typed = z.string().max(10_000)
const typedSecret = typed.exactOptional()

/** A connection as it was typed: nothing is right or wrong yet, only bounded. Secrets are write-only. */
export const typedConnectionSchema = z.strictObject({
  id: z.string().min(1).max(200).nullable(),
  config: z.discriminatedUnion('system', [
    z.strictObject({
      system: z.literal('avaya'),
      name: typed,
      restBaseUrl: typed,
      accountId: typed,
      clientId: typed,
      /** One on each line, or with commas. */
      producers: typed,
      durationUnit: z.enum(DURATION_UNITS).exactOptional()
    }),
    z.strictObject({
      system: z.literal('giosg'),
      name: typed,
      organizationId: typed,
      apiBaseUrl: typed,
      serviceBaseUrl: typed,
      tokenKind: z.enum(['token', 'bearer'])
    }),
    z.strictObject({ system: z.literal('thoughtspot'), name: typed, baseUrl: typed, username: typed, orgId: typed })
  ]),
  secrets: z.strictObject({
    appKey: typedSecret,
    clientSecret: typedSecret,
    token: typedSecret,
    secretKey: typedSecret,
    password: typedSecret
  })
})
export type TypedConnection = z.infer<typeof typedConnectionSchema>

/** Whoever types a host alone means https. */
function addressOf(text: string): string {
  return text === '' || text.includes('://') ? text : ['https', text].join('://')
}

function valueOf(name: string, text: string): unknown {
  const trimmed = text.trim()
  // What is usual is not written down: a connection of before says the same.
  if (name === 'durationUnit' && trimmed === DURATION_UNITS[0]) return undefined
  const kind = REASON_BY_FIELD[name]
  if (kind === 'address') return addressOf(trimmed)
  if (kind === 'producers') return trimmed.split(/[\s,]+/).filter((line) => line !== '')
  if (kind !== 'orgId') return trimmed
  if (trimmed === '') return undefined
  return /^\d+$/.test(trimmed) ? Number(trimmed) : trimmed
}

/** What was typed, as a draft, or which fields can't be taken and why: one reason for each field. An empty secret is none. */
export function readTyped({
  id,
  config: typedConfig,
  secrets: typedSecrets
}: TypedConnection): Result<ConnectionDraft, readonly FieldRefusal[]> {
  const config = Object.fromEntries(
    Object.entries(typedConfig).flatMap(([name, text]) => {
      const value = valueOf(name, text)
      return value === undefined ? [] : [[name, value] as const]
    })
  )
  // A password may begin or end with a space; what is copied should not.
  const secrets = Object.fromEntries(
    Object.entries(typedSecrets).flatMap(([name, text]) => {
      const secret = name === 'password' ? text : text.trim()
      return secret === '' ? [] : [[name, secret] as const]
    })
  )
  const parsed = connectionDraftSchema.safeParse({ id, config, secrets })
  if (parsed.success) return ok(parsed.data)
  const refusals = new Map<string, FieldRefusal>()
  for (const issue of parsed.error.issues) {
    const [part, field] = issue.path
    const path = [part, field]
      .filter((one) => one !== undefined)
      .map(String)
      .join('.')
    const group: Readonly<Record<string, unknown>> = part === 'secrets' ? secrets : config
    const reason = reasonOf(issue, field === undefined ? group : group[String(field)])
    if (!refusals.has(path)) refusals.set(path, { path, reason })
  }
  return fail([...refusals.values()])
}
