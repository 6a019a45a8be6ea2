import { followsFloor } from '../../../core/alerts/default-rules.ts'
import type { ActiveHours, Filter, RealtimeRule, Rule } from '../../../core/alerts/rule.ts'
import { UNSTABLE } from '../../../core/alerts/unstable.ts'
import type { FeedShape } from '../../state/feed-shape.ts'
import type { TextKey, Translate } from '../../text/catalogue.ts'
import type { Format } from '../../text/use-text.ts'
import { clockText, type Unit } from './rule-draft.ts'
import { metricText, refName, ruleUnit, unitsOf } from './rule-measures.ts'

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
function tellingParts(rule: Rule, t: Translate, format: Format): string[] {
  const { repeatEveryMs, repeatAtMost, mode, hours } = rule
  return [
    ...(hours ? hoursParts(hours, t) : []),
    ...(repeatEveryMs !== null && repeatAtMost !== undefined
      ? [t('rules.says.repeatAtMost', { count: repeatAtMost })]
      : []),
    ...(rule.unstable === undefined ? [] : [t('ruleForm.says.comesAndGoes', { says: unstableText(rule, t, format) })]),
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

/** `critical over 20 (until 15)`; undefined where the rule has no second level. */
export function criticalText(
  { critical, condition, ...rule }: RealtimeRule,
  feeds: readonly FeedShape[],
  t: Translate,
  format: Format
): string | undefined {
  if (!critical) return undefined
  const text = (value: number): string => unitText(value, ruleUnit(rule, feeds), format)
  const says = t(SAYS[condition.op], { threshold: text(critical.threshold) })
  return critical.clear === undefined ? says : t('ruleForm.says.criticalUntil', { says, clear: text(critical.clear) })
}

/** Each further condition: `Offered at least 10`, `sum of Offered over 100, until 80`. */
export function furtherTexts(
  rule: RealtimeRule,
  feeds: readonly FeedShape[],
  t: Translate,
  format: Format
): readonly string[] {
  const unitOf = unitsOf(rule, feeds)
  return (rule.also?.conditions ?? []).map((one) => {
    const { metric, over, condition } = one
    const text = (value: number): string => unitText(value, unitOf(one), format)
    const what = metric && (over ?? rule.over) !== 'count' ? metricText(metric, feeds, t) : undefined
    const taken = over === undefined ? undefined : t(`ruleForm.over.${over}`)
    const named = what && taken ? t('ruleForm.says.overOf', { over: taken, what }) : (what ?? t('ruleForm.over.count'))
    const says = t('ruleForm.says.compared', {
      what: named,
      says: t(SAYS[condition.op], { threshold: text(condition.threshold) })
    })
    return condition.clear === undefined
      ? says
      : t('ruleForm.says.criticalUntil', { says, clear: text(condition.clear) })
  })
}

/** What becomes of alerts that come and go. */
export function unstableText({ unstable }: Rule, t: Translate, format: Format): string {
  if (unstable === null) return t('ruleForm.unstableBy.never')
  const { times, withinMs, calmForMs, steadyForMs } = unstable ?? UNSTABLE
  return t(unstable ? 'ruleForm.says.unstable' : 'ruleForm.says.usuallyUnstable', {
    ...{
      times,
      within: format.duration(withinMs),
      calm: format.duration(calmForMs),
      steady: format.duration(steadyForMs)
    }
  })
}

/** `over 8 · ends at 5 · after 0:10`. */
export function ruleLine(rule: Rule, feeds: readonly FeedShape[], t: Translate, format: Format): string {
  const pending = rule.pendingForMs > 0 ? [t('rules.says.pending', { time: format.duration(rule.pendingForMs) })] : []
  const telling = tellingParts(rule, t, format)
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
  const critical = criticalText(rule, feeds, t, format)
  const join = rule.also?.join ?? 'all'
  return [
    ...[...what, t(SAYS[op], { threshold: text(threshold) })],
    ...furtherTexts(rule, feeds, t, format).map((says) => t(`ruleForm.says.${join}`, { says })),
    ...clears,
    ...(critical === undefined ? [] : [t('ruleForm.says.critical', { says: critical })]),
    ...[...pending, ...lacks, ...telling]
  ].join(' · ')
}
