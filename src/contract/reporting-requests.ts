import * as z from 'zod'
import { FIELD_PROBLEM_CODES } from '../core/reporting/check.ts'
import { SETTING_KINDS } from '../core/reporting/objects.ts'
import { editInputSchema, targetDraftSchema } from './edit-input.ts'
import { reportingTreeSchema, targetDetailSchema } from './reporting-views.ts'
import { failureViewSchema, targetViewSchema } from './views.ts'

const nothing = z.undefined()
const id = z.string().min(1).max(200)
const connectionId = z.string().min(1).max(2000)
const targetAddress = z.strictObject({ connectionId, targetId: id })

/** A field that can't be right, by its name in the draft. */
const problemsSchema = z.array(z.strictObject({ field: z.string(), code: z.enum(FIELD_PROBLEM_CODES) }))

/** What windows ask about workflows, targets and notification settings. */
export const reportingRequests = {
  /** Everything that is known, from the journal at first. Changes come as `reporting:changed`. */
  'reporting:tree': { input: nothing, output: reportingTreeSchema },
  /**
   * Reads from the service, before what is read by itself: the workflows (`workflowId` null), the targets of one (`targetId` null), or
   * one target with its settings. Answers when it is read; what came of it is pushed.
   */
  'reporting:refresh': {
    input: z.strictObject({ connectionId, workflowId: id.nullable(), targetId: id.nullable() }),
    output: nothing
  },
  /** What goes with a workflow, or with one target of it, as the service has it now. For the question before a removal. */
  'reporting:cascade': {
    input: z.strictObject({ connectionId, workflowId: id, targetId: id.nullable() }),
    output: z.strictObject({
      /** Names; empty for one target, which is named by who asks. */
      targets: z.array(z.string()),
      settingCounts: z.array(z.strictObject({ kind: z.enum(SETTING_KINDS), count: z.int().min(0) }))
    })
  },
  /** From what is known; asks nobody. */
  'target:detail': { input: targetAddress, output: targetDetailSchema },
  /** Stored results, oldest first: the newest `limit` since `sinceMs` (null: ever). `more`: there are older ones in that time. */
  'target:results': {
    input: z.strictObject({
      connectionId,
      targetId: id,
      sinceMs: z.number().nullable(),
      limit: z.int().min(1).max(10_000)
    }),
    output: z.strictObject({
      results: z
        .array(
          z.strictObject({
            atMs: z.number(),
            value: z.number().nullable(),
            selectedPeriod: z.enum(['P1D', 'P1W', 'P1M']),
            /** As the service wrote it. */
            timespan: z.string()
          })
        )
        .max(10_000),
      more: z.boolean()
    })
  },
  /** Tests one target now. What came of it is pushed. */
  'target:test': { input: targetAddress, output: nothing },
  /** Runs the query of a draft over its present notification period. Stores and changes nothing. */
  'target:preview': {
    input: z.strictObject({ connectionId, draft: targetDraftSchema }),
    output: z.discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('invalid'), problems: problemsSchema }),
      z.strictObject({
        kind: z.literal('ran'),
        /** Null: nothing was counted. */
        value: z.number().nullable(),
        /** Columns with numbers in the query's answer: what `field` may name. */
        columns: z.array(z.string()),
        fromMs: z.number(),
        toMs: z.number(),
        selectedPeriod: z.enum(['P1D', 'P1W', 'P1M']),
        /** What it would be as a test of the target; `noVerdict` where its two periods differ. */
        state: targetViewSchema.shape.state
      })
    ])
  },
  /** Makes, changes or removes one object. Secrets go in only. A failure that is about no field is the answer's own. */
  'edit:apply': {
    input: z.strictObject({ connectionId, edit: editInputSchema }),
    output: z.discriminatedUnion('kind', [
      /** `id`: of the object; null where one was made and the service did not name it. */
      z.strictObject({ kind: z.literal('done'), id: z.string().nullable() }),
      /** Not sent. */
      z.strictObject({ kind: z.literal('invalid'), problems: problemsSchema }),
      /** Not sent: a change without a single field. */
      z.strictObject({ kind: z.literal('nothingChanged') }),
      /** The service did not take it: its own words by field, under `general` those about no field. */
      z.strictObject({
        kind: z.literal('refused'),
        complaints: z.record(z.string(), z.array(z.string())),
        failure: failureViewSchema
      }),
      /**
       * Its answer was lost, and the service was asked what is so: it has it (`done`), it does not (`notDone`: it may be sent again), or
       * that can't be told (`unclear`).
       */
      z.strictObject({
        kind: z.literal('unknown'),
        became: z.enum(['done', 'notDone', 'unclear']),
        id: z.string().nullable(),
        failure: failureViewSchema
      })
    ])
  }
} as const
