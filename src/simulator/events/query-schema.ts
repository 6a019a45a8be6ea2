import * as z from 'zod'

export const GRANULARITIES = [
  'all',
  'minute',
  'fifteen_minute',
  'thirty_minute',
  'hour',
  'day',
  'week',
  'month',
  'year'
] as const
export type Granularity = (typeof GRANULARITIES)[number]

export const AGGREGATIONS = [
  'min',
  'max',
  'sum',
  'count',
  'avg',
  'category_uniq',
  'action_uniq',
  'label_uniq',
  'visitor_id_uniq',
  'session_id_uniq',
  'user_id_uniq'
] as const
export type Aggregation = (typeof AGGREGATIONS)[number]

/** `and`, `selector` and `regex` are published; `or`, `not` and `in` are assumed from the query language behind it. */
export type Filter =
  | { readonly type: 'and' | 'or'; readonly fields: readonly Filter[] }
  | { readonly type: 'not'; readonly field: Filter }
  | { readonly type: 'selector'; readonly dimension: string; readonly value: string }
  | { readonly type: 'in'; readonly dimension: string; readonly values: readonly string[] }
  | { readonly type: 'regex'; readonly dimension: string; readonly pattern: string }

const dimension = z.string().min(1)
const filterSchema: z.ZodType<Filter> = z.lazy(() =>
  z.discriminatedUnion('type', [
    z.strictObject({ type: z.literal(['and', 'or']), fields: z.array(filterSchema) }),
    z.strictObject({ type: z.literal('not'), field: filterSchema }),
    z.strictObject({ type: z.literal('selector'), dimension, value: z.string() }),
    z.strictObject({ type: z.literal('in'), dimension, values: z.array(z.string()) }),
    z.strictObject({ type: z.literal('regex'), dimension, pattern: z.string() })
  ])
)

const timestamp = z.iso.datetime({ offset: true })

/** The fetch body of Generic Events; a target stores one. */
export const querySchema = z.strictObject({
  sources: z.array(z.enum(['trusted', 'untrusted'])).optional(),
  interval: z.strictObject({ start: timestamp, end: timestamp, time_zone: z.string() }),
  granularity: z.enum(GRANULARITIES),
  group_by: z.array(dimension).optional(),
  organization_id: z.uuid().optional(),
  vendor: z.string(),
  aggregations: z.array(z.enum(AGGREGATIONS)),
  /** An empty object is no filter. */
  filters: z.union([filterSchema, z.strictObject({}).transform(() => undefined)]).optional()
})
export type Query = z.infer<typeof querySchema>
