import type {
  ActiveHours,
  Filter,
  Metric,
  NoData,
  RealtimeRule,
  Rule,
  Severity,
  TargetRule
} from '../../../core/alerts/rule.ts'
import { UNSTABLE } from '../../../core/alerts/unstable.ts'
import type { Weekday } from '../../../core/weekly-hours.ts'
import { formatDuration } from '../../../core/text/format.ts'
import type { TextKey } from '../../text/catalogue.ts'
import { refKey } from './rule-refs.ts'

export type Unit = 'number' | 'duration' | 'percent'
export type Over = RealtimeRule['over']
export type Op = RealtimeRule['condition']['op']
export type FurtherCondition = NonNullable<RealtimeRule['also']>['conditions'][number]
export type UnitOf = (one: Pick<FurtherCondition, 'metric'> & { readonly over?: Over | undefined }) => Unit

/** `by` as `refKey` writes it; empty until something is chosen. */
export interface FilterDraft {
  readonly by: string
  readonly oneOf: readonly string[]
}

/** One comparison: what is looked at, and how it is compared. */
export interface ConditionDraft {
  readonly metric: Metric['kind']
  /** Measures as `refKey` writes them; the numerator of a ratio is the first one. */
  readonly measure: string
  readonly denominator: string
  readonly op: Op
  readonly threshold: string
  readonly clear: string
}

/** A condition beside the rule's own. `same`: rows are taken together as the rule does. */
export interface FurtherDraft extends ConditionDraft {
  readonly over: Exclude<Over, 'each'> | 'same'
}

/** A rule as it stands in the form: text as it was typed, choices by the key they have in their list. */
export interface RuleDraft extends ConditionDraft {
  readonly name: string
  readonly kind: Rule['kind']
  readonly enabled: boolean
  readonly severity: Severity
  readonly producer: string
  readonly scope: readonly FilterDraft[]
  readonly over: Over
  readonly among: readonly FilterDraft[]
  /** Empty where there is no second level. */
  readonly critical: string
  readonly criticalClear: string
  readonly join: 'all' | 'any'
  readonly also: readonly FurtherDraft[]
  readonly unstable: 'usual' | 'own' | 'never'
  readonly unstableTimes: string
  readonly unstableWithin: string
  readonly calmFor: string
  readonly steadyFor: string
  readonly pendingFor: string
  readonly keepFiringFor: string
  readonly announceEnd: boolean
  /** Minutes, or `never`. */
  readonly repeat: string
  readonly repeatAtMost: string
  readonly isShadow: boolean
  readonly noData: NoData['policy'] | 'none'
  readonly noDataAfter: string
  readonly hasHours: boolean
  readonly days: readonly Weekday[]
  /** `08:00`. */
  readonly from: string
  readonly to: string
  readonly zone: string
  /** Dates, apart by whatever is no part of one. */
  readonly holidays: string
  readonly states: TargetRule['states']
}

export type FurtherField = Exclude<keyof ConditionDraft, 'metric'>

/** What stands in lists is named with its place: `scope.0`, its values `scope.0.oneOf`; `also.0.threshold`. */
export type DraftField =
  | Exclude<keyof RuleDraft, 'scope' | 'among' | 'also'>
  | `also.${number}.${FurtherField}`
  | `${'scope' | 'among'}.${number}`
  | `${'scope' | 'among'}.${number}.oneOf`
export type Refusals = Partial<Record<DraftField, TextKey>>

export const NEVER = 'never'
export const MINUTE_MS = 60_000
export const DAY_MS = 24 * 60 * MINUTE_MS
export const FURTHER_AT_MOST = 4
const WORKDAYS: readonly Weekday[] = ['mon', 'tue', 'wed', 'thu', 'fri']

export const clockText = (minute: number): string =>
  `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`

export function written(value: number | undefined, unit: Unit): string {
  if (value === undefined) return ''
  return unit === 'duration' ? formatDuration(value) : String(value)
}

const filterDrafts = (filters: readonly Filter[] = []): FilterDraft[] =>
  filters.map(({ by, oneOf }) => ({ by: refKey(by), oneOf }))

function hoursDraft(hours: ActiveHours | undefined, zone: string) {
  return {
    hasHours: hours !== undefined,
    days: hours?.days ?? WORKDAYS,
    from: clockText(hours?.fromMinute ?? 8 * 60),
    to: clockText(hours?.toMinute ?? 18 * 60),
    zone: hours?.zone ?? zone,
    holidays: (hours?.holidays ?? []).join(' ')
  }
}

/** What a further condition begins as. */
export const NEW_FURTHER: FurtherDraft = {
  ...{ over: 'same', metric: 'measure', measure: '', denominator: '', op: '>', threshold: '', clear: '' }
}

function unstableDraft(unstable: Rule['unstable']) {
  const own = unstable ?? UNSTABLE
  return {
    unstable: unstable === undefined ? ('usual' as const) : unstable === null ? ('never' as const) : ('own' as const),
    unstableTimes: String(own.times),
    unstableWithin: formatDuration(own.withinMs),
    calmFor: formatDuration(own.calmForMs),
    steadyFor: formatDuration(own.steadyForMs)
  }
}

function metricDraft(metric: Metric | undefined) {
  if (!metric) return { metric: 'measure' as const, measure: '', denominator: '' }
  if (metric.kind !== 'ratio') return { metric: metric.kind, measure: refKey(metric.measure), denominator: '' }
  return { metric: metric.kind, measure: refKey(metric.numerator), denominator: refKey(metric.denominator) }
}

/** What only rules over rows have, as they stand where a rule has none. */
const NO_ROWS = {
  ...{ producer: 'queue', scope: [], over: 'each' as const, among: [], ...metricDraft(undefined) },
  ...{ op: '>' as const, threshold: '', clear: '', noData: 'none' as const, noDataAfter: '1:00' },
  ...{ critical: '', criticalClear: '', join: 'all' as const, also: [] }
}

/** `unitOf`: of the numbers of a further condition. */
function furtherDrafts({ also }: RealtimeRule, unitOf: UnitOf): FurtherDraft[] {
  return (also?.conditions ?? []).map((one) => ({
    over: one.over ?? 'same',
    ...metricDraft(one.metric),
    op: one.condition.op,
    threshold: written(one.condition.threshold, unitOf(one)),
    clear: written(one.condition.clear, unitOf(one))
  }))
}

function rowsDraft(rule: RealtimeRule, unitOf: UnitOf) {
  const unit = unitOf(rule)
  const { producer, over, condition, noData } = rule
  return {
    ...{ producer, over, scope: filterDrafts(rule.scope), among: filterDrafts(rule.among) },
    ...metricDraft(rule.metric),
    op: condition.op,
    threshold: written(condition.threshold, unit),
    clear: written(condition.clear, unit),
    critical: written(rule.critical?.threshold, unit),
    criticalClear: written(rule.critical?.clear, unit),
    ...{ join: rule.also?.join ?? ('all' as const), also: furtherDrafts(rule, unitOf) },
    noData: noData?.policy ?? ('none' as const),
    noDataAfter: noData ? formatDuration(noData.afterMs) : NO_ROWS.noDataAfter
  }
}

/** `zone`: of whoever writes, for hours that the rule does not have yet. `unitOf`: of the rule's numbers, and of its further conditions'. */
export function draftOf(rule: Rule, unitOf: UnitOf, zone: string): RuleDraft {
  return {
    ...(rule.kind === 'realtime' ? rowsDraft(rule, unitOf) : NO_ROWS),
    ...unstableDraft(rule.unstable),
    ...hoursDraft(rule.hours, zone),
    ...{ name: rule.name, kind: rule.kind, enabled: rule.enabled, severity: rule.severity },
    pendingFor: formatDuration(rule.pendingForMs),
    keepFiringFor: formatDuration(rule.keepFiringForMs),
    announceEnd: rule.announceEnd,
    repeat: rule.repeatEveryMs === null ? NEVER : String(rule.repeatEveryMs / MINUTE_MS),
    repeatAtMost: rule.repeatAtMost === undefined ? '' : String(rule.repeatAtMost),
    isShadow: rule.mode === 'shadow',
    states: rule.kind === 'target' ? rule.states : ['reached', 'exceeded']
  }
}

/** What a new rule begins as. Its id is main's to choose. */
export const NEW_RULE: RealtimeRule = {
  ...{ id: 'new', version: 1, name: '', enabled: true, severity: 'warning', kind: 'realtime' },
  ...{ pendingForMs: 10_000, keepFiringForMs: 30_000, repeatEveryMs: null, announceEnd: false },
  ...{ producer: 'queue', scope: [], over: 'each', metric: { kind: 'measure', measure: { role: 'contactsWaiting' } } },
  condition: { op: '>', threshold: 0 }
}

export function newDraft(zone: string): RuleDraft {
  return { ...draftOf(NEW_RULE, () => 'number', zone), threshold: '' }
}
