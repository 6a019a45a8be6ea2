import * as z from 'zod'
import { ruleIdSchema } from '../core/alerts/rule.ts'
import { SECRET_FIELDS } from '../core/connections/connection.ts'
import { LOG_LEVELS } from '../core/log-levels.ts'
import { logLineSchema } from '../core/log-line.ts'
import { historyCountsSchema } from '../core/privacy/history.ts'
import { fieldRefusalSchema, typedConnectionSchema } from '../core/connections/draft.ts'
import { settingsSchema } from '../core/settings/settings.ts'
import { connectionDiagnosticsSchema } from './connection-diagnostics.ts'
import { explanationSchema } from './explanation.ts'
import { reportingRequests } from './reporting-requests.ts'
import { ruleRequests } from './rule-requests.ts'
import { whyAnswerSchema, whyQuerySchema } from './why.ts'
import { rowsViewSchema, stateViewSchema, viewSchema } from './views.ts'

const nothing = z.undefined()
const autostartSchema = z.strictObject({
  on: z.boolean(),
  /** The file that says so; empty where the system keeps it in a list of its own. */
  file: z.string()
})
const id = z.string().min(1).max(2000)
const testId = z.string().min(1).max(100)

const minutesAhead = z
  .int()
  .min(1)
  // The longest day has one hour more.
  .max(25 * 60)
/** Minutes a snooze may last from now; null ends it. Of one alert also until that ends. */
const snoozeMinutes = z.union([minutesAhead, z.literal('untilEnd')]).nullable()

/** A proxy as failures name it: `host:port`. */
const proxyHost = z
  .string()
  .max(260)
  .regex(/^(?:[A-Za-z0-9._-]{1,253}|\[[0-9A-Fa-f:.]{2,45}\]):\d{1,5}$/)

/** A secret by its place. What it says goes in only, never out. */
const secretPlace = { connectionId: id, field: z.enum([...new Set(Object.values(SECRET_FIELDS).flat())]) }
/** More than the longest token that services give out. */
const SECRET_LENGTH = 8_000

/**
 * Every question a window may ask main. `noun:verb`. Both sides are parsed at run time; an answer is
 * `{ ok: true, value }` or `{ ok: false, failure }`, nothing is thrown across.
 */
export const requests = {
  'state:get': { input: nothing, output: stateViewSchema },
  'rows:get': { input: nothing, output: rowsViewSchema },
  'alert:acknowledge': {
    input: z.strictObject({
      episodeId: id,
      note: z.string().max(2000).optional(),
      /** So long from now: burns it still then, it is told once more. Absent: as long as it burns. */
      minutes: minutesAhead.optional()
    }),
    output: nothing
  },
  'alert:snooze': {
    input: z
      .strictObject({
        scope: z.discriminatedUnion('kind', [
          z.strictObject({ kind: z.literal('episode'), episodeId: id }),
          z.strictObject({ kind: z.literal('rule'), ruleId: ruleIdSchema }),
          z.strictObject({ kind: z.literal('all') })
        ]),
        minutes: snoozeMinutes
      })
      .refine(({ scope, minutes }) => minutes !== 'untilEnd' || scope.kind === 'episode', { path: ['minutes'] }),
    output: nothing
  },
  ...ruleRequests,
  /** Why nobody was told of it in that minute: one reason, also about times before the last start. */
  'alert:why': { input: whyQuerySchema, output: whyAnswerSchema },
  /** What the alert was made of, and whether the rule makes the same of it again. Of open and closed ones, also of earlier runs. */
  'alert:explanation': { input: z.strictObject({ episodeId: id }), output: explanationSchema },
  ...reportingRequests,
  'connection:retry': { input: z.strictObject({ connectionId: id }), output: nothing },
  /** The login for a proxy that asked for one. Write-only: kept in the vault, never answered. Then every connection is tried again. */
  'proxy:login': {
    input: z.strictObject({
      host: proxyHost,
      username: z
        .string()
        .max(500)
        .regex(/^[^:\p{Cc}]{1,500}$/u),
      password: z
        .string()
        .max(1000)
        .regex(/^\P{Cc}{1,1000}$/u)
    }),
    output: nothing
  },
  /** Removes the stored login of a proxy. Its next wish for one is asked about anew. */
  'proxy:forget': { input: z.strictObject({ host: proxyHost }), output: nothing },
  /**
   * Sets a connection up, anew or differently. Secrets are write-only. `despiteTwin`: also when another connection has this account.
   * Fields that can't be taken are named, and nothing is saved then.
   */
  'connection:save': {
    input: z.strictObject({ draft: typedConnectionSchema, despiteTwin: z.boolean() }),
    output: z.discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('saved'), connectionId: id }),
      z.strictObject({ kind: z.literal('refused'), refusals: z.array(fieldRefusalSchema) })
    ])
  },
  /** With its subscriptions on the far side, its secrets, and what the journal has of it. */
  'connection:remove': { input: z.strictObject({ connectionId: id }), output: nothing },
  /**
   * Begins to test a draft, stored or not; nothing of it is stored. Its steps come as `connection:tested` under the id that the window
   * chose. Fields that are missing for it are named, and nothing is begun then.
   */
  'connection:test': {
    input: z.strictObject({ testId, draft: typedConnectionSchema }),
    output: z.strictObject({ refusals: z.array(fieldRefusalSchema) })
  },
  'connection:cancelTest': { input: z.strictObject({ testId }), output: nothing },
  /** What the feeds of a realtime connection count, as it is now. To be asked each second while somebody looks, not pushed. */
  'connection:diagnostics': { input: z.strictObject({ connectionId: id }), output: connectionDiagnosticsSchema },
  /** Puts a text about these for support on the clipboard, without secrets, names, addresses and messages. */
  'connection:copyDiagnostics': { input: z.strictObject({ connectionId: id }), output: nothing },
  'settings:change': { input: settingsSchema.omit({ version: true }).partial().strict(), output: nothing },
  /** Stores a secret of a known connection, or replaces it; the connection signs in with it at once. */
  'secret:set': {
    input: z.strictObject({ ...secretPlace, secret: z.string().min(1).max(SECRET_LENGTH) }),
    output: nothing
  },
  'secret:delete': { input: z.strictObject(secretPlace), output: nothing },
  'secret:has': { input: z.strictObject(secretPlace), output: z.boolean() },
  /** Takes the older stored secret into use that gave way to one of an earlier session. */
  'secret:restore': { input: z.strictObject(secretPlace), output: nothing },
  /** Where the system does not protect: store weakly, or keep for this session only. Either may be said again later. */
  'vault:answer': { input: z.strictObject({ answer: z.enum(['allow', 'session']) }), output: nothing },
  /** What happened while the screen was locked was read. */
  'away:dismiss': { input: nothing, output: nothing },
  'problem:dismiss': { input: z.strictObject({ id }), output: nothing },
  /** What `history:delete` would remove. */
  'history:count': { input: nothing, output: historyCountsSchema },
  /** Removes everything that is over, and the log, for good. Open alerts stay. */
  'history:delete': { input: nothing, output: historyCountsSchema },
  /** The newest lines of the log that are at least this important and contain the text. Oldest first. */
  'log:read': {
    input: z.strictObject({ level: z.enum(LOG_LEVELS), text: z.string().max(200) }),
    output: z.strictObject({
      folder: z.string(),
      lines: z.array(logLineSchema),
      /** Why nothing is written in this run, as the system calls it. */
      failure: z.string().nullable()
    })
  },
  /** Whether Floorwatch starts at login, as the system has it now. */
  'autostart:get': { input: nothing, output: autostartSchema },
  /** Answers what the system has after it. */
  'autostart:set': { input: z.strictObject({ on: z.boolean() }), output: autostartSchema },
  /** Shows a real notice as an alert of this severity would, and says what became of it. */
  'notice:try': {
    input: z.strictObject({ severity: z.enum(['info', 'warning', 'critical']) }),
    output: z.discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('delivered'), via: z.string() }),
      z.strictObject({
        kind: z.literal('failed'),
        via: z.string(),
        reason: z.string(),
        cause: z.enum(['noServer', 'silent']).optional()
      })
    ])
  },
  /** What this desktop can do for Floorwatch. */
  'diagnostics:read': {
    input: nothing,
    output: z.strictObject({
      system: z.string(),
      /** A tray shows the icon. */
      tray: z.boolean(),
      /** Who shows notices and what it can, as it says itself; null: nobody. */
      notices: z.strictObject({ server: z.string(), abilities: z.array(z.string()) }).nullable()
    })
  },
  /** Puts a text for support on the clipboard, without secrets, names and addresses. */
  'diagnostics:copy': { input: nothing, output: nothing },
  /** Puts the path of the log's folder on the clipboard. */
  'log:copyFolder': { input: nothing, output: nothing },
  'window:open': { input: viewSchema, output: nothing },
  /** The main window shows this view now: what is seen there is told nowhere else. */
  'window:shows': { input: z.strictObject({ view: viewSchema.shape.view }), output: nothing },
  /** What became of `sound:wanted`. Null: it is heard. */
  'sound:played': {
    input: z.strictObject({ id: z.int(), reason: z.string().max(300).nullable() }),
    output: nothing
  },
  'panel:close': { input: nothing, output: nothing },
  /** Displays that the wallboard can fill. `chosenId`: the one it fills without a choice. */
  'wallboard:displays': {
    input: nothing,
    output: z.strictObject({
      displays: z
        .array(
          z.strictObject({
            id: z.int(),
            /** As the system calls it; may be empty. */
            label: z.string().max(300),
            primary: z.boolean(),
            width: z.number(),
            height: z.number()
          })
        )
        .max(64),
      chosenId: z.int().nullable()
    })
  },
  /** Null, or a display that is gone: the one chosen last, else the primary one. */
  'wallboard:open': { input: z.strictObject({ displayId: z.int().nullable() }), output: nothing },
  'wallboard:close': { input: nothing, output: nothing },
  'app:quit': { input: nothing, output: nothing }
} as const

export type Requests = typeof requests
export type RequestName = keyof Requests
export type RequestInput<N extends RequestName> = z.infer<Requests[N]['input']>
export type RequestOutput<N extends RequestName> = z.infer<Requests[N]['output']>
