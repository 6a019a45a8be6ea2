import { useMemo } from 'react'
import { openingAt, type OpeningHours } from '../../../core/floor/opening-hours.ts'
import { useNow } from '../../state/hooks.ts'
import { useFormat, useText } from '../../text/use-text.ts'
import { openingText } from './hours-text.ts'

const MINUTE_MS = 60_000

/** `open now, until 16:00`, in the running minute: hours begin and end with one. Renders the caller every second. */
export function useOpeningText(hours: OpeningHours): string {
  const t = useText()
  const format = useFormat()
  const nowMs = useNow()
  const minuteMs = Math.floor(nowMs / MINUTE_MS) * MINUTE_MS
  const opening = useMemo(() => openingAt(hours, minuteMs), [hours, minuteMs])
  return openingText(opening, nowMs, t, format)
}
