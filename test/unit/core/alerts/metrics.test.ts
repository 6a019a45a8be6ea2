import { describe, expect, test } from 'vitest'
import { realtimeRuleSchema, ruleSchema, type RealtimeRule } from '../../../../src/core/alerts/rule.ts'
import type { FeedDescriptor } from '../../../../src/core/measures/feed.ts'
import { AGENTS, createScene, QUEUES, WAITING } from './scene.ts'

const SERVICE: FeedDescriptor = {
  ...QUEUES,
  measures: [
    { name: 'name', kind: 'text', displayName: 'Name', role: 'queueName' },
    { name: 'waiting', kind: 'number', displayName: 'Waiting', role: 'contactsWaiting' },
    { name: 'answered', kind: 'number', displayName: 'Answered', role: 'answered', isCounter: true },
    { name: 'offered', kind: 'number', displayName: 'Offered', role: 'offered', isCounter: true }
  ]
}

const AT_ONCE = { pendingForMs: 0, keepFiringForMs: 0 } as const
const OVER_8: RealtimeRule = { ...WAITING, ...AT_ONCE, condition: { op: '>', threshold: 8 } }
/** Fewer than four of five answered. */
const LEVEL: RealtimeRule = {
  ...OVER_8,
  id: 'level',
  name: 'Answered share',
  metric: { kind: 'ratio', numerator: { role: 'answered' }, denominator: { role: 'offered' } },
  condition: { op: '<', threshold: 80 }
}

const valueOf = (scene: ReturnType<typeof createScene>): unknown => scene.open().map(({ value, unit }) => [value, unit])

describe('rows taken together', () => {
  test.each([
    ['avg', 9],
    ['min', 5],
    ['max', 13],
    ['sum', 27]
  ] as const)('%s of three queues', (over, expected) => {
    const scene = createScene({ rules: [{ ...OVER_8, over, condition: { op: '>', threshold: 1 } }], feeds: [QUEUES] })
    scene.row('Sales', { waiting: 9 })
    scene.row('Billing', { waiting: 13 })
    scene.row('Support', { waiting: 5 })
    scene.row('Silent', { waiting: null })
    expect(valueOf(scene)).toEqual([[expected, 'number']])
  })

  test('the greatest falls back to the next when its row leaves, changes or loses its value', () => {
    const scene = createScene({ rules: [{ ...OVER_8, over: 'max', condition: { op: '>', threshold: 0 } }] })
    for (const [name, waiting] of Object.entries({ a: 20, b: 19, c: 18, d: 17, e: 17 })) scene.row(name, { waiting })
    const seen: unknown[] = []
    const note = (): void => void seen.push(scene.open()[0]?.value)
    note()
    scene.gone('a')
    note()
    scene.row('b', { waiting: 3 })
    note()
    scene.row('c', { waiting: null })
    note()
    scene.gone('d')
    note()
    expect(seen).toEqual([20, 19, 18, 17, 17])
  })

  test('decimals that are all at zero again add up to zero', () => {
    const rule: RealtimeRule = { ...OVER_8, over: 'sum', condition: { op: '>', threshold: 0 } }
    const scene = createScene({ rules: [rule] })
    const keys = ['Sales', 'Billing', 'Care', 'Chat']
    keys.forEach((key, i) => {
      scene.row(key, { waiting: (i + 1) / 10 })
    })
    expect(scene.open()).toHaveLength(1)
    for (const key of keys) scene.row(key, { waiting: 0 })
    expect(scene.open()).toEqual([])
  })

  test('a sum of decimals stays what a look at all of them finds, however often they change', () => {
    const rule: RealtimeRule = { ...OVER_8, over: 'sum', condition: { op: '>', threshold: 0.6 } }
    const scene = createScene({ rules: [rule] })
    scene.row('Billing', { waiting: 0.1 })
    // Beside a number that large, what is small is rounded.
    for (let i = 0; i < 20; i++) scene.row('Sales', { waiting: i % 2 === 0 ? 1e12 + 0.3 : 0.1 })
    for (let i = 0; i < 11_000; i++) scene.row('Billing', { waiting: (i % 7) * 0.1 })
    scene.row('Sales', { waiting: 0.5 })
    scene.row('Billing', { waiting: 0.25 })
    expect(scene.open()[0]?.value).toBeCloseTo(0.75, 12)
  })

  test('an average over nobody is no verdict: what burns is over', () => {
    const scene = createScene({ rules: [{ ...OVER_8, over: 'avg' }] })
    scene.row('Sales', { waiting: 9 })
    scene.gone('Sales')
    expect(scene.log.map((line) => line.split(' ')[1])).toEqual(['fired', 'tell(fired)', 'closed', 'withdraw'])
    expect(createScene({ rules: [{ ...OVER_8, over: 'min', condition: { op: '<', threshold: 5 } }] }).log).toEqual([])
  })

  test.each([
    ['max', 'the longest', 60],
    ['avg', 'the middle', 65],
    ['min', 'the shortest', 70]
  ] as const)('%s time in a state fires by itself when %s is over the limit', (over, _which, second) => {
    const metric = { kind: 'elapsed', measure: { role: 'afterContactSince' } } as const
    const condition = { op: '>=', threshold: 60_000 } as const
    const scene = createScene({ rules: [{ ...OVER_8, producer: 'agent', over, metric, condition }], feeds: [AGENTS] })
    scene.row('Ann', { acw: scene.clock.now().wallMs }, AGENTS)
    scene.wait(10)
    scene.row('Bob', { acw: scene.clock.now().wallMs }, AGENTS)
    scene.wait(100)
    expect(scene.log[0]).toBe(`${String(second)} fired Floor`)
  })
})

describe('the ratio of two measures', () => {
  const floor = (over: RealtimeRule['over'] = 'each') => createScene({ rules: [{ ...LEVEL, over }], feeds: [SERVICE] })

  test('is in percent', () => {
    const scene = floor()
    scene.row('Sales', { answered: 4, offered: 5 })
    expect(scene.log).toEqual([])
    scene.row('Sales', { offered: 8 })
    expect(valueOf(scene)).toEqual([[50, 'percent']])
  })

  test('has no value without a denominator, and says nothing then', () => {
    const scene = floor()
    scene.row('Sales', { answered: 0, offered: 0 })
    scene.row('Billing', { answered: 0, offered: null })
    expect(scene.log).toEqual([])
  })

  test('has no value while the two do not count the same interval, and holds what burns', () => {
    const scene = floor()
    scene.row('Sales', { answered: 10, offered: 90 })
    scene.wait(7 * 60)
    scene.row('Sales', { answered: 0, offered: 0 })
    scene.wait(3600)
    expect(scene.open()).toHaveLength(1)
    scene.row('Sales', { answered: 9, offered: 9 })
    expect(scene.open()).toEqual([])
  })

  test('over the scope is the ratio of the sums, not the mean of the ratios', () => {
    for (const [over, expected] of [
      ['sum', []],
      ['avg', [70]],
      ['min', [40]],
      ['max', []]
    ] as const) {
      const scene = floor(over)
      scene.row('Big', { answered: 300, offered: 300 })
      scene.row('Idle', { answered: 0, offered: 0 })
      scene.row('Mid', { answered: 40, offered: 100 })
      expect(scene.open().map(({ value }) => value)).toEqual(expected)
      scene.row('Big', { offered: 600 })
      // 340 of 700.
      if (over === 'sum') expect(scene.open()[0]?.value).toBeCloseTo(48.57)
    }
  })

  test('is looked at only where one of the two changed', () => {
    const scene = floor()
    scene.row('Sales', { answered: 1, offered: 9, waiting: 1 })
    const before = scene.log.length
    scene.row('Sales', { waiting: 99 })
    expect(scene.log).toHaveLength(before)
  })
})

describe('equal and not equal', () => {
  test.each([
    ['=', 0, 1, 0],
    ['!=', 3, 3, 4]
  ] as const)('%s %d is calm at %d and broken at %d', (op, threshold, calm, breach) => {
    const scene = createScene({ rules: [{ ...OVER_8, condition: { op, threshold } }] })
    scene.play('Sales', `${String(calm)} ${String(breach)} ${String(calm)}`)
    expect(scene.log).toEqual(['1 fired Sales', '1 tell(fired) Sales', '2 closed Sales', '2 withdraw Sales'])
  })

  test('take no clear threshold, and no running time', () => {
    const rule = (condition: object, metric?: object) => ({ ...OVER_8, condition, ...(metric && { metric }) })
    const running = { kind: 'elapsed', measure: { role: 'afterContactSince' } }
    expect(realtimeRuleSchema.safeParse(rule({ op: '=', threshold: 0 })).success).toBe(true)
    expect(realtimeRuleSchema.safeParse(rule({ op: '=', threshold: 0, clear: 0 })).success).toBe(false)
    expect(ruleSchema.safeParse(rule({ op: '!=', threshold: 0 }, running)).success).toBe(false)
    expect(ruleSchema.safeParse(rule({ op: '<', threshold: 5, clear: 4 })).success).toBe(false)
  })
})
