import { UnstyledButton } from '@mantine/core'
import { useEffect, useRef } from 'react'
import type { ViewAddress } from '../../../contract/views.ts'
import { useMirror } from '../../state/hooks.ts'
import { useFormat, useText } from '../../text/use-text.ts'
import { StateMark, type Mark } from '../../ui/state-mark.tsx'
import { isUnanswered, openAlerts, worstSeverity } from '../alerts/open-alerts.ts'
import { DemoNote } from './demo-note.tsx'
import classes from './navigation.module.css'

type View = ViewAddress['view']

interface Badge {
  readonly count: number
  readonly mark: Mark
  readonly label: string
}

function useBadges(): Readonly<Record<View, Badge | null>> {
  const t = useText()
  const view = useMirror((state) => state.view)
  const open = openAlerts(view?.alerts ?? [])
  const unanswered = open.filter(isUnanswered)
  const exceeded = view?.targets.filter((target) => target.state === 'exceeded').length ?? 0
  const notLive = view?.connections.filter((connection) => connection.status.phase !== 'live').length ?? 0
  const worst = worstSeverity(unanswered)
  return {
    overview: null,
    queues: null,
    agents: null,
    floor: null,
    settings: null,
    alerts: worst
      ? { count: unanswered.length, mark: worst, label: t('nav.alertCount', { count: unanswered.length }) }
      : null,
    targets:
      exceeded > 0 ? { count: exceeded, mark: 'warning', label: t('nav.targetCount', { count: exceeded }) } : null,
    connections:
      notLive > 0 ? { count: notLive, mark: 'stale', label: t('nav.connectionCount', { count: notLive }) } : null
  }
}

/** The views in the order of the navigation, and of the digits that lead to them. */
export const VIEW_ORDER: readonly View[] = [
  'overview',
  'queues',
  'agents',
  'alerts',
  'targets',
  'connections',
  'floor',
  'settings'
]

interface NavigationProps {
  readonly present: View
  readonly onGo: (address: ViewAddress) => void
}

export function Navigation({ present, onGo }: NavigationProps) {
  const t = useText()
  const format = useFormat()
  const badges = useBadges()
  const list = useRef<HTMLUListElement>(null)
  useEffect(() => {
    list.current?.querySelector('[aria-current]')?.scrollIntoView({ block: 'nearest', inline: 'nearest' })
  }, [present])
  return (
    <nav className={classes['nav']} aria-label={t('app.views')}>
      <p className={classes['brand']}>{t('app.name')}</p>
      <ul ref={list}>
        {VIEW_ORDER.map((view) => {
          const badge = badges[view]
          return (
            <li key={view}>
              <UnstyledButton
                className={classes['item']}
                aria-current={view === present ? 'page' : undefined}
                onClick={() => onGo({ view })}
              >
                {t(`nav.${view}`)}
                {badge && (
                  <span className={classes['badge']} data-mark={badge.mark} title={badge.label}>
                    <StateMark mark={badge.mark} silent />
                    <span aria-hidden>{format.number(badge.count)}</span>
                    <span className="visually-hidden">{badge.label}</span>
                  </span>
                )}
              </UnstyledButton>
            </li>
          )
        })}
      </ul>
      <DemoNote onGo={onGo} />
    </nav>
  )
}
