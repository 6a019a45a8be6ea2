import { useMemo, useSyncExternalStore } from 'react'
import { useTranslation } from 'react-i18next'
import {
  formatAge,
  formatClock,
  formatDuration,
  formatMoment,
  formatNumber,
  formatSecond,
  formatShare
} from '../../core/text/format.ts'
import { useWindow } from '../state/window-context.tsx'
import type { Translate } from './catalogue.ts'

export function useText(): Translate {
  const { texts } = useWindow()
  const { t } = useTranslation('translation', { i18n: texts.i18n })
  return useMemo((): Translate => (key, params) => t(key, { ...params }), [t])
}

/** BCP 47: of the words on the screen. Renders the caller when the language is changed. */
export function useLocale(): string {
  const { texts } = useWindow()
  return useSyncExternalStore(texts.subscribe, texts.locale)
}

/** A moment that a service wrote with a clock and an offset of its own. */
export interface WrittenMoment {
  readonly wallMs: number
  readonly offsetMs: number
}

/** No day of a service. Against it a moment is never today. */
const LONG_AGO_MS = 0

/** The formatters with the user's locale and zone filled in. */
export interface Format {
  readonly duration: (ms: number) => string
  readonly number: (value: number) => string
  readonly share: (ratio: number) => string
  readonly age: (ms: number) => string
  readonly clock: (wallMs: number) => string
  /** To the second. */
  readonly second: (wallMs: number) => string
  readonly moment: (wallMs: number, nowMs: number) => string
  /** With weekday and date always, as clocks showed it where it was written: `2026-11-23T00:00+02:00` is midnight everywhere. */
  readonly writtenMoment: (written: WrittenMoment) => string
}

function createFormat(locale: string, zone: string): Format {
  return {
    duration: formatDuration,
    number: (value) => formatNumber(value, locale),
    share: (ratio) => formatShare(ratio, locale),
    age: (ms) => formatAge(ms, locale),
    clock: (wallMs) => formatClock(wallMs, locale, zone),
    second: (wallMs) => formatSecond(wallMs, locale, zone),
    moment: (wallMs, nowMs) => formatMoment(wallMs, nowMs, locale, zone),
    writtenMoment: ({ wallMs, offsetMs }) => formatMoment(wallMs + offsetMs, LONG_AGO_MS, locale, 'UTC')
  }
}

export function useFormat(): Format {
  const { zone } = useWindow()
  const locale = useLocale()
  return useMemo(() => createFormat(locale, zone), [locale, zone])
}
