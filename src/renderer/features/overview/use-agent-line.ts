import type { FeedShape } from '../../state/feed-shape.ts'
import { useFeedShapes, useRow } from '../../state/hooks.ts'
import { useSilentFeeds } from '../floor/feed-health.ts'
import { numberOf, rowName, valueOf } from '../floor/feed-roles.ts'

export interface AgentLineFacts {
  readonly feed: FeedShape
  readonly name: string
  readonly isSilent: boolean
  /** As the producer calls it, null where it names none. */
  readonly state: string | null
  /** Wall clock ms; null where it is not known, or nobody knows whether the state of a silent feed still lasts. */
  readonly sinceMs: number | null
}

/** What a line about one agent says, wherever it stands; null while the row or its feed is not there. */
export function useAgentLine(id: string): AgentLineFacts | null {
  const row = useRow(id)
  const silent = useSilentFeeds()
  const feed = useFeedShapes().find((one) => one.id === row?.feedId)
  if (!row || !feed) return null
  const isSilent = silent.has(feed.id)
  const state = valueOf(feed, row, 'agentState')
  const sinceMs = numberOf(feed, row, 'stateSince') ?? numberOf(feed, row, 'afterContactSince')
  return {
    ...{ feed, isSilent, name: rowName(feed, row) },
    state: typeof state === 'string' && state !== '' ? state : null,
    sinceMs: isSilent ? null : sinceMs
  }
}
