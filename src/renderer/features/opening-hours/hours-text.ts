import type { OpeningHours, Opening } from '../../../core/floor/opening-hours.ts'
import { WEEKDAYS, type Weekday } from '../../../core/weekly-hours.ts'
import type { Translate } from '../../text/catalogue.ts'
import type { Format } from '../../text/use-text.ts'
import { clockText } from '../alerts/rule-draft.ts'

/** `Mon–Fri`, `Sat Sun`: three days or more in a row are named by the first and the last. */
export function daysText(days: readonly Weekday[], t: Translate): string {
  const runs: Weekday[][] = []
  for (const day of WEEKDAYS) {
    const last = runs.at(-1)
    if (!days.includes(day)) runs.push([])
    else if (last) last.push(day)
    else runs.push([day])
  }
  const name = (day: Weekday): string => t(`rules.says.day.${day}`)
  return runs
    .flatMap((run) => {
      const [first] = run
      const last = run.at(-1)
      return first && last && run.length > 2 ? [`${name(first)}–${name(last)}`] : run.map(name)
    })
    .join(' ')
}

/** `Mon–Fri 08:00–16:00, Sat 10:00–14:00 (Europe/Helsinki)`. */
export function weekText({ week, zone }: OpeningHours, t: Translate): string {
  const spans = week.map(({ days, fromMinute, toMinute }) =>
    t('hours.span', { days: daysText(days, t), from: clockText(fromMinute), to: clockText(toMinute) })
  )
  return t('hours.zoned', { says: spans.join(', '), zone })
}

/** `closed now, until Tue, Nov 24, 08:00`. */
export function openingText({ isOpen, changesAtMs }: Opening, nowMs: number, t: Translate, format: Format): string {
  if (changesAtMs === null) return t(isOpen ? 'hours.openAlways' : 'hours.closedAlways')
  return t(isOpen ? 'hours.openUntil' : 'hours.closedUntil', { time: format.moment(changesAtMs, nowMs) })
}
