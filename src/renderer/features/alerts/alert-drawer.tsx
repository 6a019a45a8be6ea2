import { Drawer } from '@mantine/core'
import type { AlertView } from '../../../contract/views.ts'
import { useSection } from '../../state/hooks.ts'
import { useText } from '../../text/use-text.ts'
import { AlertExplanation } from './alert-explanation.tsx'

interface AlertDrawerProps {
  readonly episodeId: string | undefined
  /** One that was searched for: the newest alone are always here. */
  readonly found?: AlertView | undefined
  readonly onClose: () => void
}

export function AlertDrawer({ episodeId, found, onClose }: AlertDrawerProps) {
  const t = useText()
  const open = useSection('alerts')
  const over = useSection('history')
  const alert = [...open, ...over, ...(found ? [found] : [])].find(({ episode }) => episode.id === episodeId)
  return (
    <Drawer
      opened={episodeId !== undefined}
      onClose={onClose}
      title={t('detail.title')}
      closeButtonProps={{ 'aria-label': t('app.close') }}
    >
      {alert ? <AlertExplanation alert={alert} /> : <p>{t('detail.gone')}</p>}
    </Drawer>
  )
}
