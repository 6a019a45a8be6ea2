import * as z from 'zod'
import { DATASOURCES } from '../core/reporting/objects.ts'

/**
 * An edit as a window sends it: the same as `core/edits/edit.ts`, but a query comes as the JSON text that was edited. Here only the
 * form is checked; whether a name may be empty is said in words at its field. A change names the fields that are others now, and no more.
 */

const id = z.string().min(1).max(200)
const text = z.string().max(5_000)
const secret = z.string().max(8_000)
const period = z.enum(['P1D', 'P1W', 'P1M'])
const moment = z.number().nullable()
/** Longest query, in characters. */
const QUERY_LENGTH = 100_000

const workflow = { name: text, description: text }
export const targetDraftSchema = z.strictObject({
  name: text,
  threshold: z.number(),
  bound: z.enum(['UPPER', 'LOWER']),
  reportingPeriod: period,
  notificationPeriod: period,
  datasource: z.enum(DATASOURCES),
  field: text,
  query: z.string().max(QUERY_LENGTH),
  notificationsActive: z.boolean(),
  activeFromMs: moment,
  activeUntilMs: moment
})
const bar = { name: text, active: z.boolean(), channelId: text }
const mail = { email: text, bundleable: z.boolean(), active: z.boolean() }
const bot = { token: secret, channel: text, user: text }
const webhook = { webhookUrl: secret, iconUrl: text }
/** Of settings that may go without a name and are on unless they say otherwise. */
const usual = { name: text.exactOptional(), active: z.boolean().exactOptional() }

type Exactly<S extends z.ZodRawShape> = { readonly [N in keyof S]: z.ZodExactOptional<S[N]> }

/** Each field of it may be left out. */
function some<S extends Record<string, z.ZodType>>(shape: S): Exactly<S> {
  // as: Object.fromEntries forgets the names it was given
  return Object.fromEntries(Object.entries(shape).map(([name, one]) => [name, z.exactOptional(one)])) as Exactly<S>
}

const remove = { op: z.literal('remove'), id }
const change = { op: z.literal('change'), id }
const create = { op: z.literal('create') }
const ofTarget = { workflowId: id, targetId: id }

const workflowEdit = z.discriminatedUnion('op', [
  z.strictObject({ kind: z.literal('workflow'), ...create, draft: z.strictObject(workflow) }),
  z.strictObject({ kind: z.literal('workflow'), ...change, changes: z.strictObject(some(workflow)) }),
  z.strictObject({ kind: z.literal('workflow'), ...remove })
])
const targetEdit = z.discriminatedUnion('op', [
  z.strictObject({ kind: z.literal('target'), workflowId: id, ...create, draft: targetDraftSchema }),
  z.strictObject({
    ...{ kind: z.literal('target'), workflowId: id, ...change },
    changes: z.strictObject(some(targetDraftSchema.shape))
  }),
  z.strictObject({ kind: z.literal('target'), workflowId: id, ...remove })
])
const barEdit = z.discriminatedUnion('op', [
  z.strictObject({ kind: z.literal('barSetting'), ...ofTarget, ...create, draft: z.strictObject(bar) }),
  z.strictObject({ kind: z.literal('barSetting'), ...ofTarget, ...change, changes: z.strictObject(some(bar)) }),
  z.strictObject({ kind: z.literal('barSetting'), ...ofTarget, ...remove })
])
const emailEdit = z.discriminatedUnion('op', [
  z.strictObject({
    ...{ kind: z.literal('emailSetting'), ...ofTarget, ...create },
    draft: z.strictObject({ ...mail, name: usual.name })
  }),
  z.strictObject({
    ...{ kind: z.literal('emailSetting'), ...ofTarget, ...change },
    changes: z.strictObject({ ...some(mail), name: usual.name })
  }),
  z.strictObject({ kind: z.literal('emailSetting'), ...ofTarget, ...remove })
])
const slackEdit = z.discriminatedUnion('op', [
  z.strictObject({
    ...{ kind: z.literal('slackSetting'), ...ofTarget, ...create },
    draft: z.discriminatedUnion('shape', [
      z.strictObject({ shape: z.literal('bot'), ...bot, ...usual }),
      z.strictObject({ shape: z.literal('webhook'), ...webhook, ...usual })
    ])
  }),
  z.strictObject({
    ...{ kind: z.literal('slackSetting'), ...ofTarget, ...change },
    changes: z.discriminatedUnion('shape', [
      z.strictObject({ shape: z.literal('bot'), ...some(bot), ...usual }),
      z.strictObject({ shape: z.literal('webhook'), ...some(webhook), ...usual })
    ])
  }),
  z.strictObject({ kind: z.literal('slackSetting'), ...ofTarget, ...remove })
])

export const editInputSchema = z.discriminatedUnion('kind', [workflowEdit, targetEdit, barEdit, emailEdit, slackEdit])
export type EditInput = z.infer<typeof editInputSchema>
export type TargetDraftInput = z.infer<typeof targetDraftSchema>
