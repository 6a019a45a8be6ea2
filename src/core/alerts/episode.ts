import * as z from 'zod'
import { OPS } from './comparison.ts'
import { metricSchema, SEVERITIES } from './rule.ts'

/** `recovering`: clear again, but not yet for `keepFiringForMs`. `noData`: as the rule's policy says. `closed`: history. */
export const EPISODE_STATES = ['pending', 'firing', 'recovering', 'noData', 'closed'] as const
export type EpisodeState = (typeof EPISODE_STATES)[number]

/** Why an alert closed although its breach was not seen to end. Stored in the journal, never renamed. */
export type EndReason =
  | 'dataBack'
  | 'rowGone'
  | 'counterReset'
  | 'offFloor'
  | 'exceededOffFloor'
  | 'ruleGone'
  | 'ruleChanged'
  | 'outsideHours'
  | 'queueClosed'
  | 'connectionRemoved'
  | 'floorBeganAnew'
  | 'finalMet'
  | 'finalMissed'

/** How the metric's numbers are written: a count, milliseconds, hundredths, or not a number at all (feed, target state). */
const METRIC_UNITS = ['number', 'duration', 'percent', 'state'] as const

/** One of several conditions, as it was when last looked at. */
const conditionRecord = z.strictObject({
  over: z.string().max(20),
  metric: metricSchema.optional(),
  unit: z.enum(METRIC_UNITS),
  op: z.enum(OPS),
  threshold: z.number(),
  clear: z.number().nullable(),
  value: z.number().nullable(),
  /** Null: not known. */
  holds: z.boolean().nullable()
})

/**
 * One breach from its first moment to its end. The id is stable over restart, sleep and update; a second breach of the same key is
 * a new episode. `pending` ones are no rows of the journal, and leave no trace (`unfinished.ts` has what is kept of them).
 */
export const episodeSchema = z.strictObject({
  id: z.string().min(1),
  ruleId: z.string().min(1),
  ruleVersion: z.int().min(1),
  ruleName: z.string(),
  /** The present one: that of the rule, or critical while the second level burns. */
  severity: z.enum(SEVERITIES),
  /** Where the rule has a second level: the worst that `severity` was. */
  highest: z.enum(SEVERITIES).optional(),
  kind: z.enum(['realtime', 'feed', 'target']),
  /** Row id, connection id, target id, or `*` for an aggregate. */
  key: z.string(),
  /** As a person calls it: queue, agent, connection or target name. */
  keyName: z.string(),
  connectionId: z.string().nullable(),
  state: z.enum(EPISODE_STATES),
  unit: z.enum(METRIC_UNITS),
  op: z.enum(OPS).nullable(),
  value: z.number().nullable(),
  /** For `elapsed` metrics: the wall-clock start of the running time, so that windows can count it up themselves. */
  sinceMs: z.number().nullable(),
  /**
   * For targets: `reached` or `exceeded`, or what became of it in the end, `finalMet` or `finalMissed`; for feeds: the failure code, or `offFloor`;
   * for realtime ones: the end reason, where there is one.
   */
  reason: z.string().nullable(),
  threshold: z.number().nullable(),
  clear: z.number().nullable(),
  /** Where the rule has more conditions than its own: whether its own holds, null where that is not known, and the others. */
  also: z
    .strictObject({
      join: z.enum(['all', 'any']),
      holds: z.boolean().nullable(),
      conditions: z.array(conditionRecord).max(4)
    })
    .optional(),
  /** The rule's second level, where it has one. */
  critical: z.strictObject({ threshold: z.number(), clear: z.number().nullable() }).optional(),
  /** Worst value seen. */
  peak: z.number().nullable(),
  /** Wall clock, ms. */
  breachedAtMs: z.number(),
  firedAtMs: z.number().nullable(),
  recoveringSinceMs: z.number().nullable(),
  /**
   * Of an alert that recovers: how long the all-clear was observed to hold, ms, as last put on record. Time in which nothing was known,
   * or nothing ran, is none of it.
   */
  clearForMs: z.number().min(0).optional(),
  closedAtMs: z.number().nullable(),
  /** Last time it was told, ms; anchors `repeatEveryMs` across restarts. */
  toldAtMs: z.number().nullable(),
  toldCount: z.int().min(0),
  /**
   * How often it was to be told for more than being still there: for a worse severity, or
   * because an acknowledgement was over. No repeats, so none that the rule counts.
   */
  toldBesides: z.int().min(1).optional(),
  /** What is still to be told from here, once nothing is in the way; absent: nothing but what `snoozedUntilMs` says. */
  owes: z.enum(['fired', 'worsened', 'repeat', 'unstable']).optional(),
  /** The open alert that explains this one: while it burns, this one is not told. */
  heldBy: z.string().min(1).optional(),
  acknowledgedAtMs: z.number().nullable(),
  /** When the acknowledgement is over; absent: it holds as long as the alert burns. */
  acknowledgedUntilMs: z.number().optional(),
  note: z.string().max(2000).nullable(),
  /** `UNTIL_END_MS`: as long as it burns. */
  snoozedUntilMs: z.number().nullable(),
  /** Its key came and went: it stays open through every all-clear that does not last. */
  unstable: z
    .strictObject({
      /** How often it fired, or got critical, those told one by one before included. */
      count: z.int().min(1),
      /** Wall clock, ms. */
      firstAtMs: z.number(),
      lastAtMs: z.number(),
      /** It burned steadily from then on. */
      overAtMs: z.number().optional()
    })
    .optional(),
  /** By a rule in shadow mode: recorded, never told, and in no count of what is open. */
  shadow: z.literal(true).optional(),
  /** Told because there was no data, not for a breach. */
  noData: z.literal(true).optional()
})
export type Episode = z.infer<typeof episodeSchema>
