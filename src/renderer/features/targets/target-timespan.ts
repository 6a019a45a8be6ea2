import type { Translate } from '../../text/catalogue.ts'
import type { Format, WrittenMoment } from '../../text/use-text.ts'

const WRITTEN = /^\d{4}-\d{2}-\d{2}T[\d:.]+(?:Z|([+-])(\d{2}):?(\d{2}))$/
const MINUTE_MS = 60_000

function readMoment(text: string): WrittenMoment | null {
  const match = WRITTEN.exec(text)
  const wallMs = match ? Date.parse(text) : NaN
  if (!match || Number.isNaN(wallMs)) return null
  const [, sign, hours = '0', minutes = '0'] = match
  const offsetMs = (Number(hours) * 60 + Number(minutes)) * MINUTE_MS
  return { wallMs, offsetMs: sign === '-' ? -offsetMs : offsetMs }
}

/**
 * What a value was counted over: from midnight to midnight of the service's own clock where it names two moments, else in its own
 * words.
 */
export function targetTimespan(timespan: string, t: Translate, format: Format): string {
  const ends = timespan.split('/').map(readMoment)
  const [from, to] = ends
  if (ends.length !== 2 || !from || !to) return t('targets.timespan', { timespan })
  return t('targets.timespanFromTo', { from: format.writtenMoment(from), to: format.writtenMoment(to) })
}
