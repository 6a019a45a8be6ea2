import fc from 'fast-check'
import type { Value } from '../../../../../src/core/measures/value.ts'
import { expect, test } from 'vitest'
import type { RealtimeRule, Rule } from '../../../../../src/core/alerts/rule.ts'
import { EVERYTHING } from '../../../../../src/core/floor/scope.ts'
import type { FeedDescriptor } from '../../../../../src/core/measures/feed.ts'
import { AGENTS, createScene, QUEUES, WAITING, type Scene } from '../scene.ts'

const Q: FeedDescriptor = {
  ...QUEUES,
  measures: [
    ...QUEUES.measures,
    { name: 'offered', kind: 'number', displayName: 'Offered', role: 'offered', isCounter: true },
    { name: 'abandoned', kind: 'number', displayName: 'Abandoned', role: 'abandoned', isCounter: true },
    { name: 'team', kind: 'text', displayName: 'Team' }
  ]
}
const A: FeedDescriptor = {
  ...AGENTS,
  measures: [...AGENTS.measures, { name: 'team', kind: 'text', displayName: 'Team' }]
}
const B: RealtimeRule = { ...WAITING, severity: 'warning', pendingForMs: 0, keepFiringForMs: 0 }
const VOICE = [{ by: { role: 'channel' } as const, oneOf: ['VOICE'] }]
const gt = (threshold: number, clear?: number) => ({
  op: '>' as const,
  threshold,
  ...(clear === undefined ? {} : { clear })
})
const lt = (threshold: number) => ({ op: '<' as const, threshold })
const W: RealtimeRule = { ...B, producer: 'agent', metric: { kind: 'elapsed', measure: { role: 'afterContactSince' } } }
const READY = [{ by: { role: 'agentState' } as const, oneOf: ['READY'] }]
const off = { metric: { kind: 'measure', measure: { role: 'offered' } } } as const
const ab = { metric: { kind: 'measure', measure: { role: 'abandoned' } } } as const
const ratio = { metric: { kind: 'ratio', numerator: { role: 'abandoned' }, denominator: { role: 'offered' } } } as const
const FORMS: RealtimeRule[] = [
  { ...B, id: 'default-contacts-waiting', condition: gt(8, 5) },
  { ...W, id: 'default-after-contact-work', condition: gt(20_000) },
  { ...B, id: 'default-agents-ready', producer: 'agent', over: 'count', scope: READY, condition: lt(2) },
  { ...W, id: 'time-10', condition: gt(10_000) },
  { ...W, id: 'time-ready', scope: READY, condition: gt(30_000, 10_000), keepFiringForMs: 7_000 },
  { ...W, id: 'time-voice', condition: { op: '>=', threshold: 25_000 }, pendingForMs: 4000 },
  { ...B, id: 'each-6', condition: gt(6) },
  { ...B, id: 'each-low', condition: lt(2), keepFiringForMs: 3000 },
  { ...B, ...ab, id: 'each-ab', condition: gt(5) },
  { ...B, ...ab, id: 'each-ab2', condition: gt(8, 4), keepFiringForMs: 5000 },
  { ...B, ...off, id: 'each-off-low', condition: lt(10) },
  { ...B, ...ab, id: 'sum-ab', over: 'sum', condition: gt(12) },
  { ...B, ...ab, id: 'sum-ab2', over: 'sum', condition: gt(20, 10), keepFiringForMs: 5000 },
  { ...B, ...off, id: 'sum-off-low', over: 'sum', condition: lt(30) },
  { ...B, ...off, id: 'max-off', over: 'max', condition: gt(20) },
  { ...B, ...off, id: 'avg-off', over: 'avg', condition: lt(9) },
  { ...B, ...off, id: 'sum-off-voice', scope: VOICE, over: 'sum', condition: lt(12) },
  { ...B, ...ratio, id: 'ratio-sum', over: 'sum', condition: gt(30) },
  { ...B, ...ratio, id: 'ratio-sum2', over: 'sum', condition: gt(50, 20) },
  { ...B, ...ratio, id: 'ratio-max', over: 'max', condition: gt(60) },
  { ...B, ...ratio, id: 'ratio-each', condition: gt(60) },
  { ...W, id: 'longest', over: 'max', condition: gt(15_000) },
  { ...W, id: 'least', over: 'min', condition: gt(8_000) },
  { ...W, id: 'together', over: 'sum', condition: gt(35_000) },
  { ...B, id: 'count-voice', over: 'count', scope: VOICE, condition: gt(1) },
  { ...B, id: 'count-voice2', over: 'count', scope: VOICE, condition: lt(1) }
]
const RULES = FORMS.map((r): RealtimeRule => ({ ...r, unstable: null }))
const V = fc.constantFrom(0, 0, 2, 5, 9, 14, 25)
const op = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      k: fc.constant('q' as const),
      key: fc.constantFrom('Sales', 'Billing', 'Care'),
      w: fc.constantFrom(undefined, 0, 1, 7, 9, null),
      ch: fc.constantFrom(undefined, 'VOICE', 'CHAT'),
      o: fc.option(V, { nil: undefined }),
      a: fc.option(V, { nil: undefined }),
      team: fc.constantFrom(undefined, undefined, 'Red', 'Blue')
    })
  },
  {
    weight: 4,
    arbitrary: fc.record({
      k: fc.constant('a' as const),
      key: fc.constantFrom('Ann', 'Bob', 'Cid'),
      s: fc.constantFrom(undefined, 'READY', 'BUSY'),
      ago: fc.constantFrom(undefined, 0, 5, 19, 38, null, -9),
      team: fc.constantFrom(undefined, undefined, 'Red', 'Blue')
    })
  },
  { weight: 4, arbitrary: fc.record({ k: fc.constant('wait' as const), s: fc.constantFrom(1, 4, 11, 25, 70) }) },
  { weight: 1, arbitrary: fc.record({ k: fc.constant('floor' as const), t: fc.constantFrom('', 'Red', 'Blue') }) },
  {
    weight: 1,
    arbitrary: fc.record({
      k: fc.constantFrom(
        'gone' as const,
        'goneA' as const,
        'down' as const,
        'up' as const,
        'up' as const,
        'snap' as const,
        'rebind' as const,
        'rename' as const
      ),
      key: fc.constantFrom('Sales', 'Billing', 'Care')
    })
  }
)
type Op = typeof op extends fc.Arbitrary<infer T> ? T : never
const clean = (o: Record<string, Value | undefined>): Record<string, Value> =>
  Object.fromEntries(
    Object.entries(o).flatMap(([name, value]) => (value === undefined ? [] : [[name, value] as const]))
  )
function play(scene: Scene, ops: readonly Op[], rules: readonly Rule[]): void {
  for (const one of ops) {
    switch (one.k) {
      case 'q':
        scene.row(
          one.key,
          clean({ waiting: one.w, channel: one.ch, offered: one.o, abandoned: one.a, team: one.team }),
          Q
        )
        break
      case 'a':
        scene.row(
          one.key,
          clean({
            state: one.s,
            team: one.team,
            acw: typeof one.ago === 'number' ? scene.clock.now().wallMs - 1000 * one.ago : one.ago
          }),
          A
        )
        break
      case 'wait':
        scene.wait(one.s)
        break
      case 'floor':
        scene.send({
          type: 'floorChosen',
          floor: one.t === '' ? EVERYTHING : { ...EVERYTHING, teams: [{ id: one.t, name: one.t }] }
        })
        break
      case 'gone':
        scene.gone(one.key, Q)
        break
      case 'goneA':
        scene.gone('Ann', A)
        break
      case 'down':
      case 'up':
        for (const f of [Q, A]) scene.live(one.k === 'up', f)
        break
      case 'rebind':
        scene.send({ type: 'rulesChanged', rules })
        break
      case 'rename':
        scene.send({
          type: 'feedDescribed',
          feed: { ...A, measures: [...A.measures, { name: `x${Math.random()}`, kind: 'text', displayName: 'x' }] },
          connectionName: 'Floor'
        })
        break
      case 'snap':
        scene.snapshot(() => {
          scene.row('Bob', { state: 'READY', acw: scene.clock.now().wallMs - 21_000 }, A)
        }, A)
    }
  }
  scene.wait(100)
}
function course(scene: Scene, ruleId: string): unknown[] {
  return [...scene.journal.values()]
    .filter((e) => e.ruleId === ruleId)
    .map(({ key, state, reason, breachedAtMs, firedAtMs, recoveringSinceMs, closedAtMs }) => ({
      key,
      state,
      reason,
      breachedAtMs,
      firedAtMs,
      recoveringSinceMs,
      closedAtMs
    }))
    .sort((a, b) => a.breachedAtMs - b.breachedAtMs || (a.key < b.key ? -1 : 1))
}
test('fuzz', () => {
  fc.assert(
    fc.property(fc.array(op, { maxLength: 40 }), (ops) => {
      const all = createScene({ rules: RULES, feeds: [Q, A] })
      play(all, ops, RULES)
      for (const rule of RULES) {
        const alone = createScene({ rules: [rule], feeds: [Q, A] })
        play(alone, ops, [rule])
        expect({ rule: rule.id, course: course(all, rule.id) }).toEqual({
          rule: rule.id,
          course: course(alone, rule.id)
        })
      }
    }),
    { numRuns: Number(process.env['FUZZ'] ?? 400) }
  )
}, 200_000)
