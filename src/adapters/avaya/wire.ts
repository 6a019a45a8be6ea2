import type { DurationUnit } from '../../core/connections/connection.ts'

/** Facts about the wire that no public page states. Each is used through this file only; docs/wire-facts.md lists what breaks. */

/** Milliseconds in one unit of a DURATION measure. Which unit it is, the connection says. */
export const DURATION_UNIT_MS: Readonly<Record<DurationUnit, number>> = { ms: 1, s: 1000 }

/** Value of a TIME_IN_STATE measure outside that state. */
export const NOT_IN_STATE = 0

/** Text that stands for "no value". */
export const NO_VALUE = 'N/A'

/** The socket takes the bare token, without a scheme word. */
export const socketToken = (accessToken: string): string => accessToken

/** The snapshot is over when nothing came for this long and no live frame told so. */
export const SNAPSHOT_QUIET_MS = 2_000

/**
 * A snapshot whose rows never pause and that no live frame ends counts as whole after this long. Such a stream is one that calls every
 * message part of the snapshot, and is complete since long: a hundred thousand rows need about four minutes even over 3 Mbit/s. To
 * give up instead would read the same again, without end, and no number of it would ever be live.
 */
export const SNAPSHOT_WITHIN_MS = 5 * 60_000

/** Confirmed but silent connections in a row, after which silence is taken for an empty contact centre. */
export const SILENT_SNAPSHOTS_FOR_EMPTY = 2

/** A pending subscription is asked for its state this often, this many times. */
export const PENDING_POLL_MS = 1_000
export const PENDING_POLLS = 10

/** Agent states as sent, in capitals, and the product's word. Others pass through as they came. */
export const AGENT_STATE_WORDS: Readonly<Record<string, string>> = {
  READY: 'READY',
  NOT_READY: 'NOT_READY',
  ACTIVE: 'ACTIVE',
  ACW: 'AFTER_CONTACT_WORK',
  AFTER_CALL_WORK: 'AFTER_CONTACT_WORK',
  AFTER_CONTACT_WORK: 'AFTER_CONTACT_WORK',
  LOGGED_OUT: 'LOGGED_OUT'
}

/** Dictionaries where the user's language has none, best first; then whatever the producer has. */
const FALLBACK_LOCALES = ['en-US', 'en-GB', 'en'] as const

const languageIn = (locale: string): string => locale.split(/[-_]/)[0]?.toLowerCase() ?? ''

/**
 * The dictionaries to ask for, best first: that of the locale, of its language, of any land that speaks it, English, the first listed.
 * `listed` undefined: nobody said which there are, so the likely ones are tried.
 */
export function dictionariesFor(locale: string, listed: readonly string[] | undefined): readonly string[] {
  const language = languageIn(locale)
  if (!listed) return [...new Set([locale, language, ...FALLBACK_LOCALES])]
  const wanted = locale.toLowerCase()
  const best =
    listed.find((one) => one.toLowerCase().replace('_', '-') === wanted) ??
    listed.find((one) => one.toLowerCase() === language) ??
    listed.find((one) => languageIn(one) === language) ??
    FALLBACK_LOCALES.find((one) => listed.includes(one)) ??
    listed.find((one) => languageIn(one) === 'en') ??
    listed[0]
  return best === undefined ? [] : [best]
}
