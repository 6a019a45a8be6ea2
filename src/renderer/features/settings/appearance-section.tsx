import { Select } from '@mantine/core'
import { CONTRASTS } from '../../../core/settings/choices.ts'
import { useText } from '../../text/use-text.ts'
import { LanguageSelect } from '../settings-language/language-select.tsx'
import { Section } from './section.tsx'
import classes from './settings.module.css'
import { BELOW, useSettings, type SectionProps } from './use-settings.ts'

const SCHEMES = ['system', 'light', 'dark'] as const

export function AppearanceSection({ called }: SectionProps) {
  const t = useText()
  const { settings, change } = useSettings()
  return (
    <Section id="appearance" called={called} change={change}>
      <div className={[classes['fields'], classes['wide']].join(' ')}>
        <LanguageSelect onChange={(language) => void change.run({ language })} />
        <Select
          label={t('appearance.colourScheme')}
          inputWrapperOrder={BELOW}
          data={SCHEMES.map((value) => ({ value, label: t(`appearance.scheme.${value}`) }))}
          value={settings.colourScheme}
          onChange={(value) => value && void change.run({ colourScheme: value })}
        />
        <Select
          label={t('appearance.contrast')}
          description={t('appearance.contrastHint')}
          inputWrapperOrder={BELOW}
          data={CONTRASTS.map((value) => ({ value, label: t(`appearance.contrasts.${value}`) }))}
          value={settings.contrast ?? 'system'}
          onChange={(value) => value && void change.run({ contrast: value })}
        />
      </div>
    </Section>
  )
}
