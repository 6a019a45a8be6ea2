import type { RealtimeRule, Rule } from '../../../core/alerts/rule.ts'
import type { FeedShape } from '../../state/feed-shape.ts'
import type { TextKey, Translate } from '../../text/catalogue.ts'
import type { Format } from '../../text/use-text.ts'

/** Whether the rule's numbers are times in ms. */
export function ruleUnit(rule: RealtimeRule, feeds: readonly FeedShape[]): 'number' | 'duration' {
  const { metric } = rule
  if (!metric || rule.over === 'count') return 'number'
  if (metric.kind === 'elapsed') return 'duration'
  const { measure } = metric
  const kind = feeds
    .flatMap((feed) => feed.measures)
    .find((one) => ('role' in measure ? one.role === measure.role : one.name === measure.name))?.kind
  return kind === 'duration' ? 'duration' : 'number'
}

const SAYS = {
  '>': 'rules.says.over',
  '>=': 'rules.says.overOrAt',
  '<': 'rules.says.under',
  '<=': 'rules.says.underOrAt'
} as const satisfies Record<RealtimeRule['condition']['op'], TextKey>

/** `over 8 · ends at 5 · after 0:10`. */
export function ruleLine(rule: Rule, feeds: readonly FeedShape[], t: Translate, format: Format): string {
  const pending = rule.pendingForMs > 0 ? [t('rules.says.pending', { time: format.duration(rule.pendingForMs) })] : []
  if (rule.kind === 'feed') return [t('rules.says.feed'), ...pending].join(' · ')
  if (rule.kind === 'target') {
    const states = rule.states.map((state) => t(`targetState.${state}`)).join(', ')
    return t('rules.says.target', { states })
  }
  const { op, threshold, clear } = rule.condition
  const unit = ruleUnit(rule, feeds)
  const text = (value: number): string => (unit === 'duration' ? format.duration(value) : format.number(value))
  const clears = clear === undefined ? [] : [t('rules.says.clears', { clear: text(clear) })]
  return [t(SAYS[op], { threshold: text(threshold) }), ...clears, ...pending].join(' · ')
}
