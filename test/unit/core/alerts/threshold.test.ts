import { describe, expect, test } from 'vitest'
import type { FeedDescriptor } from '../../../../src/core/measures/feed.ts'
import { createScene, QUEUES, WAITING } from './scene.ts'

describe('a threshold with clear threshold, pending and keep firing', () => {
  test('is told once, after the breach held for the pending time', () => {
    const scene = createScene({ rules: [WAITING] })
    scene.play('Sales', '3 9*9 9 9*60')
    expect(scene.log).toEqual(['11 fired Sales', '11 tell(fired) Sales'])
  })

  test('leaves no trace of a breach that ends while pending', () => {
    const scene = createScene({ rules: [WAITING] })
    scene.play('Sales', '9*9 8 9*9 3*60')
    expect(scene.log).toEqual([])
    expect(scene.journal.size).toBe(0)
  })

  test('does not clear between threshold and clear threshold', () => {
    const scene = createScene({ rules: [WAITING] })
    scene.play('Sales', '9*11 6*100')
    expect(scene.open().map(({ state, value }) => [state, value])).toEqual([['firing', 6]])
  })

  test('ends only after the all-clear held, and goes back to firing when it did not', () => {
    const scene = createScene({ rules: [WAITING] })
    scene.play('Sales', '9*20 5*29 6*1 4*40')
    expect(scene.log).toEqual([
      '10 fired Sales',
      '10 tell(fired) Sales',
      '20 recovering Sales',
      '49 firing Sales',
      '50 recovering Sales',
      '80 closed Sales',
      '80 withdraw Sales'
    ])
  })

  test('opens a new episode for the next breach', () => {
    const scene = createScene({ rules: [WAITING] })
    scene.play('Sales', '9*11 2*31 9*11')
    const ids = [...scene.journal.values()].map(({ id, state }) => [id, state])
    expect(ids).toHaveLength(2)
    expect(ids.map(([, state]) => state)).toEqual(['closed', 'firing'])
    expect(new Set(ids.map(([id]) => id)).size).toBe(2)
  })

  test.each([
    ['>', 8, undefined, 8, 9],
    ['>=', 8, undefined, 7, 8],
    ['<', 5, undefined, 5, 4],
    ['<=', 5, undefined, 6, 5]
  ] as const)('reads %s %s at its edge', (op, threshold, _clear, calm, breach) => {
    const rule = { ...WAITING, pendingForMs: 0, keepFiringForMs: 0, condition: { op, threshold } }
    const scene = createScene({ rules: [rule] })
    scene.play('Sales', `${String(calm)} ${String(breach)} ${String(calm)}`)
    expect(scene.log).toEqual(['1 fired Sales', '1 tell(fired) Sales', '2 closed Sales', '2 withdraw Sales'])
  })

  test('announces the end where the rule asks for it', () => {
    const scene = createScene({ rules: [{ ...WAITING, announceEnd: true, keepFiringForMs: 0 }] })
    scene.play('Sales', '9*11 1')
    expect(scene.log.slice(2)).toEqual(['11 closed Sales', '11 tell(ended) Sales'])
  })

  test('keeps queues apart', () => {
    const scene = createScene({ rules: [WAITING] })
    scene.row('Sales', { waiting: 9 })
    scene.wait(5)
    scene.row('Billing', { waiting: 20 })
    scene.wait(10)
    expect(scene.log.filter((line) => line.includes('tell'))).toEqual([
      '10 tell(fired) Sales',
      '15 tell(fired) Billing'
    ])
  })

  test('writes a rising peak down a handful of times only, and always shows the present value', () => {
    const scene = createScene({ rules: [WAITING] })
    scene.play('Sales', '9*11')
    for (let waiting = 10; waiting <= 200; waiting++) scene.play('Sales', String(waiting))
    expect(scene.log.filter((line) => line.includes('worsened')).length).toBeLessThanOrEqual(8)
    expect(scene.open()[0]).toMatchObject({ value: 200, peak: 200, threshold: 8, clear: 5, op: '>' })
    scene.play('Sales', '7')
    expect(scene.open()[0]).toMatchObject({ value: 7, peak: 200 })
  })
})

describe('a key about which nothing is known', () => {
  test('holds its state, and the time does not count', () => {
    const scene = createScene({ rules: [WAITING] })
    scene.play('Sales', '9*5 ?*100 9*4')
    expect(scene.log).toEqual([])
    scene.play('Sales', '_*2')
    expect(scene.log[0]).toBe('110 fired Sales')
  })

  test('neither clears nor repeats while held', () => {
    const scene = createScene({ rules: [{ ...WAITING, repeatEveryMs: 60_000 }] })
    scene.play('Sales', '9*20 ?*300')
    expect(scene.open()[0]).toMatchObject({ state: 'firing', value: 9 })
    expect(scene.log.filter((line) => line.includes('tell'))).toEqual(['10 tell(fired) Sales'])
    scene.play('Sales', '9')
    expect(scene.log.at(-1)).toBe('320 tell(repeat) Sales')
  })

  test('closes when its row is deleted, and says why', () => {
    const scene = createScene({ rules: [WAITING] })
    scene.play('Sales', '9*20 x')
    expect(scene.log.slice(2)).toEqual(['20 closed Sales', '20 withdraw Sales'])
    expect([...scene.journal.values()][0]?.reason).toBe('rowGone')
  })
})

describe('a feed that is not live', () => {
  test('holds every key: nothing fires, clears or repeats', () => {
    const scene = createScene({ rules: [WAITING] })
    scene.play('Sales', '9*5')
    scene.row('Billing', { waiting: 9 })
    scene.live(false)
    scene.wait(500)
    expect(scene.log).toEqual([])
    scene.live(true)
    scene.wait(4)
    expect(scene.log).toEqual([])
    scene.wait(1)
    expect(scene.log).toEqual(['510 fired Sales', '510 tell(fired) Sales'])
  })

  test.each([
    ['the loss is told first', ['loss', 'tick']],
    ['a timer goes off first', ['tick', 'loss']]
  ])('what fell due in sleep waits for fresh data, whether %s', (_what, order) => {
    const scene = createScene({ rules: [WAITING], ticks: false })
    scene.row('Sales', { waiting: 9 })
    scene.wait(8 * 3600)
    for (const what of order) {
      if (what === 'tick') scene.send({ type: 'tick' })
      else scene.live(false)
    }
    scene.snapshot(() => {
      scene.row('Sales', { waiting: 2 })
    })
    scene.live(true)
    expect(scene.log).toEqual([])
  })

  test('what falls due at waking happens to no feed while the feeds are taken away one after the other', () => {
    const other: FeedDescriptor = { ...QUEUES, id: 'floor/others', producerId: 'others' }
    const scene = createScene({ rules: [WAITING], feeds: [other, QUEUES], ticks: false })
    scene.row('Sales', { waiting: 9 })
    scene.wait(9)
    const unknownSinceMs = scene.clock.now().monoMs
    scene.wait(2)
    for (const { id } of [other, QUEUES]) scene.send({ type: 'feedLive', feedId: id, live: false, unknownSinceMs })
    scene.send({ type: 'tick' })
    scene.live(true)
    expect(scene.log).toEqual([])
    scene.wait(1)
    scene.send({ type: 'tick' })
    expect(scene.log).toEqual(['12 fired Sales', '12 tell(fired) Sales'])
  })

  test('what fell due in sleep is told soon when the feed proves to be live', () => {
    const scene = createScene({ rules: [WAITING], ticks: false })
    scene.row('Sales', { waiting: 9 })
    scene.wait(3600)
    scene.send({ type: 'tick' })
    scene.wait(19)
    scene.send({ type: 'tick' })
    expect(scene.log).toEqual([])
    scene.wait(1)
    scene.send({ type: 'tick' })
    expect(scene.log).toEqual(['3620 fired Sales', '3620 tell(fired) Sales'])
  })

  test('a late tick changes nothing: a breach that held long enough is told before the all-clear is looked at', () => {
    const scene = createScene({ rules: [{ ...WAITING, keepFiringForMs: 0 }], ticks: false })
    scene.play('Sales', '9*12 2')
    expect(scene.log.map((line) => line.split(' ')[1])).toEqual(['fired', 'tell(fired)', 'closed', 'withdraw'])
  })

  test('a snapshot judges nothing until it ends; rows it does not repeat end their alerts', () => {
    const scene = createScene({ rules: [{ ...WAITING, pendingForMs: 0 }] })
    scene.play('Sales', '9')
    scene.play('Billing', '9')
    scene.live(false)
    scene.snapshot(() => {
      scene.row('Billing', { waiting: 1 })
      scene.wait(1)
      scene.row('Support', { waiting: 30 })
      scene.wait(1)
      scene.row('Billing', { waiting: 9 })
      scene.live(true)
      expect(scene.log.slice(4)).toEqual([])
    })
    expect(scene.log.slice(4)).toEqual([
      '4 fired Support',
      '4 tell(fired) Support',
      '4 closed Sales',
      '4 withdraw Sales'
    ])
    expect(scene.open().map(({ keyName }) => keyName)).toEqual(['Billing', 'Support'])
  })

  test('stays silent about a feed nobody described', () => {
    const scene = createScene({ rules: [WAITING], feeds: [] })
    scene.live(true, QUEUES)
    scene.row('Sales', { waiting: 99 })
    expect(scene.open(true)).toEqual([])
  })
})
