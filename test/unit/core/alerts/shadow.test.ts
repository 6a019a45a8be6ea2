import { describe, expect, test } from 'vitest'
import { episodeSchema } from '../../../../src/core/alerts/episode.ts'
import type { FeedRule, RealtimeRule } from '../../../../src/core/alerts/rule.ts'
import { createScene, WAITING } from './scene.ts'

const MINUTE = 60
const REPEATING: RealtimeRule = { ...WAITING, repeatEveryMs: 60_000, repeatAtMost: 2 }
const SHADOW: RealtimeRule = { ...REPEATING, mode: 'shadow', announceEnd: true }
const LIVE: RealtimeRule = { ...WAITING, pendingForMs: 0, keepFiringForMs: 0 }
const LOST: FeedRule = {
  ...{ id: 'lost', version: 1, name: 'Lost', enabled: true, severity: 'critical', kind: 'feed' },
  ...{ pendingForMs: 0, keepFiringForMs: 0, repeatEveryMs: null, announceEnd: false }
}

const tells = (log: readonly string[]): string[] => log.filter((line) => line.includes('tell('))

describe('a cap of repeats', () => {
  test('tells again so often and no more, over a restart', () => {
    const scene = createScene({ rules: [REPEATING] })
    scene.play('Sales', `9*${String(10 + 1.5 * MINUTE)}`)
    expect(tells(scene.log)).toHaveLength(2)
    const after = scene.restart()
    after.row('Sales', { waiting: 9 })
    after.live(true)
    after.wait(10 * MINUTE)
    expect(tells(after.log)).toHaveLength(1)
  })

  test('counts anew for the next episode', () => {
    const scene = createScene({ rules: [{ ...REPEATING, keepFiringForMs: 0 }] })
    scene.play('Sales', '9*600 1 9*600')
    expect(tells(scene.log)).toHaveLength(6)
  })
})

describe('a rule in shadow mode', () => {
  test('records what it finds and tells nobody', () => {
    const scene = createScene({ rules: [SHADOW] })
    scene.play('Sales', '9*600')
    expect(scene.open(true)).toEqual([])
    expect([...scene.journal.values()]).toMatchObject([{ state: 'firing', shadow: true }])
    scene.play('Sales', '1*40')
    expect(scene.log).toEqual(['10 fired Sales', '600 recovering Sales', '630 closed Sales'])
    const [episode] = scene.journal.values()
    expect(episodeSchema.parse(episode)).toMatchObject({ state: 'closed', shadow: true, toldCount: 0 })
  })

  test('stays silent over a restart, and when everything is snoozed and not any more', () => {
    const scene = createScene({ rules: [SHADOW] })
    scene.play('Sales', '9*20')
    const after = scene.restart()
    after.row('Sales', { waiting: 9 })
    after.live(true)
    after.send({ type: 'snooze', scope: { kind: 'all' }, untilMs: after.clock.now().wallMs + 5000 })
    after.wait(60)
    after.play('Sales', '1*40')
    expect(after.log.filter((line) => line.includes('Sales'))).toEqual(['60 recovering Sales', '90 closed Sales'])
  })

  test('made live it tells what burns as a new alert; put in shadow it takes the notice away', () => {
    const scene = createScene({ rules: [SHADOW] })
    scene.play('Sales', '9*20')
    scene.send({ type: 'rulesChanged', rules: [{ ...SHADOW, version: 2, mode: 'live' }] })
    scene.wait(10)
    expect(scene.log.slice(1)).toEqual(['20 closed Sales', '30 fired Sales', '30 tell(fired) Sales'])
    expect(scene.open()).toHaveLength(1)
    scene.send({ type: 'rulesChanged', rules: [{ ...SHADOW, version: 3 }] })
    expect(scene.log.slice(4)).toEqual(['30 closed Sales', '30 withdraw Sales'])
    expect(scene.open()).toEqual([])
  })

  test('made one while nothing ran: the alert that was told ends, and its notice goes', () => {
    const before = createScene({ rules: [LIVE] })
    before.row('Sales', { waiting: 20 })
    // The new version is in the journal, and the engine never heard of it.
    const scene = before.restart([{ ...LIVE, version: 2, mode: 'shadow' }])
    scene.snapshot(() => {
      scene.row('Sales', { waiting: 20 })
    })
    scene.live(true)
    expect(scene.log.slice(0, 2)).toEqual(['0 closed Sales', '0 withdraw Sales'])
    scene.row('Sales', { waiting: 0 })
    scene.wait(60)
    expect(tells(scene.log)).toEqual([])
    for (const one of scene.journal.values()) expect(one.shadow === true).toBe(one.ruleVersion === 2)
    expect(scene.journal.size).toBe(2)
  })

  test('made live while nothing ran: what burns is told as a new alert', () => {
    const before = createScene({ rules: [{ ...LIVE, mode: 'shadow' }] })
    before.row('Sales', { waiting: 20 })
    const scene = before.restart([{ ...LIVE, version: 2 }])
    scene.snapshot(() => {
      scene.row('Sales', { waiting: 20 })
    })
    scene.live(true)
    scene.wait(3600)
    expect(scene.log).toEqual(['0 closed Sales', '0 fired Sales', '0 tell(fired) Sales'])
  })

  test.each([
    ['put in shadow', undefined, 'shadow', ['0 closed Floor', '0 withdraw Floor', '0 fired Floor']],
    ['made live', 'shadow', undefined, ['0 closed Floor', '0 fired Floor', '0 tell(fired) Floor']]
  ] as const)('about a connection, %s while nothing ran: as any other', (_what, mode, next, log) => {
    const rule = { ...LOST, ...(mode ? { mode } : {}) }
    const lost = { type: 'connectionLost', connectionId: 'floor', connectionName: 'Floor', lost: true } as const
    const before = createScene({ rules: [rule] })
    before.send({ ...lost, reason: null })
    const scene = before.restart([{ ...LOST, version: 2, ...(next ? { mode: next } : {}) }])
    scene.send({ ...lost, reason: null })
    expect(scene.log).toEqual(log)
  })

  test('is not beside a live one of the same measure', () => {
    const scene = createScene({ rules: [SHADOW, { ...WAITING, id: 'live' }] })
    scene.play('Sales', '9*20')
    expect(scene.open().map(({ ruleId }) => ruleId)).toEqual(['live'])
    expect(tells(scene.log)).toHaveLength(1)
  })
})
