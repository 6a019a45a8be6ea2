import * as z from 'zod'

const EVENT_TYPES = ['LIVEBOARD_SCHEDULE'] as const

/** A secret key wins where both are given. */
export const fullTokenRequestSchema = z.object({
  username: z.string().min(1),
  password: z.string().optional(),
  secret_key: z.string().optional(),
  validity_time_in_sec: z.number().int().min(1).default(300),
  org_id: z.number().int().optional()
})

export const preferencesSearchSchema = z.object({
  cluster_preferences: z.array(z.enum(EVENT_TYPES)).optional(),
  org_preferences: z
    .array(z.object({ org_identifier: z.string().min(1), event_types: z.array(z.enum(EVENT_TYPES)).optional() }))
    .optional()
})
