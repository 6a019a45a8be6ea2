import * as z from 'zod'
import { ruleSchema } from '../core/alerts/rule.ts'
import { settingsSchema } from '../core/settings/settings.ts'
import { rowsViewSchema, stateViewSchema, viewSchema } from './views.ts'

const nothing = z.undefined()
const id = z.string().min(1).max(2000)

/** Minutes a snooze may last from now; null ends it. */
const snoozeMinutes = z
  .int()
  .min(1)
  .max(24 * 60)
  .nullable()

/**
 * Every question a window may ask main. `noun:verb`. Both sides are parsed at run time; an answer is
 * `{ ok: true, value }` or `{ ok: false, failure }`, nothing is thrown across.
 */
export const requests = {
  'state:get': { input: nothing, output: stateViewSchema },
  'rows:get': { input: nothing, output: rowsViewSchema },
  'alert:acknowledge': {
    input: z.strictObject({ episodeId: id, note: z.string().max(2000).optional() }),
    output: nothing
  },
  'alert:snooze': {
    input: z.strictObject({
      scope: z.discriminatedUnion('kind', [
        z.strictObject({ kind: z.literal('episode'), episodeId: id }),
        z.strictObject({ kind: z.literal('rule'), ruleId: id }),
        z.strictObject({ kind: z.literal('all') })
      ]),
      minutes: snoozeMinutes
    }),
    output: nothing
  },
  /** Saves a changed rule as its next version; `version` must be the one that was edited. */
  'rule:save': { input: ruleSchema, output: nothing },
  'target:test': { input: z.strictObject({ connectionId: id, targetId: id }), output: nothing },
  'connection:retry': { input: z.strictObject({ connectionId: id }), output: nothing },
  'settings:change': { input: settingsSchema.omit({ version: true }).partial().strict(), output: nothing },
  'problem:dismiss': { input: z.strictObject({ id }), output: nothing },
  'window:open': { input: viewSchema, output: nothing },
  'panel:close': { input: nothing, output: nothing },
  'app:quit': { input: nothing, output: nothing }
} as const

export type Requests = typeof requests
export type RequestName = keyof Requests
export type RequestInput<N extends RequestName> = z.infer<Requests[N]['input']>
export type RequestOutput<N extends RequestName> = z.infer<Requests[N]['output']>
