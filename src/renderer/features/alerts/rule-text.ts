import { followsFloor } from '../../../core/alerts/default-rules.ts'
import type { ActiveHours, Filter, RealtimeRule, Rule } from '../../../core/alerts/rule.ts'
import type { FeedShape } from '../../state/feed-shape.ts'
import type { TextKey, Translate } from '../../text/catalogue.ts'
import type { Format } from '../../text/use-text.ts'
import { clockText, type Unit } from './rule-draft.ts'
import { metricText, refName, ruleUnit } from './rule-measures.ts'

const FILTER_VALUES = 4

/** What is compared, where the rule's name may not say it: `answered of offered, %`, `on average`. */
function metricParts(rule: RealtimeRule, feeds: readonly FeedShape[], t: Translate): string[] {
  const { metric, over } = rule
  const isSaid = metric !== undefined && over !== 'count' && (metric.kind === 'ratio' || !followsFloor(rule))
  return [
    ...(isSaid ? [metricText(metric, feeds, t)] : []),
    ...((over === 'sum' || over === 'count') && !followsFloor(rule) ? [t(`ruleForm.over.${over}`)] : []),
    ...(over === 'avg' || over === 'min' || over === 'max' ? [t(`rules.says.of.${over}`)] : []),
    ...(followsFloor(rule) ? [] : filterParts(rule.scope, feeds, t))
  ]
}

/** `channel is VOICE`: long lists are cut, with how many there are besides. */
function filterParts(filters: readonly Filter[], feeds: readonly FeedShape[], t: Translate): string[] {
  return filters.map(({ by, oneOf }) => {
    const more = oneOf.length - FILTER_VALUES
    const values = [...oneOf.slice(0, FILTER_VALUES), ...(more > 0 ? [`+${more}`] : [])].join(', ')
    return t('ruleVersions.filter', { by: refName(by, feeds), values })
  })
}

/** `only Mon Tue 08:00–18:00 (Europe/Helsinki)`. */
export function hoursParts({ zone, days, fromMinute, toMinute, holidays = [] }: ActiveHours, t: Translate): string[] {
  const times = { from: clockText(fromMinute), to: clockText(toMinute), zone }
  const named = days.map((day) => t(`rules.says.day.${day}`)).join(' ')
  return [
    t('rules.says.hours', { ...times, days: named }),
    ...(holidays.length > 0 ? [t('rules.says.holidays', { count: holidays.length })] : [])
  ]
}

/** How it is told, where that is not the usual. */
function tellingParts({ repeatEveryMs, repeatAtMost, mode, hours }: Rule, t: Translate): string[] {
  return [
    ...(hours ? hoursParts(hours, t) : []),
    ...(repeatEveryMs !== null && repeatAtMost !== undefined
      ? [t('rules.says.repeatAtMost', { count: repeatAtMost })]
      : []),
    ...(mode === 'shadow' ? [t('rules.says.shadow')] : [])
  ]
}

/** A number of a rule as people read it. */
export function unitText(value: number, unit: Unit, format: Format): string {
  if (unit === 'percent') return format.share(value / 100)
  return unit === 'duration' ? format.duration(value) : format.number(value)
}

export const SAYS = {
  '>': 'rules.says.over',
  '>=': 'rules.says.overOrAt',
  '<': 'rules.says.under',
  '<=': 'rules.says.underOrAt',
  '=': 'rules.says.equal',
  '!=': 'rules.says.notEqual'
} as const satisfies Record<RealtimeRule['condition']['op'], TextKey>

/** `over 8 · ends at 5 · after 0:10`. */
export function ruleLine(rule: Rule, feeds: readonly FeedShape[], t: Translate, format: Format): string {
  const pending = rule.pendingForMs > 0 ? [t('rules.says.pending', { time: format.duration(rule.pendingForMs) })] : []
  const telling = tellingParts(rule, t)
  if (rule.kind === 'feed') return [t('rules.says.feed'), ...pending, ...telling].join(' · ')
  if (rule.kind === 'target') {
    const states = rule.states.map((state) => t(`targetState.${state}`)).join(', ')
    return [t('rules.says.target', { states }), ...telling].join(' · ')
  }
  const { op, threshold, clear } = rule.condition
  const unit = ruleUnit(rule, feeds)
  const text = (value: number): string => unitText(value, unit, format)
  const clears = clear === undefined ? [] : [t('rules.says.clears', { clear: text(clear) })]
  const lacks = rule.noData
    ? [t(`rules.says.noData.${rule.noData.policy}`, { time: format.duration(rule.noData.afterMs) })]
    : []
  const what = metricParts(rule, feeds, t)
  return [...what, t(SAYS[op], { threshold: text(threshold) }), ...clears, ...pending, ...lacks, ...telling].join(' · ')
}
