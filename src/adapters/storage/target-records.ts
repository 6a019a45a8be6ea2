import * as z from 'zod'
import type { Json } from '../../core/reporting/json.ts'
import {
  DATASOURCES,
  type KnownTarget,
  type KnownWorkflow,
  type NotificationSetting
} from '../../core/reporting/objects.ts'
import type { TargetTest } from '../../core/targets/target.ts'

const period = z.enum(['P1D', 'P1W', 'P1M'])
const moment = z.number().nullable()
const text = z.string()
const id = z.string().min(1)
/** It came out of a row's JSON, so it is JSON. */
export const queryRecord = z.custom<Json>((value) => value !== undefined)

/** Older rows do not say when. */
export const workflowRecord: z.ZodType<KnownWorkflow> = z.strictObject({
  id,
  connectionId: id,
  name: text,
  description: text,
  createdAtMs: moment.exactOptional(),
  modifiedAtMs: moment.exactOptional()
})

/** Without its query. Older rows carry something else, and lack what is about the query. */
export const targetRecord: z.ZodType<KnownTarget> = z.object({
  id,
  connectionId: id,
  workflowId: id,
  name: text,
  threshold: z.number(),
  bound: z.enum(['UPPER', 'LOWER']),
  reportingPeriod: period,
  notificationPeriod: period,
  field: text,
  activeFromMs: z.number().exactOptional(),
  activeUntilMs: z.number().exactOptional(),
  datasource: z.enum(DATASOURCES).nullable().exactOptional(),
  notificationsActive: z.boolean().nullable().exactOptional()
})

export const targetTestRecord: z.ZodType<TargetTest> = z.strictObject({
  targetId: id,
  value: z.number().nullable(),
  selectedPeriod: period,
  timespan: text,
  testedAtMs: z.number()
})

const secretState = z.enum(['set', 'notSet'])
const setting = {
  id,
  connectionId: id,
  targetId: id,
  name: text,
  active: z.boolean().nullable(),
  lastSentAtMs: moment
}
/** Strict: a secret that came in by mistake would not be read again, and is not known to anybody. */
export const settingsRecord: z.ZodType<readonly NotificationSetting[]> = z.array(
  z.discriminatedUnion('kind', [
    z.strictObject({ ...setting, kind: z.literal('bar'), channelId: text }),
    z.strictObject({ ...setting, kind: z.literal('email'), email: text, bundleable: z.boolean().nullable() }),
    z.strictObject({
      ...{ ...setting, kind: z.literal('slack') },
      access: z.discriminatedUnion('shape', [
        z.strictObject({ shape: z.literal('bot'), token: secretState, channel: text, user: text }),
        z.strictObject({ shape: z.literal('webhook'), webhookUrl: secretState, iconUrl: text })
      ])
    })
  ])
)

export const queryRow = z.looseObject({ query: text.nullable() })
export const listRow = z.looseObject({ connection_id: text, workflow_id: text, at: z.number() })
export const settingsRow = z.looseObject({ connection_id: text, target_id: text, at: z.number(), json: text })
export const newestTestRow = z.looseObject({ connection_id: text, json: text.nullable() })
