import { measureByRole, type FeedDescriptor } from '../measures/feed.ts'
import { isSameInterval } from '../measures/intervals.ts'
import type { Row } from '../measures/row.ts'
import type { Value } from '../measures/value.ts'
import type { Further } from './condition.ts'
import type { Filter, MeasureRef, Metric, RealtimeRule } from './rule.ts'

type Test = (row: Row) => boolean

/** A realtime rule's scope and metric, made ready for one feed. */
export interface RowReader {
  /** Names of the measures that scope and metric depend on: a change of any other one concerns no alert of this rule. */
  readonly reads: readonly string[]
  /** `count`: no metric, rows are counted. `elapsed`: `value` is an epoch ms, not yet a duration. */
  readonly metric: 'measure' | 'elapsed' | 'ratio' | 'count'
  /** For people: a count, milliseconds, or hundredths. */
  readonly unit: 'number' | 'duration' | 'percent'
  /** Name of the one that it is the value of, where that is so. */
  readonly measure: string | undefined
  isInScope(row: Row): boolean
  /** A count is taken among these. Undefined: it is a verdict however few rows there are. */
  readonly isAmong: Test | undefined
  /** The metric is an interval-to-date counter. */
  readonly isCounter: boolean
  /** When the counter's present interval was seen to begin, wall ms; undefined while none was seen to. */
  interval(row: Row): number | undefined
  /** Null when the row has no readable number there. */
  value(row: Row): number | null
  /** The rule's other conditions, with a reader each. */
  readonly others: readonly { readonly further: Further; readonly reader: RowReader }[]
  /** For ratios: what `value` is made of; null where it has none. */
  parts(row: Row): Parts | null
}

export interface Parts {
  readonly numerator: number
  readonly denominator: number
}

export const percent = ({ numerator, denominator }: Parts): number => (100 * numerator) / denominator

function resolve(feed: FeedDescriptor, ref: MeasureRef) {
  return 'role' in ref ? measureByRole(feed, ref.role) : feed.measures.find((measure) => measure.name === ref.name)
}

/** Undefined when the filter names a measure that the feed has not. A row without the value named is not in scope. */
function compileFilter(feed: FeedDescriptor, filter: Filter, reads: string[]): Test | undefined {
  const allowed = new Set(filter.oneOf)
  const { by } = filter
  const isAllowed = (value: Value | undefined): boolean => {
    if (typeof value === 'string') return allowed.has(value)
    return value !== null && value !== undefined && allowed.has(String(value))
  }
  if ('key' in by) return (row) => Object.hasOwn(row.keys, by.key) && isAllowed(row.keys[by.key])
  const measure = resolve(feed, by)
  if (!measure) return undefined
  reads.push(measure.name)
  const { name } = measure
  return (row) => isAllowed(row.values[name])
}

/** Runs for every rule that reads what a message changed; most rules have no filter or one. */
function allOf(tests: readonly Test[]): Test {
  const [first, ...rest] = tests
  if (!first) return () => true
  if (rest.length === 0) return first
  return (row) => tests.every((test) => test(row))
}

export function compileFilters(feed: FeedDescriptor, filters: readonly Filter[], reads: string[]): Test | undefined {
  const tests: Test[] = []
  for (const filter of filters) {
    const test = compileFilter(feed, filter, reads)
    if (!test) return undefined
    tests.push(test)
  }
  return allOf(tests)
}

function covers(rule: RealtimeRule, feed: FeedDescriptor): boolean {
  const { producer } = rule
  return producer === 'queue' || producer === 'agent' ? feed.subject === producer : feed.producerId === producer
}

type Measuring = Pick<RowReader, 'metric' | 'measure' | 'unit' | 'isCounter' | 'interval' | 'value' | 'parts'>

const COUNTING: Measuring = {
  metric: 'count',
  measure: undefined,
  unit: 'number',
  isCounter: false,
  interval: () => undefined,
  value: () => 1,
  parts: () => null
}

function numberIn(row: Row, name: string): number | null {
  const value = row.values[name]
  return typeof value === 'number' ? value : null
}

/** It says what happened in whatever interval its measures count, so it goes on over their resets, without a value until then. */
function compileRatio(
  feed: FeedDescriptor,
  refs: Extract<Metric, { kind: 'ratio' }>,
  reads: string[]
): Measuring | undefined {
  const above = resolve(feed, refs.numerator)?.name
  const below = resolve(feed, refs.denominator)?.name
  if (above === undefined || below === undefined) return undefined
  reads.push(above, below)
  const parts = (row: Row): Parts | null => {
    const numerator = numberIn(row, above)
    const denominator = numberIn(row, below)
    if (numerator === null || denominator === null || denominator === 0) return null
    return isSameInterval(row.intervals, above, below) ? { numerator, denominator } : null
  }
  const value = (row: Row): number | null => {
    const both = parts(row)
    return both && percent(both)
  }
  return { ...COUNTING, metric: 'ratio', unit: 'percent', value, parts }
}

/** Undefined when the feed lacks a measure that the metric reads. */
function compileMetric(feed: FeedDescriptor, rule: RealtimeRule, reads: string[]): Measuring | undefined {
  const { metric } = rule
  if (rule.over === 'count') return COUNTING
  if (!metric) return undefined
  if (metric.kind === 'ratio') return compileRatio(feed, metric, reads)
  const measure = resolve(feed, metric.measure)
  if (!measure) return undefined
  const { name } = measure
  reads.push(name)
  return {
    metric: metric.kind,
    measure: name,
    unit: metric.kind === 'elapsed' || measure.kind === 'duration' ? 'duration' : 'number',
    isCounter: measure.isCounter === true,
    interval: (row) => row.intervals?.[name],
    value: (row) => numberIn(row, name),
    parts: () => null
  }
}

function compileOthers(rule: RealtimeRule, feed: FeedDescriptor): RowReader['others'] | undefined {
  const others: RowReader['others'][number][] = []
  for (const { over = rule.over, metric, condition } of rule.also?.conditions ?? []) {
    const { also, ...alone } = rule
    const reader = also && compileReader({ ...alone, over, metric, condition }, feed)
    if (!reader) return undefined
    others.push({ further: { condition, over, metric, unit: reader.unit }, reader })
  }
  return others
}

/** Undefined when the rule does not cover the feed, or the feed lacks a measure that the rule reads. */
export function compileReader(rule: RealtimeRule, feed: FeedDescriptor): RowReader | undefined {
  if (!covers(rule, feed)) return undefined
  const reads: string[] = []
  const isInScope = compileFilters(feed, rule.scope, reads)
  const isAmong = rule.over === 'count' && rule.among ? compileFilters(feed, rule.among, reads) : undefined
  if (!isInScope || (rule.over === 'count' && rule.among && !isAmong)) return undefined
  const measuring = compileMetric(feed, rule, reads)
  const others = compileOthers(rule, feed)
  if (!measuring || !others) return undefined
  for (const { reader } of others) reads.push(...reader.reads)
  return { ...measuring, reads: [...new Set(reads)], isInScope, isAmong, others }
}
