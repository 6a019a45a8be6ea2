import type { DurationUnit } from '../../core/connections/connection.ts'
import type { FeedDescriptor } from '../../core/measures/feed.ts'
import type { RowChange } from '../../core/measures/row.ts'
import { ownValues } from '../../core/measures/own-values.ts'
import type { Value } from '../../core/measures/value.ts'
import { redact } from '../transport/redact.ts'
import { createFrameRows, noteText, upsert } from './frame-rows.ts'
import type { KnownRow } from './frame-rows.ts'
import { createShapes } from './frame-shapes.ts'

/** One message of the stream, read. `other`: a well-formed message that carries no row. */
export type Frame =
  | { readonly kind: 'row'; readonly isLive: boolean; readonly change: RowChange }
  | { readonly kind: 'skipped'; readonly reason: SkipReason; readonly sample: () => string }
  | { readonly kind: 'other'; readonly sample: () => string }

export type SkipReason = 'notJson' | 'payloadType' | 'eventAction' | 'keys' | 'measures' | 'source' | 'producer'

export interface FrameReaderOptions {
  /** The session's, never to be in a sample. */
  readonly token?: string
  readonly unit?: DurationUnit | undefined
  /** Told of each value that is left out because the producer does not list its measure. */
  readonly unlisted?: (measure: string) => void
}

export interface FrameReader {
  read(text: string): Frame
}

type Fields = Readonly<Record<string, unknown>>

/** After this check any property may be read; each is still unknown. */
function isObject(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function isTexts(value: unknown): value is Readonly<Record<string, string>> {
  if (!isObject(value)) return false
  for (const name in value) if (typeof value[name] !== 'string') return false
  return true
}

const NOTHING: Readonly<Record<string, Value>> = Object.freeze({})

/**
 * What is shown of a message that could not be used. The token is cut out as it stands; looking for it in every form, as in answers
 * of the service, would cost more than the stream itself.
 */
export function sampleOf(text: string, token: string): string {
  return redact(token === '' ? text : text.replaceAll(token, '[redacted]'))
}

/**
 * Reads the messages of one session. The hot path of the product: messages of a form seen before are read where they stand (see
 * frame-shape.ts), all others by the JSON parser and a narrow check by hand instead of the schema, which costs twice the parser; a
 * test holds all three against each other over generated messages. Measures the producer does not list are dropped and told, and what
 * the session has said before is dropped: a change holds what is new about its row.
 */
export function createFrameReader(
  feed: FeedDescriptor,
  wireProducerId: string,
  { token = '', unit = 'ms', unlisted }: FrameReaderOptions = {}
): FrameReader {
  const rows = createFrameRows(feed, unit, unlisted)
  const shapes = createShapes(rows)
  const expected = wireProducerId.toLowerCase()

  const skipped = (reason: SkipReason, text: string): Frame => ({
    kind: 'skipped',
    reason,
    sample: () => sampleOf(text, token)
  })

  function valuesOf(row: KnownRow, measures: Readonly<Record<string, string>>): Readonly<Record<string, Value>> {
    row.isHeard = true
    const values = ownValues()
    for (const name in measures) {
      const measure = rows.measure(name)
      const text = measures[name]
      if (!measure) rows.unlisted(name)
      else if (text !== undefined) noteText(row, measure, text, values)
    }
    return values
  }

  return {
    read(text) {
      const known = shapes.read(text)
      if (known) return { kind: 'row', isLive: known.isLive, change: known.change }
      let message: unknown
      try {
        message = JSON.parse(text) as unknown
      } catch {
        return skipped('notJson', text)
      }
      if (!isObject(message)) return skipped('notJson', text)
      const { payloadType, eventAction, keys, measures, accountId, eventSourceId, measureProducerId } = message as {
        readonly [field: string]: unknown
        readonly payloadType?: unknown
        readonly eventAction?: unknown
        readonly keys?: unknown
        readonly measures?: unknown
        readonly accountId?: unknown
        readonly eventSourceId?: unknown
        readonly measureProducerId?: unknown
      }
      // Answers and notices of the service carry `event`; they are no rows and no mistake.
      if (payloadType === undefined && 'event' in message) {
        return { kind: 'other', sample: () => sampleOf(text, token) }
      }
      if (payloadType !== 'LIVE' && payloadType !== 'INITIALIZING') return skipped('payloadType', text)
      if (eventAction !== 'UPSERT' && eventAction !== 'DELETE') return skipped('eventAction', text)
      if (typeof accountId !== 'string' || typeof eventSourceId !== 'string') return skipped('source', text)
      if (typeof measureProducerId !== 'string') return skipped('producer', text)
      if (measureProducerId !== wireProducerId && measureProducerId.toLowerCase() !== expected) {
        return skipped('producer', text)
      }
      // Such a key would change its object instead of standing in it, wherever the keys are copied to.
      if (!isTexts(keys) || Object.hasOwn(keys, '__proto__')) return skipped('keys', text)
      if (measures !== undefined && measures !== null && !isTexts(measures)) return skipped('measures', text)
      if (eventAction === 'UPSERT' && !measures) return skipped('measures', text)
      const row = rows.row(accountId, eventSourceId, keys)
      if (!row) return skipped('keys', text)
      const isLive = payloadType === 'LIVE'
      if (eventAction === 'DELETE' || !measures) {
        rows.forget(row)
        return { kind: 'row', isLive, change: { action: 'delete', rowId: row.rowId, keys: row.keys, values: NOTHING } }
      }
      shapes.learn(text, message, { payloadType, accountId, eventSourceId, keys, measures })
      return { kind: 'row', isLive, change: upsert(row, valuesOf(row, measures)) }
    }
  }
}
