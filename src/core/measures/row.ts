import type { Intervals } from './intervals.ts'
import type { Value } from './value.ts'

/**
 * Where a table notes the row that it keeps for one identity, so that a source which speaks of it again and again costs no look-up.
 * A source makes it empty, hands the same one on with every change of that identity, and reads nothing out of it.
 */
export interface RowPlace {
  owner?: object | undefined
  row?: Row | undefined
}

/** What one message says about one row, in the product's terms. */
export interface RowChange {
  readonly action: 'upsert' | 'delete'
  readonly rowId: string
  readonly keys: Readonly<Record<string, string>>
  /** What is new about the row; all other measures stay as they were. Everything, for a row that is new. Empty for a delete. */
  readonly values: Readonly<Record<string, Value>>
  readonly place?: RowPlace
}

/**
 * A row of the table. Mutable inside the table only. Readers must not keep it across a change, but for the alert engine, which is
 * told of every change.
 */
export interface Row {
  readonly id: string
  readonly feedId: string
  readonly keys: Readonly<Record<string, string>>
  readonly values: Readonly<Record<string, Value>>
  /** Wall clock, ms: when a value last changed. Says nothing about freshness by itself. */
  readonly changedAtMs: number
  /** Of its counters; absent while none was seen to begin a new one. */
  readonly intervals?: Intervals
  /** The one it was last told of in; -1 once it is out of the table. */
  readonly generation: number
}

/** What `apply` really changed: `row` is the same record from `added` to `removed`. `measures` is empty for a removed row. */
export interface RowDelta {
  readonly row: Row
  readonly kind: 'added' | 'changed' | 'removed'
  readonly measures: readonly string[]
}

/** Half of a surrogate pair on its own: legal in JSON and in strings, but `encodeURIComponent` throws on it. */
const LONE = /\p{Surrogate}/u
/** Nothing in it is escaped: nearly every part there is. */
const PLAIN = /^[\w.!~*'()-]*$/

function escaped(part: string): string {
  if (PLAIN.test(part)) return part
  if (!LONE.test(part)) return encodeURIComponent(part)
  const escapeOne = (sign: string): string =>
    LONE.test(sign) ? `%u${sign.charCodeAt(0).toString(16)}` : encodeURIComponent(sign)
  return Array.from(part, escapeOne).join('')
}

/** The part of an identity that all rows of a source share: connection, account, event source and producer. */
export function rowHead(parts: readonly [string, string, string, string]): string {
  return parts.map(escaped).join('/')
}

/** Identity of a row: what `rowHead` says and the sorted keys. Each part is escaped, so no two different identities share a text. */
export function rowIdBelow(head: string, keys: Readonly<Record<string, string>>): string {
  let id = head
  for (const name of Object.keys(keys).sort()) {
    id += `/${escaped(name)}=${escaped(keys[name] ?? '')}`
  }
  return id
}

export function rowId(
  parts: readonly [string, string, string, string],
  keys: Readonly<Record<string, string>>
): string {
  return rowIdBelow(rowHead(parts), keys)
}

/** The other way round: what `escaped` was given. Throws on what it never makes. */
function plain(text = ''): string {
  return text
    .split(/(%u[0-9a-f]{4})/)
    .map((part) => (/^%u/.test(part) ? String.fromCharCode(parseInt(part.slice(2), 16)) : decodeURIComponent(part)))
    .join('')
}

export interface RowIdParts {
  readonly head: readonly [string, string, string, string]
  readonly keys: Readonly<Record<string, string>>
}

/** The feed a row id belongs to (`<connection id>/<producer id>`); undefined for a text that is no row id. */
export function feedOfRow(id: string): string | undefined {
  const [connectionId, , , producerId] = id.split('/')
  if (connectionId === undefined || producerId === undefined) return undefined
  try {
    return `${decodeURIComponent(connectionId)}/${decodeURIComponent(producerId)}`
  } catch {
    return undefined
  }
}

/** What `rowId` was made of, its keys in their order; undefined for a text that is no row id. */
export function partsOfRow(id: string): RowIdParts | undefined {
  const [connectionId, accountId, eventSource, producerId, ...keys] = id.split('/')
  if (connectionId === undefined || accountId === undefined || eventSource === undefined || producerId === undefined) {
    return undefined
  }
  const pairs = keys.map((pair) => pair.split('='))
  if (pairs.length === 0 || pairs.some((pair) => pair.length !== 2)) return undefined
  try {
    return {
      head: [plain(connectionId), plain(accountId), plain(eventSource), plain(producerId)],
      keys: Object.fromEntries(pairs.map(([name, value]) => [plain(name), plain(value)]))
    }
  } catch {
    return undefined
  }
}
