import type { DurationUnit } from '../../core/connections/connection.ts'
import type { MeasureKind, Value } from '../../core/measures/value.ts'
import { AGENT_STATE_WORDS, DURATION_UNIT_MS, NOT_IN_STATE, NO_VALUE } from './wire.ts'

const DECIMAL = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i
const ZERO = 48
const NINE = 57
/** Longest run of digits that is always an exact integer. */
export const EXACT_DIGITS = 15

/** What stands on the wire: a text, or the number that a numeric measure's run of at most `EXACT_DIGITS` digits says. */
export type Raw = string | number

/** The run of digits that the whole text is; -1 when it is anything else, or too long to be exact. */
function wholeOf(text: string): number {
  if (text.length > EXACT_DIGITS || text === '') return -1
  let whole = 0
  for (let index = 0; index < text.length; index++) {
    const digit = text.charCodeAt(index)
    if (digit < ZERO || digit > NINE) return -1
    whole = whole * 10 + digit - ZERO
  }
  return whole
}

/** A decimal number and nothing else: no hexadecimal, no separators, no surrounding text. Null when it is not one. */
function numberOf(text: string): number | null {
  const whole = wholeOf(text)
  if (whole >= 0) return whole
  if (!DECIMAL.test(text)) return null
  const value = Number(text)
  return Number.isFinite(value) ? value : null
}

const ISO_INSTANT = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:(\.\d{1,3})\d*)?(Z|[+-]\d\d:?\d\d)?$/

/** What a date can hold; formatting anything beyond throws. */
const LAST_INSTANT_MS = 8.64e15

function epochOf(text: string): number | null {
  const epochMs = numberOf(text)
  return epochMs === null || Math.abs(epochMs) > LAST_INSTANT_MS ? null : epochMs
}

/** Epoch milliseconds, or ISO 8601 with up to nanoseconds; a missing zone is UTC. */
function instantOf(text: string): number | null {
  const epochMs = epochOf(text)
  if (epochMs !== null) return epochMs
  const match = ISO_INSTANT.exec(text)
  if (!match) return null
  const value = Date.parse(`${match[1] ?? ''}${match[2] ?? ''}${match[3] ?? 'Z'}`)
  return Number.isNaN(value) ? null : value
}

/** How one measure becomes a value. Everything that can't be read is null: "no value", never zero. */
export interface ValueReader {
  /** False for texts, of which digits are no number. */
  readonly isNumeric: boolean
  ofText(text: string): Value
  /** The same as the text of these digits gives. Numeric readers only. */
  ofWhole(whole: number): Value
}

const sinceOf = (epochMs: number | null): number | null => (epochMs === NOT_IN_STATE ? null : epochMs)

type NumericReader = Omit<ValueReader, 'isNumeric'>

function durationReader(unit: DurationUnit): NumericReader {
  const unitMs = DURATION_UNIT_MS[unit]
  return {
    ofText(text) {
      const units = numberOf(text)
      return units === null ? null : units * unitMs
    },
    ofWhole: (whole) => whole * unitMs
  }
}

const NUMERIC: Readonly<Record<Exclude<MeasureKind, 'text' | 'duration'>, NumericReader>> = {
  number: { ofText: numberOf, ofWhole: (whole) => whole },
  instant: { ofText: instantOf, ofWhole: (whole) => whole },
  since: { ofText: (text) => sinceOf(epochOf(text)), ofWhole: sinceOf }
}

/** The reader of one measure. `isAgentState`: its texts are translated into the product's words. */
export function readerFor(kind: MeasureKind, isAgentState: boolean, unit: DurationUnit = 'ms'): ValueReader {
  const isNone = (text: string): boolean => text === '' || text === NO_VALUE
  if (kind !== 'text') {
    const { ofText, ofWhole } = kind === 'duration' ? durationReader(unit) : NUMERIC[kind]
    return { isNumeric: true, ofText: (text) => (isNone(text) ? null : ofText(text)), ofWhole }
  }
  const word = (text: string): string => (isAgentState ? (AGENT_STATE_WORDS[text.toUpperCase()] ?? text) : text)
  return { isNumeric: false, ofText: (text) => (isNone(text) ? null : word(text)), ofWhole: String }
}

/** A measure's text as it is compared with what was said before. */
export function rawOf(text: string, reader: ValueReader): Raw {
  const whole = reader.isNumeric ? wholeOf(text) : -1
  return whole < 0 ? text : whole
}
