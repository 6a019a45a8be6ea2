import { memo } from 'react'
import type { Severity } from '../../../core/alerts/rule.ts'
import { agentStateText } from '../../text/failure-text.ts'
import { useText } from '../../text/use-text.ts'
import { RunningTime } from '../../ui/running-time.tsx'
import { StateMark } from '../../ui/state-mark.tsx'
import { useSeverities } from '../alerts/use-severities.ts'
import { SilentMark } from '../floor/silent-mark.tsx'
import classes from './longest-after-contact.module.css'
import { useAgentLine } from './use-agent-line.ts'
import { useAgentsInTrouble } from './use-agents-in-trouble.ts'

const SHOWN = 8

const AgentLine = memo(function AgentLine({ id, severity }: { readonly id: string; readonly severity: Severity }) {
  const t = useText()
  const agent = useAgentLine(id)
  if (!agent) return null
  return (
    <li>
      {agent.isSilent ? <SilentMark feedId={agent.feed.id} /> : <StateMark mark={severity} />}
      <span className={classes['name']}>{agent.name}</span>
      {agent.state !== null && <span className={classes['reason']}>{agentStateText(t, agent.state)}</span>}
      <span className={classes['time']}>
        {agent.sinceMs === null ? t('app.noValue') : <RunningTime sinceMs={agent.sinceMs} />}
      </span>
    </li>
  )
})

/** Agents with an open alert, worst first. */
export function AgentsInTrouble() {
  const t = useText()
  const severities = useSeverities()
  const ids = useAgentsInTrouble()
  if (ids.length === 0) return <p className={classes['none']}>{t('agents.inTroubleNone')}</p>
  return (
    <>
      <ul className={classes['list']} aria-label={t('agents.inTrouble')}>
        {ids.slice(0, SHOWN).map((id) => {
          const severity = severities.get(id)
          return severity && <AgentLine key={id} id={id} severity={severity} />
        })}
      </ul>
      {ids.length > SHOWN && <p className={classes['none']}>{t('queues.more', { count: ids.length - SHOWN })}</p>}
    </>
  )
}
