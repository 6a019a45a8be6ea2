import { Button } from '@mantine/core'
import { useCallback } from 'react'
import { useSection } from '../../state/hooks.ts'
import { useText } from '../../text/use-text.ts'
import { FailureNotice } from '../../ui/failure-notice.tsx'
import { AlertList } from '../alerts/alert-list.tsx'
import { NoOpenAlerts } from '../alerts/no-open-alerts.tsx'
import { isUnanswered, openAlerts, openCountText } from '../alerts/open-alerts.ts'
import { PanelSection } from './panel-section.tsx'
import classes from './panel.module.css'
import { useOpen } from './use-open.ts'

const SHOWN = 5

export function PanelAlerts() {
  const t = useText()
  const open = openAlerts(useSection('alerts'))
  const unanswered = open.filter(isUnanswered)
  const main = useOpen()
  const { run } = main
  const show = useCallback((focusId: string) => void run({ view: 'alerts', focusId }), [run])
  // What nobody has taken on comes first, each part worst first as main lists them.
  const shown = [...unanswered, ...open.filter((alert) => !isUnanswered(alert))]
  return (
    <PanelSection title={t('alerts.title')} aside={open.length > 0 && openCountText(t, open)}>
      {open.length === 0 && <NoOpenAlerts />}
      <AlertList alerts={shown.slice(0, SHOWN)} actions="short" onShow={show} />
      {shown.length > SHOWN && (
        <div className={classes['more']}>
          <Button onClick={() => void run({ view: 'alerts' })}>
            {t('alerts.more', { count: shown.length - SHOWN })}
          </Button>
        </div>
      )}
      {main.failure && <FailureNotice failure={main.failure} onClose={main.forget} />}
    </PanelSection>
  )
}
