import { GONE, isSensitiveName, redactText } from './redact-text.ts'

const DEEPEST = 8
const WIDEST = 200
const LONGEST = 4_000
/** A shorter secret is also a common word; it is still hidden where its field or its shape gives it away. */
const SHORTEST_KNOWN = 6

export interface Redactor {
  /** Hides exactly this text from now on, also as JSON, URL part, base64 or hex. */
  know(secret: string): void
  text(text: string): string
  /** A copy of anything, made of plain JSON values, without what is a secret or a person. Never throws. */
  value(value: unknown): unknown
}

/** The last stop before anything leaves for a log: whatever a caller forgot is taken out here. */
export function createRedactor(): Redactor {
  const known = new Set<string>()

  function withoutKnown(text: string): string {
    let clean = text
    for (const form of known) clean = clean.replaceAll(form, GONE)
    return clean
  }

  /** JSON inside a text is taken apart, because names of fields tell more than the shape of a value. */
  function inside(text: string, depth: number): string {
    const from = text.search(/[[{]/)
    const to = Math.max(text.lastIndexOf('}'), text.lastIndexOf(']'))
    if (from < 0 || to <= from) return redactText(text)
    try {
      const parsed: unknown = JSON.parse(text.slice(from, to + 1))
      return redactText(text.slice(0, from)) + JSON.stringify(walk(parsed, depth + 1)) + redactText(text.slice(to + 1))
    } catch {
      return redactText(text)
    }
  }

  function clean(text: string, depth: number): string {
    const cut = text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text
    return withoutKnown(inside(withoutKnown(cut), depth))
  }

  function field(name: string, value: unknown, depth: number, seen: WeakSet<object>): unknown {
    const harmless = value === null || value === undefined || typeof value === 'boolean'
    return isSensitiveName(name) && !harmless ? GONE : walk(value, depth, seen)
  }

  function entries(pairs: Iterable<readonly [string, unknown]>, depth: number, seen: WeakSet<object>): object {
    const result: [string, unknown][] = []
    for (const [name, value] of pairs) {
      if (result.length >= WIDEST) break
      if (typeof value !== 'function') result.push([clean(name, depth), field(name, value, depth + 1, seen)])
    }
    return Object.fromEntries(result)
  }

  function ofError(error: Error, depth: number, seen: WeakSet<object>): unknown {
    const parts: [string, unknown][] = [
      ['name', error.name],
      ['message', error.message],
      ['stack', error.stack?.split('\n').slice(1, 12).join('\n')]
    ]
    if (error.cause !== undefined) parts.push(['cause', error.cause])
    if (error instanceof AggregateError) parts.push(['errors', error.errors])
    return entries(
      [...parts, ...ownFields(error).filter(([name]) => !parts.some(([known]) => known === name))],
      depth,
      seen
    )
  }

  function ofObject(value: object, depth: number, seen: WeakSet<object>): unknown {
    if (value instanceof Error) return ofError(value, depth, seen)
    if (value instanceof Date) return Number.isNaN(value.getTime()) ? 'invalid date' : value.toISOString()
    if (value instanceof URL) return clean(value.href, depth)
    if (ArrayBuffer.isView(value) || value instanceof ArrayBuffer) return `[${String(value.byteLength)} bytes]`
    if (value instanceof Map)
      return entries(
        [...value].map(([key, item]) => [String(key), item] as const),
        depth,
        seen
      )
    if (value instanceof Set) return walk([...value], depth, seen)
    if (Array.isArray(value)) return value.slice(0, WIDEST).map((item) => walk(item, depth + 1, seen))
    return entries(ownFields(value), depth, seen)
  }

  function walk(value: unknown, depth = 0, seen = new WeakSet()): unknown {
    if (typeof value === 'string') return clean(value, depth)
    if (typeof value === 'bigint' || typeof value === 'symbol') return clean(String(value), depth)
    if (typeof value === 'number') return Number.isFinite(value) ? value : String(value)
    if (typeof value !== 'object' || value === null) return typeof value === 'function' ? undefined : value
    if (depth > DEEPEST || seen.has(value)) return '[…]'
    seen.add(value)
    try {
      return ofObject(value, depth, seen)
    } catch {
      return '[unreadable]'
    } finally {
      seen.delete(value)
    }
  }

  return {
    know(secret) {
      if (secret.length < SHORTEST_KNOWN) return
      const bytes = Buffer.from(secret, 'utf8')
      for (const form of [
        secret,
        JSON.stringify(secret).slice(1, -1),
        encodeURIComponent(secret),
        bytes.toString('hex')
      ]) {
        known.add(form)
      }
      for (const encoding of ['base64', 'base64url'] as const) known.add(bytes.toString(encoding).replace(/=+$/, ''))
    },
    text: (text) => clean(text, 0),
    value: (value) => walk(value)
  }
}

/** Own fields without running into a throwing getter. */
function ownFields(value: object): (readonly [string, unknown])[] {
  return Object.keys(value).map((name) => {
    try {
      return [name, Reflect.get(value, name)] as const
    } catch {
      return [name, '[unreadable]'] as const
    }
  })
}
