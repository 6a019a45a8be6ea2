import type { NumberForm } from '../settings/choices.ts'
import { formatNumber } from './format.ts'

/** What the tray icon has room for: three signs. */
const LONGEST_EXACT = 999
const CAP = 99

/** A count as the icon draws it; empty for none. `drawsZero`: where it is the number to be afraid of. */
export function iconNumber(count: number, form: NumberForm, drawsZero: boolean): string {
  const whole = Math.floor(count)
  if (whole < 1) return drawsZero && whole === 0 ? '0' : ''
  if (form === 'capped') return whole > CAP ? `${CAP}+` : String(whole)
  return whole > LONGEST_EXACT ? `${Math.min(CAP, Math.floor(whole / 1000))}k` : String(whole)
}

/** A count in the tooltip: `1,240`, `1.2K` or `99+`. */
export function tooltipNumber(count: number, form: NumberForm, locale: string): string {
  if (form === 'capped' && count > CAP) return `${formatNumber(CAP, locale)}+`
  if (form === 'short')
    return new Intl.NumberFormat(locale, { notation: 'compact', maximumFractionDigits: 1 }).format(count)
  return formatNumber(count, locale)
}
