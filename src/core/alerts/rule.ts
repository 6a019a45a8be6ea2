import * as z from 'zod'
import { MEASURE_ROLES } from '../measures/value.ts'
import { WEEKDAYS } from '../weekly-hours.ts'
import { isZone } from '../zoned-time.ts'
import { isEquality, OPS } from './comparison.ts'
import { TOLD_TARGET_STATES } from './told-state.ts'
import { UNSTABLE_LEAST_MS, UNSTABLE_TIMES } from './unstable.ts'

export const SEVERITIES = ['info', 'warning', 'critical'] as const
export type Severity = (typeof SEVERITIES)[number]

const DAY_MS = 86_400_000
const durationMs = z.int().min(0).max(DAY_MS)

/** A measure by its meaning or by its producer's own name. */
export const measureRefSchema = z.union([
  z.strictObject({ role: z.enum(MEASURE_ROLES) }),
  z.strictObject({ name: z.string().min(1).max(200) })
])
export type MeasureRef = z.infer<typeof measureRefSchema>

/** A row is in scope when, for every filter, the value named is one of the texts (compared exactly). */
export const filterSchema = z.strictObject({
  by: z.union([measureRefSchema, z.strictObject({ key: z.string().min(1).max(200) })]),
  oneOf: z.array(z.string().max(500)).min(1).max(500)
})
export type Filter = z.infer<typeof filterSchema>

export const metricSchema = z.discriminatedUnion('kind', [
  /** The value of one number or duration measure. */
  z.strictObject({ kind: z.literal('measure'), measure: measureRefSchema }),
  /** Running time in ms of one `since` measure. */
  z.strictObject({ kind: z.literal('elapsed'), measure: measureRefSchema }),
  /**
   * 100 · numerator / denominator, so the threshold is in percent: 80 for four of five. No value where the denominator is zero, or where
   * the two do not count the same interval.
   */
  z.strictObject({ kind: z.literal('ratio'), numerator: measureRefSchema, denominator: measureRefSchema })
])
export type Metric = z.infer<typeof metricSchema>

export const conditionSchema = z
  .strictObject({
    op: z.enum(OPS),
    /** Same unit as the metric: a plain number, ms, or percent. */
    threshold: z.number(),
    /** Where a firing alert clears; the threshold itself when absent. Lies on the good side of it. None with `=` and `!=`. */
    clear: z.number().optional()
  })
  .refine((c) => c.clear === undefined || !isEquality(c.op), {
    path: ['clear'],
    message: 'must be absent where the value has to be equal or not'
  })
  .refine((c) => c.clear === undefined || (c.op.startsWith('<') ? c.clear >= c.threshold : c.clear <= c.threshold), {
    path: ['clear'],
    message: 'must lie on the good side of the threshold'
  })
export type Condition = z.infer<typeof conditionSchema>

/** The second level of a rule: the same comparison as its condition's. */
const criticalSchema = z.strictObject({
  /** Lies on the worse side of the condition's. */
  threshold: z.number(),
  /** Where it is no longer critical; the threshold itself when absent. Lies between the two thresholds. */
  clear: z.number().optional()
})

const AGGREGATES = ['sum', 'avg', 'min', 'max', 'count'] as const

const furtherSchema = z.strictObject({
  /** How the rows in scope are taken together; absent: as the rule does. None where the rule has a key for each row. */
  over: z.enum(AGGREGATES).optional(),
  /** Not used by `count`. */
  metric: metricSchema.optional(),
  condition: conditionSchema
})

/** Conditions beside the rule's own, about the same row or the same rows in scope. */
const alsoSchema = z.strictObject({
  /**
   * What is not known is neither: `all` is broken off by one that does not hold, whatever the others are, `any` holds by one that does;
   * else, where one is not known, nothing is.
   */
  join: z.enum(['all', 'any']),
  conditions: z.array(furtherSchema).min(1).max(4)
})

/** Stands for all rules where a rule is named by its id: no rule may be called so. */
export const ALL_RULES = '*'

export const ruleIdSchema = z
  .string()
  .min(1)
  .max(100)
  .refine((id) => id !== ALL_RULES, { message: `must not be ${ALL_RULES}, which stands for all rules` })

const minuteOfDay = z
  .int()
  .min(0)
  .max(24 * 60 - 1)

/** When a rule is active, by clocks in its zone. */
const activeHoursSchema = z.strictObject({
  zone: z.string().max(100).refine(isZone, { message: 'must be a time zone such as Europe/Helsinki' }),
  /** Days on which they begin. */
  days: z.array(z.enum(WEEKDAYS)).min(1).max(7),
  /** Minutes after midnight. An end at or before the begin is one of the next day. */
  fromMinute: minuteOfDay,
  toMinute: minuteOfDay,
  /** Dates on which they do not begin. */
  holidays: z.array(z.iso.date().max(10)).max(400).optional()
})
export type ActiveHours = z.infer<typeof activeHoursSchema>

/** When a key whose alerts come and go is one alert, told once, and until when. */
const unstableSchema = z.strictObject({
  /** So many alerts of it were over… */
  times: z.int().min(UNSTABLE_TIMES.least).max(UNSTABLE_TIMES.most),
  /** …within this time. */
  withinMs: z.int().min(UNSTABLE_LEAST_MS).max(DAY_MS),
  /** It is over after an all-clear of this length. */
  calmForMs: z.int().min(UNSTABLE_LEAST_MS).max(DAY_MS),
  /** It is an alert like any other, and told again, once it burns so long without an all-clear. */
  steadyForMs: z.int().min(UNSTABLE_LEAST_MS).max(DAY_MS)
})
export type Unstable = z.infer<typeof unstableSchema>

const shared = {
  id: ruleIdSchema,
  /** Grows by one with every change; an episode names the version that fired. */
  version: z.int().min(1),
  name: z.string().trim().min(1).max(200),
  enabled: z.boolean(),
  severity: z.enum(SEVERITIES),
  /** The breach must hold this long before it is told. */
  pendingForMs: durationMs,
  /** The all-clear must hold this long before the alert ends. */
  keepFiringForMs: durationMs,
  /** Tell again while it still burns and nobody acknowledged; null: once only. */
  repeatEveryMs: z.int().min(60_000).max(DAY_MS).nullable(),
  /** How many times one episode is told again at most; absent: as long as it burns. */
  repeatAtMost: z.int().min(1).max(1000).optional(),
  announceEnd: z.boolean(),
  /** Absent: `UNSTABLE` of `unstable.ts`. Null: each of its alerts is told, however many. */
  unstable: unstableSchema.nullable().optional(),
  /** `shadow`: evaluated and recorded like any other, but nobody is told and nothing counts it as open. Absent: `live`. */
  mode: z.enum(['live', 'shadow']).optional(),
  /** Outside of them nothing fires, and what is open ends silently. Absent: always. */
  hours: activeHoursSchema.optional()
}

/** What it means that a key was in scope and has no value, or that its row is deleted. A feed that is not live is the feed rule's matter. */
const NO_DATA_POLICIES = ['alert', 'keepLast', 'ok'] as const
const noDataSchema = z.strictObject({
  /** For how long there must be none before that counts. Time in which the feed was not live is no part of it. */
  afterMs: durationMs,
  /**
   * `alert`: an alert of its own, or, where the key burns already, its state; over as soon as there is data again. `keepLast`: the state
   * stays what it was, and no time counts. `ok`: taken for the all-clear.
   */
  policy: z.enum(NO_DATA_POLICIES)
})
export type NoData = z.infer<typeof noDataSchema>

const realtimeRuleFields = z.strictObject({
  ...shared,
  kind: z.literal('realtime'),
  /** `queue` and `agent` mean every feed of that subject; anything else is one producer id. */
  producer: z.string().min(1).max(256),
  scope: z.array(filterSchema).max(20),
  /**
   * `each`: a key for every row. The others take the rows in scope together: `sum` of a ratio is the ratio of the two sums, `avg`, `min`
   * and `max` are those of the rows' own values and have no verdict where there is none.
   */
  over: z.enum(['each', ...AGGREGATES]),
  /**
   * Whom a `count` is taken among: agents that are logged in. While nobody is among them there is no verdict, and neither while a
   * count that has to be high could not be: a feed that never listed as many rows as the all-clear wants.
   */
  among: z.array(filterSchema).max(20).optional(),
  /** Not used by `count`, which counts the rows in scope. */
  metric: metricSchema.optional(),
  condition: conditionSchema,
  also: alsoSchema.optional(),
  /** Where the same metric is critical; the severity of the rule is that of its `condition`. Its times are those of the rule. */
  critical: criticalSchema.optional(),
  /** Absent: a key without a value keeps its state, and a deleted row ends it. */
  noData: noDataSchema.optional()
})

const isBetween = (value: number, a: number, b: number): boolean => value >= Math.min(a, b) && value <= Math.max(a, b)

/** A threshold over realtime rows: for each row, or over the scope as a whole. */
export const realtimeRuleSchema = realtimeRuleFields
  .refine(
    ({ over, metric, condition }) => over === 'count' || metric?.kind !== 'elapsed' || !isEquality(condition.op),
    {
      path: ['condition', 'op'],
      message: 'must not ask whether a running time is equal'
    }
  )
  .refine(({ critical, severity }) => !critical || severity !== 'critical', {
    path: ['critical'],
    message: 'must be absent where the rule is critical already'
  })
  .refine(({ critical, condition }) => !critical || !isEquality(condition.op), {
    path: ['critical'],
    message: 'must be absent where the value has to be equal or not'
  })
  .refine(
    ({ critical, condition: { op, threshold } }) =>
      !critical || (op.startsWith('<') ? critical.threshold < threshold : critical.threshold > threshold),
    { path: ['critical', 'threshold'], message: 'must lie on the worse side of the threshold' }
  )
  .refine(
    ({ critical, condition }) =>
      critical?.clear === undefined || isBetween(critical.clear, critical.threshold, condition.threshold),
    { path: ['critical', 'clear'], message: 'must lie between the two thresholds' }
  )
  .refine(({ also, over }) => over !== 'each' || also?.conditions.every((one) => one.over === undefined) !== false, {
    path: ['also'],
    message: 'must not take rows together where the rule has a key for each row'
  })
  .refine(({ also, over }) => also?.conditions.every((one) => (one.over ?? over) === 'count' || one.metric) !== false, {
    path: ['also'],
    message: 'must name a metric where it does not count rows'
  })
  .refine(
    ({ also }) =>
      also?.conditions.every((one) => one.metric?.kind !== 'elapsed' || !isEquality(one.condition.op)) !== false,
    {
      path: ['also'],
      message: 'must not ask whether a running time is equal'
    }
  )
export type RealtimeRule = z.infer<typeof realtimeRuleSchema>

/** One alert per connection whose feeds are not live. */
export const feedRuleSchema = z.strictObject({ ...shared, kind: z.literal('feed') })
export type FeedRule = z.infer<typeof feedRuleSchema>

/** Business targets entering one of the states. */
export const targetRuleSchema = z.strictObject({
  ...shared,
  kind: z.literal('target'),
  states: z.array(z.enum(TOLD_TARGET_STATES)).min(1).max(TOLD_TARGET_STATES.length)
})
export type TargetRule = z.infer<typeof targetRuleSchema>

export const ruleSchema = z.discriminatedUnion('kind', [realtimeRuleSchema, feedRuleSchema, targetRuleSchema])
export type Rule = z.infer<typeof ruleSchema>
