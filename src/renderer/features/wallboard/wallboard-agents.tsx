import { memo } from 'react'
import type { Severity } from '../../../core/alerts/rule.ts'
import { useText } from '../../text/use-text.ts'
import { RunningTime } from '../../ui/running-time.tsx'
import { StateMark } from '../../ui/state-mark.tsx'
import { useSeverities } from '../alerts/use-severities.ts'
import { useSilentFeeds } from '../floor/feed-health.ts'
import { NoFeed } from '../floor/no-feed.tsx'
import { NoneOnFloor } from '../floor/none-on-floor.tsx'
import { SilentMark } from '../floor/silent-mark.tsx'
import { SilentNote } from '../floor/silent-note.tsx'
import { AgentStateBar, useAgentStates } from '../overview/agent-state-bar.tsx'
import { useAgentFeeds } from '../overview/agents-card.tsx'
import { useAgentLine } from '../overview/use-agent-line.ts'
import { useAgentsInTrouble } from '../overview/use-agents-in-trouble.ts'
import { WallboardList, WallboardTile, type ListTileProps } from './wallboard-tile.tsx'
import classes from './wallboard.module.css'

/** How many agents are in which state. */
export function WallboardStates({ width }: { readonly width: number }) {
  const t = useText()
  const { loggedIn } = useAgentStates()
  const silent = useSilentFeeds()
  const { feeds, anybody } = useAgentFeeds()
  const silentIds = feeds.filter((feed) => silent.has(feed.id)).map((feed) => feed.id)
  return (
    <WallboardTile
      title={t('agents.title')}
      width={width}
      aside={loggedIn > 0 ? t('agents.loggedIn', { count: loggedIn }) : undefined}
    >
      {feeds.length === 0 && <NoFeed title="agents.noFeedTitle" next="agents.noFeedNext" />}
      {feeds.length > 0 && !anybody && <NoneOnFloor people title="agents.emptyTitle" next="agents.emptyNext" />}
      {anybody && silentIds.length < feeds.length && <AgentStateBar />}
      {anybody && silentIds.length === feeds.length && <SilentNote feedIds={silentIds} />}
    </WallboardTile>
  )
}

const AgentLine = memo(function AgentLine({ id, severity }: { readonly id: string; readonly severity: Severity }) {
  const t = useText()
  const agent = useAgentLine(id)
  if (!agent) return null
  return (
    <li data-dim={agent.isSilent || undefined}>
      {agent.isSilent ? <SilentMark feedId={agent.feed.id} /> : <StateMark mark={severity} />}
      <span className={classes['name']} title={agent.name}>
        {agent.name}
      </span>
      <strong>{agent.sinceMs === null ? t('app.noValue') : <RunningTime sinceMs={agent.sinceMs} />}</strong>
    </li>
  )
})

/** Agents with an open alert, worst first, with the time in their state. */
export function WallboardTrouble({ width, lines }: ListTileProps) {
  const t = useText()
  const severities = useSeverities()
  const silent = useSilentFeeds()
  const { feeds, anybody } = useAgentFeeds()
  const ids = useAgentsInTrouble()
  const shown = ids.slice(0, lines * width)
  const more = ids.length - shown.length
  const anyLive = feeds.some((feed) => !silent.has(feed.id))
  return (
    <WallboardTile
      title={t('wallboard.trouble')}
      width={width}
      aside={more > 0 ? t('queues.more', { count: more }) : undefined}
    >
      {ids.length === 0 && (
        <p className={classes['none']}>{anybody && anyLive ? t('agents.inTroubleNone') : t('look.stale')}</p>
      )}
      {ids.length > 0 && (
        <WallboardList label={t('wallboard.trouble')} columns={width} lines={lines}>
          {shown.map((id) => {
            const severity = severities.get(id)
            return severity && <AgentLine key={id} id={id} severity={severity} />
          })}
        </WallboardList>
      )}
    </WallboardTile>
  )
}
