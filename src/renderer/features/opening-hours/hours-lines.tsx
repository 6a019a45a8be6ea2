import { ActionIcon, Button, Checkbox } from '@mantine/core'
import { IconX } from '@tabler/icons-react'
import { useEffect, useRef, useState } from 'react'
import { WEEKDAYS } from '../../../core/weekly-hours.ts'
import type { TextKey } from '../../text/catalogue.ts'
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

interface Ends {
  readonly from: string
  readonly to: string
}

/** From when to when; `labels` and `whys` (of what is refused): the begin's, then the end's. */
function Times(
  props: Ends & {
    readonly labels: readonly [string, string]
    readonly whys: readonly [TextKey | undefined, TextKey | undefined]
    readonly set: (part: Partial<Ends>) => void
  }
) {
  const t = useText()
  const { from, to, set } = props
  const [fromLabel, toLabel] = props.labels
  const [whyFrom, whyTo] = props.whys
  return (
    <>
      <Word>{t('hours.from')}</Word>
      <TextBox label={fromLabel} type="time" value={from} why={whyFrom} onChange={(text) => set({ from: text })} />
      <Word>{t('hours.to')}</Word>
      <TextBox label={toLabel} type="time" value={to} why={whyTo} onChange={(text) => set({ to: text })} />
      <EndHint from={from} to={to} />
    </>
  )
}

function Drop({ label, onClick }: { readonly label: string; readonly onClick: () => void }) {
  return (
    <ActionIcon mt={4} data-drop aria-label={label} onClick={onClick}>
      <IconX size={14} aria-hidden />
    </ActionIcon>
  )
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
                <Times
                  labels={[t('hours.weekFrom', { number }), t('hours.weekTo', { number })]}
                  whys={[refused[`week.${at}.from`], refused[`week.${at}.to`]]}
                  {...{ from, to }}
                  set={(part) => set(at, part)}
                />
                <Drop
                  label={t('hours.dropWeek', { number })}
                  onClick={() => {
                    dropped(at)
                    change({ week: week.filter((_one, place) => place !== at) })
                  }}
                />
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
                  <Times
                    labels={[t('hours.holidayFrom', { number }), t('hours.holidayTo', { number })]}
                    whys={[refused[`holidays.${at}.from`], refused[`holidays.${at}.to`]]}
                    {...{ from, to }}
                    set={(part) => set(at, part)}
                  />
                )}
                <Drop
                  label={t('hours.dropHoliday', { number })}
                  onClick={() => {
                    dropped(at)
                    change({ holidays: holidays.filter((_one, place) => place !== at) })
                  }}
                />
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
