import type { FeedDescriptor } from '../../core/measures/feed.ts'
import type { RowChange } from '../../core/measures/row.ts'
import { rowId } from '../../core/measures/row.ts'
import type { Value } from '../../core/measures/value.ts'
import { redact } from '../transport/redact.ts'
import { readerFor } from './values.ts'
import type { ReadValue } from './values.ts'

/** One message of the stream, read. `other`: a well-formed message that carries no row. */
export type Frame =
  | { readonly kind: 'row'; readonly isLive: boolean; readonly change: RowChange }
  | { readonly kind: 'skipped'; readonly reason: SkipReason; readonly sample: string }
  | { readonly kind: 'other' }

export type SkipReason = 'notJson' | 'payloadType' | 'eventAction' | 'keys' | 'measures' | 'source' | 'producer'

export interface FrameReader {
  read(text: string): Frame
}

/** Rows of one feed; beyond it the cache of row ids starts anew rather than grow for ever. */
const MOST_CACHED_ROWS = 20_000

interface Identity {
  readonly rowId: string
  readonly keys: Readonly<Record<string, string>>
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
 * Reads the messages of one feed. The hot path of the product: a narrow check by hand instead of the schema, which costs twice the
 * JSON parser; a test holds both against each other over generated messages. Measures the producer does not list are dropped.
 */
export function createFrameReader(feed: FeedDescriptor, wireProducerId: string): FrameReader {
  const readers = new Map<string, ReadValue>()
  for (const { name, kind, role } of feed.measures) readers.set(name, readerFor(kind, role === 'agentState'))
  const identities = new Map<string, Identity>()
  const expected = wireProducerId.toLowerCase()

  const skipped = (reason: SkipReason, text: string): Frame => ({ kind: 'skipped', reason, sample: redact(text) })

  function identityOf(account: string, source: string, keys: Readonly<Record<string, string>>): Identity | undefined {
    let sign = ''
    let count = 0
    // Lengths make the sign unambiguous whatever the values contain.
    for (const name in keys) {
      const value = keys[name] ?? ''
      sign += `${String(name.length)} ${name}${String(value.length)} ${value}`
      count += 1
    }
    if (count === 0) return undefined
    sign += `${String(account.length)} ${account}${source}`
    let identity = identities.get(sign)
    if (!identity) {
      if (identities.size >= MOST_CACHED_ROWS) identities.clear()
      identity = { rowId: rowId([feed.connectionId, account, source, feed.producerId], keys), keys }
      identities.set(sign, identity)
    }
    return identity
  }

  function valuesOf(measures: Readonly<Record<string, string>>): Readonly<Record<string, Value>> {
    const values: Record<string, Value> = {}
    for (const name in measures) {
      const read = readers.get(name)
      const text = measures[name]
      if (read !== undefined && text !== undefined) values[name] = read(text)
    }
    return values
  }

  return {
    read(text) {
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
      if (payloadType === undefined && 'event' in message) return { kind: 'other' }
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
      const identity = identityOf(accountId, eventSourceId, keys)
      if (!identity) return skipped('keys', text)
      const isDelete = eventAction === 'DELETE'
      return {
        kind: 'row',
        isLive: payloadType === 'LIVE',
        change: {
          action: isDelete ? 'delete' : 'upsert',
          rowId: identity.rowId,
          keys: identity.keys,
          values: isDelete || !measures ? NOTHING : valuesOf(measures)
        }
      }
    }
  }
}
