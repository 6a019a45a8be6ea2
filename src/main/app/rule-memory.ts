import type { Rule } from '../../core/alerts/rule.ts'
import { isSameRule, type RuleChange, type RuleVersion } from '../../core/alerts/rule-version.ts'
import type { Journal } from '../../core/ports/journal.ts'

/** Versions of one rule that can be looked at and restored; older ones are kept and not shown. */
export const VERSIONS_SHOWN = 200

/** Of rules that are in use and not remembered as they are: those of before versions were kept, or put there by other means. */
export function missingVersions(
  rules: readonly Rule[],
  journal: Pick<Journal, 'newestRuleVersions'>,
  how: RuleChange,
  atMs: number
): readonly RuleVersion[] {
  const known = new Map(journal.newestRuleVersions().map((one) => [one.rule.id, one]))
  return rules.flatMap((rule) => {
    const newest = known.get(rule.id)
    const isKnown = newest?.rule.version === rule.version && isSameRule(newest.rule, rule)
    return isKnown ? [] : [{ rule, atMs, how }]
  })
}
