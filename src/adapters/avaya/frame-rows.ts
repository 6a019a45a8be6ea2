import type { FeedDescriptor } from '../../core/measures/feed.ts'
import type { RowChange } from '../../core/measures/row.ts'
import { rowId } from '../../core/measures/row.ts'
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
  /** Its place in `KnownRow.said`. */
  readonly index: number
  readonly reader: ValueReader
}

/** A row that was heard of, and what was said about it. */
export interface KnownRow {
  readonly rowId: string
  readonly keys: Readonly<Record<string, string>>
  /** By `ListedMeasure.index`; absent when nothing was said yet. */
  readonly said: (Raw | undefined)[]
}

/**
 * What a session has said about each row, so that it says only what is new: a message repeats all twenty measures of a row of which
 * two changed. A row that is deleted is forgotten, so its next message is told whole.
 */
export interface FrameRows {
  measure(name: string): ListedMeasure | undefined
  /** Undefined when there is no key. */
  row(accountId: string, eventSourceId: string, keys: Readonly<Record<string, string>>): KnownRow | undefined
  /** Changes when rows known until then are to be asked for anew. */
  epoch(): number
  forget(row: KnownRow): void
}

export function createFrameRows(feed: FeedDescriptor): FrameRows {
  const listed = new Map<string, ListedMeasure>()
  feed.measures.forEach(({ name, kind, role }, index) => {
    listed.set(name, { name, index, reader: readerFor(kind, role === 'agentState') })
  })
  const byId = new Map<string, KnownRow>()
  /** The same rows by their keys as they were written: making an id costs more than all the rest of a message. */
  const bySign = new Map<string, KnownRow>()
  let epoch = 0
  let ended = 0

  function restart(): void {
    ended = 0
    byId.clear()
    bySign.clear()
    epoch += 1
  }

  function rowOf(accountId: string, eventSourceId: string, keys: Readonly<Record<string, string>>): KnownRow {
    const id = rowId([feed.connectionId, accountId, eventSourceId, feed.producerId], keys)
    const known = byId.get(id)
    if (known) return known
    const row = { rowId: id, keys, said: [] }
    byId.set(id, row)
    return row
  }

  return {
    measure: (name) => listed.get(name),
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
        if (bySign.size >= MOST_KNOWN_ROWS) restart()
        row = rowOf(accountId, eventSourceId, keys)
        bySign.set(sign, row)
      }
      return row
    },
    epoch: () => epoch,
    forget(row) {
      row.said.length = 0
      ended += 1
      // Rows that end leave their keys behind; a service whose keys are ever new must not fill the memory with them.
      if (ended > MOST_ENDED_ROWS) restart()
    }
  }
}

/** Signs that JSON writes in another way than they are. */
const ESCAPED = /["\\\u0000-\u001f]/

/** The same for a text out of the parser. One that is written otherwise than it is, is said each time: shapes compare as written. */
export function noteText(row: KnownRow, measure: ListedMeasure, text: string, values: Record<string, Value>): void {
  note(row, measure, rawOf(text, measure.reader), values)
  if (ESCAPED.test(text)) row.said[measure.index] = undefined
}

/** Notes what a message says of a measure; adds it to `values` when it was not said before. */
export function note(row: KnownRow, measure: ListedMeasure, raw: Raw, values: Record<string, Value>): void {
  const { index, reader } = measure
  if (row.said[index] === raw) return
  row.said[index] = raw
  values[measure.name] = typeof raw === 'number' ? reader.ofWhole(raw) : reader.ofText(raw)
}

export function upsert(row: KnownRow, values: Readonly<Record<string, Value>>): RowChange {
  return { action: 'upsert', rowId: row.rowId, keys: row.keys, values }
}
