import * as z from 'zod'

/** What the platform answers. Unknown fields are tolerated everywhere; what is not needed is not asked for. */

const seconds = z.coerce.number().min(0).max(31_536_000)

export const tokenSchema = z.object({ access_token: z.string().min(1), expires_in: seconds })

/** `endpoint` may be missing while the subscription is pending. */
export const subscriptionSchema = z.object({
  subscriptionId: z.string().min(1).max(200),
  status: z.string(),
  expiresIn: seconds.nullish(),
  expiresAt: z.string().nullish(),
  transport: z.object({ endpoint: z.string().nullish(), pingInterval: seconds.nullish() }).nullish()
})
export type SubscriptionAnswer = z.infer<typeof subscriptionSchema>

const listedSubscriptionSchema = z.object({ subscriptionId: z.string() })

/** "No page" is an empty text, links are relative paths. */
export const subscriptionPageSchema = z
  .object({
    subscriptions: z.array(listedSubscriptionSchema),
    links: z.object({ next: z.string().nullish() }).nullish()
  })
  .transform(({ subscriptions, links }) => ({ results: subscriptions, next: links?.next ?? null }))

export const producerListSchema = z.array(z.object({ measureProducerId: z.string().min(1) }))

const measureSchema = z.object({
  name: z.string().min(1),
  type: z.string().nullish(),
  displayName: z.string().nullish(),
  active: z.boolean().nullish()
})

export const producerSchema = z.object({
  measureProducerId: z.string().min(1),
  processorType: z.string().nullish(),
  measureSets: z.array(z.object({ keys: z.array(z.string()), measures: z.array(measureSchema) })).min(1)
})
export type ProducerMetadata = z.infer<typeof producerSchema>

export const localesSchema = z.array(z.string())

export const dictionarySchema = z.object({
  measures: z.array(z.object({ name: z.string(), displayName: z.string().nullish() }))
})

export const AUTHENTICATION_STATUSES = [
  'CONNECTION_CONFIRMED',
  'CONNECTION_FAILED_INVALID_TOKEN',
  'CONNECTION_FAILED_UNKNOWN_SUBSCRIPTION',
  'CONNECTION_FAILED_INTERNAL_SERVER_ERROR',
  'CONNECTION_FAILED_CONSTRAINT_VIOLATION'
] as const
export type AuthenticationStatus = (typeof AUTHENTICATION_STATUSES)[number]

export const authenticationReplySchema = z.object({ event: z.string(), status: z.string() })

const texts = z.record(z.string(), z.string())

/**
 * One data message as documented: every key and value is a text. The stream itself is read by frame.ts, which a test holds against
 * this schema.
 */
export const dataFrameSchema = z.object({
  accountId: z.string(),
  eventSourceId: z.string(),
  measureProducerId: z.string(),
  payloadType: z.enum(['INITIALIZING', 'LIVE']),
  eventAction: z.enum(['UPSERT', 'DELETE']),
  keys: texts.refine((keys) => Object.keys(keys).length > 0, 'a row needs a key'),
  measures: texts.nullish()
})
