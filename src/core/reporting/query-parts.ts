import { isList, isObject, type Json, type JsonObject } from './json.ts'
import { momentOf } from './query.ts'

/**
 * A query as a person builds it from parts. The JSON is the only state there is: parts are read from it and written into it, so what the
 * parts don't show stays as it is.
 */

/** `is` and `matches` (a regular expression) hold a field against one text, `isOneOf` against several. */
export type QueryCondition =
  | { readonly kind: 'is'; readonly field: string; readonly value: string }
  | { readonly kind: 'isOneOf'; readonly field: string; readonly values: readonly string[] }
  | { readonly kind: 'matches'; readonly field: string; readonly pattern: string }

export interface QueryParts {
  readonly vendor: string
  readonly granularity: string
  readonly aggregations: readonly string[]
  /** Empty: the query names none, so the service takes all. */
  readonly sources: readonly string[]
  readonly groupBy: readonly string[]
  /** As they stand in the query, with their offset. */
  readonly start: string
  readonly end: string
  readonly zone: string
  /** All of them must hold. Null: the filter can't be told as a list of conditions, and is edited as JSON. */
  readonly conditions: readonly QueryCondition[] | null
}

const textOf = (value: Json | undefined): string => (typeof value === 'string' ? value : '')
const textsOf = (value: Json | undefined): readonly string[] =>
  value !== undefined && isList(value) ? value.filter((one): one is string => typeof one === 'string') : []

/** Nothing but these: what more there is would be lost. */
const hasOnly = (value: JsonObject, ...names: readonly string[]): boolean =>
  Object.keys(value).every((name) => names.includes(name))

function conditionOf(value: Json): QueryCondition | undefined {
  if (!isObject(value)) return undefined
  const { type, dimension, value: is, values, pattern } = value
  if (typeof dimension !== 'string') return undefined
  if (type === 'selector' && typeof is === 'string' && hasOnly(value, 'type', 'dimension', 'value'))
    return { kind: 'is', field: dimension, value: is }
  if (type === 'regex' && typeof pattern === 'string' && hasOnly(value, 'type', 'dimension', 'pattern'))
    return { kind: 'matches', field: dimension, pattern }
  if (type !== 'in' || values === undefined || !isList(values) || !hasOnly(value, 'type', 'dimension', 'values'))
    return undefined
  const texts = textsOf(values)
  return texts.length === values.length ? { kind: 'isOneOf', field: dimension, values: texts } : undefined
}

function conditionsOf(filters: Json | undefined): readonly QueryCondition[] | null {
  if (filters === undefined || (isObject(filters) && Object.keys(filters).length === 0)) return []
  if (!isObject(filters)) return null
  const { type, fields } = filters
  const single = conditionOf(filters)
  if (single) return [single]
  if (type !== 'and' || fields === undefined || !isList(fields) || !hasOnly(filters, 'type', 'fields')) return null
  const conditions = fields.flatMap((one) => conditionOf(one) ?? [])
  return conditions.length === fields.length ? conditions : null
}

export function partsOf(query: Json): QueryParts {
  const known = isObject(query) ? query : {}
  const interval = isObject(known['interval']) ? known['interval'] : {}
  return {
    vendor: textOf(known['vendor']),
    granularity: textOf(known['granularity']),
    aggregations: textsOf(known['aggregations']),
    sources: textsOf(known['sources']),
    groupBy: textsOf(known['group_by']),
    start: textOf(interval['start']),
    end: textOf(interval['end']),
    zone: textOf(interval['time_zone']),
    conditions: conditionsOf(known['filters'])
  }
}

function filterOf(condition: QueryCondition): JsonObject {
  const { kind, field: dimension } = condition
  if (kind === 'is') return { type: 'selector', dimension, value: condition.value }
  if (kind === 'matches') return { type: 'regex', dimension, pattern: condition.pattern }
  return { type: 'in', dimension, values: [...condition.values] }
}

/** The query with these parts changed; everything else of it, known or not, stays where it is. */
export function withParts(query: Json, parts: Partial<QueryParts>): JsonObject {
  const known = isObject(query) ? query : {}
  const { vendor, granularity, aggregations, sources, groupBy, start, end, zone, conditions } = parts
  const isAboutTime = start !== undefined || end !== undefined || zone !== undefined
  const before = isObject(known['interval']) ? known['interval'] : {}
  const interval = {
    ...before,
    ...(start === undefined ? {} : { start }),
    ...(end === undefined ? {} : { end }),
    ...(zone === undefined ? {} : { time_zone: zone })
  }
  const changed: JsonObject = {
    ...known,
    ...(vendor === undefined ? {} : { vendor }),
    ...(isAboutTime ? { interval } : {}),
    ...(granularity === undefined ? {} : { granularity }),
    ...(aggregations === undefined ? {} : { aggregations: [...aggregations] }),
    ...(sources === undefined ? {} : { sources: [...sources] }),
    ...(groupBy === undefined ? {} : { group_by: [...groupBy] }),
    ...(conditions === undefined || conditions === null
      ? {}
      : { filters: conditions.length === 0 ? {} : { type: 'and', fields: conditions.map(filterOf) } })
  }
  // A query that names no source takes all of them; an empty list might take none.
  if (sources?.length !== 0) return changed
  const { sources: _none, ...rest } = changed
  return rest
}

/** The query of a new target: everything of the running day, counted. */
export function newQuery(
  vendor: string,
  day: { readonly start: string; readonly end: string; readonly zone: string }
): JsonObject {
  return withParts({}, { vendor, ...day, granularity: 'all', groupBy: [], aggregations: ['count'], conditions: [] })
}

/** How long its interval is, ms; undefined where its ends say nothing. */
export function intervalMs({ start, end }: Pick<QueryParts, 'start' | 'end'>): number | undefined {
  const [startMs, endMs] = [momentOf(start), momentOf(end)]
  return startMs === undefined || endMs === undefined || endMs <= startMs ? undefined : endMs - startMs
}
