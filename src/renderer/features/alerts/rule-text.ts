import type { ActiveHours, MeasureRef, RealtimeRule, Rule } from '../../../core/alerts/rule.ts'
import type { FeedShape } from '../../state/feed-shape.ts'
import type { TextKey, Translate } from '../../text/catalogue.ts'
import type { Format } from '../../text/use-text.ts'
import type { Unit } from './rule-draft.ts'

function measureOf(ref: MeasureRef, feeds: readonly FeedShape[]) {
  return feeds
    .flatMap((feed) => feed.measures)
    .find((one) => ('role' in ref ? one.role === ref.role : one.name === ref.name))
}

/** What the producers call it, or its own name where none lists it. */
export function measureName(ref: MeasureRef, feeds: readonly FeedShape[]): string {
  return measureOf(ref, feeds)?.displayName ?? ('role' in ref ? ref.role : ref.name)
}

/** Whether the rule's numbers are plain ones, times in ms, or percent. */
export function ruleUnit(rule: RealtimeRule, feeds: readonly FeedShape[]): Unit {
  const { metric } = rule
  if (!metric || rule.over === 'count') return 'number'
  if (metric.kind === 'ratio') return 'percent'
  if (metric.kind === 'elapsed') return 'duration'
  return measureOf(metric.measure, feeds)?.kind === 'duration' ? 'duration' : 'number'
}

/** What is compared, where the rule's name may not say it: `answered / offered`, `on average`. */
function metricParts({ metric, over }: RealtimeRule, feeds: readonly FeedShape[], t: Translate): string[] {
  const called = (ref: MeasureRef): string => measureName(ref, feeds)
  const isRatio = metric?.kind === 'ratio' && over !== 'count'
  const ratio = isRatio ? [`${called(metric.numerator)} / ${called(metric.denominator)}`] : []
  return [...ratio, ...(over === 'avg' || over === 'min' || over === 'max' ? [t(`rules.says.of.${over}`)] : [])]
}

const timeOfDay = (minute: number): string =>
  [Math.floor(minute / 60), minute % 60].map((part) => String(part).padStart(2, '0')).join(':')

function hoursParts({ zone, days, fromMinute, toMinute, holidays = [] }: ActiveHours, t: Translate): string[] {
  const times = { from: timeOfDay(fromMinute), to: timeOfDay(toMinute), zone }
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
  const text = (value: number): string => {
    if (unit === 'percent') return format.share(value / 100)
    return unit === 'duration' ? format.duration(value) : format.number(value)
  }
  const clears = clear === undefined ? [] : [t('rules.says.clears', { clear: text(clear) })]
  const lacks = rule.noData
    ? [t(`rules.says.noData.${rule.noData.policy}`, { time: format.duration(rule.noData.afterMs) })]
    : []
  const what = metricParts(rule, feeds, t)
  return [...what, t(SAYS[op], { threshold: text(threshold) }), ...clears, ...pending, ...lacks, ...telling].join(' · ')
}
