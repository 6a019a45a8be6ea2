import { memo } from 'react'
import type { Severity } from '../../../core/alerts/rule.ts'
import { useFeedShapes, useRow } from '../../state/hooks.ts'
import { agentStateText } from '../../text/failure-text.ts'
import { useText } from '../../text/use-text.ts'
import { RunningTime } from '../../ui/running-time.tsx'
import { StateMark } from '../../ui/state-mark.tsx'
import { useSeverities } from '../alerts/use-severities.ts'
import { useSilentFeeds } from '../floor/feed-health.ts'
import { numberOf, rowName, valueOf } from '../floor/feed-roles.ts'
import { SilentMark } from '../floor/silent-mark.tsx'
import classes from './longest-after-contact.module.css'
import { useAgentsInTrouble } from './use-agents-in-trouble.ts'

const SHOWN = 8

const AgentLine = memo(function AgentLine({ id, severity }: { readonly id: string; readonly severity: Severity }) {
  const t = useText()
  const row = useRow(id)
  const silent = useSilentFeeds()
  const feed = useFeedShapes().find((one) => one.id === row?.feedId)
  if (!row || !feed) return null
  const isSilent = silent.has(feed.id)
  const state = valueOf(feed, row, 'agentState')
  const sinceMs = numberOf(feed, row, 'stateSince') ?? numberOf(feed, row, 'afterContactSince')
  return (
    <li>
      {isSilent ? <SilentMark feedId={feed.id} /> : <StateMark mark={severity} />}
      <span className={classes['name']}>{rowName(feed, row)}</span>
      {typeof state === 'string' && state !== '' && (
        <span className={classes['reason']}>{agentStateText(t, state)}</span>
      )}
      {/* Nobody knows whether the state of a silent feed still lasts. */}
      <span className={classes['time']}>
        {sinceMs === null || isSilent ? t('app.noValue') : <RunningTime sinceMs={sinceMs} />}
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
