import { Select } from '@mantine/core'
import { LANGUAGE_CHOICES, type LanguageChoice } from '../../../core/text/language.ts'
import { useSection } from '../../state/hooks.ts'
import { useText } from '../../text/use-text.ts'

/** The language of windows, tray and notices. Languages are called as their own speakers call them. */
export function LanguageSelect({ onChange }: { readonly onChange: (language: LanguageChoice) => void }) {
  const t = useText()
  const settings = useSection('settings')
  return (
    <Select
      label={t('appearance.language')}
      data={LANGUAGE_CHOICES.map((value) => ({ value, label: t(`appearance.languages.${value}`) }))}
      value={settings.language ?? 'system'}
      onChange={(value) => value && onChange(value)}
    />
  )
}
