import type { StateView } from '../../../contract/views.ts'
import type { FloorPart } from '../../../core/floor/scope.ts'
import { WEEKDAYS, type Weekday } from '../../../core/weekly-hours.ts'
import { isZone } from '../../../core/zoned-time.ts'
import type { TextKey } from '../../text/catalogue.ts'
import { clockText } from '../alerts/rule-draft.ts'
import { isDate, minuteOf } from '../alerts/rule-reading.ts'

/** As they are stored. */
export type StoredHours = NonNullable<StateView['settings']['openingHours']>[number]

/** Opening hours while they are typed. */
export interface HoursDraft {
  readonly name: string
  readonly zone: string
  readonly queues: readonly FloorPart[]
  readonly week: readonly WeekDraft[]
  readonly holidays: readonly HolidayDraft[]
}

export interface WeekDraft {
  readonly days: readonly Weekday[]
  readonly from: string
  readonly to: string
}

/** Several of one date are several stretches of it. */
export interface HolidayDraft {
  readonly date: string
  readonly isOpen: boolean
  readonly from: string
  readonly to: string
}

export type HoursField =
  | 'name'
  | 'zone'
  | 'queues'
  | 'week'
  | `week.${number}.${'days' | 'from' | 'to'}`
  | `holidays.${number}.${'date' | 'from' | 'to'}`
export type HoursRefusals = Partial<Record<HoursField, TextKey>>

export const NEW_WEEK: WeekDraft = { days: ['mon', 'tue', 'wed', 'thu', 'fri'], from: '08:00', to: '16:00' }
export const NEW_HOLIDAY: HolidayDraft = { date: '', isOpen: false, from: '10:00', to: '14:00' }

/** What new ones begin as. `zone`: of whoever writes. */
export function newHours(zone: string): HoursDraft {
  return { name: '', zone, queues: [], week: [NEW_WEEK], holidays: [] }
}

export function hoursDraft({ name, zone, queues, week, holidays }: StoredHours): HoursDraft {
  return {
    ...{ name, zone, queues },
    week: week.map(({ days, fromMinute, toMinute }) => ({
      days,
      from: clockText(fromMinute),
      to: clockText(toMinute)
    })),
    holidays: holidays.flatMap(({ date, hours }): HolidayDraft[] => {
      if (hours.length === 0) return [{ ...NEW_HOLIDAY, date }]
      return hours.map(({ fromMinute, toMinute }) => ({
        ...{ date, isOpen: true, from: clockText(fromMinute), to: clockText(toMinute) }
      }))
    })
  }
}

/** Both times in minutes; notes those that are none. */
function readTimes(
  { from, to }: { readonly from: string; readonly to: string },
  at: `${'week' | 'holidays'}.${number}`,
  refused: HoursRefusals
): { fromMinute: number; toMinute: number } {
  const [fromMinute, toMinute] = [minuteOf(from), minuteOf(to)]
  if (fromMinute === undefined) refused[`${at}.from`] = 'ruleForm.refused.notAClock'
  if (toMinute === undefined) refused[`${at}.to`] = 'ruleForm.refused.notAClock'
  return { fromMinute: fromMinute ?? 0, toMinute: toMinute ?? 0 }
}

function readHolidays(all: readonly HolidayDraft[], refused: HoursRefusals): StoredHours['holidays'] {
  const byDate = new Map<string, StoredHours['holidays'][number]['hours']>()
  all.forEach((one, at) => {
    const key = `holidays.${at}` as const
    const known = byDate.get(one.date)
    if (!isDate(one.date)) refused[`${key}.date`] = 'hours.refused.date'
    else if (known && (known.length === 0 || !one.isOpen)) refused[`${key}.date`] = 'hours.refused.dateTwice'
    const hours = known ?? []
    byDate.set(one.date, hours)
    if (one.isOpen) hours.push(readTimes(one, key, refused))
  })
  return [...byDate].map(([date, hours]) => ({ date, hours })).sort((a, b) => (a.date < b.date ? -1 : 1))
}

/** What was typed, or why it can't be taken. `others`: what else is stored. */
export function readHours(
  draft: HoursDraft,
  others: readonly StoredHours[]
): { readonly hours: StoredHours } | { readonly refused: HoursRefusals } {
  const refused: HoursRefusals = {}
  const taken = new Set(others.flatMap(({ queues }) => queues.map(({ id }) => id)))
  if (draft.name.trim() === '') refused.name = 'hours.refused.name'
  if (draft.queues.length === 0) refused.queues = 'hours.refused.queues'
  else if (draft.queues.some(({ id }) => taken.has(id))) refused.queues = 'hours.refused.taken'
  if (!isZone(draft.zone)) refused.zone = 'ruleForm.refused.notAZone'
  const week = draft.week.map((line, at) => {
    if (line.days.length === 0) refused[`week.${at}.days`] = 'ruleForm.refused.noDays'
    const days = WEEKDAYS.filter((day) => line.days.includes(day))
    return { days, ...readTimes(line, `week.${at}`, refused) }
  })
  const holidays = readHolidays(draft.holidays, refused)
  if (week.length === 0 && holidays.every(({ hours }) => hours.length === 0)) refused.week = 'hours.refused.never'
  if (Object.keys(refused).length > 0) return { refused }
  return { hours: { name: draft.name.trim(), zone: draft.zone, week, holidays, queues: [...draft.queues] } }
}
