import { describe, expect, test } from 'vitest'
import type { Rule } from '../../../../src/core/alerts/rule.ts'
import { back, createScene, WAITING, type Scene } from './scene.ts'

describe('a breach that has to last', () => {
  /** Sees `seconds` of it. */
  function seen(seconds: number, rules: readonly Rule[] = [WAITING]): Scene {
    const scene = createScene({ rules })
    scene.row('Sales', { waiting: 12 })
    scene.wait(seconds)
    scene.storeUnfinished()
    return scene
  }

  test('is told although no run lasts that long', () => {
    let scene = seen(4)
    let runs = 1
    while (scene.log.length === 0 && runs < 20) {
      scene = scene.restart()
      back(scene, { Sales: 12 })
      scene.wait(4)
      scene.storeUnfinished()
      runs += 1
    }
    expect(runs).toBe(3)
    expect(scene.log).toEqual(['2 fired Sales', '2 tell(fired) Sales'])
    const [open] = scene.open()
    expect((open?.firedAtMs ?? 0) - (open?.breachedAtMs ?? 0)).toBe(10_000)
  })

  test('counts no time in which nothing was known, before the restart or after it', () => {
    const first = seen(4)
    first.live(false)
    first.wait(60)
    const second = first.restart()
    second.wait(60)
    expect(second.open()).toEqual([])
    expect(second.open(true)).toMatchObject([{ state: 'pending', keyName: 'Sales' }])
    back(second, { Sales: 12 })
    second.wait(5)
    expect(second.log).toEqual([])
    second.wait(1)
    expect(second.log).toEqual(['66 fired Sales', '66 tell(fired) Sales'])
  })

  test('is looked at for two seconds after a restart at least', () => {
    const second = seen(9.5).restart()
    back(second, { Sales: 12 })
    second.wait(1.9)
    expect(second.log).toEqual([])
    second.wait(0.1)
    expect(second.log).toEqual(['2 fired Sales', '2 tell(fired) Sales'])
  })

  test.each<[string, (second: Scene) => void]>([
    ['that is over with the first fresh data', (second) => back(second, { Sales: 1 })],
    ['whose row is gone', (second) => back(second, { Billing: 1 })],
    ['of a floor that began anew', (second) => second.send({ type: 'floorBeganAnew', connectionId: 'floor' })]
  ])('is forgotten without a trace: one %s', (_what, act) => {
    const second = seen(8).restart()
    act(second)
    expect(second.open(true)).toEqual([])
    expect(second.journal.size).toBe(0)
    back(second, { Sales: 12 })
    second.wait(9)
    expect(second.log).toEqual([])
    second.wait(1)
    expect(second.log).toEqual(['10 fired Sales', '10 tell(fired) Sales'])
  })

  test('is forgotten with its connection', () => {
    const second = seen(8).restart()
    second.send({ type: 'connectionRemoved', connectionId: 'floor' })
    expect(second.open(true)).toEqual([])
    expect(second.journal.size).toBe(0)
  })

  test.each<[string, Rule]>([
    ['has a new version', { ...WAITING, version: 2 }],
    ['is about another kind of key', { ...WAITING, over: 'sum' }],
    ['is off', { ...WAITING, enabled: false }]
  ])('is not waited for any more where its rule %s', (_what, rule) => {
    const second = seen(8).restart([rule])
    back(second, { Sales: 12 })
    second.wait(9)
    expect(second.log).toEqual([])
    expect(second.open(true).every(({ breachedAtMs }) => breachedAtMs === second.clock.now().wallMs - 9000)).toBe(true)
  })

  test('begins anew where nothing ran for more than an hour', () => {
    const scene = seen(8).restart([WAITING], 3601)
    back(scene, { Sales: 12 })
    const { wallMs } = scene.clock.now()
    scene.wait(9)
    expect(scene.log).toEqual([])
    scene.wait(1)
    expect(scene.log).toHaveLength(2)
    expect(scene.open()).toMatchObject([{ breachedAtMs: wallMs }])
  })

  test('is told once when it became an alert after it was put on record, ended or not', () => {
    for (const values of [{ Sales: 12 }, { Sales: 1 }]) {
      const first = seen(8)
      first.wait(3)
      expect(first.log).toEqual(['10 fired Sales', '10 tell(fired) Sales'])
      first.row('Sales', { waiting: values.Sales })
      const second = first.restart()
      back(second, values)
      second.wait(100)
      expect(second.log.filter((line) => line.includes('tell'))).toEqual([])
    }
  })

  test('of the second level too: getting critical is told although no run lasts that long', () => {
    const rule: Rule = { ...WAITING, severity: 'warning', critical: { threshold: 20 } }
    let scene = createScene({ rules: [rule] })
    scene.play('Sales', '12*11 30*6')
    scene.storeUnfinished()
    scene = scene.restart()
    back(scene, { Sales: 30 })
    scene.wait(3)
    expect(scene.log).toEqual([])
    scene.wait(1)
    expect(scene.log).toEqual(['4 raised Sales', '4 tell(worsened) Sales'])
  })
})
