import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { EngineEvent } from '../../../../src/core/alerts/engine-types.ts'
import type { Episode } from '../../../../src/core/alerts/episode.ts'
import { judgeAgain, recorded, rerun } from '../../../../src/core/alerts/rerun.ts'
import type { RealtimeRule, Rule } from '../../../../src/core/alerts/rule.ts'
import { TRACE_POINTS, traceSchema, type Trace } from '../../../../src/core/alerts/trace.ts'
import type { FeedDescriptor } from '../../../../src/core/measures/feed.ts'
import type { Value } from '../../../../src/core/measures/value.ts'
import type { Target } from '../../../../src/core/targets/target.ts'
import { AGENTS, createScene, QUEUES, WAITING, type Scene } from './scene.ts'

/** What may happen to a floor with two queues and two agents. */
type Op =
  | { readonly kind: 'value'; readonly key: string; readonly waiting: number | null }
  | { readonly kind: 'state'; readonly key: string; readonly acwFor: number | null }
  | { readonly kind: 'gone'; readonly key: string }
  | { readonly kind: 'wait'; readonly seconds: number }
  | { readonly kind: 'jump'; readonly ms: number }
  | { readonly kind: 'sleep'; readonly seconds: number }
  | { readonly kind: 'down' | 'up' | 'store' | 'restart' | 'edit' | 'acknowledge' }

const queue = fc.constantFrom('Sales', 'Billing')
const value = fc.record({
  kind: fc.constant('value' as const),
  key: queue,
  waiting: fc.oneof({ weight: 8, arbitrary: fc.constantFrom(2, 5, 6, 8, 9, 14, 16, 20) }, fc.constant(null))
})
const state = fc.record({
  kind: fc.constant('state' as const),
  key: fc.constantFrom('Ada', 'Ben'),
  acwFor: fc.oneof(fc.constantFrom(0, 20, 70, 200), fc.constant(null))
})
const wait = fc.record({ kind: fc.constant('wait' as const), seconds: fc.constantFrom(1, 4, 11, 31, 70) })
const jump = fc.record({ kind: fc.constant('jump' as const), ms: fc.integer({ min: -86_400_000, max: 86_400_000 }) })
const sleep = fc.record({ kind: fc.constant('sleep' as const), seconds: fc.constantFrom(3, 8, 40) })
const gone = fc.record({ kind: fc.constant('gone' as const), key: queue })
const sign = (kind: Extract<Op, { kind: 'down' | 'up' | 'store' | 'restart' | 'edit' | 'acknowledge' }>['kind']) =>
  fc.constant({ kind })

const COURSE: fc.Arbitrary<readonly Op[]> = fc.array(
  fc.oneof(
    { weight: 24, arbitrary: value },
    { weight: 12, arbitrary: state },
    { weight: 22, arbitrary: wait },
    { weight: 5, arbitrary: sign('up') },
    ...[gone, jump, sleep, ...(['down', 'store', 'restart', 'edit', 'acknowledge'] as const).map(sign)].map(
      (arbitrary) => ({ weight: 1, arbitrary })
    )
  ),
  { minLength: 20, maxLength: 120, size: 'max' }
)

const OTHER: NonNullable<RealtimeRule['also']>['conditions'][number] = {
  metric: { kind: 'measure', measure: { name: 'offered' } },
  condition: { op: '>', threshold: 8, clear: 3 }
}
const SOON = { times: 2, withinMs: 600_000, calmForMs: 60_000, steadyForMs: 60_000 }
const IN_ACW: RealtimeRule = {
  ...WAITING,
  producer: 'agent',
  metric: { kind: 'elapsed', measure: { role: 'afterContactSince' } },
  condition: { op: '>', threshold: 60_000, clear: 30_000 },
  severity: 'warning',
  critical: { threshold: 120_000 }
}
const TWO_LEVELS: RealtimeRule = { ...WAITING, severity: 'warning', critical: { threshold: 15, clear: 9 } }

const RULES: readonly (readonly [string, RealtimeRule])[] = [
  ['one measure of each', WAITING],
  ['no waiting at all', { ...WAITING, pendingForMs: 0, keepFiringForMs: 0 }],
  ['two levels', TWO_LEVELS],
  ['two levels without waiting', { ...TWO_LEVELS, pendingForMs: 0, keepFiringForMs: 0 }],
  ['what comes and goes', { ...TWO_LEVELS, unstable: SOON, pendingForMs: 1000, keepFiringForMs: 2000 }],
  ['repeats', { ...WAITING, repeatEveryMs: 60_000 }],
  ['in the shadow', { ...WAITING, mode: 'shadow' }],
  ['a sum', { ...WAITING, over: 'sum' }],
  ['a count', { ...WAITING, over: 'count', condition: { op: '<', threshold: 2 } }],
  [
    'a ratio',
    {
      ...WAITING,
      metric: { kind: 'ratio', numerator: { role: 'contactsWaiting' }, denominator: { name: 'offered' } },
      condition: { op: '>', threshold: 80 }
    }
  ],
  ['all of two', { ...WAITING, also: { join: 'all', conditions: [OTHER] } }],
  ['any of two', { ...TWO_LEVELS, also: { join: 'any', conditions: [OTHER] } }],
  ['a time', IN_ACW],
  ['times together', { ...IN_ACW, over: 'sum' }],
  ...(['alert', 'keepLast', 'ok'] as const).map(
    (policy) => [`missing data: ${policy}`, { ...TWO_LEVELS, noData: { afterMs: 5000, policy } }] as const
  ),
  [
    'missing data of what comes and goes',
    { ...WAITING, unstable: SOON, noData: { afterMs: 2000, policy: 'alert' }, pendingForMs: 0, keepFiringForMs: 1000 }
  ]
]

const LIVE = { feeds: [QUEUES, AGENTS] }
const numbers = (waiting: number | null): Record<string, Value> => ({
  waiting,
  offered: waiting === null ? null : 20 - waiting
})

/** Queues with a second number; every version of the rule there ever was. */
function begin(rule: Rule, ticks: boolean) {
  const queues = {
    ...QUEUES,
    measures: [...QUEUES.measures, { name: 'offered', kind: 'number', displayName: 'Offered' } as const]
  }
  const versions = new Map<number, Rule>([[rule.version, rule]])
  const scene = createScene({ rules: [rule], feeds: [queues, AGENTS], ticks })
  return { queues, versions, scene }
}

interface Ran {
  readonly scenes: readonly Scene[]
  readonly ruleOf: (version: number) => Rule | undefined
}

/** Runs the operations; answers every run of the process there was. */
function run(first: RealtimeRule, ops: readonly Op[], ticks = true): Ran {
  const { queues, versions, scene: opening } = begin(first, ticks)
  let scene = opening
  let rule = first
  const scenes = [scene]
  const floor = new Map<string, { readonly feed: FeedDescriptor; readonly values: Record<string, Value> }>()
  let isUp = true
  const feeds = [queues, AGENTS]

  function come(): void {
    for (const feed of feeds) {
      scene.snapshot(() => {
        for (const [key, one] of floor) if (one.feed === feed) scene.row(key, one.values, feed)
      }, feed)
      scene.live(true, feed)
    }
  }
  function note(key: string, feed: FeedDescriptor, values: Record<string, Value>): void {
    floor.set(key, { feed, values })
    if (isUp) scene.row(key, values, feed)
  }
  function take(op: Op): void {
    switch (op.kind) {
      case 'value':
        note(op.key, queues, numbers(op.waiting))
        break
      case 'state': {
        const sinceMs = op.acwFor === null ? null : scene.clock.now().wallMs - op.acwFor * 1000
        note(op.key, AGENTS, { acw: sinceMs })
        break
      }
      case 'gone':
        floor.delete(op.key)
        if (isUp) scene.gone(op.key, queues)
        break
      case 'wait':
        scene.wait(op.seconds)
        break
      case 'jump':
        scene.clock.jumpWall(op.ms)
        scene.send({ type: 'tick' })
        break
      case 'sleep':
        // Woken, what was live is not any more, from when it fell asleep on.
        for (const feed of feeds) {
          scene.send({
            ...({ type: 'feedLive', feedId: feed.id, live: false } satisfies EngineEvent),
            unknownSinceMs: scene.clock.now().monoMs - 500
          })
        }
        isUp = false
        scene.wait(op.seconds)
        break
      case 'down':
        for (const feed of feeds) if (isUp) scene.live(false, feed)
        isUp = false
        break
      case 'up':
        if (!isUp) come()
        isUp = true
        break
      case 'store':
        scene.storeTraces()
        break
      case 'edit':
        rule = { ...rule, version: rule.version + 1, condition: { ...rule.condition, op: rule.condition.op } }
        rule = { ...rule, keepFiringForMs: rule.keepFiringForMs + 1000 }
        versions.set(rule.version, rule)
        scene.send({ type: 'rulesChanged', rules: [rule] })
        break
      case 'acknowledge':
        scene.send({ type: 'acknowledge', episodeId: scene.open()[0]?.id ?? '', note: null })
        break
      case 'restart':
        scene = scene.restart([rule])
        scenes.push(scene)
        isUp = false
    }
  }
  for (const op of ops) take(op)
  return { scenes, ruleOf: (version) => versions.get(version) }
}

/** As it comes back from the journal. */
const reread = (trace: Trace): Trace => traceSchema.parse(JSON.parse(JSON.stringify(trace)))

/** What is stored of an alert makes the same alert again, at the same moments. */
function expectSame(episode: Episode, trace: Trace | undefined, ruleOf: Ran['ruleOf']): void {
  if (!trace) throw new Error('an alert without a trace')
  const stored = reread(trace)
  expect(stored.points.length).toBeLessThanOrEqual(TRACE_POINTS)
  expect(rerun(stored, ruleOf)).toEqual(recorded(stored))
  expect(judgeAgain(stored, ruleOf)).toEqual({ kind: 'same' })
  const did = recorded(stored)
  expect(did.find((one) => one.did === 'fired')?.atMs).toBe(episode.firedAtMs)
  expect(did.find((one) => one.did === 'closed')?.atMs ?? null).toBe(episode.closedAtMs)
  const [first] = stored.points
  // Of a breach that an earlier run waited with, that run's values are gone; how long it was seen is not.
  if (first?.saw.kind === 'restart') expect(first.saw.pendingForMs).toBeGreaterThanOrEqual(0)
  else expect(first?.atMs).toBe(episode.breachedAtMs)
}

/** Answers how many there were. */
function expectAllSame({ scenes, ruleOf }: Ran): number {
  let alerts = 0
  for (const scene of scenes) {
    scene.storeTraces()
    for (const [id, episode] of scene.journal) expectSame(episode, scene.traces.get(id), ruleOf)
    alerts += scene.journal.size
  }
  return alerts
}

describe.each(RULES)('of any course of a shift, by a rule about %s', (_what, rule) => {
  test.each([
    ['served as they fall due', true],
    ['served with whatever comes next', false]
  ])('every alert comes out of its own values again, deadlines %s', (_how, ticks) => {
    let alerts = 0
    fc.assert(
      fc.property(COURSE, (ops) => {
        alerts += expectAllSame(run(rule, ops, ticks))
      }),
      { numRuns: 80 }
    )
    expect(alerts).toBeGreaterThan(0)
  })
})

describe('an alert of very many values', () => {
  const long = (what: fc.Arbitrary<Op>) => fc.array(what, { minLength: 150, maxLength: 400, size: 'max' })
  const sale = (waiting: number) => ({ kind: 'value', key: 'Sales', waiting }) as const
  const sales = (...waiting: readonly number[]) => fc.constantFrom(...waiting).map(sale)
  const short = fc.constant({ kind: 'wait', seconds: 1 } as const)
  const FIRST = [sale(9), { kind: 'wait', seconds: 11 }] as const

  test('is thinned without a change to what comes out', () => {
    fc.assert(
      fc.property(long(fc.oneof(sales(6, 7, 9, 10, 11, 12, 20), short)), (ops) => {
        const ran = run(WAITING, [...FIRST, ...ops])
        expectAllSame(ran)
        // Nothing had to be given up for it.
        for (const scene of ran.scenes)
          for (const { points } of scene.traces.values()) expect(points.some(({ gap }) => gap)).toBe(false)
      }),
      { numRuns: 20 }
    )
  })

  test('is thinned where it is about times that run by themselves', () => {
    const states = fc.record({
      kind: fc.constant('state' as const),
      key: fc.constantFrom('Ada', 'Ben'),
      acwFor: fc.constantFrom(0, 10, 20, 40, 60)
    })
    const begins: readonly Op[] = [
      { kind: 'state', key: 'Ada', acwFor: 70 },
      { kind: 'wait', seconds: 11 }
    ]
    fc.assert(
      fc.property(long(fc.oneof(states, short)), (ops) => {
        expectAllSame(run({ ...IN_ACW, over: 'sum', pendingForMs: 2000, keepFiringForMs: 90_000 }, [...begins, ...ops]))
      }),
      { numRuns: 20 }
    )
  })

  test.each([
    ['', { keepFiringForMs: 8000 }],
    [', as one that comes and goes', { keepFiringForMs: 2000, unstable: SOON }]
  ])('gives up the middle where every value makes a difference, and keeps how it began and goes on%s', (_as, times) => {
    const what = fc.oneof(sales(3, 4, 9, 14, 16), short, sign('down'), sign('up'), sign('up'))
    // Worse and better again so often that they can't all be kept.
    const swings = Array.from({ length: 300 }, (_, at) => [sale(at % 2 === 0 ? 16 : 9), FIRST[1]]).flat()
    let gaps = 0
    fc.assert(
      fc.property(long(what), (ops) => {
        const ran = run({ ...TWO_LEVELS, pendingForMs: 1000, ...times }, [...FIRST, ...ops])
        expectAllSame(ran)
        const points = ran.scenes.flatMap(({ traces }) => [...traces.values()].flatMap((one) => one.points))
        gaps += points.filter(({ gap }) => gap).length
      }),
      { numRuns: 30, examples: [[swings]] }
    )
    expect(gaps).toBeGreaterThan(0)
  })

  test('keeps its worst value', () => {
    const ops = Array.from({ length: 500 }, (_, at) => sale(at === 250 ? 99 : 9 + (at % 7)))
    const { scenes } = run(WAITING, [...FIRST, ...ops])
    scenes[0]?.storeTraces()
    const [trace] = scenes[0]?.traces.values() ?? []
    expect(trace?.points.map(({ saw }) => (saw.kind === 'number' ? saw.value : null))).toContain(99)
  })
})

describe('other alerts', () => {
  const versions =
    (...rules: readonly Rule[]) =>
    (version: number) =>
      rules.find((one) => one.version === version)
  const { id, version, name, enabled, severity, repeatEveryMs, announceEnd } = WAITING
  const shared = { id, version, name, enabled, severity, repeatEveryMs, announceEnd }

  test('that of a lost feed comes out again', () => {
    const rule: Rule = { ...shared, kind: 'feed', pendingForMs: 5000, keepFiringForMs: 3000 }
    const scene = createScene({ rules: [rule], ...LIVE })
    const lost = (isLost: boolean): void => {
      const reason = isLost ? 'network' : null
      scene.send({ type: 'connectionLost', connectionId: 'floor', connectionName: 'Floor', lost: isLost, reason })
    }
    for (const isLost of [true, false, true, true]) lost(isLost)
    scene.wait(9)
    lost(false)
    scene.wait(1)
    lost(true)
    lost(false)
    scene.wait(20)
    expect(scene.journal.size).toBe(1)
    expectAllSame({ scenes: [scene], ruleOf: versions(rule) })
  })

  test('that of a target comes out again, with its end', () => {
    const rule: Rule = { ...shared, kind: 'target', states: ['reached'], pendingForMs: 0, keepFiringForMs: 0 }
    const scene = createScene({ rules: [rule], ...LIVE })
    const target: Target = {
      ...{ id: 't', connectionId: 'floor', workflowId: 'w', name: 'Sales', threshold: 10, bound: 'UPPER' },
      ...{ reportingPeriod: 'P1D', notificationPeriod: 'P1D', field: 'sales' }
    }
    const test = { targetId: 't', value: 12, selectedPeriod: 'P1D', timespan: 'today', testedAtMs: 1 } as const
    const tell = (state: 'reached' | 'onPace'): void =>
      scene.send({ type: 'targetTested', target, state, test, newPeriod: false })
    tell('reached')
    scene.wait(5)
    tell('onPace')
    expect(scene.journal.size).toBeGreaterThan(0)
    expectAllSame({ scenes: [scene], ruleOf: versions(rule) })
  })

  test('one whose rule is not known any more says so', () => {
    const scene = createScene({ rules: [WAITING], ...LIVE })
    scene.play('Sales', '9*11')
    const [trace] = scene.traces.values()
    expect(trace && judgeAgain(trace, () => undefined)).toEqual({ kind: 'noRule', version: 1 })
  })

  test('one that came out otherwise says where', () => {
    const scene = createScene({ rules: [WAITING], ...LIVE })
    scene.play('Sales', '9*11 4*31')
    const [trace] = scene.traces.values()
    const other: Rule = { ...WAITING, pendingForMs: 5000 }
    const verdict = trace && judgeAgain(trace, versions(other))
    const fired = [...scene.journal.values()][0]?.firedAtMs ?? 0
    expect(verdict).toEqual({
      kind: 'differs',
      recorded: { did: 'fired', atMs: fired },
      again: { did: 'fired', atMs: fired - 5000 }
    })
  })

  test('one of before there were traces is explained from the next start on', () => {
    const scene = createScene({ rules: [WAITING], ...LIVE })
    scene.play('Sales', '9*11')
    const bare = createScene({
      ...{ rules: [WAITING], ...LIVE, clock: scene.clock, startsLive: false },
      seed: { episodes: [...scene.journal.values()] }
    })
    bare.row('Sales', { waiting: 9 })
    bare.live(true)
    bare.play('Sales', '9 4*31')
    const [trace] = bare.traces.values()
    expect(trace && recorded(trace).map(({ did }) => did)).toEqual(['recovering', 'closed'])
    expect(trace && judgeAgain(trace, versions(WAITING))).toEqual({ kind: 'same' })
  })
})
