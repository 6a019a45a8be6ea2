import type { Filter, MeasureRef, Metric, RealtimeRule, Rule } from '../../../core/alerts/rule.ts'
import type { FeedShape } from '../../state/feed-shape.ts'
import type { Translate } from '../../text/catalogue.ts'
import type { FurtherDraft, RuleDraft, Unit, UnitOf } from './rule-draft.ts'
import { filterRef, measureRef } from './rule-refs.ts'

type Measure = FeedShape['measures'][number]

export interface Choice {
  readonly value: string
  readonly label: string
}

/** `queue` and `agent` are every feed of that subject; anything else is one producer. */
export function coveredFeeds(producer: string, feeds: readonly FeedShape[]): readonly FeedShape[] {
  const isSubject = producer === 'queue' || producer === 'agent'
  return feeds.filter((feed) => (isSubject ? feed.subject === producer : feed.producerId === producer))
}

function measureOf(ref: MeasureRef, feeds: readonly FeedShape[]): Measure | undefined {
  return feeds
    .flatMap((feed) => feed.measures)
    .find((one) => ('role' in ref ? one.role === ref.role : one.name === ref.name))
}

/** A measure or key as people read it. */
export function refName(ref: Filter['by'], feeds: readonly FeedShape[]): string {
  if ('key' in ref) return ref.key
  return measureOf(ref, feeds)?.displayName ?? ('role' in ref ? ref.role : ref.name)
}

/** What a rule looks at, in words: `answered of offered, %`. */
export function metricText(metric: Metric, feeds: readonly FeedShape[], t: Translate): string {
  if (metric.kind !== 'ratio') return refName(metric.measure, feeds)
  return t('ruleForm.ratio', {
    numerator: refName(metric.numerator, feeds),
    denominator: refName(metric.denominator, feeds)
  })
}

function unitOf(kind: Metric['kind'], measure: MeasureRef | undefined, feeds: readonly FeedShape[]): Unit {
  if (kind === 'ratio') return 'percent'
  if (kind === 'elapsed') return 'duration'
  return measure && measureOf(measure, feeds)?.kind === 'duration' ? 'duration' : 'number'
}

/** Whether the rule's numbers are plain ones, times in ms, or percent. */
export function ruleUnit(
  { metric, over, producer }: Pick<RealtimeRule, 'metric' | 'over' | 'producer'>,
  feeds: readonly FeedShape[]
): Unit {
  if (!metric || over === 'count') return 'number'
  return unitOf(metric.kind, metric.kind === 'ratio' ? undefined : metric.measure, coveredFeeds(producer, feeds))
}

/** Of a rule's own numbers, and of those of its further conditions, which are taken together as it does unless they say. */
export function unitsOf(rule: Rule, feeds: readonly FeedShape[]): UnitOf {
  if (rule.kind !== 'realtime') return () => 'number'
  return ({ metric, over = rule.over }) => ruleUnit({ producer: rule.producer, metric, over }, feeds)
}

export function furtherDraftUnit(draft: RuleDraft, further: FurtherDraft, feeds: readonly FeedShape[]): Unit {
  const over = draft.over === 'each' || further.over === 'same' ? draft.over : further.over
  return draftUnit({ ...draft, ...further, over }, feeds)
}

export function draftUnit({ kind, metric, measure, over, producer }: RuleDraft, feeds: readonly FeedShape[]): Unit {
  if (kind !== 'realtime' || over === 'count') return 'number'
  return unitOf(metric, measureRef(measure), coveredFeeds(producer, feeds))
}

const KINDS = {
  measure: ['number', 'duration'],
  ratio: ['number'],
  elapsed: ['since']
} as const satisfies Record<Metric['kind'], readonly Measure['kind'][]>

function unique(choices: readonly Choice[]): Choice[] {
  const seen = new Map<string, Choice>()
  for (const choice of choices) if (!seen.has(choice.value)) seen.set(choice.value, choice)
  return [...seen.values()]
}

const keyOf = ({ role, name }: Measure): string => (role === undefined ? `name:${name}` : `role:${role}`)

/** What the feeds list for such a metric, and what is chosen already whether listed or not. */
export function measureChoices(kind: Metric['kind'], feeds: readonly FeedShape[], chosen: string): readonly Choice[] {
  const listed = feeds
    .flatMap(({ measures }) => measures)
    .filter((measure) => KINDS[kind].some((one) => one === measure.kind))
    .map((measure) => ({ value: keyOf(measure), label: measure.displayName }))
  return withChosen(unique(listed), chosen, feeds)
}

/** Keys and texts that rows can be told apart by. */
export function filterChoices(feeds: readonly FeedShape[], chosen: string): readonly Choice[] {
  const texts = feeds
    .flatMap(({ measures }) => measures)
    .filter(({ kind }) => kind === 'text')
    .map((measure) => ({ value: keyOf(measure), label: measure.displayName }))
  const keys = feeds.flatMap(({ keyNames }) => keyNames.map((name) => ({ value: `key:${name}`, label: name })))
  return withChosen(unique([...texts, ...keys]), chosen, feeds)
}

function withChosen(choices: readonly Choice[], chosen: string, feeds: readonly FeedShape[]): readonly Choice[] {
  const ref = filterRef(chosen)
  if (!ref || choices.some(({ value }) => value === chosen)) return choices
  return [...choices, { value: chosen, label: refName(ref, feeds) }]
}

/** True where feeds are there and none of them lists it: a feed that is not there yet may. */
export function isUnknown(ref: MeasureRef, feeds: readonly FeedShape[]): boolean {
  return feeds.length > 0 && measureOf(ref, feeds) === undefined
}
