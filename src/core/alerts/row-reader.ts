import { measureByRole, type FeedDescriptor } from '../measures/feed.ts'
import type { Row } from '../measures/row.ts'
import type { Value } from '../measures/value.ts'
import type { Filter, MeasureRef, RealtimeRule } from './rule.ts'

/** A realtime rule's scope and metric, made ready for one feed. */
export interface RowReader {
  /** Names of the measures that scope and metric depend on: a change of any other one concerns no alert of this rule. */
  readonly reads: readonly string[]
  /** `count`: no metric, rows are counted. `elapsed`: `value` is an epoch ms, not yet a duration. */
  readonly metric: 'measure' | 'elapsed' | 'count'
  /** For people: a count, or milliseconds. */
  readonly unit: 'number' | 'duration'
  isInScope(row: Row): boolean
  /** Null when the row has no readable number there. */
  value(row: Row): number | null
}

type Test = (row: Row) => boolean

function resolve(feed: FeedDescriptor, ref: MeasureRef) {
  return 'role' in ref ? measureByRole(feed, ref.role) : feed.measures.find((measure) => measure.name === ref.name)
}

function textOf(value: Value | undefined): string | undefined {
  return value === null || value === undefined ? undefined : String(value)
}

/** Undefined when the filter names a measure that the feed has not. A row without the value named is not in scope. */
function compileFilter(feed: FeedDescriptor, filter: Filter, reads: string[]): Test | undefined {
  const allowed = new Set(filter.oneOf)
  const { by } = filter
  const isAllowed = (text: string | undefined): boolean => text !== undefined && allowed.has(text)
  if ('key' in by) return (row) => Object.hasOwn(row.keys, by.key) && isAllowed(row.keys[by.key])
  const measure = resolve(feed, by)
  if (!measure) return undefined
  reads.push(measure.name)
  return (row) => isAllowed(textOf(row.values[measure.name]))
}

function covers(rule: RealtimeRule, feed: FeedDescriptor): boolean {
  const { producer } = rule
  return producer === 'queue' || producer === 'agent' ? feed.subject === producer : feed.producerId === producer
}

/** Undefined when the rule does not cover the feed, or the feed lacks a measure that the rule reads. */
export function compileReader(rule: RealtimeRule, feed: FeedDescriptor): RowReader | undefined {
  if (!covers(rule, feed)) return undefined
  const reads: string[] = []
  const tests: Test[] = []
  for (const filter of rule.scope) {
    const test = compileFilter(feed, filter, reads)
    if (!test) return undefined
    tests.push(test)
  }
  const isInScope: Test = (row) => tests.every((test) => test(row))
  if (rule.over === 'count') return { reads, metric: 'count', unit: 'number', isInScope, value: () => 1 }
  const measure = rule.metric && resolve(feed, rule.metric.measure)
  if (!rule.metric || !measure) return undefined
  const { kind } = rule.metric
  reads.push(measure.name)
  return {
    reads: [...new Set(reads)],
    metric: kind,
    unit: kind === 'elapsed' || measure.kind === 'duration' ? 'duration' : 'number',
    isInScope,
    value(row) {
      const value = row.values[measure.name]
      return typeof value === 'number' ? value : null
    }
  }
}
