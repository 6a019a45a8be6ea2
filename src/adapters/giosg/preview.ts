import type { QueryRun, QueryValue } from '../../core/connections/source.ts'
import type { Json } from '../../core/reporting/json.ts'
import { cellSchema, type QueryAnswer } from './schema.ts'

function isObject(value: Json | undefined): value is { readonly [name: string]: Json } {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** The query over this time, as one number: its own zone stays, what it says of beginning, end and steps does not. */
export function queryBody({ query, fromMs, toMs, zone }: QueryRun): Json {
  if (!isObject(query)) return query
  const own = isObject(query['interval']) ? query['interval'] : {}
  const interval = {
    time_zone: zone,
    ...own,
    start: new Date(fromMs).toISOString(),
    end: new Date(toMs).toISOString()
  }
  return { ...query, interval, granularity: 'all' }
}

/** The value of a column in the first row. No row: nothing was counted. */
export function valueOf({ fields, data }: QueryAnswer, field: string): QueryValue {
  const at = fields.findIndex(({ name }) => name === field)
  const value = at < 0 ? null : cellSchema.parse(data[0]?.[at] ?? null)
  // Which of them are numbers says their type; an answer without types says it by its first row.
  const columns = fields.filter(({ type }, index) =>
    type === null || type === undefined ? typeof data[0]?.[index] === 'number' : type === 'metric'
  )
  return { value, columns: columns.map(({ name }) => name) }
}
