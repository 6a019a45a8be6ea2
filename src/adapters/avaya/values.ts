import type { MeasureKind, Value } from '../../core/measures/value.ts'
import { AGENT_STATE_WORDS, DURATION_UNIT_MS, NOT_IN_STATE, NO_VALUE } from './wire.ts'

const DECIMAL = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i
const ZERO = 48
const NINE = 57
/** Longest run of digits that is always an exact integer. */
const EXACT_DIGITS = 15

/** A decimal number and nothing else: no hexadecimal, no separators, no surrounding text. Null when it is not one. */
function numberOf(text: string): number | null {
  if (text.length <= EXACT_DIGITS) {
    let whole = 0
    let index = 0
    for (; index < text.length; index++) {
      const digit = text.charCodeAt(index)
      if (digit < ZERO || digit > NINE) break
      whole = whole * 10 + digit - ZERO
    }
    if (index === text.length) return whole
  }
  if (!DECIMAL.test(text)) return null
  const value = Number(text)
  return Number.isFinite(value) ? value : null
}

const ISO_INSTANT = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(\.\d{1,3})?\d*(Z|[+-]\d\d:?\d\d)?$/

/** Epoch milliseconds, or ISO 8601 with up to nanoseconds; a missing zone is UTC. */
function instantOf(text: string): number | null {
  const epochMs = numberOf(text)
  if (epochMs !== null) return epochMs
  const match = ISO_INSTANT.exec(text)
  if (!match) return null
  const value = Date.parse(`${match[1] ?? ''}${match[2] ?? ''}${match[3] ?? 'Z'}`)
  return Number.isNaN(value) ? null : value
}

/** How one measure's text becomes a value. Everything that can't be read is null: "no value", never zero. */
export type ReadValue = (text: string) => Value

const READERS: Readonly<Record<MeasureKind, ReadValue>> = {
  text: (text) => text,
  number: numberOf,
  duration: (text) => {
    const units = numberOf(text)
    return units === null ? null : units * DURATION_UNIT_MS
  },
  instant: instantOf,
  since: (text) => {
    const epochMs = numberOf(text)
    return epochMs === null || epochMs === NOT_IN_STATE ? null : epochMs
  }
}

/** The reader of one measure. `isAgentState`: its texts are translated into the product's words. */
export function readerFor(kind: MeasureKind, isAgentState: boolean): ReadValue {
  const read = READERS[kind]
  if (!isAgentState) return (text) => (text === '' || text === NO_VALUE ? null : read(text))
  return (text) => (text === '' || text === NO_VALUE ? null : (AGENT_STATE_WORDS[text.toUpperCase()] ?? text))
}
