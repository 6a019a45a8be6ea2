import * as z from 'zod'
import { DATASOURCES, SETTING_KINDS } from '../core/reporting/objects.ts'
import { failureViewSchema, targetViewSchema } from './views.ts'

/** What windows see of workflows, targets and notification settings. Free of secrets: of those only whether they are set. */

const whole = z.int().min(0)
const moment = z.number().nullable()

/** How far the lists of one connection are known. */
export const reportingConnectionSchema = z.strictObject({
  connectionId: z.string(),
  /**
   * `known`: from the journal, not read in this run. `reading`: lists come in, `done` of `total` workflows so far. `ready`: all read.
   * `failed`: the last reading ended with `failure`; it is tried again by itself. `away`: the service does not answer, or there is no
   * network; what is shown is what was known.
   */
  state: z.enum(['known', 'reading', 'ready', 'failed', 'away']),
  done: whole,
  total: whole,
  /** When all lists were read last. */
  readAtMs: moment,
  failure: failureViewSchema.nullable()
})

export const workflowViewSchema = z.strictObject({
  connectionId: z.string(),
  id: z.string(),
  name: z.string(),
  description: z.string(),
  createdAtMs: moment,
  modifiedAtMs: moment,
  /** When its list of targets was read last; null: never, it is unknown whether it has any. */
  listedAtMs: moment,
  /** Its list is being read. */
  listing: z.boolean()
})

/** How many settings of a kind a target has. */
const kindCountSchema = z.strictObject({ kind: z.enum(SETTING_KINDS), count: whole })

/** A line of the tree. Its chart and the rest of it are asked for: `target:detail`, `target:results`. */
export const targetLineSchema = targetViewSchema.omit({ history: true, pace: true, workflowName: true }).extend({
  /** The switch over all notifications; null: the service does not say, or it was not read yet. */
  notificationsActive: z.boolean().nullable(),
  activeFromMs: moment,
  activeUntilMs: moment,
  /** Null: not read yet. Kinds without any are left out. */
  settingCounts: z.array(kindCountSchema).max(SETTING_KINDS.length).nullable(),
  /** Moves with each reading of its settings: a detail that is on screen is asked for anew then. */
  settingsReadAtMs: moment
})

const settingBase = {
  id: z.string(),
  name: z.string(),
  active: z.boolean().nullable(),
  /** Null: nothing was sent yet. */
  lastSentAtMs: moment
}

export const notificationSettingSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('bar'), ...settingBase, channelId: z.string() }),
  z.strictObject({ kind: z.literal('email'), ...settingBase, address: z.string(), bundleable: z.boolean().nullable() }),
  z.strictObject({
    kind: z.literal('slack'),
    ...settingBase,
    /** `isSet`: of the bot's token, or of the address that is posted to. Neither is ever told. */
    access: z.discriminatedUnion('shape', [
      z.strictObject({ shape: z.literal('bot'), isSet: z.boolean(), channel: z.string(), user: z.string() }),
      z.strictObject({ shape: z.literal('webhook'), isSet: z.boolean(), iconUrl: z.string() })
    ])
  })
])

export const targetDetailSchema = z.strictObject({
  line: targetLineSchema,
  workflow: z.strictObject({ id: z.string(), name: z.string(), description: z.string() }),
  /** Column of the query's result that holds the value. */
  field: z.string(),
  /** As JSON text, indented; null: the service sent none, or it was not read yet. */
  query: z.string().nullable(),
  datasource: z.enum(DATASOURCES).nullable(),
  /** The value is of another period than the target's: there is neither verdict nor pace. */
  periodsDiffer: z.boolean(),
  /** The period that its last value belongs to; null where none is known. */
  span: z.strictObject({ beginMs: z.number(), endMs: z.number() }).nullable(),
  /** How the count grows; null where there is none to tell from. `outlook` null: too early to tell. */
  pace: z
    .strictObject({
      outlook: z.enum(['onPace', 'atRisk', 'outOfReach']).nullable(),
      shareGone: z.number(),
      perHour: z.number(),
      projected: z.number(),
      low: z.number(),
      high: z.number(),
      reachableUntilMs: moment
    })
    .nullable(),
  settings: z.array(notificationSettingSchema),
  /** Why its settings could not be read last; those that were known stay. */
  settingsFailure: failureViewSchema.nullable()
})

export const reportingTreeSchema = z.strictObject({
  revision: z.int(),
  connections: z.array(reportingConnectionSchema),
  workflows: z.array(workflowViewSchema),
  targets: z.array(targetLineSchema)
})

/** An object by connection and id. */
const placeSchema = z.strictObject({ connectionId: z.string(), id: z.string() })

/** What changed: objects whole, `connections` all of them. Same gap rule as rows, with `reporting:tree`. */
export const reportingChangedSchema = z.strictObject({
  revision: z.int(),
  connections: z.array(reportingConnectionSchema),
  workflows: z.array(workflowViewSchema),
  targets: z.array(targetLineSchema),
  removedWorkflows: z.array(placeSchema),
  removedTargets: z.array(placeSchema)
})

export type ReportingConnectionView = z.infer<typeof reportingConnectionSchema>
export type WorkflowView = z.infer<typeof workflowViewSchema>
export type TargetLine = z.infer<typeof targetLineSchema>
export type NotificationSettingView = z.infer<typeof notificationSettingSchema>
export type TargetDetail = z.infer<typeof targetDetailSchema>
export type ReportingTree = z.infer<typeof reportingTreeSchema>
export type ReportingChanged = z.infer<typeof reportingChangedSchema>
