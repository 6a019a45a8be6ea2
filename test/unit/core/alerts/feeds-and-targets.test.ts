import { describe, expect, test } from 'vitest'
import { defaultRules } from '../../../../src/core/alerts/default-rules.ts'
import { ruleSchema, type Rule } from '../../../../src/core/alerts/rule.ts'
import type { Target, TargetState } from '../../../../src/core/targets/target.ts'
import { createScene, WAITING, type Scene } from './scene.ts'

const shared = { version: 1, enabled: true, repeatEveryMs: null, announceEnd: true } as const
const LOST: Rule = {
  ...shared,
  id: 'lost',
  kind: 'feed',
  name: 'Live feed lost',
  severity: 'critical',
  pendingForMs: 2_000,
  keepFiringForMs: 20_000
}
const REACHED: Rule = {
  ...shared,
  id: 'reached',
  kind: 'target',
  name: 'Target reached',
  severity: 'info',
  pendingForMs: 0,
  keepFiringForMs: 0,
  states: ['reached', 'exceeded']
}

const lose = (scene: Scene, lost: boolean, reason: string | null = null): void => {
  scene.send({ type: 'connectionLost', connectionId: 'floor', connectionName: 'Floor', lost, reason })
}

describe('a lost connection', () => {
  test('is one alert, whatever else was burning, and names the cause', () => {
    const scene = createScene({ rules: [WAITING, LOST] })
    for (const queue of ['Sales', 'Billing', 'Support']) scene.row(queue, { waiting: 9 })
    scene.wait(5)
    scene.live(false)
    lose(scene, true, 'heartbeatLost')
    scene.wait(600)
    expect(scene.log).toEqual(['7 fired Floor', '7 tell(fired) Floor'])
    expect(scene.open()[0]).toMatchObject({
      kind: 'feed',
      key: 'floor',
      reason: 'heartbeatLost',
      unit: 'state',
      op: null
    })
  })

  test('that is back within the pending time is not told', () => {
    const scene = createScene({ rules: [LOST] })
    lose(scene, true)
    scene.wait(1)
    lose(scene, false)
    scene.wait(60)
    expect(scene.log).toEqual([])
  })

  test('that flaps is one alert until it stayed up', () => {
    const scene = createScene({ rules: [LOST] })
    for (let round = 0; round < 5; round++) {
      lose(scene, true, 'unreachable')
      scene.wait(5)
      lose(scene, false)
      scene.wait(10)
    }
    scene.wait(20)
    expect(scene.log.filter((line) => line.includes('tell'))).toEqual(['2 tell(fired) Floor', '85 tell(ended) Floor'])
  })

  test('is still one alert after a restart in the middle of it', () => {
    const first = createScene({ rules: [LOST] })
    lose(first, true, 'unreachable')
    first.wait(10)
    const second = first.restart()
    second.wait(5)
    lose(second, true, 'dns')
    second.wait(60)
    expect(second.log).toEqual([])
    expect(second.open()[0]?.reason).toBe('dns')
    lose(second, false)
    second.wait(20)
    expect(second.log).toEqual(['65 recovering Floor', '85 closed Floor', '85 tell(ended) Floor'])
  })

  test('is noticed by a rule switched on later', () => {
    const scene = createScene({ rules: [] })
    lose(scene, true, 'dns')
    scene.send({ type: 'rulesChanged', rules: [LOST] })
    scene.wait(2)
    expect(scene.log).toEqual(['2 fired Floor', '2 tell(fired) Floor'])
  })
})

describe('business targets', () => {
  const target: Target = {
    id: 'target',
    connectionId: 'chat',
    workflowId: 'workflow',
    name: 'Chats answered',
    threshold: 100,
    bound: 'LOWER',
    reportingPeriod: 'P1D',
    notificationPeriod: 'P1D',
    field: 'sum'
  }
  const tested = (scene: Scene, state: TargetState, value: number | null, newPeriod = false): void => {
    const test = { targetId: target.id, value, selectedPeriod: 'P1D', timespan: '', testedAtMs: 0 } as const
    scene.send({ type: 'targetTested', target, state, test, newPeriod })
  }

  test('reached is told once, with value and threshold', () => {
    const scene = createScene({ rules: [REACHED] })
    tested(scene, 'running', 40)
    tested(scene, 'reached', 100)
    tested(scene, 'reached', 120)
    expect(scene.log).toEqual(['0 fired Chats answered', '0 tell(fired) Chats answered'])
    expect(scene.open()[0]).toMatchObject({
      kind: 'target',
      reason: 'reached',
      value: 120,
      threshold: 100,
      unit: 'state'
    })
  })

  test('the state left within the period closes the alert', () => {
    const scene = createScene({ rules: [REACHED] })
    tested(scene, 'reached', 100)
    tested(scene, 'running', 90)
    expect(scene.log.slice(2)).toEqual(['0 closed Chats answered', '0 tell(ended) Chats answered'])
  })

  test.each([
    ['running', 0],
    ['noValue', null]
  ] as const)('a new period that begins with %s closes it silently', (state, value) => {
    const scene = createScene({ rules: [REACHED] })
    tested(scene, 'reached', 100)
    tested(scene, state, value, true)
    expect(scene.log.slice(2)).toEqual(['0 closed Chats answered', '0 withdraw Chats answered'])
    tested(scene, 'reached', 100)
    expect(scene.log.at(-1)).toBe('0 tell(fired) Chats answered')
  })

  test('a state that only continues in a new period is not told again', () => {
    const scene = createScene({ rules: [REACHED] })
    tested(scene, 'reached', 100)
    tested(scene, 'reached', 101, true)
    expect(scene.log).toHaveLength(2)
    expect(scene.open()).toHaveLength(1)
  })

  test('where it is heading is told to who wants it, and a target back on pace is over', () => {
    const scene = createScene({ rules: [{ ...REACHED, states: ['atRisk', 'outOfReach'] }] })
    tested(scene, 'onPace', 10)
    tested(scene, 'atRisk', 20)
    tested(scene, 'atRisk', 21)
    expect(scene.open()).toMatchObject([{ reason: 'atRisk', value: 21 }])
    tested(scene, 'outOfReach', 22)
    expect(scene.open()).toMatchObject([{ reason: 'outOfReach' }])
    tested(scene, 'onPace', 60)
    expect(scene.log.filter((line) => line.includes('tell'))).toEqual([
      '0 tell(fired) Chats answered',
      '0 tell(fired) Chats answered',
      '0 tell(ended) Chats answered'
    ])
  })

  test.each(['finalMet', 'finalMissed'] as const)(
    'what became of its period, %s, is told once and over with the first test of the next',
    (state) => {
      const scene = createScene({
        rules: [{ ...REACHED, id: 'final', states: ['finalMet', 'finalMissed'] }, REACHED]
      })
      tested(scene, 'running', 40)
      tested(scene, state, 40)
      tested(scene, state, 40)
      expect(scene.log).toEqual(['0 fired Chats answered', '0 tell(fired) Chats answered'])
      tested(scene, 'running', 0, true)
      expect(scene.log.slice(2)).toEqual(['0 closed Chats answered', '0 withdraw Chats answered'])
    }
  )

  test('the end of a period does not end what was told in it, the first test of the next does', () => {
    const scene = createScene({ rules: [REACHED] })
    tested(scene, 'reached', 100)
    tested(scene, 'finalMet', 100)
    expect(scene.open()).toMatchObject([{ reason: 'reached' }])
    tested(scene, 'running', 0, true)
    expect(scene.open()).toEqual([])
  })

  test('a test without a value holds, a target that is not judged any more closes', () => {
    const scene = createScene({ rules: [REACHED] })
    tested(scene, 'reached', 100)
    tested(scene, 'noValue', null)
    expect(scene.open()).toHaveLength(1)
    tested(scene, 'inactive', 100)
    expect(scene.open()).toEqual([])
  })

  test.each([
    ['reached', 'finalMet'],
    ['exceeded', 'finalMissed']
  ] as const)(
    'what was told as %s ends as %s when the time of the target is over, told like any end',
    (state, reason) => {
      const scene = createScene({ rules: [{ ...REACHED, states: ['reached', 'exceeded'] }] })
      tested(scene, state, 100)
      scene.send({ type: 'targetOver', connectionId: 'elsewhere', targetId: 'target' })
      scene.send({ type: 'targetOver', connectionId: 'chat', targetId: 'another' })
      expect(scene.open()).toHaveLength(1)
      scene.send({ type: 'targetOver', connectionId: 'chat', targetId: 'target' })
      expect(scene.log.slice(2)).toEqual(['0 closed Chats answered', '0 tell(ended) Chats answered'])
      expect([...scene.journal.values()]).toMatchObject([{ state: 'closed', reason }])
    }
  )

  test('the end of a target ends what was told of it before a restart, and a longer one is told anew', () => {
    const first = createScene({ rules: [REACHED] })
    tested(first, 'reached', 100)
    const second = first.restart()
    second.send({ type: 'targetOver', connectionId: 'chat', targetId: 'target' })
    expect(second.open()).toEqual([])
    tested(second, 'reached', 100)
    expect(second.log.at(-1)).toBe('0 tell(fired) Chats answered')
  })

  test('a target that is not tested any more closes, others stay', () => {
    const scene = createScene({ rules: [REACHED] })
    tested(scene, 'reached', 100)
    scene.send({ type: 'targetsKnown', connectionId: 'elsewhere', targetIds: [] })
    scene.send({ type: 'targetsKnown', connectionId: 'chat', targetIds: ['target'] })
    expect(scene.open()).toHaveLength(1)
    scene.send({ type: 'targetsKnown', connectionId: 'chat', targetIds: ['another'] })
    expect(scene.open()).toEqual([])
  })

  test('exceeded after reached, when the bound was turned round, is a new alert', () => {
    const scene = createScene({ rules: [REACHED] })
    tested(scene, 'reached', 100)
    tested(scene, 'exceeded', 100)
    expect(scene.log.filter((line) => line.includes('fired '))).toHaveLength(2)
    expect(scene.open().map(({ reason }) => reason)).toEqual(['exceeded'])
  })

  test('only the states a rule lists are told', () => {
    const scene = createScene({ rules: [{ ...REACHED, states: ['exceeded'] }] })
    tested(scene, 'reached', 100)
    expect(scene.log).toEqual([])
  })

  test('reached is not told again after a restart', () => {
    const first = createScene({ rules: [REACHED] })
    tested(first, 'reached', 100)
    const second = first.restart()
    tested(second, 'reached', 130)
    expect(second.log).toEqual([])
  })
})

describe('the default rules', () => {
  test('obey the schema and have ids of their own', () => {
    const rules = defaultRules()
    for (const rule of rules) expect(ruleSchema.parse(rule)).toEqual(rule)
    expect(new Set(rules.map(({ id }) => id)).size).toBe(rules.length)
  })

  test('stay silent on a calm floor', () => {
    const scene = createScene({ rules: defaultRules() })
    scene.play('Sales', '3 8*600')
    expect(scene.log.filter((line) => line.includes('Sales'))).toEqual([])
  })

  test('tell of a queue in trouble once', () => {
    const scene = createScene({ rules: defaultRules() })
    scene.play('Sales', '9*600')
    expect(scene.log.filter((line) => line.includes('tell(fired) Sales'))).toEqual(['10 tell(fired) Sales'])
  })
})

describe('a connection with another name', () => {
  const SUM: Rule = { ...WAITING, id: 'sum', over: 'sum' }
  const rename = (scene: Scene, connectionName: string): void => {
    scene.send({ type: 'connectionRenamed', connectionId: 'floor', connectionName })
  }

  test('has its open alerts under that name, pending ones too, and tells none again', () => {
    const scene = createScene({ rules: [SUM, LOST] })
    scene.row('Sales', { waiting: 9 })
    scene.wait(5)
    rename(scene, 'Day shift')
    expect(scene.open(true).map(({ keyName, state }) => [keyName, state])).toEqual([['Day shift', 'pending']])
    scene.wait(5)
    rename(scene, 'Night shift')
    expect(scene.open().map(({ keyName }) => keyName)).toEqual(['Night shift'])
    expect([...scene.journal.values()].map(({ keyName }) => keyName)).toEqual(['Night shift'])
    expect(scene.log.filter((line) => line.includes('tell'))).toEqual(['10 tell(fired) Day shift'])
  })

  test('after a restart too, and the next alert bears it', () => {
    const scene = createScene({ rules: [LOST] })
    lose(scene, true)
    scene.wait(5)
    const after = scene.restart()
    rename(after, 'Night shift')
    expect(after.open().map(({ keyName }) => keyName)).toEqual(['Night shift'])
    expect(after.log.filter((line) => line.includes('tell'))).toEqual([])
  })

  test('another connection keeps its own', () => {
    const scene = createScene({ rules: [LOST] })
    lose(scene, true)
    scene.wait(5)
    scene.send({ type: 'connectionRenamed', connectionId: 'other', connectionName: 'Night shift' })
    expect(scene.open().map(({ keyName }) => keyName)).toEqual(['Floor'])
  })
})
