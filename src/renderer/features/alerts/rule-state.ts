import { activityAt } from '../../../core/alerts/active-hours.ts'
import type { Rule } from '../../../core/alerts/rule.ts'
import type { AlertView } from '../../../contract/views.ts'
import type { FeedShape } from '../../state/feed-shape.ts'
import type { Mark } from '../../ui/state-mark.tsx'
import type { Translate } from '../../text/catalogue.ts'
import { coveredFeeds } from './rule-measures.ts'

/** What becomes of a rule at this moment. `count`: keys in that state. */
export type RuleState =
  | { readonly kind: 'firing' | 'noData' | 'pending'; readonly count: number }
  | { readonly kind: 'off' | 'outsideHours' | 'shadow' | 'held' | 'snoozed' | 'calm' }

export interface RuleSurroundings {
  readonly alerts: readonly AlertView[]
  readonly feeds: readonly FeedShape[]
  readonly silent: ReadonlySet<string>
  /** Everything or this rule is snoozed. */
  readonly isSnoozed: boolean
  readonly nowMs: number
}

/** Nothing it reads is live: it neither fires nor clears. */
function isHeld(rule: Rule, feeds: readonly FeedShape[], silent: ReadonlySet<string>): boolean {
  if (rule.kind !== 'realtime') return false
  const covered = coveredFeeds(rule.producer, feeds)
  return covered.length === 0 || covered.some(({ id }) => silent.has(id))
}

/** The state that matters most: what switches a rule off stands before what it says, and what it says before why it may be silent. */
export function ruleState(rule: Rule, { alerts, feeds, silent, isSnoozed, nowMs }: RuleSurroundings): RuleState {
  if (!rule.enabled) return { kind: 'off' }
  if (rule.hours && !activityAt(rule.hours, nowMs).isActive) return { kind: 'outsideHours' }
  if (rule.mode === 'shadow') return { kind: 'shadow' }
  const own = alerts.map(({ episode }) => episode).filter(({ ruleId }) => ruleId === rule.id)
  const lacking = own.filter(({ state, noData }) => state === 'noData' || noData === true).length
  const pending = own.filter(({ state }) => state === 'pending').length
  const firing = own.length - lacking - pending
  if (firing > 0) return { kind: 'firing', count: firing }
  if (lacking > 0) return { kind: 'noData', count: lacking }
  if (pending > 0) return { kind: 'pending', count: pending }
  if (isHeld(rule, feeds, silent)) return { kind: 'held' }
  return { kind: isSnoozed ? 'snoozed' : 'calm' }
}

export function stateText(state: RuleState, t: Translate): string {
  return 'count' in state
    ? t(`ruleList.state.${state.kind}`, { count: state.count })
    : t(`ruleList.state.${state.kind}`)
}

export function stateMark(state: RuleState, rule: Rule): Mark {
  switch (state.kind) {
    case 'firing':
      return rule.severity
    case 'noData':
    case 'held':
      return 'stale'
    case 'off':
    case 'outsideHours':
    case 'snoozed':
      return 'paused'
    case 'pending':
    case 'shadow':
      return 'none'
    case 'calm':
      return 'ok'
  }
}

const URGENCY: readonly RuleState['kind'][] = [
  ...(['firing', 'noData', 'pending', 'held', 'calm', 'snoozed', 'shadow', 'outsideHours', 'off'] as const)
]

/** The least is the most urgent. Of those that fire the most severe comes first. */
export function stateRank(state: RuleState, { severity }: Rule): number {
  const rank = { critical: 0, warning: 1, info: 2 }[severity]
  return URGENCY.indexOf(state.kind) * 10 + (state.kind === 'firing' ? rank : 0)
}
