import type { RowChange } from '../../core/measures/row.ts'
import { ownValues, ownValuesOf } from '../../core/measures/own-values.ts'
import { note, upsert } from './frame-rows.ts'
import type { FrameRows, KnownRow, ListedMeasure } from './frame-rows.ts'
import { EXACT_DIGITS } from './values.ts'
import type { Raw } from './values.ts'

/**
 * A service writes all messages of a producer in the same form: between texts that stay (names, punctuation) stand the values. A
 * shape is that form, learned from one message that was parsed and checked in full. A text that fits it is, character by character,
 * the same JSON with other values, so it needs neither parser nor check; a text that doesn't fit in the least is nothing a shape
 * says anything about.
 */
export interface Shape {
  readonly isLive: boolean
  /** The change, or undefined when the text does not fit. Nothing is noted in the latter case. */
  read(text: string): RowChange | undefined
}

export interface UpsertMessage {
  readonly payloadType: 'LIVE' | 'INITIALIZING'
  readonly accountId: string
  readonly eventSourceId: string
  readonly keys: Readonly<Record<string, string>>
  readonly measures: Readonly<Record<string, string>>
}

const QUOTE = 34
const BACKSLASH = 92
const FIRST_PRINTABLE = 32
const ZERO = 48
const NINE = 57

/** Where the JSON string that has begun before `from` ends; -1 when it holds an escape or a sign that JSON does not allow. */
function endOfText(text: string, from: number): number {
  for (let at = from; at < text.length; at++) {
    const sign = text.charCodeAt(at)
    if (sign === QUOTE) return at
    if (sign === BACKSLASH || sign < FIRST_PRINTABLE) return -1
  }
  return -1
}

/**
 * The texts between the values of keys and measures, keys first; undefined when the message is not written in the plainest way
 * (spaces, escapes, doubled names) or has its measures before its keys.
 */
function literalsOf(text: string, message: object): string[] | undefined {
  if (text.includes('\\') || JSON.stringify(message) !== text) return undefined
  const literals: string[] = []
  let literal = ''
  let hasKeys = false
  for (const [name, value] of Object.entries(message) as [string, unknown][]) {
    literal += `${literal === '' && literals.length === 0 ? '{' : ','}${JSON.stringify(name)}:`
    if (name !== 'keys' && name !== 'measures') {
      literal += JSON.stringify(value)
      continue
    }
    if (name === 'measures' && !hasKeys) return undefined
    hasKeys = true
    let separator = '{'
    for (const inner of Object.keys(value as object)) {
      literals.push(`${literal}${separator}${JSON.stringify(inner)}:"`)
      literal = '"'
      separator = ','
    }
    literal += separator === '{' ? '{}' : '}'
  }
  literals.push(`${literal}}`)
  return literals
}

/** `message` is what `text` was parsed to, `checked` what of it is used. Undefined when its form is of no use. */
export function learnShape(text: string, message: object, checked: UpsertMessage, rows: FrameRows): Shape | undefined {
  let found: readonly string[] | undefined
  try {
    found = literalsOf(text, message)
  } catch {
    // Nested deeper than can be written, though it could be read.
  }
  if (!found) return undefined
  const literals = found
  const [first = ''] = literals
  const { accountId, eventSourceId } = checked
  const keyNames = Object.keys(checked.keys)
  const names = Object.keys(checked.measures)
  const measures = names.map((name) => rows.measure(name))
  const wholeValues = ownValuesOf(measures.flatMap((measure) => measure?.name ?? []))
  const last = literals.at(-1) ?? ''
  const raws: (Raw | undefined)[] = measures.map(() => undefined)
  const form = rows.form(accountId, eventSourceId, JSON.stringify(keyNames))
  /** The place behind the literal or value read last. */
  let at = 0

  function skipLiteral(text: string, index: number): boolean {
    const literal = literals[index] ?? ''
    // Half the time of `startsWith`, which V8 does sign by sign; where the literal is elsewhere the text does not fit anyway.
    if (text.indexOf(literal, at) !== at) return false
    at += literal.length
    return true
  }

  function readRow(text: string): KnownRow | undefined {
    const from = at + first.length
    for (let index = 0; index < keyNames.length; index++) {
      if (!skipLiteral(text, index)) return undefined
      at = endOfText(text, at)
      if (at < 0) return undefined
    }
    // No value holds a quote, so the stretch from the first to the last value says which row it is.
    const stretch = text.slice(from, at)
    return rows.rowOf(form, stretch, () => {
      const values = stretch.split('"').filter((_, part) => part % 4 === 0)
      return Object.fromEntries(keyNames.map((name, index) => [name, values[index] ?? '']))
    })
  }

  /** Undefined when the text does not fit. A run of digits is read where it stands. */
  function readRaw(text: string, measure: ListedMeasure | undefined, row: KnownRow): Raw | undefined {
    const from = at
    if (measure?.reader.isNumeric) {
      let whole = 0
      let sign = text.charCodeAt(at)
      while (sign >= ZERO && sign <= NINE) {
        whole = whole * 10 + sign - ZERO
        sign = text.charCodeAt(++at)
      }
      if (sign === QUOTE && at > from && at - from <= EXACT_DIGITS) return whole
    } else if (measure) {
      const said = row.said.texts[row.base + measure.index]
      if (said !== undefined && text.charCodeAt(at + said.length) === QUOTE && text.indexOf(said, at) === at) {
        at += said.length
        return said
      }
    }
    at = endOfText(text, from)
    return at < 0 ? undefined : text.slice(from, at)
  }

  return {
    isLive: checked.payloadType === 'LIVE',
    read(text) {
      at = 0
      const row = readRow(text)
      if (!row) return undefined
      for (let index = 0; index < measures.length; index++) {
        if (!skipLiteral(text, keyNames.length + index)) return undefined
        const raw = readRaw(text, measures[index], row)
        if (raw === undefined) return undefined
        raws[index] = raw
      }
      if (at + last.length !== text.length || !text.endsWith(last)) return undefined
      // Of a row that nothing was said about, all of it is new.
      const values = row.isHeard ? ownValues() : wholeValues()
      row.isHeard = true
      for (let index = 0; index < measures.length; index++) {
        const measure = measures[index]
        const raw = raws[index]
        if (!measure) rows.unlisted(names[index] ?? '')
        else if (raw !== undefined) note(row, measure, raw, values)
      }
      return upsert(row, values)
    }
  }
}
