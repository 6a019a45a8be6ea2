import { secretForms } from '../../core/privacy/secret-forms.ts'
import { GONE, isPersonalName, isSensitiveName, redactText } from './redact-text.ts'

const DEEPEST = 8
const WIDEST = 200
const LONGEST = 4_000
/** Longer texts are cut before anything is looked for in them. */
const LONGEST_SEARCHED = 256_000
/** A shorter secret is also a common word; it is still hidden where its field or its shape gives it away. */
const SHORTEST_KNOWN = 6

/** Who is a person to this installation. */
export interface People {
  /** Read at each use: whether names are hidden at present. */
  hidden(): boolean
  /** The text with pseudonyms in the place of the names that are known. */
  without(text: string): string
}

export interface Redactor {
  /** Hides exactly this text from now on, also as JSON, URL part, form field, HTML, base64 at any offset, or hex. */
  know(secret: string): void
  /** From now on names of people are hidden whenever `people` says so. */
  hidePeople(people: People): void
  text(text: string): string
  /** A copy of anything, made of plain JSON values, without what is a secret or a person. Never throws. */
  value(value: unknown): unknown
}

/** The last stop before anything leaves for a log: whatever a caller forgot is taken out here. */
export function createRedactor(): Redactor {
  const secrets = new Set<string>()
  let known: readonly string[] = []
  let people: People | undefined

  function withoutKnown(text: string): string {
    let clean = text
    for (const form of known) clean = clean.replaceAll(form, GONE)
    return people?.hidden() === true ? people.without(clean) : clean
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
    // Secrets go first: a cut through one would leave its beginning, which nothing recognises.
    const first = withoutKnown(text.slice(0, LONGEST_SEARCHED))
    const cut = first.length > LONGEST ? `${first.slice(0, LONGEST)}…` : first
    return withoutKnown(inside(cut, depth))
  }

  function field(name: string, value: unknown, depth: number, seen: WeakSet<object>): unknown {
    const harmless = value === null || value === undefined || typeof value === 'boolean'
    const personal = people?.hidden() === true && isPersonalName(name)
    return (personal || isSensitiveName(name)) && !harmless ? GONE : walk(value, depth, seen)
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
    if (isWrittenBuffer(value)) return `[${String(value.data.length)} bytes]`
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
      secrets.add(secret)
      known = [...new Set([...secrets].flatMap(secretForms))].sort((a, b) => b.length - a.length)
    },
    hidePeople(who) {
      people = who
    },
    text: (text) => clean(text, 0),
    value: (value) => walk(value)
  }
}

/** What `JSON.stringify` makes of a Buffer. */
function isWrittenBuffer(value: object): value is { readonly data: readonly unknown[] } {
  return 'type' in value && value.type === 'Buffer' && 'data' in value && Array.isArray(value.data)
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
