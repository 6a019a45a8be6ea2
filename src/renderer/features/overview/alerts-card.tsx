import { Button } from '@mantine/core'
import { useSection } from '../../state/hooks.ts'
import { useText } from '../../text/use-text.ts'
import { Card, CardBody } from '../../ui/card.tsx'
import { AlertList } from '../alerts/alert-list.tsx'
import { NoOpenAlerts } from '../alerts/no-open-alerts.tsx'
import { openAlerts, openCountText } from '../alerts/open-alerts.ts'

const SHOWN = 6

interface AlertsCardProps {
  readonly onShow: (episodeId: string) => void
  readonly onAll: () => void
}

export function AlertsCard({ onShow, onAll }: AlertsCardProps) {
  const t = useText()
  const open = openAlerts(useSection('alerts'))
  if (open.length === 0) {
    return (
      <Card title={t('alerts.title')}>
        <NoOpenAlerts />
      </Card>
    )
  }
  return (
    <Card title={t('alerts.title')} aside={openCountText(t, open)}>
      <AlertList alerts={open.slice(0, SHOWN)} actions="ack" onShow={onShow} />
      {open.length > SHOWN && (
        <CardBody>
          <Button onClick={onAll}>{t('alerts.more', { count: open.length - SHOWN })}</Button>
        </CardBody>
      )}
    </Card>
  )
}
