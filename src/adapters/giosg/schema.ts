import * as z from 'zod'

/** What the service answers. The API is a draft: unknown fields are tolerated, descriptive ones may be missing. */

/** A number, also when written as a text. */
const numeric = z.union([
  z.number(),
  z
    .string()
    .trim()
    .regex(/^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i)
    .transform(Number)
])

const period = z.enum(['P1D', 'P1W', 'P1M'])

/** ISO 8601; old samples carry no zone, which is then UTC. Null when it can't be read, as if it were not set. */
const moment = z
  .string()
  .nullish()
  .catch(null)
  .transform((text) => {
    if (text === null || text === undefined || text === '') return null
    const ms = Date.parse(/(?:Z|[+-]\d\d:?\d\d)$/i.test(text) ? text : `${text}Z`)
    return Number.isNaN(ms) ? null : ms
  })

/** The literals are assumed to be these; capitals are not relied upon. */
const bound = z
  .string()
  .transform((text) => text.toUpperCase())
  .pipe(z.enum(['UPPER', 'LOWER']))

/** A switch; null when it is missing or is none, which hides nothing else of the object. */
const flag = z.boolean().nullish().catch(null)

const text = z.string().nullish().catch(null)

export const workflowSchema = z.object({
  id: z.string().min(1),
  name: z.string(),
  description: z.string().nullish(),
  created_at: moment,
  modified_at: moment
})

export const targetSchema = z.object({
  id: z.string().min(1),
  name: z.string(),
  reporting_threshold: numeric,
  reporting_bound: bound,
  reporting_period: period,
  notification_period: period,
  reporting_field: z.string().nullish(),
  reporting_query: z.json().nullish().catch(null),
  reporting_datasource: z.string().nullish().catch(null),
  are_notifications_active: flag,
  target_active_from: moment,
  target_active_until: moment
})
export type TargetAnswer = z.infer<typeof targetSchema>

/** `value` may be null, but not missing: that would read as "nothing counted". `workflow` and `target` are names, not ids. */
export const targetTestSchema = z.object({
  selected_period: period,
  timespan_requested: z.string().nullish(),
  value: z.union([z.null(), numeric])
})

/** The answer to a query. That the rows are under `data` is assumed; they are lists, and `fields` says what stands where. */
export const queryAnswerSchema = z.object({
  fields: z.array(z.object({ name: z.string(), type: z.string().nullish().catch(null) })),
  data: z.array(z.array(z.unknown()))
})
export type QueryAnswer = z.infer<typeof queryAnswerSchema>

/** A number of a row; null where it is none. */
export const cellSchema = z.union([numeric, z.null()]).catch(null)

const settingBase = { id: z.string().min(1), name: text, is_notification_active: flag, last_notification_sent: moment }

export const barSchema = z.object({ ...settingBase, channel_id: text })
export const emailSchema = z.object({ ...settingBase, email: text, is_bundleable: flag })
/** The two shapes in one: the fields of the other one are missing or null. */
export const slackSchema = z.object({
  ...settingBase,
  token: text,
  channel: text,
  user: text,
  icon_url: text,
  incoming_webhook_url: text
})

/** One kind's settings: a list by the words of the document, one object by its table. */
const settingList = z
  .union([z.array(z.unknown()), z.record(z.string(), z.unknown()).transform((one): unknown[] => [one])])
  .nullish()
  .transform((items): readonly unknown[] => items ?? [])

const settingListsSchema = z.object({ bar: settingList, slack: settingList, email: settingList })
export type SettingLists = z.infer<typeof settingListsSchema>

/** All settings of a target: one object, a list of such objects, or a page of them. */
export const settingsSchema = z
  .union([
    z.array(settingListsSchema),
    z.object({ results: z.array(settingListsSchema) }).transform(({ results }) => results),
    settingListsSchema.transform((one) => [one])
  ])
  .transform((all): SettingLists => ({
    bar: all.flatMap(({ bar }) => bar),
    slack: all.flatMap(({ slack }) => slack),
    email: all.flatMap(({ email }) => email)
  }))

/** Attribute names beyond the ids are assumed; any of them names the person. */
export const userSchema = z.object({
  id: z.string().min(1),
  organization_id: z.string().nullish(),
  full_name: z.string().nullish(),
  first_name: z.string().nullish(),
  last_name: z.string().nullish(),
  email: z.string().nullish()
})
export type UserAnswer = z.infer<typeof userSchema>
