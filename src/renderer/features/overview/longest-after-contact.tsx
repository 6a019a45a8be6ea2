import { memo, useCallback, useMemo } from 'react'
import type { FeedShape } from '../../state/feed-shape.ts'
import { useFeedShapes, useRow } from '../../state/hooks.ts'
import type { RowTable } from '../../state/row-table.ts'
import { useText } from '../../text/use-text.ts'
import { RunningTime } from '../../ui/running-time.tsx'
import { StateMark } from '../../ui/state-mark.tsx'
import { useSeverities } from '../alerts/use-severities.ts'
import { useSilentFeeds } from '../floor/feed-health.ts'
import { feedsListing, rowName, valueOf } from '../floor/feed-roles.ts'
import { afterContactSince, longestAfterContact } from './agent-order.ts'
import classes from './longest-after-contact.module.css'
import { useFloorRowList } from '../floor/on-floor.ts'

const SHOWN = 5

interface AgentLineProps {
  readonly id: string
  readonly feeds: readonly FeedShape[]
  readonly severity: 'info' | 'warning' | 'critical' | undefined
}

const AgentLine = memo(function AgentLine({ id, feeds, severity }: AgentLineProps) {
  const row = useRow(id)
  const feed = feeds.find((one) => one.id === row?.feedId)
  if (!row || !feed) return null
  const sinceMs = afterContactSince(feed, row)
  const reason = valueOf(feed, row, 'agentReason')
  return (
    <li>
      {severity ? <StateMark mark={severity} /> : <span className={classes['place']} />}
      <span className={classes['name']}>{rowName(feed, row)}</span>
      {typeof reason === 'string' && reason !== '' && <span className={classes['reason']}>{reason}</span>}
      <span className={classes['time']}>{sinceMs !== null && <RunningTime sinceMs={sinceMs} />}</span>
    </li>
  )
})

/** The few agents longest in after-contact work, with times that run here. Agents of silent feeds are left out. */
export function LongestAfterContact() {
  const t = useText()
  const shapes = useFeedShapes()
  const silent = useSilentFeeds()
  const severities = useSeverities()
  const feeds = useMemo(
    () =>
      feedsListing(
        shapes.filter((feed) => feed.subject === 'agent' && !silent.has(feed.id)),
        'agentState'
      ),
    [shapes, silent]
  )
  const select = useCallback(
    (rows: RowTable) => longestAfterContact(rows, (row) => feeds.find((feed) => feed.id === row.feedId), SHOWN),
    [feeds]
  )
  const ids = useFloorRowList(select)
  if (ids.length === 0) return <p className={classes['none']}>{t('agents.longestNone')}</p>
  return (
    <ul className={classes['list']} aria-label={t('agents.longest')}>
      {ids.map((id) => (
        <AgentLine key={id} id={id} feeds={feeds} severity={severities.get(id)} />
      ))}
    </ul>
  )
}
