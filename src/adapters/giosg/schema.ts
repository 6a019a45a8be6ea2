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

export const workflowSchema = z.object({
  id: z.string().min(1),
  name: z.string(),
  description: z.string().nullish()
})

export const targetSchema = z.object({
  id: z.string().min(1),
  name: z.string(),
  reporting_threshold: numeric,
  reporting_bound: bound,
  reporting_period: period,
  notification_period: period,
  reporting_field: z.string().nullish(),
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
