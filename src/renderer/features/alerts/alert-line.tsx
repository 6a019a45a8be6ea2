import { UnstyledButton } from '@mantine/core'
import { memo, useRef } from 'react'
import type { AlertView } from '../../../contract/views.ts'
import { useNow, useSection } from '../../state/hooks.ts'
import { useFormat, useText } from '../../text/use-text.ts'
import { StateMark } from '../../ui/state-mark.tsx'
import { AlertActions } from './alert-actions.tsx'
import classes from './alert-line.module.css'
import { useAround } from './episode-around.ts'
import { episodeLine, episodeTitle } from './episode-text.ts'

interface AlertLineProps {
  readonly alert: AlertView
  /** `full` has a note and all snoozes, `short` the two buttons of the panel, `ack` one only. */
  readonly actions: 'full' | 'short' | 'ack'
  readonly onShow: (episodeId: string) => void
}

/** One alert with what it is about, why, and what can be done. Counts its times up each second. */
export const AlertLine = memo(function AlertLine({ alert, actions, onShow }: AlertLineProps) {
  const { episode, deliveries } = alert
  const t = useText()
  const format = useFormat()
  const nowMs = useNow()
  const rule = useSection('rules').find((one) => one.id === episode.ruleId)
  const context = { t, format, rule, nowMs, ...useAround(episode) }
  const title = episodeTitle(episode, context)
  const line = useRef<HTMLLIElement>(null)
  const name = useRef<HTMLButtonElement>(null)
  /** The keyboard goes on at the alert's name, unless the user has gone elsewhere meanwhile. */
  const focusName = (): void => {
    const { activeElement } = document
    const isElsewhere = activeElement !== null && activeElement !== document.body
    const isInNote = activeElement?.closest<HTMLElement>('[data-acknowledge]')?.dataset['acknowledge'] === episode.id
    if (!isElsewhere || isInNote || line.current?.contains(activeElement)) name.current?.focus()
  }
  return (
    <li ref={line} className={classes['line']} data-answered={episode.acknowledgedAtMs !== null || undefined}>
      <StateMark mark={episode.severity} />
      <div className={classes['text']}>
        <UnstyledButton
          ref={name}
          className={classes['title']}
          onClick={() => onShow(episode.id)}
          aria-label={t('alerts.showNamed', { title })}
        >
          {title}
        </UnstyledButton>
        <p className={`${classes['why']} tabular`}>{episodeLine(episode, deliveries, context, actions === 'short')}</p>
        {episode.note !== null && <p className={classes['why']}>{episode.note}</p>}
      </div>
      {episode.state !== 'closed' && (
        <AlertActions episode={episode} title={title} actions={actions} onAcknowledged={focusName} />
      )}
    </li>
  )
})
