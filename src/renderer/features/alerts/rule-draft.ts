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
import type { Weekday } from '../../../core/weekly-hours.ts'
import { formatDuration } from '../../../core/text/format.ts'
import type { TextKey } from '../../text/catalogue.ts'
import { refKey } from './rule-refs.ts'

export type Unit = 'number' | 'duration' | 'percent'
export type Over = RealtimeRule['over']
export type Op = RealtimeRule['condition']['op']

/** `by` as `refKey` writes it; empty until something is chosen. */
export interface FilterDraft {
  readonly by: string
  readonly oneOf: readonly string[]
}

/** A rule as it stands in the form: text as it was typed, choices by the key they have in their list. */
export interface RuleDraft {
  readonly name: string
  readonly kind: Rule['kind']
  readonly enabled: boolean
  readonly severity: Severity
  readonly producer: string
  readonly scope: readonly FilterDraft[]
  readonly over: Over
  readonly among: readonly FilterDraft[]
  readonly metric: Metric['kind']
  /** Measures as `refKey` writes them; the numerator of a ratio is the first one. */
  readonly measure: string
  readonly denominator: string
  readonly op: Op
  readonly threshold: string
  readonly clear: string
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

/** Filters are named with their place: `scope.0`, and their values `scope.0.oneOf`. */
export type DraftField =
  | Exclude<keyof RuleDraft, 'scope' | 'among'>
  | `${'scope' | 'among'}.${number}`
  | `${'scope' | 'among'}.${number}.oneOf`
export type Refusals = Partial<Record<DraftField, TextKey>>

export const NEVER = 'never'
export const MINUTE_MS = 60_000
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

function metricDraft(metric: Metric | undefined) {
  if (!metric) return { metric: 'measure' as const, measure: '', denominator: '' }
  if (metric.kind !== 'ratio') return { metric: metric.kind, measure: refKey(metric.measure), denominator: '' }
  return { metric: metric.kind, measure: refKey(metric.numerator), denominator: refKey(metric.denominator) }
}

/** What only rules over rows have, as they stand where a rule has none. */
const NO_ROWS = {
  ...{ producer: 'queue', scope: [], over: 'each' as const, among: [], ...metricDraft(undefined) },
  ...{ op: '>' as const, threshold: '', clear: '', noData: 'none' as const, noDataAfter: '1:00' }
}

function rowsDraft(rule: RealtimeRule, unit: Unit) {
  const { producer, over, condition, noData } = rule
  return {
    ...{ producer, over, scope: filterDrafts(rule.scope), among: filterDrafts(rule.among) },
    ...metricDraft(rule.metric),
    op: condition.op,
    threshold: written(condition.threshold, unit),
    clear: written(condition.clear, unit),
    noData: noData?.policy ?? ('none' as const),
    noDataAfter: noData ? formatDuration(noData.afterMs) : NO_ROWS.noDataAfter
  }
}

/** `zone`: of whoever writes, for hours that the rule does not have yet. */
export function draftOf(rule: Rule, unit: Unit, zone: string): RuleDraft {
  return {
    ...(rule.kind === 'realtime' ? rowsDraft(rule, unit) : NO_ROWS),
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
  return { ...draftOf(NEW_RULE, 'number', zone), threshold: '' }
}
