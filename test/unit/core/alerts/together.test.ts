import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createLeast } from '../../../../src/core/alerts/least.ts'
import type { RealtimeRule } from '../../../../src/core/alerts/rule.ts'
import type { OpeningHours } from '../../../../src/core/floor/opening-hours.ts'
import { AGENTS, createScene, QUEUES, WAITING, type Scene } from './scene.ts'

const ON_QUEUES: RealtimeRule = { ...WAITING, severity: 'warning', pendingForMs: 0, keepFiringForMs: 0 }
const VOICE = [{ by: { role: 'channel' } as const, oneOf: ['VOICE'] }]
const more = (threshold: number, clear?: number) => ({
  op: '>' as const,
  threshold,
  ...(clear === undefined ? {} : { clear })
})
const IN_WORK: RealtimeRule = {
  ...ON_QUEUES,
  producer: 'agent',
  metric: { kind: 'elapsed', measure: { role: 'afterContactSince' } }
}
const READY = [{ by: { role: 'agentState' } as const, oneOf: ['READY'] }]

/** Rules that share what they can: moments, sums, and looks at a row. */
const FORMS: readonly RealtimeRule[] = [
  { ...IN_WORK, id: 'time-20', condition: more(20_000) },
  { ...IN_WORK, id: 'time-40', condition: { op: '>=', threshold: 40_000 }, pendingForMs: 5_000 },
  { ...IN_WORK, id: 'time-ready', scope: READY, condition: more(30_000, 10_000), keepFiringForMs: 7_000 },
  { ...IN_WORK, id: 'time-lack', condition: more(25_000), noData: { afterMs: 5_000, policy: 'alert' } },
  { ...ON_QUEUES, id: 'each-8', condition: more(8, 5) },
  { ...ON_QUEUES, id: 'each-low', condition: { op: '<', threshold: 2 } },
  { ...ON_QUEUES, id: 'each-voice', scope: VOICE, condition: more(6) },
  { ...ON_QUEUES, id: 'sum-12', over: 'sum', condition: more(12) },
  { ...ON_QUEUES, id: 'sum-20', over: 'sum', condition: more(20, 10), pendingForMs: 5_000 },
  { ...ON_QUEUES, id: 'avg', over: 'avg', condition: more(6) },
  { ...ON_QUEUES, id: 'min', over: 'min', condition: { op: '<=', threshold: 1 } },
  { ...ON_QUEUES, id: 'max', over: 'max', condition: more(10), noData: { afterMs: 5_000, policy: 'alert' } },
  { ...ON_QUEUES, id: 'sum-voice', over: 'sum', scope: VOICE, condition: more(9) },
  { ...ON_QUEUES, id: 'count-2', producer: 'agent', over: 'count', scope: READY, condition: { op: '<', threshold: 2 } },
  { ...ON_QUEUES, id: 'count-1', producer: 'agent', over: 'count', scope: READY, condition: { op: '<', threshold: 1 } },
  { ...IN_WORK, id: 'longest', over: 'max', condition: more(15_000) },
  { ...IN_WORK, id: 'together', over: 'sum', condition: more(35_000) }
]
const RULES = FORMS.map((rule): RealtimeRule => ({ ...rule, unstable: null }))

/** Sales is closed on all days. */
const NEVER: OpeningHours = {
  name: 'Never',
  zone: 'UTC',
  week: [],
  holidays: [],
  queues: [{ id: JSON.stringify(['floor', 'account', 'Sales']), name: 'Sales' }]
}

type Op =
  | {
      readonly kind: 'queue'
      readonly key: string
      readonly waiting: number | null
      readonly channel: string
    }
  | { readonly kind: 'agent'; readonly key: string; readonly state: string; readonly sinceAgo: number | null }
  | { readonly kind: 'wait'; readonly seconds: number }
  | { readonly kind: 'gone' | 'goneAgent' | 'down' | 'up' | 'snapshot' | 'close' | 'open' | 'busy' }

const op: fc.Arbitrary<Op> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('queue' as const),
      key: fc.constantFrom('Sales', 'Billing', 'Care'),
      waiting: fc.constantFrom(0, 1, 4, 7, 9, 11, null),
      channel: fc.constantFrom('VOICE', 'CHAT')
    })
  },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('agent' as const),
      key: fc.constantFrom('Ann', 'Bob', 'Cid'),
      state: fc.constantFrom('READY', 'BUSY'),
      sinceAgo: fc.constantFrom(0, 5, 19, 38, null)
    })
  },
  {
    weight: 4,
    arbitrary: fc.record({ kind: fc.constant('wait' as const), seconds: fc.constantFrom(1, 4, 11, 25) })
  },
  fc.record({
    kind: fc.constantFrom<'gone' | 'goneAgent' | 'down' | 'up' | 'snapshot' | 'close' | 'open' | 'busy'>(
      'gone',
      'goneAgent',
      'down',
      'up',
      'up',
      'snapshot',
      'close',
      'open',
      'open',
      'busy'
    )
  })
)

function play(scene: Scene, ops: readonly Op[]): void {
  for (const one of ops) {
    switch (one.kind) {
      case 'queue':
        scene.row(one.key, { waiting: one.waiting, channel: one.channel })
        break
      case 'agent':
        scene.row(
          one.key,
          {
            state: one.state,
            acw: one.sinceAgo === null ? null : scene.clock.now().wallMs - 1000 * one.sinceAgo
          },
          AGENTS
        )
        break
      case 'wait':
        scene.wait(one.seconds)
        break
      case 'gone':
        scene.gone('Sales')
        break
      case 'goneAgent':
        scene.gone('Ann', AGENTS)
        break
      case 'down':
      case 'up':
        for (const feed of [QUEUES, AGENTS]) scene.live(one.kind === 'up', feed)
        break
      case 'snapshot':
        scene.snapshot(() => {
          scene.row('Bob', { state: 'READY', acw: scene.clock.now().wallMs - 21_000 }, AGENTS)
        }, AGENTS)
        break
      case 'close':
      case 'open':
        scene.send({ type: 'openingHoursChanged', openingHours: one.kind === 'close' ? [NEVER] : [] })
        break
      case 'busy':
        // Longer than any moment may be late.
        scene.clock.sleep(12_000, true)
        scene.wait(0)
    }
  }
  scene.wait(30)
}

/** What became of the rule's keys, each breach with its moments. Values are as last noted, which others that explain it can bring about. */
function courseOf(scene: Scene, ruleId: string): readonly unknown[] {
  return [...scene.journal.values()]
    .filter((episode) => episode.ruleId === ruleId)
    .map(({ key, state, reason, breachedAtMs, firedAtMs, recoveringSinceMs, closedAtMs }) => ({
      ...{ key, state, reason, breachedAtMs, firedAtMs, recoveringSinceMs, closedAtMs }
    }))
    .sort((a, b) => a.breachedAtMs - b.breachedAtMs || (a.key < b.key ? -1 : 1))
}

describe('rules that share what they read', () => {
  test('say of every key what each of them says alone', () => {
    const fired = new Set<string>()
    fc.assert(
      fc.property(fc.array(op, { maxLength: 40 }), (ops) => {
        const all = createScene({ rules: RULES })
        play(all, ops)
        for (const rule of RULES) {
          const alone = createScene({ rules: [rule] })
          play(alone, ops)
          const course = courseOf(all, rule.id)
          expect({ rule: rule.id, course }).toEqual({ rule: rule.id, course: courseOf(alone, rule.id) })
          if (course.length > 0) fired.add(rule.id)
        }
      }),
      {
        numRuns: 150,
        examples: [
          [
            [
              { kind: 'queue', key: 'Sales', waiting: 11, channel: 'VOICE' },
              { kind: 'queue', key: 'Billing', waiting: 11, channel: 'VOICE' },
              { kind: 'agent', key: 'Ann', state: 'READY', sinceAgo: 0 },
              { kind: 'wait', seconds: 25 },
              { kind: 'busy' }
            ]
          ]
        ]
      }
    )
    expect([...fired].sort()).toEqual(RULES.map(({ id }) => id).sort())
  })

  test('wait after a busy time that was none: what fell due meanwhile rests on numbers from before', () => {
    const scene = createScene({ rules: RULES.filter(({ id }) => id === 'time-20') })
    scene.row('Ann', { state: 'READY', acw: scene.clock.now().wallMs }, AGENTS)
    scene.clock.sleep(60_000, true)
    scene.wait(0)
    expect(scene.log).toEqual([])
    scene.wait(19)
    expect(scene.log).toEqual([])
    scene.wait(1)
    expect(scene.log).toEqual(['80 fired Ann', '80 tell(fired) Ann'])
  })

  test('come to a row at the very moment at which the least of them is passed', () => {
    const scene = createScene({ rules: RULES.filter(({ id }) => id.startsWith('time-')) })
    const { wallMs } = scene.clock.now()
    const before = scene.clock.pendingTimers()
    scene.row('Ann', { state: 'READY', acw: wallMs }, AGENTS)
    expect(scene.clock.pendingTimers()).toBe(before + 1)
    scene.wait(20)
    expect(scene.log).toEqual([])
    scene.wait(1)
    expect(scene.log).toEqual(['20.001 fired Ann', '20.001 tell(fired) Ann'])
  })
})

describe('the least of many numbers', () => {
  test('is what a look at all of them finds', () => {
    const change = fc.tuple(fc.integer({ min: 0, max: 300 }), fc.constantFrom(-3, -1, 0, 2, 7, Infinity))
    fc.assert(
      fc.property(fc.array(fc.oneof({ weight: 20, arbitrary: change }, fc.constant(null))), (changes) => {
        const least = createLeast()
        const numbers = new Map<number, number>()
        for (const one of changes) {
          if (one) {
            least.set(...one)
            numbers.set(...one)
          } else {
            least.clear()
            numbers.clear()
          }
          expect(least.get()).toBe(Math.min(Infinity, ...numbers.values()))
        }
      })
    )
  })
})
