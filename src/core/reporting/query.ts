import { isZone } from '../zoned-time.ts'
import { isList, isObject, type Json } from './json.ts'

/**
 * The query of a target, as the service documents the payload of generic event queries. A query is kept as it is: what is not known here
 * is warned of, never taken out.
 */

export const GRANULARITIES = [
  ...(['all', 'minute', 'fifteen_minute', 'thirty_minute', 'hour', 'day', 'week', 'month', 'year'] as const)
] as const
export const AGGREGATIONS = [
  ...(['count', 'sum', 'avg', 'min', 'max', 'session_id_uniq', 'visitor_id_uniq', 'user_id_uniq'] as const),
  ...(['category_uniq', 'action_uniq', 'label_uniq'] as const)
] as const
const EVENT_SOURCES = ['trusted', 'untrusted'] as const
/** `or`, `not` and `in` are assumed from the query language behind it, the others are published. */
const FILTER_TYPES = ['and', 'or', 'not', 'selector', 'in', 'regex'] as const

export type QueryProblemCode =
  | 'missing'
  | 'unknownField'
  | 'notAnObject'
  | 'notAList'
  | 'notText'
  | 'empty'
  | 'notOneOf'
  | 'notAMoment'
  | 'endBeforeStart'
  | 'notAZone'
  | 'noColumn'

export type QueryPath = readonly (string | number)[]

export interface QueryProblem {
  /** From the query inwards; empty: the query itself. */
  readonly path: QueryPath
  readonly code: QueryProblemCode
  /** The service may know more than this version does: it can be sent. */
  readonly isDoubt: boolean
}

type Look = (value: Json, path: QueryPath) => readonly QueryProblem[]
interface Field {
  readonly look: Look
  readonly required?: true
}
type Fields = Readonly<Record<string, Field>>

const NONE: readonly QueryProblem[] = []
const wrong = (path: QueryPath, code: QueryProblemCode): readonly QueryProblem[] => [{ path, code, isDoubt: false }]
const doubt = (path: QueryPath, code: QueryProblemCode): readonly QueryProblem[] => [{ path, code, isDoubt: true }]

const MOMENT = /^\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)$/i
export const momentOf = (value: Json | undefined): number | undefined =>
  typeof value === 'string' && MOMENT.test(value) && Number.isFinite(Date.parse(value)) ? Date.parse(value) : undefined

const text: Look = (value, path) => {
  if (typeof value !== 'string') return wrong(path, 'notText')
  return value.trim() === '' ? wrong(path, 'empty') : NONE
}
const anyText: Look = (value, path) => (typeof value === 'string' ? NONE : wrong(path, 'notText'))
const oneOf =
  (known: readonly string[]): Look =>
  (value, path) => {
    const problems = text(value, path)
    return problems.length > 0 || known.includes(value as string) ? problems : doubt(path, 'notOneOf')
  }
const moment: Look = (value, path) => (momentOf(value) === undefined ? wrong(path, 'notAMoment') : NONE)
const zone: Look = (value, path) => {
  const problems = text(value, path)
  return problems.length > 0 || isZone(value as string) ? problems : wrong(path, 'notAZone')
}
const listOf =
  (look: Look): Look =>
  (value, path) =>
    isList(value) ? value.flatMap((one, at) => look(one, [...path, at])) : wrong(path, 'notAList')

function fieldsOf(value: Json, path: QueryPath, fields: Fields): readonly QueryProblem[] {
  if (!isObject(value)) return wrong(path, 'notAnObject')
  const missing = Object.entries(fields)
    .filter(([name, { required }]) => required && value[name] === undefined)
    .flatMap(([name]) => wrong([...path, name], 'missing'))
  const present = Object.entries(value).flatMap(([name, one]) => {
    const field = Object.hasOwn(fields, name) ? fields[name] : undefined
    return field ? field.look(one, [...path, name]) : doubt([...path, name], 'unknownField')
  })
  return [...missing, ...present]
}
const objectOf =
  (fields: Fields): Look =>
  (value, path) =>
    fieldsOf(value, path, fields)

const interval: Look = (value, path) => {
  const problems = fieldsOf(value, path, {
    start: { look: moment, required: true },
    end: { look: moment, required: true },
    time_zone: { look: zone, required: true }
  })
  if (!isObject(value)) return problems
  const [startMs, endMs] = [momentOf(value['start']), momentOf(value['end'])]
  const isTurned = startMs !== undefined && endMs !== undefined && endMs <= startMs
  return isTurned ? [...problems, ...wrong([...path, 'end'], 'endBeforeStart')] : problems
}

const filter: Look = (value, path) => {
  if (!isObject(value)) return wrong(path, 'notAnObject')
  const type: Field = { look: oneOf(FILTER_TYPES), required: true }
  const dimension: Field = { look: text, required: true }
  const { type: kind } = value
  if (kind === undefined) return wrong([...path, 'type'], 'missing')
  if (typeof kind !== 'string') return wrong([...path, 'type'], 'notText')
  switch (kind) {
    case 'and':
    case 'or':
      return fieldsOf(value, path, { type, fields: { look: listOf(filter), required: true } })
    case 'not':
      return fieldsOf(value, path, { type, field: { look: filter, required: true } })
    case 'selector':
      return fieldsOf(value, path, { type, dimension, value: { look: anyText, required: true } })
    case 'in':
      return fieldsOf(value, path, { type, dimension, values: { look: listOf(anyText), required: true } })
    case 'regex':
      return fieldsOf(value, path, { type, dimension, pattern: { look: text, required: true } })
    default:
      return type.look(kind, [...path, 'type'])
  }
}

/** An empty object is no filter. */
const filters: Look = (value, path) => (isObject(value) && Object.keys(value).length === 0 ? NONE : filter(value, path))

const aggregations: Look = (value, path) => {
  const problems = listOf(oneOf(AGGREGATIONS))(value, path)
  return isList(value) && value.length === 0 ? wrong(path, 'noColumn') : problems
}

const query = objectOf({
  vendor: { look: text, required: true },
  interval: { look: interval, required: true },
  granularity: { look: oneOf(GRANULARITIES), required: true },
  aggregations: { look: aggregations, required: true },
  sources: { look: listOf(oneOf(EVENT_SOURCES)) },
  group_by: { look: listOf(text) },
  organization_id: { look: text },
  filters: { look: filters }
})

/** What is wrong with a query, outermost first at each place. */
export function queryProblems(value: Json): readonly QueryProblem[] {
  return query(value, [])
}

/** Columns of the query's result that hold a value: a target's field is one of them. That they are called so is assumed. */
export function columnsOf(value: Json): readonly string[] {
  const listed = isObject(value) ? value['aggregations'] : undefined
  if (listed === undefined || !isList(listed)) return []
  return [...new Set(listed.filter((one): one is string => typeof one === 'string' && one !== ''))]
}
