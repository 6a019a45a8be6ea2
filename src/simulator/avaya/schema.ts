import * as z from 'zod'

/** The wire of Analytics Realtime Data and of the Notification API, as this side writes and reads it. */

export const AUTHENTICATION_FAILURES = [
  'CONNECTION_FAILED_INVALID_TOKEN',
  'CONNECTION_FAILED_UNKNOWN_SUBSCRIPTION',
  'CONNECTION_FAILED_INTERNAL_SERVER_ERROR',
  'CONNECTION_FAILED_CONSTRAINT_VIOLATION'
] as const
export type AuthenticationFailure = (typeof AUTHENTICATION_FAILURES)[number]
export type AuthenticationStatus = AuthenticationFailure | 'CONNECTION_CONFIRMED'

/** The first message of a client. */
export const authenticationSchema = z.strictObject({
  event: z.literal('authentication'),
  subscriptionId: z.string().length(36),
  token: z.string().min(1)
})

export const authenticationResponseSchema = z.strictObject({
  event: z.enum(['authenticationResponse', 'AUTHENTICATION_RESPONSE']),
  status: z.enum(['CONNECTION_CONFIRMED', ...AUTHENTICATION_FAILURES])
})
export type AuthenticationResponse = z.infer<typeof authenticationResponseSchema>

const strings = z.record(z.string().min(1), z.string())
const row = {
  accountId: z.string().regex(/^[a-zA-Z]{6}$/),
  keys: strings.refine((keys) => Object.keys(keys).length > 0, 'a row has at least one key'),
  eventSourceId: z.string().min(1),
  measureProducerId: z.string().min(1),
  payloadType: z.enum(['INITIALIZING', 'LIVE'])
}

/** Every value is a string, even numbers. A DELETE carries no measures (assumed). */
export const eventDataSchema = z.discriminatedUnion('eventAction', [
  z.strictObject({ ...row, eventAction: z.literal('UPSERT'), measures: strings }),
  z.strictObject({ ...row, eventAction: z.literal('DELETE'), measures: strings.optional() })
])
export type EventData = z.infer<typeof eventDataSchema>

export const tokenRequestSchema = z.discriminatedUnion('grant_type', [
  z.object({ grant_type: z.literal('client_credentials'), client_id: z.string(), client_secret: z.string() }),
  z.object({
    grant_type: z.literal('refresh_token'),
    client_id: z.string(),
    client_secret: z.string(),
    refresh_token: z.string()
  })
])

export const tokenReplySchema = z.strictObject({
  access_token: z.string().min(1),
  expires_in: z.int().min(0),
  refresh_token: z.string().min(1)
})
export type TokenReply = z.infer<typeof tokenReplySchema>

const extensions = z
  .record(z.string(), z.string().max(256))
  .refine((entries) => Object.keys(entries).length <= 50, 'at most 50 entries')

export const subscriptionCreateSchema = z.strictObject({
  family: z.literal('ANALYTICS'),
  events: z.array(z.string()).min(1).max(25),
  transport: z.strictObject({ type: z.literal('WEBSOCKET') }),
  extensions: z.intersection(extensions, z.looseObject({ measureProducerId: z.string() }))
})

const nanoseconds = z.string().regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{9}Z$/)

export const subscriptionSchema = z.strictObject({
  subscriptionId: z.uuid(),
  createdAt: nanoseconds,
  expiresAt: nanoseconds,
  expiresIn: z.int().min(0),
  status: z.enum(['ACTIVE', 'INACTIVE', 'PENDING']),
  family: z.string(),
  events: z.array(z.string()),
  transport: z.strictObject({ type: z.literal('WEBSOCKET'), endpoint: z.url(), pingInterval: z.int() }),
  extensions
})
export type Subscription = z.infer<typeof subscriptionSchema>

export const subscriptionPageSchema = z.strictObject({
  pagination: z.strictObject({ pageNumber: z.int(), pageSize: z.int(), total: z.int() }),
  subscriptions: z.array(subscriptionSchema),
  /** Relative paths; no page is an empty string. */
  links: z.strictObject({ prev: z.string().regex(/^(\/.*)?$/), next: z.string().regex(/^(\/.*)?$/) })
})
export type SubscriptionPage = z.infer<typeof subscriptionPageSchema>

const producerHead = {
  measureProducerId: z.string(),
  measureProducerName: z.string(),
  processorType: z.enum(['ITD', 'JRNL', 'ADM', 'CDR']),
  description: z.string(),
  version: z.string()
}
export const MEASURE_TYPES = ['STRING', 'NUMBER', 'DURATION', 'DATE', 'TIME_IN_STATE'] as const

export const producerListSchema = z.array(z.strictObject(producerHead))
export const producerSchema = z.strictObject({
  ...producerHead,
  measureSets: z.array(
    z.strictObject({
      keys: z.array(z.string()),
      measures: z.array(
        z.strictObject({
          name: z.string(),
          type: z.enum(MEASURE_TYPES),
          displayName: z.string(),
          active: z.boolean()
        })
      )
    })
  )
})
export type ProducerReply = z.infer<typeof producerSchema>

export const localesSchema = z.array(z.string())
export const dictionarySchema = z.strictObject({
  locale: z.string(),
  description: z.string(),
  measures: z.array(z.strictObject({ name: z.string(), displayName: z.string(), description: z.string() }))
})
export type DictionaryReply = z.infer<typeof dictionarySchema>

export const problemSchema = z.strictObject({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  detail: z.string(),
  instance: z.string(),
  violations: z.array(z.strictObject({ field: z.string(), message: z.string(), code: z.string() })).optional()
})
export type Problem = z.infer<typeof problemSchema>
