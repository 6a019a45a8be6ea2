import * as z from 'zod'
import { TRACED, TRACE_POINTS } from '../core/alerts/trace.ts'

const changeSchema = z.strictObject({
  did: z.enum(TRACED),
  /** Wall clock, ms. */
  atMs: z.number()
})

/** `none`: nothing is kept of what the alert rests on, as it is older than that. */
export const explanationSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('known'),
    /** Of the rule when the breach began. */
    ruleVersion: z.int(),
    /** By that version; null where it is not known any more. */
    pendingForMs: z.number().nullable(),
    /** Oldest first. Each value holds until the next, and grows by `rises` ms a ms where it is running time. */
    samples: z
      .array(
        z.strictObject({
          atMs: z.number(),
          /** Null: nothing was known, or there was nothing to measure. */
          value: z.number().nullable(),
          rises: z.number(),
          /** Values before it were given up. */
          gap: z.literal(true).optional()
        })
      )
      .max(TRACE_POINTS),
    changes: z.array(changeSchema),
    /**
     * What its values were held against, oldest first, where that is the rule's to say: one for each version that it had meanwhile, as far
     * as they are known.
     */
    limits: z.array(
      z.strictObject({
        fromMs: z.number(),
        threshold: z.number(),
        clear: z.number().nullable(),
        critical: z.number().nullable(),
        criticalClear: z.number().nullable()
      })
    ),
    /** When the value that it fired by was last heard of, wall ms; null: it has not fired, or that is not known. */
    firedByMs: z.number().nullable(),
    /** When its key was last heard of, wall ms. */
    heardAtMs: z.number(),
    /** Whether the rule makes the same of these values once more. */
    verdict: z.discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('same') }),
      z.strictObject({
        kind: z.literal('differs'),
        recorded: changeSchema.nullable(),
        again: changeSchema.nullable()
      }),
      z.strictObject({ kind: z.literal('noRule'), version: z.int() })
    ])
  }),
  z.strictObject({ kind: z.literal('none') })
])
export type Explanation = z.infer<typeof explanationSchema>
export type KnownExplanation = Extract<Explanation, { kind: 'known' }>
