import type { DurationUnit } from '../../core/connections/connection.ts'
import type { FeedDescriptor } from '../../core/measures/feed.ts'
import type { RowChange, RowPlace } from '../../core/measures/row.ts'
import { rowHead, rowIdBelow } from '../../core/measures/row.ts'
import type { Value } from '../../core/measures/value.ts'
import { rawOf, readerFor } from './values.ts'
import type { Raw, ValueReader } from './values.ts'

/** Rows of one session; beyond it the memory starts anew rather than grow for ever: the next message of each row is told whole. */
const MOST_KNOWN_ROWS = 200_000
/** The same after so many rows have ended. */
const MOST_ENDED_ROWS = 10_000

/** One measure that the producer lists. */
export interface ListedMeasure {
  readonly name: string
  /** Its place behind `KnownRow.base`. */
  readonly index: number
  readonly reader: ValueReader
  /** The few texts that this measure says again and again, and what they mean; undefined once they are not few. */
  texts: Map<string, KnownText> | undefined
}

interface KnownText {
  readonly text: string
  readonly value: Value
}

/** Rows whose sayings stand together: many, so that a message does not fetch boxes around them from memory, and not all at once. */
const FEWEST_TOGETHER = 16
const MOST_TOGETHER = 2048

/** What was said about the measures of many rows. */
interface Said {
  /** What was said as a text; undefined when nothing was, or a number was. */
  readonly texts: (string | undefined)[]
  /** What was said as a number; NaN when nothing was, or a text was. */
  readonly numbers: Float64Array
}

function noneSaid(places: number): Said {
  return { texts: new Array<string | undefined>(places).fill(undefined), numbers: new Float64Array(places).fill(NaN) }
}

/** A row that was heard of, and what was said about it. */
export interface KnownRow extends RowPlace {
  readonly rowId: string
  readonly keys: Readonly<Record<string, string>>
  /** Shared with other rows, which stand side by side there: of this row are the places from `base` on, by `ListedMeasure.index`. */
  readonly said: Said
  readonly base: number
  /** Something was said about it. */
  isHeard: boolean
}

/** Messages of one source that name their keys alike, and the rows known from their texts. */
export interface RowForm {
  /** See `rowHead`. */
  readonly head: string
  readonly byStretch: Map<string, KnownRow>
}

/**
 * What a session has said about each row, so that it says only what is new: a message repeats all twenty measures of a row of which
 * two changed. A row that is deleted is forgotten, so its next message is told whole.
 */
export interface FrameRows {
  measure(name: string): ListedMeasure | undefined
  /** A value was left out: the producer does not list its measure. */
  unlisted(name: string): void
  /** Undefined when there is no key. */
  row(accountId: string, eventSourceId: string, keys: Readonly<Record<string, string>>): KnownRow | undefined
  /** The same by a stretch of text, of which `form` says how it names the keys. */
  rowOf(form: RowForm, stretch: string, keys: () => Readonly<Record<string, string>>): KnownRow
  /** What all messages that name their keys in the same way have in common; `naming` is that way. */
  form(accountId: string, eventSourceId: string, naming: string): RowForm
  forget(row: KnownRow): void
}

export function createFrameRows(
  feed: FeedDescriptor,
  unit: DurationUnit,
  unlisted: (measure: string) => void = () => undefined
): FrameRows {
  const listed = new Map<string, ListedMeasure>()
  feed.measures.forEach(({ name, kind, role }, index) => {
    listed.set(name, { name, index, reader: readerFor(kind, role === 'agentState', unit), texts: new Map() })
  })
  const byId = new Map<string, KnownRow>()
  /** The same rows by their keys as they were written: making an id costs more than all the rest of a message. */
  const bySign = new Map<string, KnownRow>()
  const forms = new Map<string, RowForm>()
  let ended = 0
  let together = FEWEST_TOGETHER
  let said = noneSaid(0)
  let free = 0

  function restart(): void {
    ended = 0
    together = FEWEST_TOGETHER
    said = noneSaid(0)
    free = 0
    byId.clear()
    bySign.clear()
    for (const { byStretch } of forms.values()) byStretch.clear()
  }

  const headOf = (accountId: string, eventSourceId: string): string =>
    rowHead([feed.connectionId, accountId, eventSourceId, feed.producerId])

  function rowWith(id: string, keys: Readonly<Record<string, string>>): KnownRow {
    const known = byId.get(id)
    if (known) return known
    if (byId.size >= MOST_KNOWN_ROWS) restart()
    if (free + listed.size > said.texts.length) {
      said = noneSaid(together * listed.size)
      free = 0
      together = Math.min(2 * together, MOST_TOGETHER)
    }
    const row: KnownRow = { said, base: free, isHeard: false, owner: undefined, row: undefined, rowId: id, keys }
    free += listed.size
    byId.set(id, row)
    return row
  }

  return {
    measure: (name) => listed.get(name),
    unlisted,
    row(accountId, eventSourceId, keys) {
      let sign = ''
      let count = 0
      // Lengths make the sign unambiguous whatever the values contain.
      for (const name in keys) {
        const value = keys[name] ?? ''
        sign += `${String(name.length)} ${name}${String(value.length)} ${value}`
        count += 1
      }
      if (count === 0) return undefined
      sign += `${String(accountId.length)} ${accountId}${eventSourceId}`
      let row = bySign.get(sign)
      if (!row) {
        row = rowWith(rowIdBelow(headOf(accountId, eventSourceId), keys), keys)
        bySign.set(sign, row)
      }
      return row
    },
    rowOf(form, stretch, keys) {
      let row = form.byStretch.get(stretch)
      if (!row) {
        const named = keys()
        row = rowWith(rowIdBelow(form.head, named), named)
        form.byStretch.set(wholeText(stretch), row)
      }
      return row
    },
    form(accountId, eventSourceId, naming) {
      const head = headOf(accountId, eventSourceId)
      const sign = `${String(head.length)} ${head}${naming}`
      const known = forms.get(sign)
      if (known) return known
      const form: RowForm = { head, byStretch: new Map() }
      forms.set(sign, form)
      return form
    },
    forget(row) {
      row.said.texts.fill(undefined, row.base, row.base + listed.size)
      row.said.numbers.fill(NaN, row.base, row.base + listed.size)
      row.isHeard = false
      // The table has let it go.
      row.owner = undefined
      row.row = undefined
      ended += 1
      // Rows that end leave their keys behind; a service whose keys are ever new must not fill the memory with them.
      if (ended > MOST_ENDED_ROWS) restart()
    }
  }
}

/** Below this a part of a text is a copy; a longer one is a view into the whole text and keeps all of it alive. */
const LONGEST_COPY = 12

/** The same text, and not the message it stood in with it. */
function wholeText(part: string): string {
  return part.length > LONGEST_COPY ? Buffer.from(part, 'utf16le').toString('utf16le') : part
}

/** States and reasons are few and shared by all rows, names are not. */
const MOST_TEXTS = 64

function newText(measure: ListedMeasure, raw: string): KnownText {
  const text = wholeText(raw)
  const known = { text, value: measure.reader.ofText(text) }
  if (measure.texts && measure.texts.size < MOST_TEXTS) measure.texts.set(text, known)
  else measure.texts = undefined
  return known
}

/** Signs that JSON writes in another way than they are. */
const ESCAPED = /["\\\u0000-\u001f]/

/** The same for a text out of the parser. One that is written otherwise than it is, is said each time: shapes compare as written. */
export function noteText(row: KnownRow, measure: ListedMeasure, text: string, values: Record<string, Value>): void {
  note(row, measure, rawOf(text, measure.reader), values)
  if (ESCAPED.test(text)) row.said.texts[row.base + measure.index] = undefined
}

/** Notes what a message says of a measure; adds it to `values` when it was not said before. */
export function note(row: KnownRow, measure: ListedMeasure, raw: Raw, values: Record<string, Value>): void {
  const { reader } = measure
  const { texts, numbers } = row.said
  const place = row.base + measure.index
  if (typeof raw === 'number') {
    const before = numbers[place] ?? NaN
    if (before === raw) return
    numbers[place] = raw
    // Where a number was said there is no text: not even looking saves a fetch from memory.
    if (Number.isNaN(before)) texts[place] = undefined
    values[measure.name] = reader.ofWhole(raw)
    return
  }
  if (texts[place] === raw) return
  const known = measure.texts?.get(raw) ?? newText(measure, raw)
  texts[place] = known.text
  if (reader.isNumeric) numbers[place] = NaN
  values[measure.name] = known.value
}

export function upsert(row: KnownRow, values: Readonly<Record<string, Value>>): RowChange {
  return { action: 'upsert', rowId: row.rowId, keys: row.keys, values, place: row }
}
