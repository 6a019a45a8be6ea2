import { useCallback } from 'react'
import { useFeedShapes } from '../../state/hooks.ts'
import type { RowTable } from '../../state/row-table.ts'
import { useFormat, useText } from '../../text/use-text.ts'
import { useSilentFeeds } from '../floor/feed-health.ts'
import { countStates, SHOWN_STATES, type ShownState } from './agent-states.ts'
import classes from './agent-state-bar.module.css'
import { useFloorRowList } from '../floor/on-floor.ts'

/** How many logged-in agents are in which state, or nothing while no feed can say. */
export function useAgentStates(): { readonly counts: readonly number[]; readonly loggedIn: number } {
  const feeds = useFeedShapes()
  const silent = useSilentFeeds()
  const select = useCallback((rows: RowTable) => countStates(rows, feeds, silent), [feeds, silent])
  const counts = useFloorRowList(select)
  return { counts, loggedIn: counts.reduce((sum, count) => sum + count, 0) }
}

export function AgentStateBar() {
  const t = useText()
  const format = useFormat()
  const { counts, loggedIn } = useAgentStates()
  const word = (state: ShownState): string => (state === 'OTHER' ? t('agents.other') : t(`agentState.${state}`))
  const present = SHOWN_STATES.map((state, index) => ({ state, count: counts[index] ?? 0 })).filter(
    ({ state, count }) => state !== 'OTHER' || count > 0
  )
  return (
    <>
      <div className={classes['bar']} aria-hidden>
        {present
          .filter(({ count }) => count > 0)
          .map(({ state, count }) => (
            <i key={state} data-state={state} style={{ width: `${(count / loggedIn) * 100}%` }} />
          ))}
      </div>
      <ul className={classes['legend']} aria-label={t('agents.byState')}>
        {present.map(({ state, count }) => (
          <li key={state}>
            <i data-state={state} aria-hidden />
            {word(state)} <strong>{format.number(count)}</strong>
          </li>
        ))}
      </ul>
    </>
  )
}
