import { Temporal } from 'temporal-polyfill'
import { never } from '../../core/result.ts'
import { aggregate, matches } from './aggregate.ts'
import type { GenericEvent } from './generic-event.ts'
import type { Granularity, Query } from './query-schema.ts'

export interface QueryResult {
  /** The columns, the bucket's time first. A metric is called like its aggregation (assumed). */
  readonly fields: readonly { readonly name: string; readonly type: 'dimension' | 'metric' }[]
  /** Positional, aligned with `fields`. */
  readonly data: readonly (readonly (string | number)[])[]
}

interface Bucket {
  readonly startMs: number
  readonly endMs: number
}

const MINUTES = { minute: 1, fifteen_minute: 15, thirty_minute: 30, hour: 60 } as const

/** The calendar bucket around a moment, in the query's zone. */
function bucketAround(granularity: Granularity, atMs: number, zone: string, whole: Bucket): Bucket {
  const at = Temporal.Instant.fromEpochMilliseconds(Math.floor(atMs)).toZonedDateTimeISO(zone)
  const day = at.startOfDay()
  const days = (from: Temporal.ZonedDateTime, length: Temporal.DurationLike): Bucket => ({
    startMs: from.startOfDay().epochMilliseconds,
    endMs: from.add(length).startOfDay().epochMilliseconds
  })
  switch (granularity) {
    case 'all':
      return whole
    case 'day':
      return days(day, { days: 1 })
    case 'week':
      return days(day.subtract({ days: day.dayOfWeek - 1 }), { weeks: 1 })
    case 'month':
      return days(day.with({ day: 1 }), { months: 1 })
    case 'year':
      return days(day.with({ month: 1, day: 1 }), { years: 1 })
    case 'minute':
    case 'fifteen_minute':
    case 'thirty_minute':
    case 'hour': {
      const minutes = MINUTES[granularity]
      const startMs = Math.floor(atMs) - ((at.minute % minutes) * 60 + at.second) * 1_000 - at.millisecond
      return { startMs, endMs: startMs + minutes * 60_000 }
    }
    default:
      return never(granularity)
  }
}

/**
 * Runs a stored query over events given oldest first. Interval: start included, end excluded. Buckets and groups without events are
 * left out, as the service does.
 */
export function runQuery(query: Query, events: Iterable<GenericEvent>): QueryResult {
  const startMs = Temporal.Instant.from(query.interval.start).epochMilliseconds
  const endMs = Temporal.Instant.from(query.interval.end).epochMilliseconds
  const whole = { startMs, endMs }
  const groupBy = query.group_by ?? []
  const filter = query.filters
  const data: (string | number)[][] = []
  let bucket: Bucket | null = null
  let groups = new Map<string, GenericEvent[]>()

  function close(): void {
    if (!bucket) return
    const stamp = new Date(bucket.startMs).toISOString()
    for (const members of groups.values()) {
      const first = members[0]
      data.push([
        stamp,
        ...groupBy.map((name) => first?.dimensions[name] ?? ''),
        ...query.aggregations.map((by) => aggregate(members, by))
      ])
    }
    groups = new Map()
  }

  for (const event of events) {
    if (event.atMs < startMs || event.atMs >= endMs || event.vendor !== query.vendor) continue
    if (query.sources && !query.sources.includes(event.source)) continue
    if (filter && !matches(filter, event)) continue
    if (!bucket || event.atMs >= bucket.endMs) {
      close()
      bucket = bucketAround(query.granularity, event.atMs, query.interval.time_zone, whole)
    }
    const key = JSON.stringify(groupBy.map((name) => event.dimensions[name] ?? ''))
    const members = groups.get(key)
    if (members) members.push(event)
    else groups.set(key, [event])
  }
  close()

  return {
    fields: [
      { name: 'timestamp', type: 'dimension' },
      ...groupBy.map((name) => ({ name, type: 'dimension' as const })),
      ...query.aggregations.map((name) => ({ name, type: 'metric' as const }))
    ],
    data
  }
}
