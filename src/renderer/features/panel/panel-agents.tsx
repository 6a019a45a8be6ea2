import { memo } from 'react'
import type { Severity } from '../../../core/alerts/rule.ts'
import { useFeedShapes, useRow } from '../../state/hooks.ts'
import { agentStateText } from '../../text/failure-text.ts'
import { useFormat, useText } from '../../text/use-text.ts'
import { RunningTime } from '../../ui/running-time.tsx'
import { StateMark } from '../../ui/state-mark.tsx'
import { useSeverities } from '../alerts/use-severities.ts'
import { useSilentFeeds } from '../floor/feed-health.ts'
import { numberOf, rowName, valueOf } from '../floor/feed-roles.ts'
import { SilentMark } from '../floor/silent-mark.tsx'
import { useAgentsInTrouble } from '../overview/use-agents-in-trouble.ts'
import { PanelSection } from './panel-section.tsx'
import classes from './panel.module.css'
import { RowTrend } from './row-trend.tsx'

const SHOWN = 5

const AgentLine = memo(function AgentLine({ id, severity }: { readonly id: string; readonly severity: Severity }) {
  const t = useText()
  const format = useFormat()
  const row = useRow(id)
  const silent = useSilentFeeds()
  const feed = useFeedShapes().find((one) => one.id === row?.feedId)
  if (!row || !feed) return null
  const isSilent = silent.has(feed.id)
  const state = valueOf(feed, row, 'agentState')
  const sinceMs = numberOf(feed, row, 'stateSince') ?? numberOf(feed, row, 'afterContactSince')
  return (
    <li className={classes['agent']} data-dim={isSilent || undefined}>
      <span className={classes['who']}>
        {isSilent ? <SilentMark feedId={feed.id} /> : <StateMark mark={severity} />} {rowName(feed, row)}
        {typeof state === 'string' && state !== '' && (
          <span className={classes['dim']}> {agentStateText(t, state)}</span>
        )}
      </span>
      <RowTrend id={id} text={format.duration} />
      {/* Nobody knows whether the state of a silent feed still lasts. */}
      <strong>{sinceMs === null || isSilent ? t('app.noValue') : <RunningTime sinceMs={sinceMs} />}</strong>
    </li>
  )
})

/** Agents of my floor with an open alert, worst first, longest in their state first. Nothing while there is none. */
export function PanelAgents() {
  const t = useText()
  const severities = useSeverities()
  const ids = useAgentsInTrouble()
  if (ids.length === 0) return null
  return (
    <PanelSection title={t('panel.agents', { count: ids.length })} aside={t('agents.time')}>
      <ul className={classes['list']}>
        {ids.slice(0, SHOWN).map((id) => {
          const severity = severities.get(id)
          return severity && <AgentLine key={id} id={id} severity={severity} />
        })}
      </ul>
    </PanelSection>
  )
}
