import * as z from 'zod'
import { querySchema } from '../events/query-schema.ts'
import type { SettingKind, SettingReply, TargetReply } from './schema.ts'

/** What may be sent to make or change something, and the complaints about the rest by field. Unknown and read-only fields are ignored. */

export type Complaints = Readonly<Record<string, readonly string[]>>
export type Checked<T> =
  { readonly ok: true; readonly values: T } | { readonly ok: false; readonly complaints: Complaints }

const name = z
  .string('Not a valid string.')
  .trim()
  .min(1, 'This field may not be blank.')
  .max(200, 'Ensure this field has no more than 200 characters.')
const flag = z.boolean('Must be a valid boolean.')
const period = z.enum(['P1D', 'P1W', 'P1M'], 'Not a valid choice.')
const moment = z.iso.datetime({ offset: true, error: 'Datetime has wrong format.' }).nullable()
const address = z.url({ protocol: /^https$/, error: 'Enter a valid URL.' })

export const workflowPayload = z.object({ name, description: z.string('Not a valid string.').default('') })

export const targetPayload = z.object({
  name,
  reporting_threshold: z.number('A valid number is required.'),
  reporting_query: querySchema,
  reporting_field: name,
  reporting_period: period,
  notification_period: period,
  reporting_datasource: z.literal('GENERIC_REPORTING', 'Only GENERIC_REPORTING is supported at this moment.'),
  reporting_bound: z.enum(['UPPER', 'LOWER'], 'Not a valid choice.'),
  are_notifications_active: flag.default(true),
  target_active_from: moment.optional(),
  target_active_until: moment.optional()
})

const common = { name: name.optional(), is_notification_active: flag.default(true) }
const BOT = ['token', 'channel', 'user'] as const
const WEBHOOK = ['icon_url', 'incoming_webhook_url'] as const

const settingPayloads = {
  bar: z.object({ ...common, name, channel_id: z.uuid('Must be a valid UUID.') }),
  email: z.object({ ...common, email: z.email('Enter a valid email address.'), is_bundleable: flag.default(false) }),
  bot: z.object({ ...common, token: name, channel: name, user: name }),
  webhook: z.object({ ...common, icon_url: address, incoming_webhook_url: address })
} as const

const REQUIRED = 'This field is required.'
const WHOLE = 'non_field_errors'

function complaintsOf(error: z.ZodError, body: object): Complaints {
  const found: Record<string, string[]> = {}
  for (const { path, message } of error.issues) {
    const [field = WHOLE, ...inner] = path.map(String)
    const words = Object.hasOwn(body, field) || field === WHOLE ? [...inner, message].join(': ') : REQUIRED
    found[field] = [...(found[field] ?? []), words]
  }
  return found
}

function isObject(body: unknown): body is Readonly<Record<string, unknown>> {
  return typeof body === 'object' && body !== null && !Array.isArray(body)
}

const NOT_AN_OBJECT: Complaints = { [WHOLE]: ['Invalid data. Expected a dictionary.'] }

/** `isPartial`: of what is there already, so nothing is required and nothing gets its default. */
export function check<T extends z.ZodRawShape>(
  schema: z.ZodObject<T>,
  body: unknown,
  isPartial: boolean
): Checked<Readonly<Record<string, unknown>>> {
  if (!isObject(body)) return { ok: false, complaints: NOT_AN_OBJECT }
  const parsed = (isPartial ? schema.partial() : schema).safeParse(body)
  if (!parsed.success) return { ok: false, complaints: complaintsOf(parsed.error, body) }
  const values: Readonly<Record<string, unknown>> = parsed.data
  const sent = Object.entries(values).filter(([field]) => !isPartial || Object.hasOwn(body, field))
  // A query is kept as it was sent: what it reads as is the service's own business.
  return {
    ok: true,
    values: Object.fromEntries(sent.map(([field, value]) => [field, field === 'reporting_query' ? body[field] : value]))
  }
}

/** What the fields of a whole target say against each other. */
export function targetComplaints(target: TargetReply): Complaints | undefined {
  const { target_active_from: from, target_active_until: until } = target
  if (from && until && Date.parse(until) <= Date.parse(from)) {
    return { target_active_until: ['Must be after target_active_from.'] }
  }
  const columns: readonly string[] = querySchema.parse(target.reporting_query).aggregations
  return columns.includes(target.reporting_field) ? undefined : { reporting_field: ['The query has no such column.'] }
}

const MIXED: Complaints = {
  [WHOLE]: ['Either token, channel and user or icon_url and incoming_webhook_url may be set, not both.']
}

/** Empty and null fields of the other shape are a mixture too (assumed). */
function slackShape(body: unknown, present: SettingReply | undefined): 'bot' | 'webhook' | undefined {
  if (!isObject(body)) return 'bot'
  const hasBot = BOT.some((field) => Object.hasOwn(body, field))
  const hasWebhook = WEBHOOK.some((field) => Object.hasOwn(body, field))
  const was = present && ('token' in present && present.token ? 'bot' : 'webhook')
  if ((hasBot && (hasWebhook || was === 'webhook')) || (hasWebhook && was === 'bot')) return undefined
  return was ?? (hasWebhook ? 'webhook' : 'bot')
}

/** `present`: the setting that is changed. */
export function checkSetting(
  kind: SettingKind,
  body: unknown,
  present?: SettingReply
): Checked<Readonly<Record<string, unknown>>> {
  const shape = kind === 'slack' ? slackShape(body, present) : kind
  return shape === undefined
    ? { ok: false, complaints: MIXED }
    : check<z.ZodRawShape>(settingPayloads[shape], body, present !== undefined)
}
