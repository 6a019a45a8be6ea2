import * as z from 'zod'
import { ruleIdSchema, ruleSchema, SEVERITIES } from '../core/alerts/rule.ts'
import { ruleVersionSchema } from '../core/alerts/rule-version.ts'
import { rulePreviewSchema } from '../core/alerts/rule-preview-shape.ts'
import { alertViewSchema } from './views.ts'

const nothing = z.undefined()
const version = z.int().min(1)
const address = { ruleId: ruleIdSchema, version }
const addressSchema = z.strictObject(address)
/** Where names of people are hidden, a copy names them as its original does. */
const copyOf = ruleIdSchema.nullable()

/** A line of a rule file that could not be taken: `rules[3].condition.clear`, and what would be right. */
const fileErrorSchema = z.strictObject({ path: z.string(), message: z.string() })
const RULE_FILE_VERDICTS = ['added', 'changed', 'unchanged'] as const

/** What windows ask about rules. */
export const ruleRequests = {
  /** Saves a changed rule as its next version; `version` must be the one that was edited. */
  'rule:save': { input: ruleSchema, output: nothing },
  /** Saves a new rule. Its id and version are main's to choose. */
  'rule:create': { input: z.strictObject({ rule: ruleSchema, copyOf }), output: addressSchema },
  /** Its versions stay, and so does what it told of. */
  'rule:remove': { input: addressSchema, output: nothing },
  /** Makes an earlier version the next one; `over` is the one it takes the place of, null where the rule was removed. */
  'rule:restore': {
    input: z.strictObject({ ...address, over: version.nullable() }),
    output: z.strictObject({ ...address, name: z.string() })
  },
  /** Newest first. */
  'rule:versions': {
    input: z.strictObject({ ruleId: ruleIdSchema }),
    output: z.strictObject({ versions: z.array(ruleVersionSchema).max(200) })
  },
  /** Rules that are gone, the last one first. */
  'rule:removed': { input: nothing, output: z.strictObject({ removed: z.array(ruleVersionSchema).max(200) }) },
  /** What each rule came to in the last seven days; alerts of rules that are gone are left out. */
  'rule:noise': {
    input: nothing,
    output: z.strictObject({
      rules: z
        .array(
          z.strictObject({
            ruleId: z.string(),
            /** The rule by itself is snoozed until then; null: it is not. */
            snoozedUntilMs: z.number().nullable(),
            /** The last 24 hours come last. */
            days: z.array(z.strictObject({ fired: z.int().min(0), told: z.int().min(0) })).length(7),
            /** Of those that are over. */
            medianMs: z.number().nullable()
          })
        )
        .max(1000)
    })
  },
  /** What a rule that is being written says of the present rows. Stores and tells nothing. */
  'rule:preview': { input: z.strictObject({ rule: ruleSchema, copyOf }), output: rulePreviewSchema },
  /** Asks where to, and writes all rules, or these, into a file. Its path stays in main. */
  'rule:export': {
    input: z.strictObject({ ruleIds: z.array(ruleIdSchema).max(1000).nullable() }),
    output: z.discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('cancelled') }),
      z.strictObject({
        kind: z.literal('written'),
        fileName: z.string(),
        rules: z.int().min(0),
        /** Rules that name agents, who are called by pseudonyms now. */
        leftOut: z.int().min(0)
      })
    ])
  },
  /** Asks for a file and says what importing it would do. Nothing is changed. */
  'rule:readFile': {
    input: nothing,
    output: z.discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('cancelled') }),
      /** Nothing of it can be imported. */
      z.strictObject({ kind: z.literal('refused'), fileName: z.string(), errors: z.array(fileErrorSchema) }),
      z.strictObject({
        kind: z.literal('read'),
        fileName: z.string(),
        /** Names what was read, for `rule:import`. */
        readId: z.string(),
        entries: z
          .array(
            z.strictObject({
              verdict: z.enum(RULE_FILE_VERDICTS),
              rule: ruleSchema,
              /** The rule it would take the place of. */
              present: ruleSchema.nullable()
            })
          )
          .max(1000),
        errors: z.array(fileErrorSchema)
      })
    ])
  },
  /** Takes over what was read, but for what was refused of it. Refused where the rules are others since. */
  'rule:import': {
    input: z.strictObject({ readId: z.string().min(1).max(100) }),
    /** `before` is null for a rule that was not there. */
    output: z.strictObject({ changes: z.array(z.strictObject({ ...address, before: version.nullable() })).max(1000) })
  },
  /** Alerts that are over, newest first. `after` goes on where an answer's `next` left off; null: that was all. */
  'alert:search': {
    input: z.strictObject({
      text: z.string().max(200),
      ruleId: z.string().max(100).nullable(),
      severity: z.enum(SEVERITIES).nullable(),
      fromMs: z.number().nullable(),
      toMs: z.number().nullable(),
      after: z.strictObject({ breachedAtMs: z.number(), id: z.string().max(200) }).nullable()
    }),
    output: z.strictObject({
      alerts: z.array(alertViewSchema).max(100),
      next: z.strictObject({ breachedAtMs: z.number(), id: z.string() }).nullable()
    })
  }
} as const
