import type { AlertView } from '../../../contract/views.ts'
import { AlertLine } from './alert-line.tsx'
import classes from './alert-line.module.css'

interface AlertListProps {
  readonly alerts: readonly AlertView[]
  readonly actions: 'full' | 'short' | 'ack'
  readonly onShow: (episodeId: string) => void
}

export function AlertList({ alerts, actions, onShow }: AlertListProps) {
  return (
    <ul className={classes['list']}>
      {alerts.map((alert) => (
        <AlertLine key={alert.episode.id} alert={alert} actions={actions} onShow={onShow} />
      ))}
    </ul>
  )
}
