import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Delivery } from '../../../../src/core/alerts/delivery.ts'
import type { Rule } from '../../../../src/core/alerts/rule.ts'
import {
  nearer,
  WHY_MINUTE_MS,
  WHY_REASONS,
  whyNot,
  whyOfDelivery,
  type WhyQuery,
  type WhyReason,
  type WhyRecord
} from '../../../../src/core/alerts/why.ts'
import { DELIVERY_CAUSES, type DeliveryCause } from '../../../../src/core/delivery/causes.ts'
import type { OpeningHours } from '../../../../src/core/floor/opening-hours.ts'
import { aWhyStore } from '../../../fakes/a-why-store.ts'
import { createScene, QUEUES, WAITING, type Scene } from './scene.ts'

const ID = 'floor/account/source/queues/queueId='
const of = (ruleId: string, queue: string): WhyQuery => ({ ruleId, connectionId: 'floor', key: `${ID}${queue}` })
const SALES = of('waiting', 'Sales')
const RULE: Rule = { ...WAITING, severity: 'warning', condition: { op: '>', threshold: 8 } }
const reason = (scene: Scene, query: WhyQuery = SALES): WhyReason => scene.explain(query).reason

describe('why the key is not told of now', () => {
  test('has one reason for everything that can be asked', () => {
    const scene = createScene({
      rules: [RULE, { ...RULE, id: 'off', enabled: false }],
      feeds: [QUEUES],
      startsLive: false
    })
    expect(reason(scene, of('nobody', 'Sales'))).toBe('noSuchRule')
    expect(reason(scene, of('off', 'Sales'))).toBe('ruleOff')
    expect(reason(scene)).toBe('feedNotLive')
    expect(reason(scene, { ...SALES, key: 'elsewhere/a/b/queues/queueId=1' })).toBe('feedNotLive')
    scene.live(true)
    expect(reason(scene)).toBe('notInScope')
    scene.row('Sales', { waiting: null })
    expect(reason(scene)).toBe('noValue')
    scene.row('Sales', { waiting: 3 })
    expect(scene.explain(SALES)).toEqual({ reason: 'notBreached', value: 3, threshold: 8, episodeId: null })
    expect(reason(scene, { ...SALES, key: '*' })).toBe('notInScope')
    scene.row('Sales', { waiting: 9 })
    expect(scene.explain(SALES)).toEqual({ reason: 'pending', value: 9, threshold: 8, episodeId: null })
    scene.wait(10)
    expect(reason(scene)).toBe('delivered')
    scene.wait(1)
    expect(scene.explain(SALES)).toMatchObject({ reason: 'beforeRepeat', episodeId: scene.open()[0]?.id })
    scene.row('Sales', { waiting: null })
    expect(reason(scene)).toBe('noValue')
    scene.row('Sales', { waiting: 1 })
    expect(reason(scene)).toBe('recovering')
    scene.row('Sales', { waiting: 9 })
    scene.send({ type: 'snooze', scope: { kind: 'all' }, untilMs: scene.clock.now().wallMs + 60_000 })
    expect(reason(scene)).toBe('snoozed')
    scene.send({ type: 'acknowledge', episodeId: scene.open()[0]?.id ?? '', note: null })
    expect(reason(scene)).toBe('acknowledged')
    scene.live(false)
    expect(reason(scene)).toBe('feedNotLive')
    scene.send({ type: 'snapshotBegan', feedId: QUEUES.id })
    scene.live(true)
    expect(reason(scene)).toBe('snapshot')
  })

  test('says what explains it, that it is unstable, in shadow, or outside of its hours', () => {
    const instant = { ...RULE, pendingForMs: 0, keepFiringForMs: 0 } as const
    const sum = { ...instant, id: 'sum', over: 'sum', condition: { op: '>', threshold: 100 } } as const
    const held = createScene({ rules: [instant, sum], feeds: [QUEUES] })
    held.row('Sales', { waiting: 150 })
    held.wait(1)
    expect(reason(held)).toBe('heldByCause')
    expect(reason(held, { ruleId: 'sum', connectionId: 'floor', key: '*' })).toBe('beforeRepeat')
    const flapping = createScene({ rules: [instant], feeds: [QUEUES] })
    flapping.play('Sales', '9 1 9 1 9 1 9 1 9')
    expect(reason(flapping)).toBe('unstable')
    const shadow = createScene({ rules: [{ ...instant, mode: 'shadow' }], feeds: [QUEUES] })
    shadow.play('Sales', '9')
    expect(reason(shadow)).toBe('shadow')
    const zone = 'Europe/Helsinki'
    const hours = { zone, days: ['sun' as const], fromMinute: 0, toMinute: 1 }
    const closed = createScene({ rules: [{ ...instant, hours }], feeds: [QUEUES] })
    closed.play('Sales', '9')
    expect(reason(closed)).toBe('outsideHours')
  })

  test('of a connection and of a target', () => {
    const feed: Rule = { ...RULE, id: 'feed', kind: 'feed' } as unknown as Rule
    const scene = createScene({ rules: [feed], feeds: [QUEUES] })
    const query = { ruleId: 'feed', connectionId: 'floor', key: 'floor' }
    expect(reason(scene, query)).toBe('notBreached')
    const lost = {
      type: 'connectionLost',
      connectionId: 'floor',
      connectionName: 'Floor',
      reason: 'unreachable'
    } as const
    scene.send({ ...lost, lost: true })
    expect(reason(scene, query)).toBe('pending')
    scene.wait(11)
    expect(reason(scene, query)).toBe('beforeRepeat')
    const target: Rule = { ...RULE, id: 'target', kind: 'target', states: ['reached'] } as unknown as Rule
    const other = createScene({ rules: [target], feeds: [] })
    expect(reason(other, { ruleId: 'target', connectionId: 'chat', key: 'one' })).toBe('noValue')
  })

  test('what became of a notice is said by the ledger', () => {
    const became = (state: Delivery['state'], cause?: DeliveryCause, detail = ''): WhyReason | null =>
      whyOfDelivery({ state, cause, detail })
    expect([became('intent'), became('delivered'), became('delivered', 'quietHours')]).toEqual(
      Array(3).fill('delivered')
    )
    expect([became('failed'), became('failed', 'noServer')]).toEqual(Array(2).fill('deliveryFailed'))
    expect([became('held', 'quietHours'), became('held', 'doNotDisturb')]).toEqual(['quietHours', 'doNotDisturb'])
    // Lines of older versions, too.
    expect([became('suppressed', undefined, 'snoozed'), became('held', undefined, 'whim')]).toEqual([
      'snoozed',
      'heldBack'
    ])
    const about = DELIVERY_CAUSES.filter((cause) => became('suppressed', cause) !== null)
    expect(Object.fromEntries(about.map((cause) => [cause, became('suppressed', cause)]))).toEqual({
      ...{ quietHours: 'quietHours', doNotDisturb: 'doNotDisturb', acknowledged: 'acknowledged', snoozed: 'snoozed' },
      ...{ explained: 'heldByCause', toldOnce: 'toldOnce', overBefore: 'overBefore', overBeforeRestart: 'overBefore' },
      ...{ acknowledgedBeforeRestart: 'acknowledged', seenInWindow: 'seenInWindow' },
      ...{ noServer: 'deliveryFailed', serverSilent: 'deliveryFailed', refused: 'deliveryFailed' }
    })
  })
})

const COARSE: ReadonlySet<WhyReason> = new Set(['notInScope', 'noValue', 'notBreached'])
const coarse = (one: WhyReason): WhyReason => (COARSE.has(one) ? 'conditionNotMet' : one)

describe('for any course, minute by minute', () => {
  const RULES: readonly Rule[] = [
    { ...RULE, repeatEveryMs: 120_000, keepFiringForMs: 20_000 },
    { ...RULE, id: 'sum', over: 'sum', pendingForMs: 30_000, condition: { op: '>', threshold: 12 } },
    { ...RULE, id: 'shadow', mode: 'shadow', pendingForMs: 0 },
    {
      ...RULE,
      id: 'hours',
      // The virtual clock begins on a Monday at 11:00 there.
      hours: { zone: 'Europe/Helsinki', days: ['mon'], fromMinute: 11 * 60 + 2, toMinute: 11 * 60 + 9 }
    },
    { ...RULE, id: 'lack', noData: { afterMs: 20_000, policy: 'alert' } }
  ]
  const QUERIES: readonly WhyQuery[] = [
    ...['waiting', 'shadow', 'hours', 'lack', 'nobody'].flatMap((rule) => [of(rule, 'Sales'), of(rule, 'Billing')]),
    { ruleId: 'sum', connectionId: 'floor', key: '*' },
    { ruleId: 'waiting', connectionId: 'floor', key: '*' }
  ]
  /** Opened and closed while the courses run. */
  const HOURS: OpeningHours = {
    ...{ name: 'Day', zone: 'Europe/Helsinki', holidays: [] },
    week: [2, 5, 9, 14].map((minute) => ({
      ...{ days: ['mon' as const], fromMinute: 11 * 60 + minute, toMinute: 11 * 60 + minute + 2 }
    })),
    queues: [{ id: JSON.stringify(['floor', 'account', 'Sales']), name: 'Sales' }]
  }
  type Op =
    | { readonly kind: 'value'; readonly queue: string; readonly waiting: number | null }
    | { readonly kind: 'wait'; readonly seconds: number }
    | {
        readonly kind: 'gone' | 'down' | 'up' | 'acknowledge' | 'snooze' | 'toggle' | 'restart' | 'snapshot' | 'opening'
      }
  const op: fc.Arbitrary<Op> = fc.oneof(
    {
      weight: 4,
      arbitrary: fc.record({
        kind: fc.constant('value' as const),
        queue: fc.constantFrom('Sales', 'Billing'),
        waiting: fc.constantFrom(1, 9, 20, null)
      })
    },
    {
      weight: 5,
      arbitrary: fc.record({ kind: fc.constant('wait' as const), seconds: fc.constantFrom(1, 7, 13, 31, 60, 150) })
    },
    fc.record({
      kind: fc.constantFrom<
        'gone' | 'down' | 'up' | 'acknowledge' | 'snooze' | 'toggle' | 'restart' | 'snapshot' | 'opening'
      >('opening', 'gone', 'down', 'up', 'up', 'acknowledge', 'snooze', 'toggle', 'restart', 'snapshot')
    })
  )

  interface Said {
    readonly atMs: number
    readonly reasons: readonly WhyReason[]
  }

  /** What the engine said of a query in the minute: what lasted for some time in it, and what was told. */
  function expected(states: readonly Said[], moments: readonly Said[], place: number, minuteMs: number): WhyReason {
    const endMs = minuteMs + WHY_MINUTE_MS
    let nearest: WhyReason | null = null
    states.forEach(({ atMs, reasons }, index) => {
      const untilMs = states[index + 1]?.atMs ?? Infinity
      if (Math.max(atMs, minuteMs) < Math.min(untilMs, endMs))
        nearest = nearer(nearest, coarse(reasons[place] ?? 'notRunning'))
    })
    for (const { atMs, reasons } of moments) {
      if (atMs >= minuteMs && atMs < endMs && reasons[place] === 'delivered') nearest = 'delivered'
    }
    return nearest ?? 'notRunning'
  }

  test('what was stored says of each minute what the engine said then, with exactly one reason', () => {
    const seen = new Set<WhyReason>()
    fc.assert(
      fc.property(fc.array(op, { maxLength: 40 }), (ops) => {
        const { store, close } = aWhyStore()
        const states: Said[] = []
        const moments: Said[] = []
        const after = (scene: Scene): void => {
          const atMs = scene.clock.now().wallMs
          states.push({ atMs, reasons: QUERIES.map((query) => scene.explain(query, 1).reason) })
          moments.push({ atMs, reasons: QUERIES.map((query) => scene.explain(query).reason) })
        }
        let rules: readonly Rule[] = RULES
        let hasHours = false
        const why = (record: WhyRecord): void => {
          expect(store.putWhy([record], record.atMs).ok).toBe(true)
        }
        let scene = createScene({ rules, feeds: [QUEUES], why, after })
        const startMs = scene.clock.now().wallMs
        for (const one of ops) {
          switch (one.kind) {
            case 'value':
              scene.row(one.queue, { waiting: one.waiting })
              break
            case 'wait':
              scene.wait(one.seconds)
              break
            case 'gone':
              scene.gone('Sales')
              break
            case 'down':
            case 'up':
              scene.live(one.kind === 'up')
              break
            case 'snapshot':
              scene.snapshot(() => {
                scene.row('Sales', { waiting: 9 })
              })
              break
            case 'acknowledge':
              scene.send({ type: 'acknowledge', episodeId: scene.open()[0]?.id ?? '', note: null })
              break
            case 'snooze':
              scene.send({ type: 'snooze', scope: { kind: 'all' }, untilMs: scene.clock.now().wallMs + 45_000 })
              break
            case 'opening':
              hasHours = !hasHours
              scene.send({ type: 'openingHoursChanged', openingHours: hasHours ? [HOURS] : [] })
              break
            case 'toggle': {
              const [first, ...rest] = rules
              if (first) rules = [{ ...first, enabled: !first.enabled }, ...rest]
              scene.send({ type: 'rulesChanged', rules })
              break
            }
            case 'restart': {
              scene.flushWhy()
              const atMs = scene.clock.now().wallMs
              why({ kind: 'run', running: false, atMs })
              states.push({ atMs, reasons: QUERIES.map(() => 'notRunning' as const) })
              scene.clock.jumpWall(25_000)
              scene = scene.restart(rules)
            }
          }
        }
        scene.flushWhy()
        const endMs = scene.clock.now().wallMs
        states.push({ atMs: endMs, reasons: QUERIES.map(() => 'notRunning' as const) })
        why({ kind: 'run', running: false, atMs: endMs })
        for (let minuteMs = startMs; minuteMs < endMs; minuteMs += WHY_MINUTE_MS) {
          QUERIES.forEach((query, place) => {
            const answer = whyNot(store.whyRecords(query, minuteMs), query, minuteMs)
            expect(WHY_REASONS).toContain(answer)
            seen.add(answer)
            const minute = (minuteMs - startMs) / WHY_MINUTE_MS
            expect({ minute, query, answer: coarse(answer) }).toEqual({
              minute,
              query,
              answer: expected(states, moments, place, minuteMs)
            })
          })
        }
        close()
      }),
      {
        numRuns: 400,
        examples: [
          // Told, and nothing to say of it any more in the second run of the same minute.
          [
            [
              { kind: 'value', queue: 'Sales', waiting: 20 },
              { kind: 'wait', seconds: 13 },
              { kind: 'restart' },
              { kind: 'up' },
              { kind: 'wait', seconds: 1 }
            ]
          ],
          // It went on into the minute, and nothing is to be said of it any more in the second run of that minute.
          [
            [
              { kind: 'value', queue: 'Sales', waiting: 20 },
              { kind: 'wait', seconds: 150 },
              { kind: 'restart' },
              { kind: 'up' },
              { kind: 'wait', seconds: 1 }
            ]
          ]
        ]
      }
    )
    // Not an empty promise: the courses come to nearly all there is.
    expect(seen.size).toBeGreaterThan(12)
    expect(seen).toContain('queueClosed')
  })

  test('a calm floor keeps nothing about its rows', () => {
    const all: WhyRecord[] = []
    const scene = createScene({ rules: RULES, feeds: [QUEUES], why: (record) => all.push(record) })
    for (let step = 0; step < 50; step++) scene.play('Sales', '1 2 3')
    expect(all.filter(({ kind }) => kind === 'key')).toEqual([])
    scene.play('Sales', '9*120 1*200')
    const own = all.filter((one) => one.kind === 'key' && one.ruleId === 'waiting')
    expect(own.flatMap((one) => (one.kind === 'key' ? [one.reason] : []))).toEqual(['delivered', 'beforeRepeat', null])
  })
})
