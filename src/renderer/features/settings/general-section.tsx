import { Select } from '@mantine/core'
import { useText } from '../../text/use-text.ts'
import { AutostartSwitch } from './autostart-switch.tsx'
import { Section } from './section.tsx'
import { ShortcutField } from './shortcut-field.tsx'
import classes from './settings.module.css'
import { BELOW, useSettings, type SectionProps, type SettingsPatch } from './use-settings.ts'

/** Each target once, shortly before its notification period ends. */
const BY_PERIOD = 'period'
const INTERVALS = [5, 15, 30, 60, 240] as const

export function GeneralSection({ called }: SectionProps) {
  const t = useText()
  const { settings, change } = useSettings()
  const minutes = [...new Set<number>([...INTERVALS, settings.targetTestIntervalMinutes])].sort((a, b) => a - b)
  const isByPeriod = settings.targetTestTiming === 'period'
  const chosen = (value: string): SettingsPatch =>
    value === BY_PERIOD
      ? { targetTestTiming: 'period' }
      : { targetTestIntervalMinutes: Number(value), ...(isByPeriod ? { targetTestTiming: 'interval' } : {}) }
  const intervalText = (count: number): string =>
    count % 60 === 0 ? t('settings.hours', { count: count / 60 }) : t('settings.minutes', { count })
  return (
    <Section id="general" called={called} change={change}>
      <div className={[classes['fields'], classes['wide']].join(' ')}>
        <Select
          label={t('settings.targetTestInterval')}
          description={t('settings.targetTestIntervalHint')}
          inputWrapperOrder={BELOW}
          data={[
            ...minutes.map((count) => ({ value: String(count), label: intervalText(count) })),
            { value: BY_PERIOD, label: t('settings.targetTestByPeriod') }
          ]}
          value={isByPeriod ? BY_PERIOD : String(settings.targetTestIntervalMinutes)}
          onChange={(value) => value !== null && void change.run(chosen(value))}
        />
      </div>
      <AutostartSwitch />
      <ShortcutField change={change} />
    </Section>
  )
}
