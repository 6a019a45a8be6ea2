import { describe, expect, test } from 'vitest'
import { episodeSchema } from '../../../../src/core/alerts/episode.ts'
import { ruleSchema, type FeedRule, type RealtimeRule } from '../../../../src/core/alerts/rule.ts'
import { createScene, WAITING } from './scene.ts'

const ALERTS: RealtimeRule = {
  ...WAITING,
  pendingForMs: 0,
  keepFiringForMs: 0,
  noData: { afterMs: 5000, policy: 'alert' }
}
const FEED_LOST: FeedRule = {
  ...{ id: 'lost', version: 1, name: 'Feed lost', enabled: true, severity: 'critical', kind: 'feed' },
  ...{ pendingForMs: 0, keepFiringForMs: 0, repeatEveryMs: null, announceEnd: false }
}

describe('a rule that alerts about missing data', () => {
  test('tells once that there is none, and ends it with the first value', () => {
    const scene = createScene({ rules: [ALERTS] })
    scene.play('Sales', '3 ?*60 3')
    expect(scene.log).toEqual(['6 fired Sales', '6 tell(fired) Sales', '61 closed Sales', '61 withdraw Sales'])
    const [episode] = scene.journal.values()
    expect(episodeSchema.parse(episode)).toMatchObject({ noData: true, reason: 'dataBack', value: null })
  })

  test('tells of a queue that is deleted, also of one that a snapshot does not repeat', () => {
    const scene = createScene({ rules: [ALERTS] })
    scene.play('Sales', '3')
    scene.play('Billing', '3')
    scene.gone('Sales')
    scene.wait(10)
    scene.live(false)
    scene.snapshot(() => undefined)
    scene.live(true)
    scene.wait(10)
    expect(scene.log.filter((line) => line.includes('fired '))).toEqual(['7 fired Sales', '17 fired Billing'])
  })

  test('goes on with what burns as the same episode, not told again, not even at its interval', () => {
    const scene = createScene({ rules: [{ ...ALERTS, repeatEveryMs: 60_000 }] })
    scene.play('Sales', '9 ?*300')
    expect(scene.open().map(({ state }) => state)).toEqual(['noData'])
    expect(scene.log).toEqual(['0 fired Sales', '0 tell(fired) Sales', '6 noData Sales'])
    scene.play('Sales', '9')
    expect(scene.log.slice(3)).toEqual(['301 firing Sales', '301 tell(repeat) Sales'])
    expect(scene.journal.size).toBe(1)
  })

  test('says nothing of a feed that is not live: that is one alert, whatever the number of rows', () => {
    const scene = createScene({ rules: [FEED_LOST, ALERTS] })
    for (let queue = 0; queue < 200; queue++) scene.row(`Queue ${String(queue)}`, { waiting: 3 })
    scene.live(false)
    const lost = { type: 'connectionLost', connectionId: 'floor', connectionName: 'Floor' } as const
    scene.send({ ...lost, lost: true, reason: 'unreachable' })
    scene.wait(3600)
    scene.live(true)
    scene.send({ ...lost, lost: false, reason: null })
    scene.wait(60)
    expect(scene.log).toEqual(['0 fired Floor', '0 tell(fired) Floor', '3600 closed Floor', '3600 withdraw Floor'])
  })

  test('goes on over a restart, whether the row is back or not', () => {
    const scene = createScene({ rules: [ALERTS] })
    scene.play('Sales', '3 ?*10')
    const after = scene.restart()
    after.live(true)
    after.wait(60)
    expect(after.open().map(({ state, noData }) => [state, noData])).toEqual([['noData', true]])
    after.row('Sales', { waiting: 3 })
    expect(after.log).toEqual(['60 closed Sales', '60 withdraw Sales'])
  })

  test('covers a scope as a whole', () => {
    const scene = createScene({ rules: [{ ...ALERTS, over: 'avg' }] })
    scene.row('Sales', { waiting: null })
    scene.row('Billing', { waiting: null })
    scene.wait(6)
    expect(scene.log).toEqual(['5 fired Floor', '5 tell(fired) Floor'])
    scene.row('Billing', { waiting: 1 })
    expect(scene.open()).toEqual([])
  })

  test('changed to another policy it ends what it told, and goes on with what burned', () => {
    const scene = createScene({ rules: [ALERTS] })
    scene.play('Sales', '3 ?*10')
    scene.play('Billing', '9 ?*10')
    scene.send({ type: 'rulesChanged', rules: [{ ...ALERTS, version: 2, noData: { afterMs: 0, policy: 'keepLast' } }] })
    expect(scene.open().map(({ keyName, state }) => [keyName, state])).toEqual([['Billing', 'firing']])
    expect([...scene.journal.values()].map(({ reason }) => reason)).toEqual(['ruleChanged', null])
  })
})

describe('the other policies', () => {
  test('keep last: a deleted row keeps its alert until it says something', () => {
    const scene = createScene({ rules: [{ ...ALERTS, noData: { afterMs: 0, policy: 'keepLast' } }] })
    scene.play('Sales', '9 x*3600')
    expect(scene.open().map(({ state }) => state)).toEqual(['firing'])
    scene.play('Sales', '1')
    expect(scene.open()).toEqual([])
  })

  test('ok: missing data is the all-clear, and waits for its time like any', () => {
    const rule: RealtimeRule = { ...ALERTS, keepFiringForMs: 10_000, noData: { afterMs: 5000, policy: 'ok' } }
    const scene = createScene({ rules: [rule] })
    scene.play('Sales', '9 ?*60')
    expect(scene.log.slice(2)).toEqual(['6 recovering Sales', '16 closed Sales', '16 withdraw Sales'])
  })

  test('a rule that says nothing about it is stored as ever', () => {
    expect(ruleSchema.parse(WAITING)).toEqual(WAITING)
    expect(ruleSchema.safeParse({ ...WAITING, noData: { afterMs: 1, policy: 'guess' } }).success).toBe(false)
  })
})
