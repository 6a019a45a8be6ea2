import { Checkbox, Switch, TextInput } from '@mantine/core'
import { useState } from 'react'
import { DEFAULT_QUIET_HOURS, quietAt, type QuietHours } from '../../../core/quiet/quiet-hours.ts'
import { WEEKDAYS } from '../../../core/weekly-hours.ts'
import { useNow, useSection } from '../../state/hooks.ts'
import { useWindow } from '../../state/window-context.tsx'
import { useFormat, useText } from '../../text/use-text.ts'
import { Section } from './section.tsx'
import classes from './settings.module.css'
import { useSettings, type SectionProps } from './use-settings.ts'

type TimeField = 'fromMinute' | 'toMinute'

const clockText = (minute: number): string =>
  `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`

function minuteOf(text: string): number | undefined {
  const found = /^(\d{2}):(\d{2})$/.exec(text)
  return found ? Number(found[1]) * 60 + Number(found[2]) : undefined
}

function QuietNow({ hours }: { readonly hours: QuietHours }) {
  const t = useText()
  const format = useFormat()
  const nowMs = useNow()
  const { zone } = useWindow()
  const { quiet, changesAtMs } = quietAt(hours, nowMs, zone)
  if (changesAtMs === null) return quiet ? t('quiet.nowAlways') : null
  const time = format.moment(changesAtMs, nowMs)
  return quiet ? t('quiet.now', { time }) : t('quiet.next', { time })
}

/**
 * Times and days are those of this computer's clock. What can't be taken stays at its field with the reason. Days and times can be set
 * while quiet hours are off, too: nothing that Tab would meet comes and goes with the switch.
 */
export function QuietSection({ called }: SectionProps) {
  const t = useText()
  const { settings, change } = useSettings()
  const { doNotDisturb } = useSection('desktop')
  const hours: QuietHours = settings.quietHours ?? DEFAULT_QUIET_HOURS
  const [isDayWanted, setDayWanted] = useState(false)
  const [wrong, setWrong] = useState<Partial<Record<TimeField, boolean>>>({})
  const set = (part: Partial<QuietHours>): void => {
    const next: QuietHours = { ...hours, ...part }
    void change.run({ quietHours: next })
  }
  const setDays = (days: readonly string[]): void => {
    setDayWanted(days.length === 0)
    if (days.length > 0) set({ days: WEEKDAYS.filter((day) => days.includes(day)) })
  }
  const setTime = (field: TimeField, typed: string): void => {
    const minute = minuteOf(typed)
    setWrong((before) => ({ ...before, [field]: minute === undefined }))
    if (minute !== undefined && minute !== hours[field]) set({ [field]: minute })
  }
  const endHint =
    hours.toMinute === hours.fromMinute ? 'quiet.allDay' : hours.toMinute < hours.fromMinute ? 'quiet.nextDay' : null
  const timeField = (field: TimeField, label: string, hint: string | null) => (
    <TextInput
      // A time that main has changed is another field: what is being typed belongs to the browser's own control.
      key={`${field} ${hours[field]}`}
      type="time"
      label={label}
      description={hint}
      error={wrong[field] === true && t('quiet.timeWanted')}
      defaultValue={clockText(hours[field])}
      onBlur={(event) => setTime(field, event.currentTarget.value)}
      onKeyDown={(event) => {
        if (event.key === 'Enter') setTime(field, event.currentTarget.value)
      }}
    />
  )
  return (
    <Section id="quiet" called={called} change={change}>
      <div>
        <p className={classes['note']}>{t(`quiet.desktop.${doNotDisturb}`)}</p>
        <p className={classes['note']}>{t(`quiet.desktopHint.${doNotDisturb}`)}</p>
      </div>
      <Switch
        label={t('quiet.enabled')}
        description={t('quiet.enabledHint')}
        checked={hours.enabled}
        onChange={(event) => set({ enabled: event.currentTarget.checked })}
      />
      {hours.enabled && (
        <p className={classes['note']}>
          <QuietNow hours={hours} />
        </p>
      )}
      <Checkbox.Group
        label={t('quiet.days')}
        error={isDayWanted && t('quiet.daysWanted')}
        value={[...hours.days]}
        onChange={setDays}
      >
        <div className={classes['days']}>
          {WEEKDAYS.map((day) => (
            <Checkbox key={day} value={day} label={t(`quiet.day.${day}`)} />
          ))}
        </div>
      </Checkbox.Group>
      <div className={[classes['fields'], classes['wide']].join(' ')}>
        {timeField('fromMinute', t('quiet.from'), null)}
        {timeField('toMinute', t('quiet.to'), endHint && t(endHint))}
      </div>
      <Switch
        label={t('quiet.critical')}
        description={t('quiet.criticalHint')}
        checked={hours.criticalBreaksThrough}
        onChange={(event) => set({ criticalBreaksThrough: event.currentTarget.checked })}
      />
    </Section>
  )
}
