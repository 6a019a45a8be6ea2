import * as z from 'zod'
import { fail, ok, type Result } from '../result.ts'
import { connectionConfigSchema, SECRET_FIELDS, type SystemId } from './connection.ts'

const SECRET_NAMES = ['appKey', 'clientSecret', 'token', 'secretKey', 'password'] as const

/** No control characters: they come with careless copying, and would break a header. */
const secretText = z.string().regex(/^\P{Cc}{1,10000}$/u)

/** A connection as a window wants it: set up anew (`id` null) or differently. `secrets` are those entered now, write-only. */
export const connectionDraftSchema = z
  .strictObject({
    id: z.string().min(1).max(200).nullable(),
    config: connectionConfigSchema,
    secrets: z.partialRecord(z.enum(SECRET_NAMES), secretText)
  })
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
  if (known !== undefined) return known
  return issue.code === 'too_big' ? 'tooLong' : 'other'
}

/** What was typed, as a draft, or which fields can't be taken and why: one reason for each field. */
export function readDraft(raw: {
  readonly id: string | null
  readonly config: Readonly<Record<string, unknown>>
  readonly secrets: Readonly<Record<string, string>>
}): Result<ConnectionDraft, readonly FieldRefusal[]> {
  const parsed = connectionDraftSchema.safeParse(raw)
  if (parsed.success) return ok(parsed.data)
  const refusals = new Map<string, FieldRefusal>()
  for (const issue of parsed.error.issues) {
    const [part, field] = issue.path
    const path = [part, field]
      .filter((one) => one !== undefined)
      .map(String)
      .join('.')
    const group: Readonly<Record<string, unknown>> = part === 'secrets' ? raw.secrets : raw.config
    const reason = reasonOf(issue, field === undefined ? group : group[String(field)])
    if (!refusals.has(path)) refusals.set(path, { path, reason })
  }
  return fail([...refusals.values()])
}
