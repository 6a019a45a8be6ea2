import { Select, Slider, Switch } from '@mantine/core'
import { TONE_CHOICES, type NoticeChoice, type ToneChoice } from '../../../core/settings/choices.ts'
import { useText } from '../../text/use-text.ts'
import classes from './settings.module.css'

const SEVERITIES = ['info', 'warning', 'critical'] as const
const DESKTOP = { info: 'desktop', warning: 'desktop', critical: 'desktop' } as const
const LOUD = 100

/** For each severity whether and what is heard, and how loud the product's own tones are. */
export function NoticeSounds({
  notices,
  change
}: {
  readonly notices: NoticeChoice
  readonly change: (next: NoticeChoice) => void
}) {
  const t = useText()
  const tones = notices.tones ?? DESKTOP
  const choices = TONE_CHOICES.map((value) => ({ value, label: t(`noticeSettings.tone.${value}`) }))
  const hasTones = SEVERITIES.some((severity) => notices.sounds[severity] && tones[severity] !== 'desktop')
  return (
    <div className={classes['rows']} role="group" aria-label={t('noticeSettings.sounds')}>
      <div>
        <p className={classes['group']}>{t('noticeSettings.sounds')}</p>
        <p className={classes['note']}>{t('noticeSettings.soundsHint')}</p>
      </div>
      {SEVERITIES.map((severity) => (
        <div key={severity} className={classes['rows']}>
          <Switch
            label={t(`noticeSettings.sound.${severity}`)}
            checked={notices.sounds[severity]}
            onChange={(event) =>
              change({ ...notices, sounds: { ...notices.sounds, [severity]: event.currentTarget.checked } })
            }
          />
          {notices.sounds[severity] && (
            <Select<ToneChoice>
              aria-label={t(`noticeSettings.toneOf.${severity}`)}
              data={choices}
              value={tones[severity]}
              allowDeselect={false}
              onChange={(tone) => {
                if (tone !== null) change({ ...notices, tones: { ...tones, [severity]: tone } })
              }}
            />
          )}
        </div>
      ))}
      {hasTones && (
        <div className={classes['volume']}>
          <p className={classes['note']}>{t('noticeSettings.volume')}</p>
          <Slider
            thumbLabel={t('noticeSettings.volume')}
            min={10}
            max={LOUD}
            step={10}
            defaultValue={notices.volume ?? LOUD}
            label={(value) => t('noticeSettings.volumeValue', { value })}
            onChangeEnd={(volume) => change({ ...notices, volume })}
          />
        </div>
      )}
    </div>
  )
}
