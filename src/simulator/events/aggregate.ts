import type { Aggregation, Filter } from './query-schema.ts'
import type { GenericEvent } from './generic-event.ts'
import { never } from '../../core/result.ts'

export function matches(filter: Filter, event: GenericEvent): boolean {
  switch (filter.type) {
    case 'and':
      return filter.fields.every((part) => matches(part, event))
    case 'or':
      return filter.fields.some((part) => matches(part, event))
    case 'not':
      return !matches(filter.field, event)
    case 'selector':
      return event.dimensions[filter.dimension] === filter.value
    case 'in':
      return filter.values.includes(event.dimensions[filter.dimension] ?? '')
    case 'regex':
      return new RegExp(filter.pattern).test(event.dimensions[filter.dimension] ?? '')
    default:
      return never(filter)
  }
}

function distinct(events: readonly GenericEvent[], dimension: string): number {
  const seen = new Set<string>()
  for (const event of events) {
    const value = event.dimensions[dimension]
    if (value !== undefined) seen.add(value)
  }
  return seen.size
}

function sum(events: readonly GenericEvent[]): number {
  return events.reduce((total, event) => total + event.value, 0)
}

/** `events` is not empty: buckets and groups without events are left out. */
export function aggregate(events: readonly GenericEvent[], by: Aggregation): number {
  switch (by) {
    case 'count':
      return events.length
    case 'sum':
      return sum(events)
    case 'avg':
      return sum(events) / events.length
    case 'min':
      return events.reduce((least, event) => Math.min(least, event.value), Infinity)
    case 'max':
      return events.reduce((most, event) => Math.max(most, event.value), -Infinity)
    case 'category_uniq':
    case 'action_uniq':
    case 'label_uniq':
    case 'visitor_id_uniq':
    case 'session_id_uniq':
    case 'user_id_uniq':
      return distinct(events, by.slice(0, -'_uniq'.length))
    default:
      return never(by)
  }
}
