import type { WhyAnswer } from '../../contract/why.ts'
import type { Episode } from '../../core/alerts/episode.ts'
import { conditionOf } from '../../core/alerts/machine.ts'
import type { RuleVersion } from '../../core/alerts/rule-version.ts'
import { WHY_MINUTE_MS } from '../../core/alerts/why.ts'

type Then = Pick<Extract<WhyAnswer, { kind: 'known' }>, 'value' | 'threshold' | 'ruleVersion' | 'peak'>

/** A running time says by its start what it was in any minute since. */
function ranFor({ unit, sinceMs }: Episode, minuteMs: number): number | null {
  return unit === 'duration' && sinceMs !== null && sinceMs <= minuteMs ? minuteMs - sinceMs : null
}

/**
 * What is known of a past minute beside its reason. `versions` are those of the rule, the newest first: the one of the minute's end
 * judged it, whatever the alert was carried over to since. What a value was between two changes of its alert nobody kept; its worst is said.
 */
export function knownThen(episode: Episode | undefined, versions: readonly RuleVersion[], minuteMs: number): Then {
  const then = versions.find(({ atMs }) => atMs < minuteMs + WHY_MINUTE_MS)
  const rule = then && then.how !== 'removed' ? then.rule : undefined
  const value = episode ? ranFor(episode, minuteMs) : null
  return {
    value,
    peak: value === null ? (episode?.peak ?? null) : null,
    threshold: (rule && conditionOf(rule)?.threshold) ?? episode?.threshold ?? null,
    ruleVersion: rule?.version ?? episode?.ruleVersion ?? null
  }
}
