import type { Value } from '../../../../src/core/measures/value.ts'

/** Uniform in [0, 1). */
export type Next = () => number

export const PRODUCER = 'Queue_itd_1.0.0'
export const KINDS = {
  queueName: 'text',
  waiting: 'number',
  longestWait: 'duration',
  inState: 'since',
  at: 'instant',
  constructor: 'number',
  toString: 'text'
} as const
const KIND_OF = new Map<string, string>(Object.entries(KINDS))

const MIB = 1024 * 1024
const DEEP = 100_000

const pick = <T>(next: Next, of: readonly T[]): T => of[Math.floor(next() * of.length)]!
const below = (next: Next, limit: number): number => Math.floor(next() * limit)

/** A message as the service writes it. `row` says which of the rows it is about. */
export function goodFrame(row: string, measures: Readonly<Record<string, string>>, parts: object = {}): string {
  return JSON.stringify({
    accountId: 'EZCLTR',
    keys: { channelId: 'VOICE', queueId: row },
    eventAction: 'UPSERT',
    eventSourceId: 'IXCC_1.0.0',
    measureProducerId: PRODUCER,
    payloadType: 'LIVE',
    measures,
    ...parts
  })
}

function plain(next: Next): string {
  return goodFrame(`q${String(below(next, 50))}`, {
    queueName: pick(next, ['Support', 'Sales', 'Käyttötuki', 'a "b" c']),
    waiting: String(below(next, 100)),
    longestWait: String(below(next, 600_000)),
    inState: String(1_700_000_000_000 + below(next, 1_000_000)),
    at: '2026-11-26T10:00:00.123456Z'
  })
}

const ODD_NUMBERS = [
  ' 7', '7 ', '1 000', '1,000', '1.000,5', '1_000', '0x1F', '0b11', '0o7', 'Infinity', '-Infinity', 'NaN', '1e400', '-1e400',
  '9'.repeat(400), '9'.repeat(16), '1e', 'e1', '.', '+', '-', '--1', '1.2.3', '٣', '½', '1n', 'null', 'true', '', 'N/A', '-0', '1e3', '+5', '.5', '5.'
] // prettier-ignore
const ODD_VALUES: readonly unknown[] = [null, true, 7, 1.5, '', [], ['a'], {}, { a: 'b' }, [[[]]], 'UPSERT', 'LIVE', -1]
const ODD_NAMES = ['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty', 'valueOf', '']
const FIELDS = ['accountId', 'keys', 'eventAction', 'eventSourceId', 'measureProducerId', 'payloadType', 'measures']
const ODD_SIGNS = [
  '\ufeff',
  '\ud800',
  '\udc00',
  '\u0000',
  '\u2028',
  '\u2029',
  '\uffff',
  '\\ud800',
  '\\u0000',
  '\\',
  '"',
  '{',
  '}',
  ',',
  ':'
]

const nested = (levels: number, open: string, close: string): string => open.repeat(levels) + close.repeat(levels)
const withField = (text: string, field: string): string => `{${field},${text.slice(1)}`
const changed = (next: Next, change: (message: Record<string, unknown>) => unknown): string => {
  const message = JSON.parse(plain(next)) as Record<string, unknown>
  change(message)
  return JSON.stringify(message)
}

export const MUTATIONS: Readonly<Record<string, (next: Next) => string>> = {
  truncated(next) {
    const text = plain(next)
    return text.slice(0, below(next, text.length))
  },
  bytesFlipped(next) {
    const bytes = Buffer.from(plain(next))
    for (let flips = 1 + below(next, 4); flips > 0; flips--) {
      const at = below(next, bytes.length)
      bytes[at] = (bytes[at] ?? 0) ^ (1 << below(next, 8))
    }
    return bytes.toString('utf8')
  },
  spliced(next) {
    const [one, two] = [plain(next), plain(next)]
    return one.slice(0, below(next, one.length)) + two.slice(below(next, two.length))
  },
  oddSign(next) {
    const text = plain(next)
    const at = below(next, text.length + 1)
    return text.slice(0, at) + pick(next, ODD_SIGNS) + text.slice(at)
  },
  byteOrderMark: (next) => `\ufeff${plain(next)}`,
  wrongType: (next) => changed(next, (message) => (message[pick(next, FIELDS)] = pick(next, ODD_VALUES))),
  missingField: (next) => changed(next, (message) => Reflect.deleteProperty(message, pick(next, FIELDS))),
  wrongInner: (next) =>
    changed(next, (message) => {
      const inner = message[pick(next, ['keys', 'measures'])] as Record<string, unknown>
      inner[pick(next, ['queueId', 'waiting', 'queueName'])] = pick(next, ODD_VALUES)
    }),
  unknownField: (next) => changed(next, (message) => (message[`x${String(below(next, 9))}`] = pick(next, ODD_VALUES))),
  unknownKind: (next) =>
    changed(next, (message) => {
      message[pick(next, ['eventAction', 'payloadType'])] = pick(next, ['PATCH', 'RESET', 'live', 'upsert', 'DELETE'])
    }),
  notice: (next) => JSON.stringify({ event: pick(next, ['notice', 'AUTHENTICATION_RESPONSE', 7]), status: 'x' }),
  oddName(next) {
    const name = JSON.stringify(pick(next, ODD_NAMES))
    const value = pick(next, ['"x"', '{"polluted":"yes"}', 'null', '7', '[]'])
    const text = plain(next)
    const places = [/^\{/, /"keys":\{/, /"measures":\{/]
    return text.replace(pick(next, places), (start) => `${start}${name}:${value},`)
  },
  oddNumber: (next) =>
    goodFrame(`q${String(below(next, 50))}`, {
      [pick(next, ['waiting', 'longestWait', 'inState', 'at', 'constructor'])]: pick(next, ODD_NUMBERS)
    }),
  doubledName(next) {
    const text = plain(next)
    const [name, value] = pick(next, [
      ['"payloadType"', '"INITIALIZING"'],
      ['"keys"', '{"queueId":"doubled"}'],
      ['"measures"', '{"waiting":"66"}'],
      ['"eventAction"', '"DELETE"']
    ] as const)
    return next() < 0.5 ? withField(text, `${name}:${value}`) : `${text.slice(0, -1)},${name}:${value}}`
  },
  doubledMeasure: (next) => plain(next).replace('"waiting":', '"waiting":"1","waiting":'),
  laidOut: (next) => JSON.stringify(JSON.parse(plain(next)), null, below(next, 3)),
  deletion: (next) =>
    goodFrame(
      `q${String(below(next, 50))}`,
      {},
      { eventAction: 'DELETE', ...(next() < 0.5 ? {} : { measures: null }) }
    ),
  otherOrder: (next) =>
    JSON.stringify(Object.fromEntries(Object.entries(JSON.parse(plain(next)) as object).sort(() => next() - 0.5))),
  notJson: (next) =>
    pick(next, ['', ' ', 'null', '7', '"x"', '[]', '[{}]', '<html>no</html>', 'ping', '{', '{}', 'undefined'])
}

/** Too long to be made by the thousand. */
export const HEAVY: Readonly<Record<string, (next: Next) => string>> = {
  longValue: (next) => goodFrame('long', { queueName: 'x'.repeat(MIB + below(next, 1000)) }),
  longField: (next) => withField(plain(next), `"pad":"${'y'.repeat(MIB)}"`),
  longGarbage: () => 'z'.repeat(MIB + 1),
  manyMeasures: (next) =>
    goodFrame(
      'many',
      Object.fromEntries(Array.from({ length: 3_000 }, (_, index) => [`m${String(index)}`, String(next())]))
    ),
  deepArray: () => nested(DEEP, '[', ']'),
  deepUnclosed: () => '['.repeat(DEEP),
  deepField: (next) => withField(plain(next), `"deep":${nested(DEEP, '[', ']')}`),
  deepObject: (next) => withField(plain(next), `"deep":${'{"a":'.repeat(DEEP)}1${'}'.repeat(DEEP)}`),
  deepKeys: (next) => plain(next).replace('"queueId":', `"queueId":${nested(DEEP, '[', ']')},"other":`),
  deepMeasure: (next) => plain(next).replace('"measures":{', `"measures":{"deep":${nested(DEEP, '[', ']')},`)
}

export type Expected =
  | { readonly kind: 'skipped' | 'other' }
  | { readonly kind: 'row'; readonly row: string; readonly values: ReadonlyMap<string, Value> | undefined }

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
const allTexts = (record: Record<string, unknown>): record is Record<string, string> =>
  Object.values(record).every((value) => typeof value === 'string')

function numberIn(text: string): number | null {
  if (!/^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/.test(text)) return null
  return Number.isFinite(Number(text)) ? Number(text) : null
}

function valueOf(kind: string, text: string): Value {
  if (text === '' || text === 'N/A') return null
  if (kind === 'text') return text
  const number = numberIn(text)
  if (kind === 'number' || kind === 'duration') return number
  const isMoment = number !== null && !Number.isNaN(new Date(number).getTime())
  if (kind === 'since') return isMoment && number !== 0 ? number : null
  if (isMoment) return number
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:?\d\d)?$/.test(text)) return null
  const [whole = '', fraction = '', zone = 'Z'] = text.split(/(\.\d+)?(Z|[+-]\d\d:?\d\d)?$/)
  const ms = Date.parse(whole + fraction.slice(0, 4) + zone)
  return Number.isNaN(ms) ? null : ms
}

/** What a message says, by `JSON.parse` and the documents alone. `values` is undefined for a deletion. */
export function expectedOf(text: string): Expected {
  const skipped: Expected = { kind: 'skipped' }
  let message: unknown
  try {
    message = JSON.parse(text)
  } catch {
    return skipped
  }
  if (!isRecord(message)) return skipped
  const own = (name: string): unknown => (Object.hasOwn(message, name) ? message[name] : undefined)
  const [payloadType, eventAction, keys, measures] = ['payloadType', 'eventAction', 'keys', 'measures'].map(own)
  if (payloadType === undefined && Object.hasOwn(message, 'event')) return { kind: 'other' }
  if (payloadType !== 'LIVE' && payloadType !== 'INITIALIZING') return skipped
  if (eventAction !== 'UPSERT' && eventAction !== 'DELETE') return skipped
  const [account, source, producer] = ['accountId', 'eventSourceId', 'measureProducerId'].map(own)
  if (typeof account !== 'string' || typeof source !== 'string') return skipped
  if (typeof producer !== 'string' || producer.toLowerCase() !== PRODUCER.toLowerCase()) return skipped
  if (!isRecord(keys) || !allTexts(keys) || Object.hasOwn(keys, '__proto__')) return skipped
  if (Object.keys(keys).length === 0) return skipped
  if (measures !== undefined && measures !== null && !(isRecord(measures) && allTexts(measures))) return skipped
  if (eventAction === 'UPSERT' && !measures) return skipped
  const row = JSON.stringify([account, source, Object.entries(keys).sort(([one], [two]) => (one < two ? -1 : 1))])
  if (eventAction === 'DELETE' || !measures) return { kind: 'row', row, values: undefined }
  const values = new Map<string, Value>()
  for (const [name, value] of Object.entries(measures)) {
    const kind = KIND_OF.get(name)
    if (kind !== undefined) values.set(name, valueOf(kind, value))
  }
  return { kind: 'row', row, values }
}
