import { useCallback, useMemo } from 'react'
import type { FeedShape } from '../../state/feed-shape.ts'
import { useFeedShapes } from '../../state/hooks.ts'
import type { RowTable } from '../../state/row-table.ts'
import { useText } from '../../text/use-text.ts'
import { Card } from '../../ui/card.tsx'
import { useSilentFeeds } from '../floor/feed-health.ts'
import { lists } from '../floor/feed-roles.ts'
import { NoFeed } from '../floor/no-feed.tsx'
import { NoneOnFloor } from '../floor/none-on-floor.tsx'
import { useFloorRowList } from '../floor/on-floor.ts'
import { SilentNote } from '../floor/silent-note.tsx'
import { useFirstRows } from '../floor/use-first-rows.ts'
import { AgentStateBar, useAgentStates } from './agent-state-bar.tsx'

/** Feeds that tell agents' states, and whether any agent of my floor was reported by them. */
export function useAgentFeeds(): { readonly feeds: readonly FeedShape[]; readonly anybody: boolean } {
  const shapes = useFeedShapes()
  const feeds = useMemo(() => shapes.filter((feed) => lists(feed, 'agentState')), [shapes])
  const select = useCallback(
    (rows: RowTable) => [[...rows.all()].some((row) => feeds.some((feed) => feed.id === row.feedId))],
    [feeds]
  )
  const [anybody = false] = useFloorRowList(select)
  return { feeds, anybody }
}

/** How many agents are in which state, or why nobody can say. */
export function AgentsCard() {
  const t = useText()
  const { loggedIn } = useAgentStates()
  const silent = useSilentFeeds()
  const { feeds, anybody } = useAgentFeeds()
  useFirstRows(anybody && loggedIn > 0)
  if (feeds.length === 0) {
    return (
      <Card title={t('agents.title')}>
        <NoFeed title="agents.noFeedTitle" next="agents.noFeedNext" />
      </Card>
    )
  }
  if (!anybody) {
    return (
      <Card title={t('agents.title')}>
        <NoneOnFloor people title="agents.emptyTitle" next="agents.emptyNext" />
      </Card>
    )
  }
  const silentIds = feeds.filter((feed) => silent.has(feed.id)).map((feed) => feed.id)
  return (
    <Card title={t('agents.title')} aside={loggedIn > 0 ? t('agents.loggedIn', { count: loggedIn }) : undefined}>
      <SilentNote feedIds={silentIds} />
      {silentIds.length < feeds.length && <AgentStateBar />}
    </Card>
  )
}
