import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { RealtimeRule, Rule } from '../../../../src/core/alerts/rule.ts'
import { UNTIL_END_MS } from '../../../../src/core/alerts/until-end.ts'
import { AGENTS, createScene, QUEUES, WAITING, type Scene } from './scene.ts'

const B: RealtimeRule = { ...WAITING, severity: 'warning', pendingForMs: 0, keepFiringForMs: 5000 }
const RULES: RealtimeRule[] = [
  { ...B, id: 'queue', condition: { op: '>', threshold: 8, clear: 5 }, critical: { threshold: 15 } },
  { ...B, id: 'site', severity: 'warning', over: 'sum', condition: { op: '>', threshold: 20 } },
  {
    ...B,
    id: 'max',
    severity: 'info',
    over: 'max',
    pendingForMs: 3000,
    condition: { op: '>', threshold: 10 },
    noData: { afterMs: 4000, policy: 'alert' }
  },
  {
    ...B,
    id: 'acw',
    severity: 'info',
    producer: 'agent',
    metric: { kind: 'elapsed', measure: { role: 'afterContactSince' } },
    condition: { op: '>', threshold: 20_000 }
  },
  {
    ...B,
    id: 'queue2',
    severity: 'critical',
    repeatEveryMs: 60_000,
    repeatAtMost: 2,
    unstable: null,
    condition: { op: '>=', threshold: 9 },
    noData: { afterMs: 3000, policy: 'alert' }
  }
]
const op = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      k: fc.constant('q' as const),
      key: fc.constantFrom('Sales', 'Billing', 'Care'),
      w: fc.constantFrom(0, 1, 7, 9, 12, 16, 20, null)
    })
  },
  {
    weight: 2,
    arbitrary: fc.record({
      k: fc.constant('a' as const),
      key: fc.constantFrom('Ann', 'Bob'),
      ago: fc.constantFrom(0, 19, 38, null)
    })
  },
  { weight: 4, arbitrary: fc.record({ k: fc.constant('wait' as const), s: fc.constantFrom(1, 4, 11, 31, 70) }) },
  {
    weight: 2,
    arbitrary: fc.record({
      k: fc.constant('snooze' as const),
      what: fc.constantFrom('all', 'queue', 'site', 'ep', 'ep'),
      n: fc.nat(5),
      s: fc.constantFrom(0, 5, 40, -1)
    })
  },
  { weight: 2, arbitrary: fc.record({ k: fc.constant('ack' as const), n: fc.nat(5), s: fc.constantFrom(0, 5, 40) }) },
  {
    weight: 2,
    arbitrary: fc.record({
      k: fc.constantFrom(
        'gone' as const,
        'down' as const,
        'up' as const,
        'up' as const,
        'restart' as const,
        'edit' as const,
        'sleep' as const
      ),
      key: fc.constantFrom('Sales', 'Billing', 'Care')
    })
  }
)

test('at the end whoever burns was told, is held by one that was, or somebody knows of it', () => {
  fc.assert(
    fc.property(fc.array(op, { maxLength: 40 }), (ops) => {
      let rules: Rule[] = RULES
      let scene: Scene = createScene({ rules })
      const floor = new Map<string, number | null>()
      const agents = new Map<string, number | null>()
      let up = true
      const come = (): void => {
        scene.snapshot(() => {
          for (const [k, waiting] of floor) scene.row(k, { waiting })
        })
        scene.live(true)
        scene.snapshot(() => {
          for (const [k, acw] of agents) scene.row(k, { acw }, AGENTS)
        }, AGENTS)
        scene.live(true, AGENTS)
      }
      for (const one of ops) {
        const now = scene.clock.now().wallMs
        switch (one.k) {
          case 'q':
            floor.set(one.key, one.w)
            if (up) scene.row(one.key, { waiting: one.w })
            break
          case 'a': {
            const acw = one.ago === null ? null : now - one.ago * 1000
            agents.set(one.key, acw)
            if (up) scene.row(one.key, { acw }, AGENTS)
            break
          }
          case 'wait':
            scene.wait(one.s)
            break
          case 'gone':
            floor.delete(one.key)
            if (up) scene.gone(one.key)
            break
          case 'down':
            if (up) for (const f of [QUEUES, AGENTS]) scene.live(false, f)
            up = false
            break
          case 'up':
            if (!up) come()
            up = true
            break
          case 'restart':
            scene = scene.restart(rules)
            up = false
            break
          case 'edit':
            rules = rules.map((r) => (r.id === 'queue' ? { ...r, version: r.version + 1 } : r))
            scene.send({ type: 'rulesChanged', rules })
            break
          case 'sleep':
            scene.clock.sleep(60_000, true)
            if (up) for (const f of [QUEUES, AGENTS]) scene.live(false, f)
            up = false
            scene.wait(0)
            break
          case 'snooze': {
            const episodeId = scene.open()[one.n]?.id ?? ''
            const untilMs =
              one.s === 0 ? null : one.s < 0 ? (one.what === 'ep' ? UNTIL_END_MS : null) : now + one.s * 1000
            scene.send({
              type: 'snooze',
              scope:
                one.what === 'all'
                  ? { kind: 'all' }
                  : one.what === 'ep'
                    ? { kind: 'episode', episodeId }
                    : { kind: 'rule', ruleId: one.what },
              untilMs
            })
            break
          }
          case 'ack':
            scene.send({
              type: 'acknowledge',
              episodeId: scene.open()[one.n]?.id ?? '',
              note: null,
              untilMs: one.s === 0 ? null : now + one.s * 1000
            })
        }
      }
      if (!up) come()
      scene.wait(1000)
      const open = scene.open()
      for (const e of open) {
        if (e.acknowledgedAtMs !== null || e.snoozedUntilMs !== null) continue
        // Nothing is known of it: nothing is told.
        if (e.ruleId === 'queue' && (floor.get(e.keyName) ?? null) === null) continue
        if (e.key === '*' && [...floor.values()].every((one) => one === null)) continue
        const holder = e.heldBy === undefined ? undefined : open.find(({ id }) => id === e.heldBy)
        const why = `${e.ruleId} ${e.keyName} ${e.state} sev=${e.severity} heldBy=${String(e.heldBy)} owes=${String(e.owes)} told=${String(e.toldAtMs)}`
        if (e.heldBy !== undefined) expect([why, holder !== undefined && holder.toldAtMs !== null]).toEqual([why, true])
        else {
          if (e.state === 'firing' || e.noData) expect([why, e.toldAtMs !== null]).toEqual([why, true])
          if (e.state === 'firing') expect([why, e.owes]).toEqual([why, undefined])
        }
      }
      // The floor is what is open: every queue in breach burns by rule "queue2".
      for (const [k, w] of floor)
        if (w !== null && w >= 9)
          expect([k, open.some((e) => e.ruleId === 'queue2' && e.keyName === k)]).toEqual([k, true])
      for (const [k, w] of floor)
        if (w !== null && w < 5)
          expect([k, open.some((e) => e.ruleId === 'queue' && e.keyName === k && !e.unstable)]).toEqual([k, false])
      // Repeats are capped.
      for (const e of scene.journal.values())
        if (e.ruleId === 'queue2')
          expect([e.keyName, e.toldCount - (e.toldBesides ?? 0) <= 3]).toEqual([e.keyName, true])
    }),
    { numRuns: Number(process.env['FUZZ'] ?? 500) }
  )
}, 200_000)
