import * as z from 'zod'
import { ruleSchema, type Rule } from './rule.ts'

/** How a version came to be. `found`: it was there before versions were kept. Stored in the journal, never renamed. */
export const RULE_CHANGES = ['found', 'created', 'edited', 'restored', 'imported', 'removed'] as const
export type RuleChange = (typeof RULE_CHANGES)[number]

/** A rule as it was from a moment on. With `removed`: as it was last; its version then is the one in which it is gone. */
export const ruleVersionSchema = z.strictObject({
  rule: ruleSchema,
  /** Wall clock, ms. */
  atMs: z.number(),
  how: z.enum(RULE_CHANGES)
})
export interface RuleVersion {
  readonly rule: Rule
  readonly atMs: number
  readonly how: RuleChange
}

/** The same but for which version it is. */
export function isSameRule(a: Rule, b: Rule): boolean {
  return JSON.stringify(sorted({ ...a, version: 0 })) === JSON.stringify(sorted({ ...b, version: 0 }))
}

/** With the fields of every record in one order, so that equal things are written alike. Fields without a value are left out. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted)
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value).filter(([, inner]) => inner !== undefined)
  return Object.fromEntries(
    entries.sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, inner]) => [name, sorted(inner)] as const)
  )
}
