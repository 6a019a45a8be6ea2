import { measureByRole, type FeedDescriptor } from '../measures/feed.ts'
import type { Row } from '../measures/row.ts'
import type { Value } from '../measures/value.ts'
import type { Filter, MeasureRef, RealtimeRule } from './rule.ts'

type Test = (row: Row) => boolean

/** A realtime rule's scope and metric, made ready for one feed. */
export interface RowReader {
  /** Names of the measures that scope and metric depend on: a change of any other one concerns no alert of this rule. */
  readonly reads: readonly string[]
  /** `count`: no metric, rows are counted. `elapsed`: `value` is an epoch ms, not yet a duration. */
  readonly metric: 'measure' | 'elapsed' | 'count'
  /** For people: a count, or milliseconds. */
  readonly unit: 'number' | 'duration'
  isInScope(row: Row): boolean
  /** A count is taken among these. Undefined: it is a verdict however few rows there are. */
  readonly isAmong: Test | undefined
  /** The metric is an interval-to-date counter. */
  readonly isCounter: boolean
  /** When the counter's present interval was seen to begin, wall ms; undefined while none was seen to. */
  interval(row: Row): number | undefined
  /** Null when the row has no readable number there. */
  value(row: Row): number | null
}

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

function compileFilters(feed: FeedDescriptor, filters: readonly Filter[], reads: string[]): Test | undefined {
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

/** Undefined when the rule does not cover the feed, or the feed lacks a measure that the rule reads. */
export function compileReader(rule: RealtimeRule, feed: FeedDescriptor): RowReader | undefined {
  if (!covers(rule, feed)) return undefined
  const reads: string[] = []
  const isInScope = compileFilters(feed, rule.scope, reads)
  const isAmong = rule.over === 'count' && rule.among ? compileFilters(feed, rule.among, reads) : undefined
  if (!isInScope || (rule.over === 'count' && rule.among && !isAmong)) return undefined
  if (rule.over === 'count') {
    const counting = { metric: 'count', unit: 'number', isCounter: false, interval: () => undefined } as const
    return { ...counting, reads: [...new Set(reads)], isInScope, isAmong, value: () => 1 }
  }
  const measure = rule.metric && resolve(feed, rule.metric.measure)
  if (!rule.metric || !measure) return undefined
  const { kind } = rule.metric
  const { name } = measure
  reads.push(measure.name)
  return {
    reads: [...new Set(reads)],
    metric: kind,
    unit: kind === 'elapsed' || measure.kind === 'duration' ? 'duration' : 'number',
    isInScope,
    isAmong,
    isCounter: measure.isCounter === true,
    interval: (row) => row.intervals?.[name],
    value(row) {
      const value = row.values[name]
      return typeof value === 'number' ? value : null
    }
  }
}
