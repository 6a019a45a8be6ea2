import { memo } from 'react'
import type { Severity } from '../../../core/alerts/rule.ts'
import { agentStateText } from '../../text/failure-text.ts'
import { useFormat, useText } from '../../text/use-text.ts'
import { RunningTime } from '../../ui/running-time.tsx'
import { StateMark } from '../../ui/state-mark.tsx'
import { useSeverities } from '../alerts/use-severities.ts'
import { SilentMark } from '../floor/silent-mark.tsx'
import { useAgentLine } from '../overview/use-agent-line.ts'
import { useAgentsInTrouble } from '../overview/use-agents-in-trouble.ts'
import { PanelSection } from './panel-section.tsx'
import classes from './panel.module.css'
import { RowTrend } from './row-trend.tsx'

const SHOWN = 5

const AgentLine = memo(function AgentLine({ id, severity }: { readonly id: string; readonly severity: Severity }) {
  const t = useText()
  const format = useFormat()
  const agent = useAgentLine(id)
  if (!agent) return null
  return (
    <li className={classes['agent']} data-dim={agent.isSilent || undefined}>
      <span className={classes['who']}>
        {agent.isSilent ? <SilentMark feedId={agent.feed.id} /> : <StateMark mark={severity} />} {agent.name}
        {agent.state !== null && <span className={classes['dim']}> {agentStateText(t, agent.state)}</span>}
      </span>
      <RowTrend id={id} text={format.duration} />
      <strong>{agent.sinceMs === null ? t('app.noValue') : <RunningTime sinceMs={agent.sinceMs} />}</strong>
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
