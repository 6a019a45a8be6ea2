import { Switch } from '@mantine/core'
import { DEFAULT_NOTICES } from '../../../core/settings/choices.ts'
import { useText } from '../../text/use-text.ts'
import { NoticeTrial } from './notice-trial.tsx'
import { Section } from './section.tsx'
import classes from './settings.module.css'
import { useSettings, type SectionProps } from './use-settings.ts'

const SEVERITIES = ['info', 'warning', 'critical'] as const

export function NoticesSection({ called }: SectionProps) {
  const t = useText()
  const { settings, change } = useSettings()
  const notices = settings.notices ?? DEFAULT_NOTICES
  return (
    <Section id="notices" called={called} change={change}>
      <div className={classes['rows']} role="group" aria-label={t('noticeSettings.sounds')}>
        <div>
          <p className={classes['group']}>{t('noticeSettings.sounds')}</p>
          <p className={classes['note']}>{t('noticeSettings.soundsHint')}</p>
        </div>
        {SEVERITIES.map((severity) => (
          <Switch
            key={severity}
            label={t(`noticeSettings.sound.${severity}`)}
            checked={notices.sounds[severity]}
            onChange={(event) => {
              const sounds = { ...notices.sounds, [severity]: event.currentTarget.checked }
              void change.run({ notices: { ...notices, sounds } })
            }}
          />
        ))}
      </div>
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
