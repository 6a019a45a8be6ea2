import { SegmentedControl } from '@mantine/core'
import { useState } from 'react'
import { useText } from '../../text/use-text.ts'
import { Card, CardBody } from '../../ui/card.tsx'
import { useSilentFeeds } from '../floor/feed-health.ts'
import { SilentNote } from '../floor/silent-note.tsx'
import { AgentTable } from './agent-table.tsx'
import { useAgentFeeds } from './agents-card.tsx'
import { AgentsInTrouble } from './agents-in-trouble.tsx'
import { LongestAfterContact } from './longest-after-contact.tsx'

const LISTS = ['longest', 'inTrouble', 'all'] as const
type List = (typeof LISTS)[number]

function Agents({ list, live }: { readonly list: List; readonly live: boolean }) {
  if (list === 'all') return <AgentTable />
  if (list === 'inTrouble') return <AgentsInTrouble />
  return live ? <LongestAfterContact /> : null
}

/** The agents one looks for. Nothing while there is nobody: why that is, stands with the agents by state. */
export function AgentListCard() {
  const t = useText()
  const [list, setList] = useState<List>('longest')
  const silent = useSilentFeeds()
  const { feeds, anybody } = useAgentFeeds()
  if (!anybody) return null
  const silentIds = feeds.filter((feed) => silent.has(feed.id)).map((feed) => feed.id)
  return (
    <Card title={t('overview.tile.agentList')}>
      <CardBody>
        <SegmentedControl
          fullWidth
          aria-label={t('agents.show')}
          value={list}
          onChange={(value) => setList(LISTS.find((one) => one === value) ?? 'longest')}
          data={LISTS.map((value) => ({ value, label: t(`agents.${value}`) }))}
        />
      </CardBody>
      {list === 'longest' && <SilentNote feedIds={silentIds} />}
      <Agents list={list} live={silentIds.length < feeds.length} />
    </Card>
  )
}
