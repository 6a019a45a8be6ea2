import { Select } from '@mantine/core'
import type { RequestInput } from '../../../contract/requests.ts'
import { useSection } from '../../state/hooks.ts'
import { useWindow } from '../../state/window-context.tsx'
import { useText } from '../../text/use-text.ts'
import { Card, CardBody } from '../../ui/card.tsx'
import { FailureNotice } from '../../ui/failure-notice.tsx'
import { useAction } from '../../ui/use-action.ts'
import { LanguageSelect } from '../settings-language/language-select.tsx'
import { CaFileForm } from './ca-file-form.tsx'
import classes from './settings-card.module.css'

const SCHEMES = ['system', 'light', 'dark'] as const
const TRAY_THEMES = ['auto', 'light', 'dark'] as const
const INTERVALS = [5, 15, 30, 60, 240] as const

/** The few preferences there are. Each counts at once; the fields show what main has, never what was only wished. */
export function SettingsCard() {
  const t = useText()
  const { bridge } = useWindow()
  const settings = useSection('settings')
  const app = useSection('app')
  const change = useAction((patch: RequestInput<'settings:change'>) => bridge.changeSettings(patch))
  const minutes = [...new Set<number>([...INTERVALS, settings.targetTestIntervalMinutes])].sort((a, b) => a - b)
  const intervalText = (count: number): string =>
    count % 60 === 0 ? t('settings.hours', { count: count / 60 }) : t('settings.minutes', { count })

  return (
    <Card title={t('settings.title')}>
      <CardBody>
        <div className={classes['fields']}>
          <Select
            label={t('settings.targetTestInterval')}
            data={minutes.map((count) => ({ value: String(count), label: intervalText(count) }))}
            value={String(settings.targetTestIntervalMinutes)}
            onChange={(value) => value !== null && void change.run({ targetTestIntervalMinutes: Number(value) })}
          />
          <LanguageSelect onChange={(language) => void change.run({ language })} />
          <Select
            label={t('settings.colourScheme')}
            data={SCHEMES.map((value) => ({ value, label: t(`settings.scheme.${value}`) }))}
            value={settings.colourScheme}
            onChange={(value) => value && void change.run({ colourScheme: value })}
          />
          <Select
            label={t('settings.trayTheme')}
            data={TRAY_THEMES.map((value) => ({ value, label: t(`settings.tray.${value}`) }))}
            value={settings.trayTheme}
            onChange={(value) => value && void change.run({ trayTheme: value })}
          />
        </div>
        {change.failure && <FailureNotice failure={change.failure} onClose={change.forget} />}
        <CaFileForm />
        <p className={classes['about']}>
          {[
            t('settings.version', { version: app.version }),
            t('settings.runtime', { electron: app.electron, runtime: app.runtime }),
            t('settings.profile', { folder: app.profileDir })
          ].join(' · ')}
        </p>
      </CardBody>
    </Card>
  )
}
