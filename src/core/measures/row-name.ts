import { measureByRole, type FeedDescriptor } from './feed.ts'
import type { Row } from './row.ts'
import type { MeasureRole } from './value.ts'

function textOf(feed: FeedDescriptor, row: Row, role: MeasureRole): string | undefined {
  const measure = measureByRole(feed, role)
  const value = measure && row.values[measure.name]
  return typeof value === 'string' && value !== '' ? value : undefined
}

/** What people call the row: the queue's or agent's name, with its channel where rows are split by it, else its keys. */
export function rowName(feed: FeedDescriptor, row: Row): string {
  const name = textOf(feed, row, feed.subject === 'agent' ? 'agentName' : 'queueName')
  const channel = feed.keyNames.length > 1 ? textOf(feed, row, 'channel') : undefined
  if (name !== undefined) return channel === undefined ? name : `${name} · ${channel}`
  return Object.keys(row.keys)
    .sort()
    .map((key) => row.keys[key] ?? '')
    .join(' · ')
}
