import * as z from 'zod'
import { querySchema } from '../events/query-schema.ts'

/** Answers of Conversational Reporting and of users/me, as this side writes them. */

const timestamp = z.iso.datetime({ offset: true })
const period = z.enum(['P1D', 'P1W', 'P1M'])

export const userSchema = z.strictObject({
  id: z.uuid(),
  organization_id: z.uuid(),
  email: z.string(),
  first_name: z.string(),
  last_name: z.string()
})
export type UserReply = z.infer<typeof userSchema>

export const workflowSchema = z.strictObject({
  id: z.uuid(),
  organization_id: z.uuid(),
  created_by_user: z.uuid(),
  updated_by_user: z.uuid(),
  name: z.string(),
  description: z.string(),
  modified_at: timestamp,
  created_at: timestamp
})
export type WorkflowReply = z.infer<typeof workflowSchema>

export const targetSchema = z.strictObject({
  id: z.uuid(),
  organization_id: z.uuid(),
  workflow: z.uuid(),
  name: z.string(),
  reporting_threshold: z.number(),
  reporting_query: querySchema,
  reporting_field: z.string(),
  reporting_period: period,
  notification_period: period,
  reporting_datasource: z.enum(['GENERIC_REPORTING', 'CHAT_SESSIONS', 'VISITOR_SESSIONS']),
  reporting_bound: z.enum(['UPPER', 'LOWER']),
  are_notifications_active: z.boolean(),
  target_active_from: timestamp.optional(),
  target_active_until: timestamp.optional()
})
export type TargetReply = z.infer<typeof targetSchema>

const settingBase = {
  id: z.uuid(),
  target: z.uuid(),
  organization_id: z.uuid(),
  last_notification_sent: timestamp.nullable(),
  name: z.string(),
  is_notification_active: z.boolean()
}

export const barSchema = z.strictObject({ ...settingBase, channel_id: z.uuid() })
export const emailSchema = z.strictObject({ ...settingBase, email: z.string(), is_bundleable: z.boolean() })
/** Either the first three of its own fields are set or the last two; the others are null or left out. Secrets are in clear. */
export const slackSchema = z.strictObject({
  ...settingBase,
  token: z.string().nullish(),
  channel: z.string().nullish(),
  user: z.string().nullish(),
  icon_url: z.string().nullish(),
  incoming_webhook_url: z.string().nullish()
})

export const SETTING_KINDS = ['bar', 'slack', 'email'] as const
export type SettingKind = (typeof SETTING_KINDS)[number]
export type SettingReply = z.infer<typeof barSchema> | z.infer<typeof slackSchema> | z.infer<typeof emailSchema>

export const settingsSchema = z.strictObject({
  bar: z.array(barSchema),
  slack: z.array(slackSchema),
  email: z.array(emailSchema)
})

/** `workflow` and `target` are names here, not ids. `value` is null when nothing was counted (assumed). */
export const targetTestSchema = z.strictObject({
  workflow: z.string(),
  target: z.string(),
  selected_period: period,
  timespan_requested: z.string(),
  value: z.number().nullable()
})
export type TargetTestReply = z.infer<typeof targetTestSchema>

/** `next` and `previous` are whole addresses, or null. */
export function pageSchema<T extends z.ZodType>(item: T) {
  return z.strictObject({ next: z.url().nullable(), previous: z.url().nullable(), results: z.array(item) })
}

export const errorDetailSchema = z.strictObject({ detail: z.string() })
