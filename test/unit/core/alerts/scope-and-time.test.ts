import { describe, expect, test } from 'vitest'
import type { RealtimeRule } from '../../../../src/core/alerts/rule.ts'
import type { FeedDescriptor } from '../../../../src/core/measures/feed.ts'
import type { Value } from '../../../../src/core/measures/value.ts'
import { AGENTS, createScene, QUEUES, WAITING, type Scene } from './scene.ts'

const AT_ONCE = { pendingForMs: 0, keepFiringForMs: 0 } as const

const FEW_READY: RealtimeRule = {
  ...WAITING,
  ...AT_ONCE,
  id: 'ready',
  name: 'Too few agents ready',
  severity: 'warning',
  producer: 'agent',
  scope: [{ by: { role: 'agentState' }, oneOf: ['READY'] }],
  over: 'count',
  metric: undefined,
  condition: { op: '<', threshold: 2, clear: 3 }
}

const LONG_ACW: RealtimeRule = {
  ...WAITING,
  ...AT_ONCE,
  id: 'acw',
  name: 'Long after-contact work',
  severity: 'warning',
  producer: 'agent',
  metric: { kind: 'elapsed', measure: { role: 'afterContactSince' } },
  condition: { op: '>=', threshold: 300_000 }
}

const agent = (scene: Scene, key: string, values: Record<string, Value>): void => {
  scene.row(key, values, AGENTS)
}

describe('scope', () => {
  test.each([
    ['a key', { key: 'queueId' }, ['Sales']],
    ['a role', { role: 'channel' as const }, ['VOICE']],
    ['a measure name', { name: 'channel' }, ['VOICE', 'CHAT']]
  ])('filters by %s', (_what, by, oneOf) => {
    const scene = createScene({ rules: [{ ...WAITING, ...AT_ONCE, scope: [{ by, oneOf }] }] })
    scene.row('Sales', { channel: 'VOICE', waiting: 9 })
    scene.row('Mail', { channel: 'EMAIL', waiting: 9 })
    expect(scene.open().map(({ keyName }) => keyName)).toEqual(['Sales'])
  })

  test('wants every filter to hold, and a value to be there at all', () => {
    const scope = [
      { by: { role: 'channel' as const }, oneOf: ['VOICE'] },
      { by: { key: 'queueId' }, oneOf: ['Sales', 'Billing'] }
    ]
    const scene = createScene({ rules: [{ ...WAITING, ...AT_ONCE, scope }] })
    scene.row('Billing', { channel: null, waiting: 9 })
    scene.row('Support', { channel: 'VOICE', waiting: 9 })
    scene.row('Sales', { channel: 'VOICE', waiting: 9 })
    expect(scene.open().map(({ keyName }) => keyName)).toEqual(['Sales'])
  })

  test('a row that leaves the scope is clear, one that enters it is judged', () => {
    const scope = [{ by: { role: 'channel' as const }, oneOf: ['VOICE'] }]
    const scene = createScene({ rules: [{ ...WAITING, ...AT_ONCE, scope }] })
    scene.row('Sales', { channel: 'VOICE', waiting: 9 })
    scene.row('Sales', { channel: 'CHAT' })
    scene.row('Sales', { channel: 'VOICE' })
    expect(scene.log.map((line) => line.split(' ')[1])).toEqual([
      'fired',
      'tell(fired)',
      'closed',
      'withdraw',
      'fired',
      'tell(fired)'
    ])
  })

  test('a message that changes several measures reaches every rule that reads one of them, once', () => {
    const scope = [{ by: { role: 'channel' as const }, oneOf: ['VOICE'] }]
    const byChannel: RealtimeRule = { ...WAITING, ...AT_ONCE, scope }
    const voices: RealtimeRule = {
      ...byChannel,
      id: 'voices',
      over: 'count',
      metric: undefined,
      condition: { op: '>', threshold: 0 }
    }
    const scene = createScene({ rules: [byChannel, voices] })
    scene.row('Sales', { channel: 'CHAT', waiting: 1 })
    scene.row('Sales', { waiting: 9, channel: 'VOICE' })
    expect(scene.open().map(({ ruleId }) => ruleId)).toEqual(['waiting', 'voices'])
    expect(scene.log).toHaveLength(4)
  })

  test('a rule that reads a measure the feed has not stays silent', () => {
    const metric = { kind: 'measure', measure: { role: 'abandoned' } } as const
    const scene = createScene({ rules: [{ ...WAITING, ...AT_ONCE, metric }] })
    scene.row('Sales', { waiting: 99 })
    expect(scene.open(true)).toEqual([])
  })

  test('names that every object inherits are no values', () => {
    const measures = [...QUEUES.measures, { name: 'constructor', kind: 'text' as const, displayName: 'Odd' }]
    const scope = [{ by: { name: 'constructor' }, oneOf: [String(Object)] }]
    const feed: FeedDescriptor = { ...QUEUES, measures }
    const scene = createScene({ rules: [{ ...WAITING, ...AT_ONCE, scope }], feeds: [feed] })
    scene.row('Sales', { waiting: 99 }, feed)
    expect(scene.open(true)).toEqual([])
  })
})

describe('a count', () => {
  test('follows rows in and out of the scope, and is named after the connection', () => {
    const scene = createScene({ rules: [FEW_READY] })
    agent(scene, 'Ann', { state: 'READY' })
    agent(scene, 'Bob', { state: 'READY' })
    agent(scene, 'Cid', { state: 'ACTIVE' })
    expect(scene.open().map(({ keyName, key, value }) => [keyName, key, value])).toEqual([['Floor', '*', 2]])
    agent(scene, 'Cid', { state: 'READY' })
    expect(scene.open()).toEqual([])
    scene.gone('Ann', AGENTS)
    expect(scene.open()).toEqual([])
    agent(scene, 'Bob', { state: 'NOT_READY' })
    expect(scene.open()[0]).toMatchObject({ value: 1, unit: 'number' })
  })

  test('first runs at the end of the snapshot: an empty floor is judged once, not while it fills', () => {
    const scene = createScene({ rules: [FEW_READY], startsLive: false })
    scene.snapshot(() => {
      for (const name of ['Ann', 'Bob', 'Cid']) agent(scene, name, { state: 'READY' })
    }, AGENTS)
    scene.live(true, AGENTS)
    expect(scene.log).toEqual([])
  })

  test('does not count the rows of a finer feed on top', () => {
    const finer: FeedDescriptor = { ...AGENTS, id: 'floor/a-finer', producerId: 'a-finer', keyNames: ['a', 'b'] }
    const rule = { ...FEW_READY, condition: { op: '>' as const, threshold: 1 } }
    const scene = createScene({ rules: [rule], feeds: [finer, AGENTS] })
    agent(scene, 'Ann', { state: 'READY' })
    scene.row('Ann', { state: 'READY' }, finer)
    scene.row('Bob', { state: 'READY' }, finer)
    expect(scene.open()).toEqual([])
    agent(scene, 'Bob', { state: 'READY' })
    expect(scene.open().map(({ value }) => value)).toEqual([2])
  })
})

describe('a count taken among those who are there', () => {
  const AMONG: RealtimeRule = { ...FEW_READY, among: [{ by: { role: 'agentState' }, oneOf: ['READY', 'ACTIVE'] }] }
  const send = (scene: Scene, states: Readonly<Record<string, string>>): void => {
    for (const [name, state] of Object.entries(states)) agent(scene, name, { state })
  }

  test.each([
    ['nobody is listed', {}],
    ['all are logged out', { Ann: 'LOGGED_OUT', Bob: 'LOGGED_OUT', Cid: 'LOGGED_OUT' }],
    ['there are fewer than the all-clear wants', { Ann: 'ACTIVE', Bob: 'ACTIVE' }]
  ])('has no verdict while %s', (_, states) => {
    const scene = createScene({ rules: [AMONG], startsLive: false })
    scene.snapshot(() => {
      send(scene, states)
    }, AGENTS)
    scene.live(true, AGENTS)
    expect(scene.open(true)).toEqual([])
  })

  test('is judged as long as one is there, and clear when the last one leaves, by a change or by going', () => {
    for (const leave of [
      (scene: Scene) => agent(scene, 'Ann', { state: 'LOGGED_OUT' }),
      (scene: Scene) => scene.gone('Ann', AGENTS)
    ]) {
      const scene = createScene({ rules: [AMONG] })
      send(scene, { Ann: 'ACTIVE', Bob: 'READY', Cid: 'READY' })
      send(scene, { Bob: 'LOGGED_OUT', Cid: 'LOGGED_OUT' })
      expect(scene.open().map(({ value }) => value)).toEqual([0])
      leave(scene)
      expect(scene.open()).toEqual([])
    }
  })

  test('goes on with an open alert after a restart, however few are left', () => {
    const first = createScene({ rules: [AMONG] })
    send(first, { Ann: 'READY', Bob: 'READY', Cid: 'READY' })
    send(first, { Bob: 'LOGGED_OUT', Cid: 'LOGGED_OUT' })
    expect(first.open()).toHaveLength(1)
    const scene = first.restart()
    scene.snapshot(() => {
      send(scene, { Ann: 'READY' })
    }, AGENTS)
    scene.live(true, AGENTS)
    expect(scene.open().map(({ id, state }) => [id, state])).toEqual([[first.open()[0]?.id, 'firing']])
  })
})

describe('a sum', () => {
  const rule: RealtimeRule = { ...WAITING, ...AT_ONCE, over: 'sum', condition: { op: '>', threshold: 10 } }

  test('adds up what is known, and clears when a row goes', () => {
    const scene = createScene({ rules: [rule] })
    scene.row('Sales', { waiting: 6 })
    scene.row('Billing', { waiting: 5 })
    scene.row('Support', { waiting: null })
    expect(scene.open()[0]?.value).toBe(11)
    scene.gone('Billing')
    expect(scene.open()).toEqual([])
  })

  test('has no data when rows are there and none has a value', () => {
    const scene = createScene({ rules: [{ ...rule, condition: { op: '<', threshold: 5 } }] })
    scene.row('Sales', { waiting: 2 })
    scene.row('Sales', { waiting: null })
    expect(scene.open()[0]).toMatchObject({ state: 'firing', value: 2 })
  })

  test('of running times crosses its limit by itself', () => {
    const total: RealtimeRule = { ...LONG_ACW, over: 'sum', condition: { op: '>=', threshold: 600_000 } }
    const scene = createScene({ rules: [total] })
    const startMs = scene.clock.now().wallMs
    agent(scene, 'Ann', { acw: startMs - 100_000 })
    agent(scene, 'Bob', { acw: startMs })
    scene.wait(249)
    expect(scene.log).toEqual([])
    scene.wait(1)
    expect(scene.log[0]).toBe('250 fired Floor')
    agent(scene, 'Bob', { acw: null })
    expect(scene.open()).toEqual([])
  })
})

describe('time in a state', () => {
  test('fires when the time is up, without any message', () => {
    const scene = createScene({ rules: [LONG_ACW] })
    agent(scene, 'Ann', { acw: scene.clock.now().wallMs - 60_000 })
    scene.wait(239)
    expect(scene.log).toEqual([])
    scene.wait(1)
    expect(scene.log).toEqual(['240 fired Ann', '240 tell(fired) Ann'])
    expect(scene.open()[0]).toMatchObject({ unit: 'duration', value: 300_000 })
    scene.wait(30)
    scene.send({ type: 'tick' })
    expect(scene.open()[0]?.value).toBe(330_000)
    agent(scene, 'Ann', { acw: null })
    expect(scene.log.at(-2)).toBe('270 closed Ann')
  })

  test('starts over with a new state, and a state left in time never fires', () => {
    const scene = createScene({ rules: [LONG_ACW] })
    agent(scene, 'Ann', { acw: scene.clock.now().wallMs })
    scene.wait(299)
    agent(scene, 'Ann', { acw: scene.clock.now().wallMs })
    scene.wait(200)
    agent(scene, 'Ann', { acw: null })
    scene.wait(1000)
    expect(scene.log).toEqual([])
  })

  test('strictly over a limit is one millisecond more', () => {
    const scene = createScene({ rules: [{ ...LONG_ACW, condition: { op: '>', threshold: 1_000 } }] })
    agent(scene, 'Ann', { acw: scene.clock.now().wallMs })
    scene.clock.advance(1_000)
    expect(scene.log).toEqual([])
    scene.clock.advance(1)
    expect(scene.log).toHaveLength(2)
  })

  test('under a limit is a breach that ends by itself', () => {
    const scene = createScene({ rules: [{ ...LONG_ACW, condition: { op: '<', threshold: 10_000, clear: 20_000 } }] })
    agent(scene, 'Ann', { acw: scene.clock.now().wallMs })
    scene.wait(30)
    expect(scene.log).toEqual(['0 fired Ann', '0 tell(fired) Ann', '20 closed Ann', '20 withdraw Ann'])
  })

  test('does not run while the feed is not live; afterwards the time counts in full', () => {
    const scene = createScene({ rules: [LONG_ACW] })
    agent(scene, 'Ann', { acw: scene.clock.now().wallMs })
    scene.wait(100)
    scene.live(false, AGENTS)
    scene.wait(1000)
    expect(scene.log).toEqual([])
    scene.live(true, AGENTS)
    expect(scene.log).toEqual(['1100 fired Ann', '1100 tell(fired) Ann'])
  })

  test('counts the time asleep once the feed is live again, whichever clock missed it', () => {
    const scene = createScene({ rules: [LONG_ACW] })
    agent(scene, 'Ann', { acw: scene.clock.now().wallMs })
    scene.wait(10)
    scene.live(false, AGENTS)
    scene.clock.jumpWall(600_000)
    scene.live(true, AGENTS)
    expect(scene.open()[0]).toMatchObject({ keyName: 'Ann', value: 610_000 })
  })

  test('is not moved by a clock set while the feed was held for a moment, where that is said', () => {
    const scene = createScene({ rules: [LONG_ACW] })
    agent(scene, 'Ann', { acw: scene.clock.now().wallMs })
    scene.live(false, AGENTS)
    scene.clock.jumpWall(3_600_000)
    scene.send({ type: 'feedLive', feedId: AGENTS.id, live: true, keepsClock: true })
    scene.wait(299)
    expect(scene.log).toEqual([])
    scene.wait(1)
    expect(scene.log[0]).toBe('300 fired Ann')
  })

  test('is not moved by the wall clock', () => {
    const scene = createScene({ rules: [LONG_ACW] })
    const startMs = scene.clock.now().wallMs
    agent(scene, 'Ann', { acw: startMs })
    scene.clock.jumpWall(3_600_000)
    agent(scene, 'Bob', { acw: startMs })
    scene.send({ type: 'tick' })
    scene.wait(299)
    expect(scene.log).toEqual([])
    scene.clock.jumpWall(-86_400_000)
    scene.wait(1)
    expect(scene.log.filter((line) => line.includes('fired '))).toEqual(['300 fired Ann', '300 fired Bob'])
  })
})
