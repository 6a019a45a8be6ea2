import * as z from 'zod'
import { deliverySchema } from '../core/alerts/delivery.ts'
import { episodeSchema } from '../core/alerts/episode.ts'
import { ruleSchema } from '../core/alerts/rule.ts'
import { connectionConfigSchema, SYSTEMS } from '../core/connections/connection.ts'
import {
  DIAGNOSIS_FINDINGS,
  DIAGNOSIS_NOTES,
  DIAGNOSIS_STATES,
  DIAGNOSIS_STEPS
} from '../core/connections/diagnosis.ts'
import { MEASURE_ROLES } from '../core/measures/value.ts'
import { DO_NOT_DISTURB } from '../core/ports/do-not-disturb.ts'
import { settingsSchema } from '../core/settings/settings.ts'
import { SHORTCUT_STATES } from '../core/settings/shortcut.ts'

/** What windows see. Made by main, read-only for windows, free of secrets. All times are wall-clock ms. */

export const failureViewSchema = z.strictObject({
  code: z.string(),
  step: z.string(),
  detail: z.string(),
  httpStatus: z.number().optional(),
  proxy: z.string().optional(),
  retryAfterMs: z.number().optional(),
  fields: z.record(z.string(), z.array(z.string()).readonly()).optional()
})

export const statusViewSchema = z.strictObject({
  phase: z.enum(['idle', 'connecting', 'authenticating', 'syncing', 'live', 'stale', 'backoff', 'offline', 'failed']),
  sinceMs: z.number(),
  attempt: z.number(),
  failure: failureViewSchema.optional(),
  retryAtMs: z.number().optional()
})

export const feedViewSchema = z.strictObject({
  id: z.string(),
  connectionId: z.string(),
  producerId: z.string(),
  subject: z.enum(['queue', 'agent', 'other']),
  keyNames: z.array(z.string()),
  measures: z.array(
    z.strictObject({
      name: z.string(),
      kind: z.enum(['text', 'number', 'duration', 'instant', 'since']),
      displayName: z.string(),
      role: z.enum(MEASURE_ROLES).optional(),
      isCounter: z.literal(true).exactOptional()
    })
  ),
  status: statusViewSchema,
  /** Last frame or pong; null before the first. The feed's age is now minus this. */
  heardAtMs: z.number().nullable(),
  rowCount: z.number(),
  skippedMessages: z.number()
})

export const connectionViewSchema = z.strictObject({
  id: z.string(),
  system: z.enum(SYSTEMS),
  name: z.string(),
  host: z.string(),
  demo: z.boolean(),
  status: statusViewSchema,
  /** The person a token belongs to, where the system tells. */
  owner: z.string().nullable(),
  /** Names of the secrets that are set. Never the secrets. */
  secretsSet: z.array(z.string()),
  /** How it is set up, free of secrets. */
  config: connectionConfigSchema
})

export const connectionTestViewSchema = z.strictObject({
  testId: z.string(),
  /** Nothing more comes. */
  over: z.boolean(),
  steps: z.array(
    z.strictObject({
      id: z.string(),
      step: z.enum(DIAGNOSIS_STEPS),
      subject: z.string(),
      state: z.enum(DIAGNOSIS_STATES),
      notes: z.array(z.strictObject({ code: z.enum(DIAGNOSIS_NOTES), params: z.record(z.string(), z.string()) })),
      failure: failureViewSchema.optional(),
      finding: z.enum(DIAGNOSIS_FINDINGS).optional()
    })
  )
})
export type ConnectionTestView = z.infer<typeof connectionTestViewSchema>

export const alertViewSchema = z.strictObject({
  episode: episodeSchema,
  deliveries: z.array(deliverySchema)
})

export const targetViewSchema = z.strictObject({
  id: z.string(),
  connectionId: z.string(),
  workflowId: z.string(),
  workflowName: z.string(),
  name: z.string(),
  threshold: z.number(),
  bound: z.enum(['UPPER', 'LOWER']),
  reportingPeriod: z.enum(['P1D', 'P1W', 'P1M']),
  notificationPeriod: z.enum(['P1D', 'P1W', 'P1M']),
  state: z.enum([
    ...(['untested', 'inactive', 'noVerdict', 'noValue', 'running', 'onPace', 'atRisk', 'outOfReach'] as const),
    ...(['reached', 'exceeded', 'finalMet', 'finalMissed'] as const)
  ]),
  value: z.number().nullable(),
  selectedPeriod: z.enum(['P1D', 'P1W', 'P1M']).nullable(),
  timespan: z.string().nullable(),
  testedAtMs: z.number().nullable(),
  nextTestAtMs: z.number().nullable(),
  testing: z.boolean(),
  failure: failureViewSchema.nullable(),
  /** Wall clock, ms, at which its period is over; null where none is known. */
  periodEndsAtMs: z.number().nullable(),
  /** Where the count leads by its pace; null where there is none to tell from. */
  pace: z
    .strictObject({
      shareGone: z.number(),
      projected: z.number(),
      low: z.number(),
      high: z.number(),
      reachableUntilMs: z.number().nullable()
    })
    .nullable(),
  /** Oldest first: the last tests, for the small chart. */
  history: z.array(z.strictObject({ atMs: z.number(), value: z.number().nullable() }))
})

export const problemViewSchema = z.strictObject({
  id: z.string(),
  code: z.string(),
  params: z.record(z.string(), z.string()),
  /** A stored connection that can't be used and is not among the others: `connection:remove` takes it. */
  connectionId: z.string().optional(),
  sinceMs: z.number()
})

/** How secrets are kept. Names which are there, never what they say. */
export const vaultViewSchema = z.strictObject({
  protection: z.enum(['unasked', 'os', 'weak', 'session']),
  /** As the system calls it. */
  backend: z.string(),
  locked: z.boolean(),
  unavailable: z.boolean(),
  canStoreWeakly: z.boolean(),
  waitsForConsent: z.boolean(),
  unusual: z.array(
    z.strictObject({
      connectionId: z.string(),
      field: z.string(),
      why: z.enum(['session', 'superseded', 'unreadable', 'forgotten']),
      storedBy: z.string()
    })
  ),
  /** Proxies with a login, by name. Neither user name nor password leaves the vault for this. */
  proxyLogins: z.array(
    z.strictObject({
      /** `host:port`. */
      proxy: z.string(),
      kept: z.enum(['stored', 'session', 'superseded', 'unreadable', 'forgotten']),
      storedBy: z.string()
    })
  )
})

export const headlineViewSchema = z.strictObject({
  look: z.enum(['ok', 'warning', 'critical', 'stale', 'offline', 'paused']),
  /** Contacts waiting over all live queues; null when nothing is known. */
  contactsWaiting: z.number().nullable(),
  agentsReady: z.number().nullable(),
  contactsActive: z.number().nullable(),
  answered: z.number().nullable(),
  abandoned: z.number().nullable(),
  /** Age of the oldest live feed's last sign of life; null when no feed is live. */
  heardAtMs: z.number().nullable(),
  openAlerts: z.number(),
  /** The user chose a floor, and nothing that is listed now belongs to it. */
  nothingOnFloor: z.boolean(),
  /** The user chose a floor, all is live, and nobody who belongs to it is listed: an empty floor, not a stale one. */
  nobodyOnFloor: z.boolean(),
  snoozedUntilMs: z.number().nullable()
})

/** What happened while the screen was locked last. `burningIds`: alerts that came up then and were open when it was unlocked. */
const awayViewSchema = z.strictObject({
  sinceMs: z.number(),
  fired: z.int(),
  ended: z.int(),
  burningIds: z.array(z.string()),
  /** The worst of them. */
  named: z.array(episodeSchema).max(5)
})

const demoViewSchema = z.strictObject({ scenario: z.string(), speed: z.number(), seed: z.number() }).nullable()

/** The last half hour of a few rows in trouble, a value each 30 s, oldest first; null where nothing was known. */
const trendViewSchema = z.strictObject({ rowId: z.string(), values: z.array(z.number().nullable()).max(60) })
/** What the desktop says, and what it gave us. */
const desktopViewSchema = z.strictObject({
  doNotDisturb: z.enum(DO_NOT_DISTURB),
  /** What became of the shortcut that is set. */
  shortcut: z.enum(SHORTCUT_STATES)
})

/** Everything but the rows. `revision` grows by one with every change. */
export const stateViewSchema = z.strictObject({
  revision: z.int(),
  headline: headlineViewSchema,
  connections: z.array(connectionViewSchema),
  feeds: z.array(feedViewSchema),
  /** Open ones, worst first. Sent anew every second: their values move. */
  alerts: z.array(alertViewSchema),
  /** The newest closed ones, newest first. Sent when one closes or is told of. */
  history: z.array(alertViewSchema),
  rules: z.array(ruleSchema),
  targets: z.array(targetViewSchema),
  /** False until the first list of workflows and targets was read or is known from the journal. */
  targetsLoaded: z.boolean(),
  trends: z.array(trendViewSchema).max(24),
  settings: settingsSchema,
  problems: z.array(problemViewSchema),
  vault: vaultViewSchema,
  desktop: desktopViewSchema,
  away: awayViewSchema.nullable(),
  demo: demoViewSchema,
  app: z.strictObject({
    version: z.string(),
    electron: z.string(),
    runtime: z.string(),
    profileDir: z.string(),
    /** BCP 47: of all words, numbers and times. */
    locale: z.string()
  })
})
export type StateView = z.infer<typeof stateViewSchema>
export type FeedView = z.infer<typeof feedViewSchema>
export type ConnectionView = z.infer<typeof connectionViewSchema>
export type AlertView = z.infer<typeof alertViewSchema>
export type TargetView = z.infer<typeof targetViewSchema>
export type HeadlineView = z.infer<typeof headlineViewSchema>
export type ProblemView = z.infer<typeof problemViewSchema>
export type VaultView = z.infer<typeof vaultViewSchema>
export type StatusView = z.infer<typeof statusViewSchema>
export type FailureView = z.infer<typeof failureViewSchema>

export const rowViewSchema = z.strictObject({
  id: z.string(),
  feedId: z.string(),
  keys: z.record(z.string(), z.string()),
  values: z.record(z.string(), z.union([z.number(), z.string(), z.null()])),
  changedAtMs: z.number(),
  /** When the present interval of its counters was seen to begin, wall ms, by measure. */
  intervals: z.record(z.string(), z.number()).exactOptional()
})
export type RowView = z.infer<typeof rowViewSchema>

/** All rows of all feeds, as of `revision`. */
export const rowsViewSchema = z.strictObject({ revision: z.int(), rows: z.array(rowViewSchema) })
export type RowsView = z.infer<typeof rowsViewSchema>

const VIEWS = ['overview', 'queues', 'agents', 'alerts', 'targets', 'connections', 'floor', 'settings'] as const
export const viewSchema = z.strictObject({
  view: z.enum(VIEWS),
  /** Episode, target, connection, section of the settings, or row of a queue or agent to show. */
  focusId: z.string().max(2000).optional()
})
export type ViewAddress = z.infer<typeof viewSchema>
