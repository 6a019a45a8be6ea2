import * as z from 'zod'

/**
 * What an alert was made of: every input of its machine from the first moment of the breach on, so that the same rule can be run over
 * it again (`rerun`). It says nothing about names or places. Stored beside the episode, never inside it.
 */

/** Changes of state that must come out again. All others say what people and notices made of the alert. */
export const TRACED = ['fired', 'raised', 'eased', 'recovering', 'firing', 'noData', 'steady', 'closed'] as const
export type Traced = (typeof TRACED)[number]

const single = [
  z.strictObject({ kind: z.literal('unknown') }),
  z.strictObject({ kind: z.literal('absent') }),
  z.strictObject({ kind: z.literal('number'), value: z.number() }),
  z.strictObject({
    kind: z.literal('running'),
    count: z.number(),
    startsMs: z.number(),
    sinceMs: z.number().nullable()
  }),
  z.strictObject({
    kind: z.literal('stated'),
    isBreach: z.boolean(),
    reason: z.string().max(2000).nullable(),
    value: z.number().nullable(),
    threshold: z.number().nullable()
  })
] as const
const singleSchema = z.discriminatedUnion('kind', single)

/** What the second level of a rule waits for, and how long that was seen, ms. */
export const levelWaitSchema = z.strictObject({ state: z.enum(['pending', 'recovering']), forMs: z.number().min(0) })
export type LevelWait = z.infer<typeof levelWaitSchema>

const seenSchema = z.discriminatedUnion('kind', [
  ...single,
  z.strictObject({
    kind: z.literal('joined'),
    join: z.enum(['all', 'any']),
    main: singleSchema,
    others: z.array(singleSchema).max(4)
  }),
  /** Nothing but time passed. */
  z.strictObject({ kind: z.literal('time') }),
  /** Nobody could tell: the feed was not live. */
  z.strictObject({ kind: z.literal('held') }),
  /**
   * Floorwatch was started again, with this version of the rule. So much was on record of the all-clear, of a breach that has to last, and
   * of what the second level waits for.
   */
  z.strictObject({
    kind: z.literal('restart'),
    version: z.int(),
    clearForMs: z.number().optional(),
    pendingForMs: z.number().optional(),
    level: levelWaitSchema.optional()
  }),
  /** From here on the rule is this version. */
  z.strictObject({ kind: z.literal('rule'), version: z.int() }),
  /** It was ended from outside: the row is gone, the rule is off. */
  z.strictObject({ kind: z.literal('end'), reason: z.string().max(200).nullable() })
])
export type Seen = z.infer<typeof seenSchema>

/** A machine as it was just before a point, so that a run can begin there. Times are monotonic ms. */
const markSchema = z.strictObject({
  version: z.int(),
  state: z.enum(['pending', 'firing', 'recovering', 'noData']),
  level: z.enum(['normal', 'pending', 'firing', 'recovering']),
  sample: seenSchema,
  timerMs: z.number().optional(),
  levelTimerMs: z.number().optional(),
  steadyAtMs: z.number().optional(),
  flipAtMs: z.number().optional(),
  notBeforeMs: z.number().optional(),
  heldSinceMs: z.number().optional(),
  /** `over`: missing data counts already. */
  lackAtMs: z.union([z.number(), z.literal('over')]).optional(),
  lackLeftMs: z.number().optional(),
  noData: z.literal(true).optional(),
  unstable: z.enum(['unstable', 'steady']).optional()
})
export type Mark = z.infer<typeof markSchema>

const pointSchema = z.strictObject({
  /** Wall clock, ms. */
  atMs: z.number(),
  /** Monotonic ms of the run it is of. A point may lie before the one it follows: that nothing was known is found out later. */
  monoMs: z.number(),
  saw: seenSchema,
  /** What it made of the alert, in order. */
  did: z.array(z.enum(TRACED)).max(8).optional(),
  /** Deadlines before it had not been served: the machine slept, or nobody could look. */
  late: z.literal(true).optional(),
  /** After an overslept deadline: until then none is served. Monotonic ms. */
  notBeforeMs: z.number().optional(),
  /** It came and went before, and counts as unstable from here on. */
  folds: z.literal(true).optional(),
  /** The machine went another step, whether or not that is an entry of the journal. */
  moved: z.literal(true).optional(),
  /** Where nothing new was said: when the value it rests on was last heard of, wall ms. */
  heardAtMs: z.number().optional(),
  mark: markSchema.optional(),
  /** Points before this one were given up. It has a mark. */
  gap: z.literal(true).optional()
})
export type TracePoint = z.infer<typeof pointSchema>

/** So many points at most. */
export const TRACE_POINTS = 120

export const traceSchema = z.strictObject({
  /** Of the rule at the first point. */
  version: z.int(),
  /** When the key was last heard of, in wall and monotonic ms; nothing happened between the last point and then. */
  heardAtMs: z.number(),
  heardMonoMs: z.number(),
  points: z.array(pointSchema).min(1).max(TRACE_POINTS)
})
export type Trace = z.infer<typeof traceSchema>

export interface EpisodeTrace {
  readonly episodeId: string
  readonly trace: Trace
}

/** What is written down of the machine's open episode. */
export interface OpenTrace {
  readonly episodeId: string
  version: number
  points: TracePoint[]
  /** The last that was more than time. */
  last: Seen
  heardAtMs: number
  heardMonoMs: number
  sinceMark: number
  /** The journal does not have it like this. */
  isNew: boolean
}
