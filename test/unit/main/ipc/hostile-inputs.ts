import fc from 'fast-check'
import type { RequestInput, RequestName } from '../../../../src/contract/requests.ts'
import { defaultRules } from '../../../../src/core/alerts/default-rules.ts'
import { DEFAULT_SETTINGS } from '../../../../src/core/settings/settings.ts'
import { INPUT_LIMIT } from '../../../../src/main/ipc/answer.ts'

/** What a page that was taken over might send. Everything here survives the structured clone, as on the real way. */

const [waiting] = defaultRules()
const { version: _version, ...preferences } = DEFAULT_SETTINGS
const draft: RequestInput<'connection:save'>['draft'] = {
  id: null,
  config: {
    system: 'giosg',
    name: 'Chat',
    organizationId: '7f9e9580-095b-42c7-838c-c04e667b26f7',
    apiBaseUrl: 'https://api.giosg.example',
    serviceBaseUrl: 'https://service.giosg.example',
    tokenKind: 'token'
  },
  secrets: { token: 'x' }
}

const targetDraft: RequestInput<'target:preview'>['draft'] = {
  name: 'Chats',
  threshold: 400,
  bound: 'LOWER',
  reportingPeriod: 'P1D',
  notificationPeriod: 'P1D',
  datasource: 'GENERIC_REPORTING',
  field: 'count',
  query: '{}',
  notificationsActive: true,
  activeFromMs: null,
  activeUntilMs: 1_715_000_000_000
}

/** An honest input of every request. */
export const HONEST: { readonly [N in RequestName]: RequestInput<N> } = {
  'state:get': undefined,
  'rows:get': undefined,
  'alert:acknowledge': { episodeId: 'e1', note: 'seen', minutes: 30 },
  'alert:snooze': { scope: { kind: 'rule', ruleId: 'r1' }, minutes: 15 },
  'alert:explanation': { episodeId: 'e1' },
  'alert:why': { ruleId: 'r1', connectionId: 'c1', key: 'c1/queues/queueId=Sales', atMs: 1_715_000_000_000 },
  'rule:save': waiting!,
  'rule:create': { rule: waiting!, copyOf: null },
  'rule:remove': { ruleId: 'r1', version: 1 },
  'rule:restore': { ruleId: 'r1', version: 1, over: 2 },
  'rule:versions': { ruleId: 'r1' },
  'rule:removed': undefined,
  'rule:noise': undefined,
  'rule:preview': { rule: waiting!, copyOf: null },
  'rule:export': { ruleIds: null },
  'rule:readFile': undefined,
  'rule:import': { readId: 'x' },
  'alert:search': { text: 'sales', ruleId: null, severity: null, fromMs: null, toMs: null, after: null },
  'target:test': { connectionId: 'c1', targetId: 't1' },
  'target:detail': { connectionId: 'c1', targetId: 't1' },
  'target:results': { connectionId: 'c1', targetId: 't1', sinceMs: 1_715_000_000_000, limit: 100 },
  'target:preview': { connectionId: 'c1', draft: targetDraft },
  'reporting:tree': undefined,
  'reporting:refresh': { connectionId: 'c1', workflowId: 'w1', targetId: null },
  'reporting:cascade': { connectionId: 'c1', workflowId: 'w1', targetId: 't1' },
  'edit:apply': {
    connectionId: 'c1',
    edit: { kind: 'target', op: 'change', workflowId: 'w1', id: 't1', changes: targetDraft }
  },
  'connection:retry': { connectionId: 'c1' },
  'connection:save': { draft, despiteTwin: false },
  'connection:remove': { connectionId: 'c1' },
  'connection:test': { testId: 't1', draft },
  'connection:cancelTest': { testId: 't1' },
  'connection:diagnostics': { connectionId: 'c1' },
  'connection:copyDiagnostics': { connectionId: 'c1' },
  'settings:change': preferences,
  'away:dismiss': undefined,
  'problem:dismiss': { id: 'p1' },
  'proxy:login': { host: 'proxy.example:3128', username: 'jane', password: 'x' },
  'proxy:forget': { host: 'proxy.example:3128' },
  'secret:set': { connectionId: 'c1', field: 'clientSecret', secret: 'x' },
  'secret:delete': { connectionId: 'c1', field: 'clientSecret' },
  'secret:has': { connectionId: 'c1', field: 'clientSecret' },
  'secret:restore': { connectionId: 'c1', field: 'clientSecret' },
  'vault:answer': { answer: 'session' },
  'history:count': undefined,
  'history:delete': undefined,
  'log:read': { level: 'warn', text: 'socket' },
  'log:copyFolder': undefined,
  'autostart:get': undefined,
  'autostart:set': { on: true },
  'notice:try': { severity: 'info' },
  'diagnostics:read': undefined,
  'diagnostics:copy': undefined,
  'window:open': { view: 'alerts', focusId: 'e1' },
  'window:shows': { view: 'alerts' },
  'sound:played': { id: 1, reason: null },
  'panel:close': undefined,
  'wallboard:displays': undefined,
  'wallboard:open': { displayId: 2528732444 },
  'wallboard:close': undefined,
  'app:quit': undefined
}

export interface Hostile {
  readonly value: unknown
  /** True where no honest page could have sent it, so that it must be refused. */
  readonly never: boolean
}

function circle(): object {
  const loop: Record<string, unknown> = { id: 'x' }
  loop['self'] = loop
  return loop
}

function deep(levels: number): unknown {
  let inner: unknown = 'x'
  for (let level = 0; level < levels; level += 1) inner = { id: inner }
  return inner
}

const polluting = (): unknown =>
  JSON.parse('{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}}}')

/** Never legal in any place of any request. */
const POISON: readonly unknown[] = [
  'x'.repeat(INPUT_LIMIT + 1),
  new Array(1_000_000_000),
  Array.from({ length: 40_000 }, () => 0),
  deep(20_000),
  circle(),
  polluting(),
  new Map([['id', 'x']]),
  new Set(['x']),
  new Date(0),
  /x/,
  new Error('x'),
  new Uint8Array(INPUT_LIMIT),
  new ArrayBuffer(8),
  1n,
  Number.NaN,
  Number.POSITIVE_INFINITY,
  [[]]
]

/** Legal in some places. */
const ODD = fc.oneof(
  fc.constantFrom<unknown>(
    null,
    undefined,
    true,
    0,
    -0,
    -1,
    2 ** 53,
    1e308,
    '',
    '\0',
    '\u202e',
    '../../etc/passwd',
    []
  ),
  fc.string(),
  fc.double(),
  fc.constantFrom(
    '__proto__',
    'constructor',
    'toString',
    'https://x.example',
    "'; DROP TABLE episode; --",
    '<img src=x>'
  )
)

type Path = readonly (string | number)[]

function placesIn(value: unknown, path: Path = []): Path[] {
  if (typeof value !== 'object' || value === null) return [path]
  return [path, ...Object.entries(value).flatMap(([key, inner]) => placesIn(inner, [...path, key]))]
}

/** A copy in which `change` was done to what lies at `path`. */
function changed(value: unknown, path: Path, change: (inner: unknown) => unknown): unknown {
  const [key, ...rest] = path
  if (key === undefined) return change(value)
  const copy: object = Array.isArray(value) ? [...(value as unknown[])] : { ...(value as object) }
  Reflect.set(copy, key, changed(Reflect.get(copy, key), rest, change))
  return copy
}

function withExtra(inner: unknown, key: string): unknown {
  const copy: object = Array.isArray(inner) ? [...(inner as unknown[])] : typeof inner === 'object' ? { ...inner } : {}
  Object.defineProperty(copy, key, { value: 1, enumerable: true, configurable: true, writable: true })
  return copy
}

/** An honest input with one thing wrong. */
function nearMiss(honest: unknown): fc.Arbitrary<Hostile> {
  const place = fc.constantFrom(...placesIn(honest))
  const objects = placesIn(honest).filter((path) => {
    const inner = path.reduce<unknown>((value, key) => Reflect.get(value as object, key), honest)
    return typeof inner === 'object' && inner !== null && !Array.isArray(inner)
  })
  const poisoned = fc
    .tuple(place, fc.constantFrom(...POISON))
    .map(([path, poison]) => ({ value: changed(honest, path, () => poison), never: true }))
  const odd = fc.tuple(place, ODD).map(([path, value]) => ({ value: changed(honest, path, () => value), never: false }))
  if (objects.length === 0) return fc.oneof(poisoned, odd)
  const extra = fc
    .tuple(fc.constantFrom(...objects), fc.constantFrom('extra', '__proto__', 'clientSecret', 'then'))
    .map(([path, key]) => ({ value: changed(honest, path, (inner) => withExtra(inner, key)), never: true }))
  return fc.oneof({ weight: 1, arbitrary: poisoned }, { weight: 2, arbitrary: odd }, { weight: 1, arbitrary: extra })
}

const anything = fc
  .anything({
    withBigInt: true,
    withDate: true,
    withMap: true,
    withSet: true,
    withTypedArray: true,
    withSparseArray: true,
    withNullPrototype: true
  })
  .map((value) => ({ value, never: false }))

const SEED = 20_260_102

/** `count` inputs for one request; the same ones at every run. */
export function hostileInputs(name: RequestName, count: number): readonly Hostile[] {
  const near = fc.sample(nearMiss(HONEST[name]), { numRuns: Math.ceil(count / 2), seed: SEED })
  const any = fc.sample(anything, { numRuns: Math.ceil(count / 2), seed: SEED })
  return [...near, ...any]
}
