import { SegmentedControl } from '@mantine/core'
import { useCallback, useMemo, useState } from 'react'
import { useFeedShapes } from '../../state/hooks.ts'
import type { RowTable } from '../../state/row-table.ts'
import { useText } from '../../text/use-text.ts'
import { Card, CardBody } from '../../ui/card.tsx'
import { NoneOnFloor } from '../floor/none-on-floor.tsx'
import { NoFeed } from '../floor/no-feed.tsx'
import { SilentNote } from '../floor/silent-note.tsx'
import { useSilentFeeds } from '../floor/feed-health.ts'
import { lists } from '../floor/feed-roles.ts'
import { useFirstRows } from '../floor/use-first-rows.ts'
import { AgentStateBar, useAgentStates } from './agent-state-bar.tsx'
import { AgentTable } from './agent-table.tsx'
import { LongestAfterContact } from './longest-after-contact.tsx'
import { useFloorRowList } from '../floor/on-floor.ts'

interface AgentsContentProps {
  readonly all: boolean
  /** How many agents of live feeds. */
  readonly loggedIn: number
}

function AgentsContent({ all, loggedIn }: AgentsContentProps) {
  const silent = useSilentFeeds()
  const feeds = useFeedShapes().filter((feed) => lists(feed, 'agentState'))
  const live = feeds.filter((feed) => !silent.has(feed.id))
  useFirstRows(loggedIn > 0)
  return (
    <>
      <SilentNote feedIds={feeds.filter((feed) => silent.has(feed.id)).map((feed) => feed.id)} />
      {live.length > 0 && <AgentStateBar />}
      {all ? <AgentTable /> : live.length > 0 && <LongestAfterContact />}
    </>
  )
}

export function AgentsCard() {
  const t = useText()
  const [list, setList] = useState<'longest' | 'all'>('longest')
  const { loggedIn } = useAgentStates()
  const shapes = useFeedShapes()
  const feeds = useMemo(() => shapes.filter((feed) => lists(feed, 'agentState')), [shapes])
  const select = useCallback(
    (rows: RowTable) => [[...rows.all()].some((row) => feeds.some((feed) => feed.id === row.feedId))],
    [feeds]
  )
  const [anybody] = useFloorRowList(select)

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
        <NoneOnFloor title="agents.emptyTitle" next="agents.emptyNext" />
      </Card>
    )
  }
  return (
    <Card title={t('agents.title')} aside={loggedIn > 0 ? t('agents.loggedIn', { count: loggedIn }) : undefined}>
      <CardBody>
        <SegmentedControl
          aria-label={t('agents.show')}
          value={list}
          onChange={(value) => setList(value === 'all' ? 'all' : 'longest')}
          data={[
            { value: 'longest', label: t('agents.longest') },
            { value: 'all', label: t('agents.all') }
          ]}
        />
      </CardBody>
      <AgentsContent all={list === 'all'} loggedIn={loggedIn} />
    </Card>
  )
}
