import { Select } from '@mantine/core'
import { DEFAULT_TRAY, HEADLINE_MEASURES, NUMBER_FORMS } from '../../../core/settings/choices.ts'
import { useText } from '../../text/use-text.ts'
import { PinnedQueues } from './pinned-queues.tsx'
import { Section } from './section.tsx'
import classes from './settings.module.css'
import { BELOW, useSettings, type SectionProps } from './use-settings.ts'

const THEMES = ['auto', 'light', 'dark'] as const

export function TraySection({ called }: SectionProps) {
  const t = useText()
  const { settings, change } = useSettings()
  const tray = settings.tray ?? DEFAULT_TRAY
  return (
    <Section id="tray" called={called} change={change}>
      <div className={[classes['fields'], classes['wide']].join(' ')}>
        <Select
          label={t('traySettings.measure')}
          description={t('traySettings.measureHint')}
          inputWrapperOrder={BELOW}
          data={HEADLINE_MEASURES.map((value) => ({ value, label: t(`traySettings.measures.${value}`) }))}
          value={tray.measure}
          onChange={(measure) => measure && void change.run({ tray: { ...tray, measure } })}
        />
        <Select
          label={t('traySettings.numbers')}
          description={t('traySettings.numbersHint')}
          inputWrapperOrder={BELOW}
          data={NUMBER_FORMS.map((value) => ({ value, label: t(`traySettings.numberForms.${value}`) }))}
          value={tray.numbers}
          onChange={(numbers) => numbers && void change.run({ tray: { ...tray, numbers } })}
        />
        <Select
          label={t('traySettings.theme')}
          data={THEMES.map((value) => ({ value, label: t(`traySettings.themes.${value}`) }))}
          value={settings.trayTheme}
          onChange={(value) => value && void change.run({ trayTheme: value })}
        />
      </div>
      <PinnedQueues pins={settings.pinnedQueues} onChange={(pinnedQueues) => void change.run({ pinnedQueues })} />
    </Section>
  )
}
