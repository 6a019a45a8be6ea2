import { Tabs } from '@mantine/core'
import { useCallback, useState } from 'react'
import type { AlertView, ViewAddress } from '../../../contract/views.ts'
import { useSection } from '../../state/hooks.ts'
import { useText } from '../../text/use-text.ts'
import { Card } from '../../ui/card.tsx'
import { ViewFrame } from '../../ui/view-frame.tsx'
import { AlertDrawer } from './alert-drawer.tsx'
import { AlertList } from './alert-list.tsx'
import { AlertHistorySearch } from './alert-search.tsx'
import { AwayCard } from './away-card.tsx'
import { NoOpenAlerts } from './no-open-alerts.tsx'
import { openCountText } from './open-alerts.ts'
import { RuleList } from './rule-list.tsx'
import { UnsavedNotes } from './unsaved-notes.tsx'
import { useOpenRules } from './rule-shelf.tsx'

interface AlertsViewProps {
  /** The episode to explain at once. */
  readonly focusId: string | undefined
  readonly onGo: (address: ViewAddress) => void
}

/** Open alerts, those that are over, and the rules that make them. */
export function AlertsView({ focusId, onGo }: AlertsViewProps) {
  const t = useText()
  const open = useSection('alerts')
  const [shownId, setShownId] = useState(focusId)
  const [found, setFound] = useState<AlertView>()
  const [{ editedId }] = useOpenRules()
  const show = useCallback((episodeId: string) => setShownId(episodeId), [])

  return (
    <ViewFrame>
      <AwayCard />
      <UnsavedNotes />
      <Tabs defaultValue={editedId !== undefined && focusId === undefined ? 'rules' : 'open'} keepMounted={false}>
        <Tabs.List aria-label={t('alerts.sections')} mb="lg">
          <Tabs.Tab value="open">{t('alerts.open')}</Tabs.Tab>
          <Tabs.Tab value="history">{t('alerts.history')}</Tabs.Tab>
          <Tabs.Tab value="rules">{t('alerts.rules')}</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="open">
          <Card title={t('alerts.open')} aside={openCountText(t, open)}>
            {open.length > 0 ? <AlertList alerts={open} actions="full" onShow={show} /> : <NoOpenAlerts />}
          </Card>
        </Tabs.Panel>
        <Tabs.Panel value="history">
          <AlertHistorySearch
            onShow={(alert) => {
              setFound(alert)
              setShownId(alert.episode.id)
            }}
          />
        </Tabs.Panel>
        <Tabs.Panel value="rules">
          <RuleList />
        </Tabs.Panel>
      </Tabs>
      <AlertDrawer
        episodeId={shownId}
        found={found}
        onClose={() => {
          setShownId(undefined)
          if (focusId !== undefined) onGo({ view: 'alerts' })
        }}
      />
    </ViewFrame>
  )
}
