import * as z from 'zod'
import { episodeSchema } from './episode.ts'
import { levelWaitSchema } from './trace.ts'

const breachSchema = z.strictObject({
  ...episodeSchema.pick({
    ...{ id: true, ruleId: true, ruleVersion: true, key: true, keyName: true, connectionId: true },
    ...{ unit: true, breachedAtMs: true, peak: true }
  }).shape,
  /** So long it was seen, ms. Time in which nothing was known is not in it. */
  forMs: z.number().min(0),
  level: levelWaitSchema.optional()
})
export type Breach = z.infer<typeof breachSchema>

export const unfinishedSchema = z.strictObject({
  /** When that was so, wall ms. */
  atMs: z.number(),
  breaches: z.array(breachSchema),
  /** Of open alerts, by episode. */
  levels: z.record(z.string(), levelWaitSchema)
})
export type Unfinished = z.infer<typeof unfinishedSchema>
