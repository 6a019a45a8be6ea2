import { Select, Switch } from '@mantine/core'
import type { StateView } from '../../../contract/views.ts'
import { useSection } from '../../state/hooks.ts'
import { useWindow } from '../../state/window-context.tsx'
import { useText } from '../../text/use-text.ts'
import { Card, CardBody } from '../../ui/card.tsx'
import { FailureNotice } from '../../ui/failure-notice.tsx'
import { useAction } from '../../ui/use-action.ts'
import { DeleteHistory } from './delete-history.tsx'
import { BELOW } from '../settings/use-settings.ts'
import classes from './privacy-card.module.css'

type Privacy = StateView['settings']['privacy']

const NAMES = ['shown', 'pseudonyms'] as const
const DAYS = [7, 14, 30, 90, 180, 365] as const

/** What agents are called, what a locked screen shows, how long anything is kept. The fields show what main has. */
export function PrivacyCard({ called }: { readonly called: number }) {
  const t = useText()
  const { bridge } = useWindow()
  const { privacy } = useSection('settings')
  const app = useSection('app')
  const change = useAction((patch: Partial<Privacy>) => bridge.changeSettings({ privacy: { ...privacy, ...patch } }))
  const days = [...new Set<number>([...DAYS, privacy.keepHistoryDays])].sort((a, b) => a - b)

  return (
    <Card title={t('settings.section.privacy')} called={called}>
      <CardBody>
        <div className={classes['fields']}>
          <Select
            label={t('privacy.agentNames')}
            description={t('privacy.agentNamesHint')}
            inputWrapperOrder={BELOW}
            data={NAMES.map((value) => ({ value, label: t(`privacy.names.${value}`) }))}
            value={privacy.agentNames}
            onChange={(agentNames) => agentNames && void change.run({ agentNames })}
          />
          <Select
            label={t('privacy.keepHistory')}
            description={t('privacy.keepHistoryHint')}
            inputWrapperOrder={BELOW}
            data={days.map((count) => ({ value: String(count), label: t('privacy.days', { count }) }))}
            value={String(privacy.keepHistoryDays)}
            onChange={(value) => value !== null && void change.run({ keepHistoryDays: Number(value) })}
          />
        </div>
        <Switch
          label={t('privacy.hideWhenLocked')}
          description={t('privacy.hideWhenLockedHint')}
          checked={privacy.hideNoticesWhenLocked}
          onChange={(event) => void change.run({ hideNoticesWhenLocked: event.currentTarget.checked })}
        />
        {change.failure && <FailureNotice failure={change.failure} onClose={change.forget} />}
        <DeleteHistory />
        <p className={classes['folder']}>{t('privacy.folder', { folder: app.profileDir })}</p>
      </CardBody>
    </Card>
  )
}
