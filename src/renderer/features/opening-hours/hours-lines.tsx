import { ActionIcon, Button, Checkbox } from '@mantine/core'
import { IconX } from '@tabler/icons-react'
import { useEffect, useRef, useState } from 'react'
import { WEEKDAYS } from '../../../core/weekly-hours.ts'
import { useText } from '../../text/use-text.ts'
import { ChoiceField, RulePart, Sentence, TextBox, Word } from '../alerts/rule-fields.tsx'
import rule from '../alerts/rule-form.module.css'
import { minuteOf } from '../alerts/rule-reading.ts'
import {
  NEW_HOLIDAY,
  NEW_WEEK,
  type HolidayDraft,
  type HoursDraft,
  type HoursRefusals,
  type WeekDraft
} from './hours-draft.ts'
import classes from './hours.module.css'

export interface HoursPartProps {
  readonly draft: HoursDraft
  readonly refused: HoursRefusals
  readonly change: (part: Partial<HoursDraft>) => void
}

/** What an end that is not later than the begin means. */
function EndHint({ from, to }: { readonly from: string; readonly to: string }) {
  const t = useText()
  const [begin, end] = [minuteOf(from), minuteOf(to)]
  if (begin === undefined || end === undefined || end > begin) return null
  return <Word>{t(end === begin ? 'hours.allDay' : 'hours.nextDay')}</Word>
}

/** The keyboard goes on in the line that was added, and beside the one that was taken away. */
function useLines(count: number): {
  readonly setPart: (part: HTMLDivElement | null) => void
  readonly added: () => void
  readonly dropped: (at: number) => void
} {
  const [part, setPart] = useState<HTMLDivElement | null>(null)
  const next = useRef<string | null>(null)
  useEffect(() => {
    if (next.current !== null) part?.querySelector<HTMLElement>(next.current)?.focus()
    next.current = null
  }, [part, count])
  return {
    setPart,
    added: () => {
      next.current = `[data-line='${count}'] input:not([type=hidden])`
    },
    dropped: (at) => {
      next.current = count === 1 ? '[data-add]' : `[data-line='${Math.min(at, count - 2)}'] [data-drop]`
    }
  }
}

/** The usual week: each line some days with the same times. */
export function WeekLines({ draft, refused, change }: HoursPartProps) {
  const t = useText()
  const { week } = draft
  const { setPart, added, dropped } = useLines(week.length)
  const set = (at: number, part: Partial<WeekDraft>): void =>
    change({ week: week.map((one, place) => (place === at ? { ...one, ...part } : one)) })
  return (
    <RulePart title={t('hours.week')}>
      <div ref={setPart} className={rule['lines']}>
        {week.map(({ days, from, to }, at) => {
          const [number, whyDays] = [at + 1, refused[`week.${at}.days`]]
          return (
            // Lines have no name of their own: their place is who they are.
            <div key={at} data-line={at} className={classes['span']}>
              <Checkbox.Group
                aria-label={t('hours.weekDays', { number })}
                error={whyDays && t(whyDays)}
                value={[...days]}
                onChange={(chosen) => set(at, { days: WEEKDAYS.filter((day) => chosen.includes(day)) })}
              >
                <div className={rule['days']}>
                  {WEEKDAYS.map((day) => (
                    <Checkbox key={day} value={day} label={t(`rules.says.day.${day}`)} />
                  ))}
                </div>
              </Checkbox.Group>
              <Sentence>
                <Word>{t('hours.from')}</Word>
                <TextBox
                  label={t('hours.weekFrom', { number })}
                  type="time"
                  value={from}
                  why={refused[`week.${at}.from`]}
                  onChange={(text) => set(at, { from: text })}
                />
                <Word>{t('hours.to')}</Word>
                <TextBox
                  label={t('hours.weekTo', { number })}
                  type="time"
                  value={to}
                  why={refused[`week.${at}.to`]}
                  onChange={(text) => set(at, { to: text })}
                />
                <EndHint from={from} to={to} />
                <ActionIcon
                  mt={4}
                  data-drop
                  aria-label={t('hours.dropWeek', { number })}
                  onClick={() => {
                    dropped(at)
                    change({ week: week.filter((_one, place) => place !== at) })
                  }}
                >
                  <IconX size={14} aria-hidden />
                </ActionIcon>
              </Sentence>
            </div>
          )
        })}
        {refused.week && (
          <p role="alert" className={classes['refused']}>
            {t(refused.week)}
          </p>
        )}
        <div>
          <Button
            variant="subtle"
            data-add
            onClick={() => {
              added()
              change({ week: [...week, NEW_WEEK] })
            }}
          >
            {t('hours.addWeek')}
          </Button>
        </div>
      </div>
    </RulePart>
  )
}

/** Dates on which the week does not count. */
export function HolidayLines({ draft, refused, change }: HoursPartProps) {
  const t = useText()
  const { holidays } = draft
  const { setPart, added, dropped } = useLines(holidays.length)
  const set = (at: number, part: Partial<HolidayDraft>): void =>
    change({ holidays: holidays.map((one, place) => (place === at ? { ...one, ...part } : one)) })
  return (
    <RulePart title={t('hours.holidayTitle')}>
      <div ref={setPart} className={rule['lines']}>
        {holidays.map(({ date, isOpen, from, to }, at) => {
          const number = at + 1
          return (
            <div key={at} data-line={at}>
              <Sentence>
                <Word>{t('hours.on')}</Word>
                <TextBox
                  label={t('hours.holidayDate', { number })}
                  type="date"
                  size="date"
                  value={date}
                  why={refused[`holidays.${at}.date`]}
                  onChange={(text) => set(at, { date: text })}
                />
                <ChoiceField
                  label={t('hours.holidayKind', { number })}
                  value={isOpen ? 'open' : 'closed'}
                  choices={[
                    { value: 'closed', label: t('hours.closedAllDay') },
                    { value: 'open', label: t('hours.otherHours') }
                  ]}
                  onChoose={(chosen) => set(at, { isOpen: chosen === 'open' })}
                />
                {isOpen && (
                  <>
                    <Word>{t('hours.from')}</Word>
                    <TextBox
                      label={t('hours.holidayFrom', { number })}
                      type="time"
                      value={from}
                      why={refused[`holidays.${at}.from`]}
                      onChange={(text) => set(at, { from: text })}
                    />
                    <Word>{t('hours.to')}</Word>
                    <TextBox
                      label={t('hours.holidayTo', { number })}
                      type="time"
                      value={to}
                      why={refused[`holidays.${at}.to`]}
                      onChange={(text) => set(at, { to: text })}
                    />
                    <EndHint from={from} to={to} />
                  </>
                )}
                <ActionIcon
                  mt={4}
                  data-drop
                  aria-label={t('hours.dropHoliday', { number })}
                  onClick={() => {
                    dropped(at)
                    change({ holidays: holidays.filter((_one, place) => place !== at) })
                  }}
                >
                  <IconX size={14} aria-hidden />
                </ActionIcon>
              </Sentence>
            </div>
          )
        })}
        {holidays.length > 0 && <p className={rule['hint']}>{t('hours.holidayHint')}</p>}
        <div>
          <Button
            variant="subtle"
            data-add
            onClick={() => {
              added()
              change({ holidays: [...holidays, NEW_HOLIDAY] })
            }}
          >
            {t('hours.addHoliday')}
          </Button>
        </div>
      </div>
    </RulePart>
  )
}
