import { Switch } from '@mantine/core'
import { DEFAULT_NOTICES } from '../../../core/settings/choices.ts'
import { useText } from '../../text/use-text.ts'
import { NoticeSounds } from './notice-sounds.tsx'
import { NoticeTrial } from './notice-trial.tsx'
import { Section } from './section.tsx'
import { useSettings, type SectionProps } from './use-settings.ts'

export function NoticesSection({ called }: SectionProps) {
  const t = useText()
  const { settings, change } = useSettings()
  const notices = settings.notices ?? DEFAULT_NOTICES
  return (
    <Section id="notices" called={called} change={change}>
      <NoticeSounds notices={notices} change={(next) => void change.run({ notices: next })} />
      <Switch
        label={t('noticeSettings.announceEnds')}
        description={t('noticeSettings.announceEndsHint')}
        checked={notices.announceEnds}
        onChange={(event) => void change.run({ notices: { ...notices, announceEnds: event.currentTarget.checked } })}
      />
      <NoticeTrial />
    </Section>
  )
}
