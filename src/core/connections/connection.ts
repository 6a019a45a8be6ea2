import * as z from 'zod'

export const SYSTEMS = ['avaya', 'giosg', 'thoughtspot'] as const
export type SystemId = (typeof SYSTEMS)[number]

/** Names of this computer, as they stand in an address. */
export const LOOPBACK_HOSTS: ReadonlySet<string> = new Set(['localhost', '127.0.0.1', '[::1]'])

/**
 * `https:` anywhere, `http:` on loopback only, no user name or password inside. Paths are appended to it, so nothing comes after its
 * own.
 */
function isAllowedBaseUrl(text: string): boolean {
  const match = /^(https?):\/\/([^/?#@]+)(?:\/[^?#]*)?$/i.exec(text)
  if (!match) return false
  const host = (match[2] ?? '').replace(/:\d+$/, '').toLowerCase()
  return match[1]?.toLowerCase() === 'https' || LOOPBACK_HOSTS.has(host)
}

const baseUrlSchema = z
  .string()
  .max(2000)
  .refine((text) => !/[?#]/.test(text), { error: 'must end before its ? or #: paths are appended to it', abort: true })
  .refine(isAllowedBaseUrl, 'must be an https: address (plain http: only for this computer itself)')
  .transform((text) => text.replace(/\/+$/, ''))

const nameSchema = z.string().trim().min(1).max(100)

export const DURATION_UNITS = ['ms', 's'] as const
export type DurationUnit = (typeof DURATION_UNITS)[number]

export const avayaConfigSchema = z.strictObject({
  system: z.literal('avaya'),
  name: nameSchema,
  restBaseUrl: baseUrlSchema,
  accountId: z
    .string()
    .max(6, 'must be exactly six letters')
    .regex(/^[a-zA-Z]{6}$/, 'must be exactly six letters'),
  clientId: z.string().min(1).max(500),
  producers: z.array(z.string().min(1).max(256)).min(1).max(25),
  /** In which its durations are sent; absent: `ms`. */
  durationUnit: z.enum(DURATION_UNITS).exactOptional()
})

export const giosgConfigSchema = z.strictObject({
  system: z.literal('giosg'),
  name: nameSchema,
  organizationId: z.uuid().max(36),
  apiBaseUrl: baseUrlSchema,
  serviceBaseUrl: baseUrlSchema,
  tokenKind: z.enum(['token', 'bearer'])
})

export const thoughtspotConfigSchema = z.strictObject({
  system: z.literal('thoughtspot'),
  name: nameSchema,
  baseUrl: baseUrlSchema,
  username: z.string().min(1).max(500),
  orgId: z.int().min(0).optional()
})

/** What is stored about a connection. Secrets are in the vault under `<id>/<field>`, never here. */
export const connectionConfigSchema = z.discriminatedUnion('system', [
  avayaConfigSchema,
  giosgConfigSchema,
  thoughtspotConfigSchema
])
export type ConnectionConfig = z.infer<typeof connectionConfigSchema>
export type AvayaConfig = z.infer<typeof avayaConfigSchema>
export type GiosgConfig = z.infer<typeof giosgConfigSchema>
export type ThoughtspotConfig = z.infer<typeof thoughtspotConfigSchema>

export interface Connection<C extends ConnectionConfig = ConnectionConfig> {
  readonly id: string
  readonly config: C
  /** True for the embedded demo centre; labelled everywhere, never stored. */
  readonly demo: boolean
}

/** Both ask for the same, whatever people call them. */
export function isSameButName(a: Connection, b: Connection): boolean {
  const asked = ({ id, config, demo }: Connection): string =>
    JSON.stringify({ id, config: { ...config, name: '' }, demo })
  return asked(a) === asked(b)
}

/** Names of the secrets each system may have in the vault. */
export const SECRET_FIELDS = {
  avaya: ['appKey', 'clientSecret'],
  giosg: ['token'],
  thoughtspot: ['secretKey', 'password', 'token']
} as const satisfies Record<SystemId, readonly string[]>

export function isSecretField(field: string): boolean {
  return Object.values(SECRET_FIELDS).some((fields) => fields.some((known) => known === field))
}

/** Names of the fields with an address, of all systems. */
export const ADDRESS_FIELDS = ['restBaseUrl', 'apiBaseUrl', 'serviceBaseUrl', 'baseUrl'] as const
