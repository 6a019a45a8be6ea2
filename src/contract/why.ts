import * as z from 'zod'
import { ruleIdSchema } from '../core/alerts/rule.ts'
import { WHY_REASONS } from '../core/alerts/why.ts'

const LAST_MOMENT_MS = 8.64e15

/** A rule, one of its keys as windows know it (`*`: all of a connection), and any moment of the minute (wall ms). */
export const whyQuerySchema = z.strictObject({
  ruleId: ruleIdSchema,
  connectionId: z.string().min(1).max(2000).nullable(),
  key: z.string().min(1).max(2000),
  atMs: z.number().min(0).max(LAST_MOMENT_MS)
})

/** `notKept`: the minute is before what is remembered, which begins at `sinceMs`. */
export const whyAnswerSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('known'),
    reason: z.enum(WHY_REASONS),
    /** Begin of the minute, wall ms. A moment to come is answered by the present one. */
    minuteMs: z.number(),
    /** It is the running minute: value and threshold are those of now. */
    isNow: z.boolean(),
    /** Null: there was none, or nobody kept it. */
    value: z.number().nullable(),
    /** Of a past minute within an alert: the worst value that the alert had, where that of the minute is not known. */
    peak: z.number().nullable(),
    threshold: z.number().nullable(),
    /** Of the rule as it was then, where that is known. */
    ruleVersion: z.int().nullable(),
    /** The alert that it is about. */
    episodeId: z.string().nullable()
  }),
  z.strictObject({ kind: z.literal('notKept'), sinceMs: z.number() })
])
export type WhyAnswer = z.infer<typeof whyAnswerSchema>
