import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { RealtimeRule } from '../../../../../src/core/alerts/rule.ts'
import { AGENTS, createScene, WAITING, type Scene } from '../scene.ts'

const W: RealtimeRule = {
  ...WAITING,
  severity: 'warning',
  pendingForMs: 0,
  keepFiringForMs: 0,
  unstable: null,
  producer: 'agent',
  metric: { kind: 'elapsed', measure: { role: 'afterContactSince' } }
}
const RULES: RealtimeRule[] = [
  { ...W, id: 't10', condition: { op: '>', threshold: 10_000 } },
  { ...W, id: 't30', condition: { op: '>', threshold: 30_000 } },
  { ...W, id: 't65', condition: { op: '>=', threshold: 65_000 } }
]
const op = fc.oneof(
  fc.record({ k: fc.constant('a' as const), key: fc.constantFrom('Ann', 'Bob'), ago: fc.constantFrom(0, 5, 19, null) }),
  fc.record({ k: fc.constant('wait' as const), s: fc.constantFrom(1, 4, 11, 25) }),
  fc.record({ k: fc.constant('block' as const), s: fc.constantFrom(2, 7, 30) })
)
type Op = typeof op extends fc.Arbitrary<infer T> ? T : never
function play(scene: Scene, ops: readonly Op[]): void {
  for (const one of ops) {
    if (one.k === 'a')
      scene.row(one.key, { acw: one.ago === null ? null : scene.clock.now().wallMs - one.ago * 1000 }, AGENTS)
    else if (one.k === 'wait') scene.wait(one.s)
    else {
      scene.clock.sleep(one.s * 1000, true)
      scene.wait(0)
    }
  }
  scene.wait(100)
}
const course = (scene: Scene, ruleId: string): unknown[] =>
  [...scene.journal.values()]
    .filter((e) => e.ruleId === ruleId)
    .map(({ key, state, firedAtMs, closedAtMs }) => ({ key, state, firedAtMs, closedAtMs }))
test('a busy time of the process delays no rule that would not be late alone', () => {
  fc.assert(
    fc.property(fc.array(op, { maxLength: 12 }), (ops) => {
      const all = createScene({ rules: RULES })
      play(all, ops)
      for (const rule of RULES) {
        const alone = createScene({ rules: [rule] })
        play(alone, ops)
        expect({ rule: rule.id, course: course(all, rule.id) }).toEqual({
          rule: rule.id,
          course: course(alone, rule.id)
        })
      }
    }),
    { numRuns: 500 }
  )
}, 100_000)
