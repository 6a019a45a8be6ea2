import type { Rule } from '../../../core/alerts/rule.ts'
import { ruleName } from '../../../core/text/default-rule-words.ts'
import type { FeedShape } from '../../state/feed-shape.ts'
import type { TextKey, Translate } from '../../text/catalogue.ts'
import type { Format } from '../../text/use-text.ts'
import { metricText, refName, ruleUnit } from './rule-measures.ts'
import { criticalText, furtherTexts, hoursParts, SAYS, unitText, unstableText } from './rule-text.ts'

/** One thing that a rule says, in words. */
export interface RuleFact {
  readonly label: string
  readonly value: string
}

export interface RuleWords {
  readonly t: Translate
  readonly format: Format
  readonly feeds: readonly FeedShape[]
}

type Field = Extract<TextKey, `ruleVersions.field.${string}`> extends `ruleVersions.field.${infer F}` ? F : never

/** What somebody who reads no JSON can make of a value that these windows do not know yet. */
function plain(value: unknown): string {
  if (Array.isArray(value)) return value.map(plain).join(', ')
  if (typeof value !== 'object' || value === null) return String(value)
  return Object.entries(value)
    .map(([name, inner]) => `${name} ${plain(inner)}`)
    .join(', ')
}

type Filters = Extract<Rule, { kind: 'realtime' }>['scope']

function filtersText(filters: Filters, { t, feeds }: RuleWords): string {
  if (filters.length === 0) return t('ruleVersions.everything')
  return filters
    .map(({ by, oneOf }) => t('ruleVersions.filter', { by: refName(by, feeds), values: oneOf.join(', ') }))
    .join('; ')
}

function subjectText(producer: string, t: Translate): string {
  if (producer === 'queue') return t('ruleForm.queues')
  return producer === 'agent' ? t('ruleForm.agents') : producer
}

type Texts = Partial<Record<Field, string>>

function sharedTexts(rule: Rule, { t, format }: RuleWords): Texts {
  const yes = (on: boolean): string => t(on ? 'ruleVersions.yes' : 'ruleVersions.no')
  return {
    name: ruleName(t, rule),
    enabled: yes(rule.enabled),
    severity: t(`severity.${rule.severity}`),
    pendingForMs: format.duration(rule.pendingForMs),
    keepFiringForMs: format.duration(rule.keepFiringForMs),
    repeatEveryMs: rule.repeatEveryMs === null ? t('ruleVersions.once') : format.duration(rule.repeatEveryMs),
    ...(rule.repeatAtMost === undefined ? {} : { repeatAtMost: format.number(rule.repeatAtMost) }),
    announceEnd: yes(rule.announceEnd),
    ...(rule.kind === 'target' ? {} : { unstable: unstableText(rule, t, format) }),
    mode: t(rule.mode === 'shadow' ? 'ruleVersions.shadow' : 'ruleVersions.live'),
    hours: rule.hours
      ? [...hoursParts(rule.hours, t), ...(rule.hours.holidays ?? [])].join(', ')
      : t('ruleVersions.always')
  }
}

function rowsTexts(rule: Extract<Rule, { kind: 'realtime' }>, words: RuleWords): Texts {
  const { t, format, feeds } = words
  const { metric, condition, noData } = rule
  const unit = ruleUnit(rule, feeds)
  const critical = criticalText(rule, feeds, t, format)
  const further = furtherTexts(rule, feeds, t, format).join('; ')
  return {
    producer: subjectText(rule.producer, t),
    scope: filtersText(rule.scope, words),
    over: t(`ruleForm.over.${rule.over}`),
    ...(rule.among && rule.among.length > 0 ? { among: filtersText(rule.among, words) } : {}),
    ...(metric && rule.over !== 'count' ? { metric: metricText(metric, feeds, t) } : {}),
    condition: t(SAYS[condition.op], { threshold: unitText(condition.threshold, unit, format) }),
    ...(condition.clear === undefined ? {} : { clear: unitText(condition.clear, unit, format) }),
    ...(critical === undefined ? {} : { critical }),
    ...(rule.also ? { also: t(`ruleForm.says.${rule.also.join}Of`, { says: further }) } : {}),
    ...(noData ? { noData: t(`rules.says.noData.${noData.policy}`, { time: format.duration(noData.afterMs) }) } : {})
  }
}

const KNOWN = new Set([
  ...['id', 'version', 'kind', 'name', 'enabled', 'severity', 'pendingForMs', 'keepFiringForMs', 'repeatEveryMs'],
  ...['repeatAtMost', 'announceEnd', 'mode', 'hours', 'producer', 'scope', 'over', 'among', 'metric', 'condition'],
  ...['noData', 'states', 'critical', 'also']
])

/** Everything that a rule says, in words and in one order, by field. */
function textsOf(rule: Rule, words: RuleWords): Map<string, RuleFact> {
  const { t } = words
  const texts: Texts = {
    ...sharedTexts(rule, words),
    ...(rule.kind === 'realtime' ? rowsTexts(rule, words) : {}),
    ...(rule.kind === 'target' ? { states: rule.states.map((state) => t(`targetState.${state}`)).join(', ') } : {})
  }
  const facts = new Map<string, RuleFact>()
  for (const [field, value] of Object.entries(texts) as [Field, string][]) {
    facts.set(field, { label: t(`ruleVersions.field.${field}`), value })
  }
  for (const [name, value] of Object.entries(rule)) {
    if (KNOWN.has(name) || facts.has(name) || value === undefined) continue
    facts.set(name, { label: t('ruleVersions.other', { name }), value: plain(value) })
  }
  return facts
}

export function ruleFacts(rule: Rule, words: RuleWords): readonly RuleFact[] {
  return [...textsOf(rule, words).values()]
}

/** What is different in `after`, a sentence for each field. Nothing where only the number of the version is. */
export function ruleDifferences(before: Rule, after: Rule, words: RuleWords): readonly string[] {
  const { t } = words
  const [was, is] = [textsOf(before, words), textsOf(after, words)]
  return [...new Set([...was.keys(), ...is.keys()])].flatMap((field) => {
    const [old, fresh] = [was.get(field), is.get(field)]
    if (old && fresh) {
      const { label } = fresh
      return old.value === fresh.value
        ? []
        : [t('ruleVersions.changed', { field: label, before: old.value, after: fresh.value })]
    }
    if (fresh) return [t('ruleVersions.added', { field: fresh.label, after: fresh.value })]
    return old ? [t('ruleVersions.dropped', { field: old.label, before: old.value })] : []
  })
}
