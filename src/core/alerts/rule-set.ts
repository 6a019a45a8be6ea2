import type { Instant } from '../ports/clock.ts'
import { activityAt } from './active-hours.ts'
import type { EndReason, Episode } from './episode.ts'
import type { Rule } from './rule.ts'

/** The rules that are enabled, and those of them that are active by their hours. */
export interface RuleSet {
  /** Enabled, whatever the hour. */
  rule(id: string): Rule | undefined
  active(id: string): Rule | undefined
  all(): Iterable<Rule>
  ids(): Iterable<string>
  /** Why the rule does not judge now, by the last look at the clock; null: it does. */
  standing(id: string): 'noSuchRule' | 'ruleOff' | 'outsideHours' | null
  replace(rules: readonly Rule[], now: Instant): void
  /** True where other rules are active now than before. */
  review(now: Instant): boolean
  /** Monotonic ms of the next change by the hour, as seen at the last look at the clock. */
  nextMs(): number | undefined
  /** Why an alert of a rule that is not active is over; null where what it was told for stays. */
  endReason(ruleId: string, kind: Episode['kind']): EndReason | null
}

const enabledOf = (rules: readonly Rule[]): ReadonlyMap<string, Rule> =>
  new Map(rules.filter((rule) => rule.enabled).map((rule) => [rule.id, rule]))

export function createRuleSet(first: readonly Rule[]): RuleSet {
  let enabled = enabledOf(first)
  let active = enabled
  let known: ReadonlySet<string> = new Set(first.map(({ id }) => id))
  /** The wall-clock times between which nothing changes; none before the first look. */
  let sinceMs = Infinity
  let untilMs = -Infinity
  let nextMonoMs: number | undefined

  function choose({ wallMs, monoMs }: Instant): void {
    sinceMs = wallMs
    untilMs = Infinity
    const chosen = new Map<string, Rule>()
    for (const rule of enabled.values()) {
      const activity = rule.hours && activityAt(rule.hours, wallMs)
      if (activity) untilMs = Math.min(untilMs, activity.untilMs)
      if (activity?.isActive !== false) chosen.set(rule.id, rule)
    }
    active = chosen
    nextMonoMs = untilMs === Infinity ? undefined : monoMs + (untilMs - wallMs)
  }

  return {
    rule: (id) => enabled.get(id),
    active: (id) => active.get(id),
    all: () => active.values(),
    ids: () => known,
    standing(id) {
      if (active.has(id)) return null
      if (enabled.has(id)) return 'outsideHours'
      return known.has(id) ? 'ruleOff' : 'noSuchRule'
    },
    replace(rules, now) {
      known = new Set(rules.map((rule) => rule.id))
      enabled = enabledOf(rules)
      choose(now)
    },
    review(now) {
      const before = active
      // Also where the clock was set back.
      if (now.wallMs >= sinceMs && now.wallMs < untilMs) {
        if (untilMs < Infinity) nextMonoMs = now.monoMs + (untilMs - now.wallMs)
        return false
      }
      choose(now)
      return before.size !== active.size || [...active.keys()].some((id) => !before.has(id))
    },
    nextMs: () => nextMonoMs,
    endReason(ruleId, kind) {
      // A target keeps its verdict, whatever becomes of its alert.
      if (kind === 'target') return null
      if (enabled.get(ruleId)?.kind === kind) return 'outsideHours'
      return kind === 'realtime' ? 'ruleGone' : null
    }
  }
}
