import { describe, expect, test } from 'vitest'
import type { RealtimeRule, Rule } from '../../../../src/core/alerts/rule.ts'
import type { WhyRecord } from '../../../../src/core/alerts/why.ts'
import type { OpeningHours } from '../../../../src/core/floor/opening-hours.ts'
import type { FeedDescriptor } from '../../../../src/core/measures/feed.ts'
import { createVirtualClock } from '../../../fakes/virtual-clock.ts'
import { AGENTS, createScene, QUEUES, WAITING, type Scene, type SceneOptions } from './scene.ts'

const HOUR_MS = 3_600_000
/** 07:00 in Helsinki. */
const SEVEN = Date.parse('2026-11-27T05:00:00Z')
const queue = (name: string) => ({ id: JSON.stringify(['floor', 'account', name]), name })
const open = (from: number, to: number, names: readonly string[] = ['Sales']): OpeningHours => ({
  name: 'Day',
  zone: 'Europe/Helsinki',
  week: [{ days: ['mon', 'tue', 'wed', 'thu', 'fri'], fromMinute: from * 60, toMinute: to * 60 }],
  holidays: [],
  queues: names.map(queue)
})
const DAY = open(8, 16)

function at(wallMs: number, rules: readonly Rule[], openingHours = [DAY], part: Partial<SceneOptions> = {}): Scene {
  const clock = createVirtualClock()
  clock.jumpWall(wallMs - clock.now().wallMs)
  return createScene({ rules, clock, seed: { openingHours }, ...part })
}
const reasons = (scene: Scene) => [...scene.journal.values()].map(({ reason }) => reason)

describe('a queue with opening hours', () => {
  test('alerts nobody while it is closed; what is broken at its opening is pending from then on and told once', () => {
    const scene = at(SEVEN, [WAITING])
    scene.play('Sales', '9*3600')
    expect(scene.log).toEqual([])
    expect(scene.open(true)).toMatchObject([{ state: 'pending', breachedAtMs: SEVEN + HOUR_MS }])
    scene.wait(600)
    expect(scene.log).toEqual(['3610 fired Sales', '3610 tell(fired) Sales'])
  })

  test('ends its alert silently when it closes, says why, and begins another one the day after', () => {
    const scene = at(SEVEN + HOUR_MS, [{ ...WAITING, pendingForMs: 0, announceEnd: true }])
    scene.play('Sales', `9*${String(25 * 3600)}`)
    // It is a Friday: Saturday and Sunday it stays closed.
    expect(scene.log).toEqual(['0 fired Sales', '0 tell(fired) Sales', '28800 closed Sales', '28800 withdraw Sales'])
    expect(reasons(scene)).toEqual(['queueClosed'])
    scene.wait(2 * 24 * 3600)
    expect(scene.log.slice(4)).toEqual(['259200 fired Sales', '259200 tell(fired) Sales'])
    expect(scene.journal.size).toBe(2)
  })

  test('leaves queues without hours alone, and agents', () => {
    const state: RealtimeRule = {
      ...{ ...WAITING, id: 'state', producer: 'agent', pendingForMs: 0 },
      metric: { kind: 'elapsed', measure: { role: 'afterContactSince' } },
      condition: { op: '>', threshold: 60_000 }
    }
    const scene = at(SEVEN, [{ ...WAITING, pendingForMs: 0 }, state])
    scene.play('Chat', '9')
    scene.row('Ann', { acw: SEVEN, state: 'ACW' }, AGENTS)
    scene.wait(120)
    expect(
      scene
        .open()
        .map(({ keyName }) => keyName)
        .sort()
    ).toEqual(['Ann', 'Chat'])
  })

  test('of agents listed for each queue, those of the closed one are left out', () => {
    const both: FeedDescriptor = { ...AGENTS, id: 'floor/both', producerId: 'both', keyNames: ['queueId'] }
    const rule: RealtimeRule = {
      ...WAITING,
      pendingForMs: 0,
      producer: 'both',
      over: 'count',
      condition: { op: '>', threshold: 0 }
    }
    const scene = at(SEVEN, [rule], [DAY], { feeds: [both] })
    scene.row('Sales', { state: 'READY' }, both)
    expect(scene.open()).toEqual([])
    scene.row('Chat', { state: 'READY' }, both)
    expect(scene.open()).toMatchObject([{ value: 1 }])
  })

  test.each(['alert', 'keepLast', 'ok'] as const)(
    'says nothing of missing data (%s), of a row that is gone either',
    (policy) => {
      const rule: RealtimeRule = { ...WAITING, pendingForMs: 0, noData: { afterMs: 20_000, policy } }
      const scene = at(SEVEN, [rule])
      scene.play('Sales', '9 ?*60 x*60')
      expect(scene.log).toEqual([])
      scene.wait(HOUR_MS / 1000)
      scene.play('Sales', '9 x*60')
      scene.wait(9 * 3600)
      expect(scene.open(true)).toEqual([])
      expect(reasons(scene).at(-1)).toBe(policy === 'ok' ? null : 'queueClosed')
    }
  )

  test('also where two conditions are joined', () => {
    const rule: RealtimeRule = {
      ...{ ...WAITING, pendingForMs: 0 },
      also: { join: 'any', conditions: [{ metric: WAITING.metric, condition: { op: '<', threshold: 1 } }] }
    }
    const scene = at(SEVEN, [rule])
    scene.play('Sales', '0 9')
    expect(scene.log).toEqual([])
    scene.play('Chat', '0')
    expect(scene.log).toEqual(['2 fired Chat', '2 tell(fired) Chat'])
  })

  test('counts in no sum, average, or number while it is closed', () => {
    const over = (id: string, part: Partial<RealtimeRule>): RealtimeRule => ({
      ...{ ...WAITING, id, pendingForMs: 0, keepFiringForMs: 0, condition: { op: '>', threshold: -1 } },
      ...part
    })
    const rules = [
      over('sum', { over: 'sum' }),
      over('avg', { over: 'avg' }),
      over('max', { over: 'max' }),
      over('count', { over: 'count' })
    ]
    const values = (of: Scene) => Object.fromEntries(of.open().map(({ ruleId, value }) => [ruleId, value]))
    const scene = at(SEVEN, rules)
    scene.play('Sales', '30')
    scene.play('Chat', '10')
    expect(values(scene)).toEqual({ sum: 10, avg: 10, max: 10, count: 1 })
    scene.wait(3600)
    expect(values(scene)).toEqual({ sum: 40, avg: 20, max: 30, count: 2 })
    scene.play('Sales', '50')
    expect(values(scene)).toEqual({ sum: 60, avg: 30, max: 50, count: 2 })
    scene.wait(8 * 3600)
    expect(values(scene)).toEqual({ sum: 10, avg: 10, max: 10, count: 1 })
  })

  test('ends what was said of all queues together when the last one closes', () => {
    const sum: RealtimeRule = {
      ...WAITING,
      pendingForMs: 0,
      announceEnd: true,
      over: 'sum',
      condition: { op: '<', threshold: 5 }
    }
    const scene = at(SEVEN + HOUR_MS, [sum], [open(8, 16, ['Sales', 'Chat'])])
    scene.play('Sales', '1')
    scene.play('Chat', '1')
    expect(scene.open()).toHaveLength(1)
    scene.wait(8 * 3600)
    expect(scene.open(true)).toEqual([])
    expect(reasons(scene)).toEqual(['queueClosed'])
    expect(scene.log.slice(-2)).toEqual(['28800 closed Floor', '28800 withdraw Floor'])
  })

  test('a holiday is closed, or has other hours', () => {
    const holidays = [{ date: '2026-11-27', hours: [{ fromMinute: 10 * 60, toMinute: 11 * 60 }] }]
    const scene = at(SEVEN, [{ ...WAITING, pendingForMs: 0 }], [{ ...DAY, holidays }])
    scene.play('Sales', `9*${String(24 * 3600)}`)
    expect(scene.log).toEqual([
      ...['10800 fired Sales', '10800 tell(fired) Sales'],
      ...['14400 closed Sales', '14400 withdraw Sales']
    ])
  })

  test('goes by the clocks of its zone where they are changed', () => {
    // 28 March 2026, 23:00 in Helsinki. At 03:00 it is 04:00 there.
    const night = { ...open(2, 5), week: [{ days: ['sun' as const], fromMinute: 120, toMinute: 300 }] }
    const scene = at(Date.parse('2026-03-28T21:00:00Z'), [{ ...WAITING, pendingForMs: 0 }], [night])
    scene.play('Sales', `9*${String(12 * 3600)}`)
    expect(scene.log.map((line) => line.split(' ').slice(0, 2).join(' '))).toEqual([
      ...['10800 fired', '10800 tell(fired)', '18000 closed', '18000 withdraw']
    ])
  })

  test('goes by the clock where that is set, and after sleep', () => {
    const scene = at(SEVEN, [{ ...WAITING, pendingForMs: 0 }])
    scene.play('Sales', '9')
    scene.clock.jumpWall(2 * HOUR_MS)
    scene.send({ type: 'tick' })
    expect(scene.open()).toHaveLength(1)
    scene.clock.jumpWall(-2 * HOUR_MS)
    scene.send({ type: 'tick' })
    expect(scene.open()).toEqual([])
    scene.clock.jumpWall(2 * HOUR_MS)
    scene.send({ type: 'tick' })
    scene.clock.sleep(20 * HOUR_MS, true)
    scene.live(false)
    scene.send({ type: 'tick' })
    scene.wait(60)
    expect(scene.open(true)).toEqual([])
    expect(reasons(scene)).toEqual(['queueClosed', 'queueClosed'])
  })

  test('is not told twice by a restart while it is open, and is over after one while it is closed', () => {
    const first = at(SEVEN + HOUR_MS, [{ ...WAITING, pendingForMs: 0 }])
    first.play('Sales', '9*60')
    const within = first.restart()
    within.row('Sales', { waiting: 9 })
    within.live(true)
    within.wait(60)
    expect(within.log).toEqual([])
    within.clock.advance(9 * HOUR_MS)
    const beyond = first.restart()
    // Before anything is known of the floor.
    expect(beyond.log).toEqual(['0 closed Sales', '0 withdraw Sales'])
    expect(reasons(beyond)).toEqual(['queueClosed'])
    beyond.row('Sales', { waiting: 9 })
    beyond.live(true)
    beyond.wait(60)
    expect(beyond.log).toHaveLength(2)
  })

  test('is judged anew as soon as its hours are changed', () => {
    const scene = at(SEVEN, [{ ...WAITING, pendingForMs: 0 }])
    scene.play('Sales', '9')
    const change = (...openingHours: OpeningHours[]): void => {
      scene.send({ type: 'openingHoursChanged', openingHours })
    }
    change(open(6, 16))
    expect(scene.open()).toHaveLength(1)
    change(open(6, 16), open(9, 16, ['Chat']))
    expect(scene.log).toHaveLength(2)
    change(DAY)
    expect(scene.open()).toEqual([])
    change()
    expect(scene.open()).toHaveLength(1)
    expect(scene.journal.size).toBe(2)
  })

  test('ends while its feed is down, and is not told of when it opens before the feed is back', () => {
    const scene = at(SEVEN + HOUR_MS, [{ ...WAITING, pendingForMs: 0 }])
    scene.play('Sales', '9')
    scene.live(false)
    scene.wait(9 * 3600)
    expect(scene.open(true)).toEqual([])
    expect(reasons(scene)).toEqual(['queueClosed'])
    scene.wait(3 * 24 * 3600 - 9 * 3600)
    expect(scene.log).toHaveLength(4)
    scene.live(true)
    expect(scene.open()).toHaveLength(1)
  })

  test('on my floor or off it, it is told of while it is open alone', () => {
    const mine: RealtimeRule = { ...WAITING, id: 'default-contacts-waiting', pendingForMs: 0 }
    const floor = { connections: [], sites: [], teams: [], queues: [queue('Sales')] }
    const scene = at(SEVEN, [{ ...WAITING, pendingForMs: 0 }, mine], [open(8, 16, ['Sales', 'Chat'])])
    scene.send({ type: 'floorChosen', floor })
    scene.play('Sales', '9')
    scene.play('Chat', '9')
    expect(scene.open()).toEqual([])
    scene.wait(3600)
    expect(
      scene
        .open()
        .map(({ ruleId, keyName }) => `${ruleId} ${keyName}`)
        .sort()
    ).toEqual(['default-contacts-waiting Sales', 'waiting Chat', 'waiting Sales'])
    scene.wait(8 * 3600)
    expect(scene.open(true)).toEqual([])
    expect(new Set(reasons(scene))).toEqual(new Set(['queueClosed']))
  })
})

describe('why a closed queue was not told of', () => {
  const SALES = { ruleId: 'waiting', connectionId: 'floor', key: 'floor/account/source/queues/queueId=Sales' }

  test('is that it was closed, whatever else there is, for listed rows', () => {
    const scene = at(SEVEN, [WAITING], [DAY], { feeds: [QUEUES] })
    expect(scene.explain(SALES).reason).toBe('notInScope')
    scene.play('Sales', '9')
    expect(scene.explain(SALES).reason).toBe('queueClosed')
    scene.live(false)
    expect(scene.explain(SALES).reason).toBe('queueClosed')
    scene.wait(3600)
    expect(scene.explain(SALES).reason).toBe('feedNotLive')
  })

  test('is kept at the edges alone, and only of queues that have hours', () => {
    const kept: WhyRecord[] = []
    const scene = at(SEVEN, [WAITING], [DAY], { feeds: [QUEUES], why: (record) => kept.push(record) })
    const rows = () =>
      kept.flatMap((one) => (one.kind === 'row' ? [`${one.key.split('=')[1] ?? ''} ${String(one.reason)}`] : []))
    scene.play('Sales', '1 9 1')
    scene.play('Chat', '1 2 3')
    expect(rows()).toEqual(['Sales queueClosed'])
    scene.wait(3600)
    scene.play('Sales', '1 2 1')
    expect(rows()).toEqual(['Sales queueClosed', 'Sales null'])
    scene.wait(8 * 3600)
    scene.gone('Sales')
    expect(rows().slice(2)).toEqual(['Sales queueClosed', 'Sales null'])
  })
})
