import * as z from 'zod'

/**
 * `live`: by live rows. `stale`: a feed it reads is not live, and the last rows are not judged. `noFeed`: no feed of this kind is there.
 * `unknownMeasure`: there is, and it lists no such measure.
 */
const PREVIEW_STATES = ['live', 'stale', 'noFeed', 'unknownMeasure'] as const

/** What a rule says of the rows as they are, were it in use now. */
export const rulePreviewSchema = z.strictObject({
  state: z.enum(PREVIEW_STATES),
  /** Of the values: a count, milliseconds, or hundredths. */
  unit: z.enum(['number', 'duration', 'percent']),
  /** Rows that there are, in scope or not. */
  rows: z.int().min(0),
  inScope: z.int().min(0),
  /** Verdicts: one for each row, or one for each connection where rows are taken together. */
  keys: z.int().min(0),
  breaching: z.int().min(0),
  /** The worst first. `value` is null where there is none. */
  worst: z.array(z.strictObject({ name: z.string(), value: z.number().nullable(), isBreach: z.boolean() })).max(3)
})
export type RulePreview = z.infer<typeof rulePreviewSchema>
