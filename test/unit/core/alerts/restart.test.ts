import { describe, expect, test } from 'vitest'
import { episodeSchema } from '../../../../src/core/alerts/episode.ts'
import type { RealtimeRule, Rule } from '../../../../src/core/alerts/rule.ts'
import { AGENTS, back, createScene, QUEUES, WAITING, type Scene } from './scene.ts'

const REPEATING: Rule = { ...WAITING, repeatEveryMs: 600_000 }
const UNDER_TWO: RealtimeRule = {
  ...WAITING,
  id: 'ready',
  pendingForMs: 0,
  keepFiringForMs: 0,
  producer: 'agent',
  scope: [{ by: { role: 'agentState' }, oneOf: ['READY'] }],
  over: 'count',
  condition: { op: '<', threshold: 2 }
}

const burning = (rules: readonly Rule[] = [WAITING]): Scene => {
  const scene = createScene({ rules })
  scene.play('Sales', '12*20')
  return scene
}

const reasonsOfClosed = (scene: Scene): readonly (string | null)[] =>
  [...scene.journal.values()].filter(({ state }) => state === 'closed').map(({ reason }) => reason)

describe('an alert that burns while the application restarts', () => {
  test('is open at once, stays as it was until fresh data speaks, and is not told again', () => {
    const first = burning()
    const second = first.restart()
    expect(second.open()).toEqual(first.open())
    second.wait(3600)
    expect(second.log).toEqual([])
    back(second, { Sales: 12 })
    second.wait(3600)
    expect(second.log).toEqual([])
    expect(second.open()[0]).toMatchObject({ state: 'firing', id: first.open()[0]?.id })
  })

  test('goes on while its value is between threshold and clear threshold', () => {
    const second = burning().restart()
    back(second, { Sales: 6 })
    second.wait(100)
    expect(second.open()[0]).toMatchObject({ state: 'firing', value: 6 })
    expect(second.log).toEqual([])
  })

  test('ends once, through keep firing, when it was over meanwhile', () => {
    const second = burning().restart()
    back(second, { Sales: 1 })
    second.wait(100)
    expect(second.log).toEqual(['0 recovering Sales', '30 closed Sales', '30 withdraw Sales'])
    expect(second.restart().open()).toEqual([])
  })

  test('that was recovering already goes on recovering: what is on record of the all-clear counts, what nobody saw does not', () => {
    const first = burning()
    first.play('Sales', '1*25')
    expect([...first.journal.values()]).toMatchObject([{ state: 'recovering', clearForMs: 20_000 }])
    for (const episode of first.journal.values()) expect(episodeSchema.parse(episode)).toEqual(episode)
    const second = first.restart()
    second.wait(60)
    back(second, { Sales: 1 })
    second.wait(9)
    expect(second.log).toEqual([])
    second.wait(1)
    expect(second.log).toEqual(['70 closed Sales', '70 withdraw Sales'])
    expect([...second.journal.values()][0]).not.toHaveProperty('clearForMs')
  })

  test('ends however often the application is restarted, as soon as the all-clear was seen for long enough', () => {
    let scene = burning()
    scene.row('Sales', { waiting: 1 })
    let runs = 0
    while (runs < 20 && [...scene.journal.values()].some(({ state }) => state === 'recovering')) {
      scene.wait(12)
      scene = scene.restart()
      back(scene, { Sales: 1 })
      runs += 1
    }
    // Of each run 10 s are on record, 30 s are asked for.
    expect(runs).toBe(3)
    expect(scene.open()).toEqual([])
  })

  test('counts no all-clear while its feed was not live', () => {
    const first = burning()
    first.play('Sales', '1*5')
    first.live(false)
    first.wait(100)
    back(first, { Sales: 1 })
    first.wait(8)
    const second = first.restart()
    back(second, { Sales: 1 })
    second.wait(19)
    expect(second.log).toEqual([])
    second.wait(1)
    expect(second.log).toEqual(['20 closed Sales', '20 withdraw Sales'])
  })

  test.each([
    ['breached in between', [WAITING], '1*25 12*1 1*5'],
    ['has another version of its rule', [{ ...WAITING, version: 2 }], '1*25']
  ])('that recovered and %s must be clear for the whole time', (_what, rules, series) => {
    const first = burning()
    first.play('Sales', series)
    const second = first.restart(rules)
    back(second, { Sales: 1 })
    second.wait(29)
    expect(second.log.filter((line) => line.includes('closed'))).toEqual([])
    second.wait(1)
    expect(second.log.slice(-2)).toEqual(['30 closed Sales', '30 withdraw Sales'])
  })

  test('ends when its row is not there any more', () => {
    const second = burning().restart()
    back(second, { Billing: 1 })
    expect(second.log).toEqual(['0 closed Sales', '0 withdraw Sales'])
  })

  test('waits for its own feed, not for another one of the connection', () => {
    const second = burning().restart()
    second.snapshot(() => undefined, AGENTS)
    second.live(true, AGENTS)
    expect(second.open()).toHaveLength(1)
  })

  test('is repeated when that is due, counted from when it was last told', () => {
    const first = burning([REPEATING])
    first.wait(290)
    const second = first.restart()
    second.wait(100)
    back(second, { Sales: 12 })
    second.wait(199)
    expect(second.log).toEqual([])
    second.wait(1)
    expect(second.log).toEqual(['300 tell(repeat) Sales'])
  })

  test('is repeated on the first fresh data when the interval passed meanwhile, however long ago', () => {
    const first = burning([REPEATING])
    first.clock.jumpWall(86_400_000)
    const second = first.restart()
    second.wait(5)
    expect(second.log).toEqual([])
    back(second, { Sales: 12 })
    expect(second.log).toEqual(['5 tell(repeat) Sales'])
  })

  test('a wall clock set back delays the repeat by one interval at most', () => {
    const first = burning([REPEATING])
    first.clock.jumpWall(-86_400_000)
    const second = first.restart()
    back(second, { Sales: 12 })
    second.wait(600)
    expect(second.log).toEqual(['600 tell(repeat) Sales'])
  })

  test('keeps its acknowledgement', () => {
    const first = burning([REPEATING])
    first.send({ type: 'acknowledge', episodeId: first.open()[0]?.id ?? '', note: 'seen' })
    const second = first.restart()
    back(second, { Sales: 12 })
    second.wait(3600)
    expect(second.log).toEqual([])
  })

  test('fired under a snooze and never told: told once it is over, not twice', () => {
    const first = createScene({ rules: [WAITING] })
    first.send({ type: 'snooze', scope: { kind: 'all' }, untilMs: first.clock.now().wallMs + 100_000 })
    first.play('Sales', '12*20')
    const second = first.restart()
    back(second, { Sales: 12 })
    second.wait(79)
    expect(second.log).toEqual([])
    second.wait(1)
    expect(second.log).toEqual(['80 snoozed Sales', '80 tell(fired) Sales'])
    const third = second.restart()
    back(third, { Sales: 12 })
    third.wait(100)
    expect(third.log).toEqual([])
  })

  test('the snooze ran out while the application was closed: told on the first fresh data', () => {
    const first = createScene({ rules: [WAITING] })
    first.send({ type: 'snooze', scope: { kind: 'all' }, untilMs: first.clock.now().wallMs + 100_000 })
    first.play('Sales', '12*20')
    first.clock.jumpWall(3_600_000)
    const second = first.restart()
    second.wait(10)
    expect(second.log).toEqual([])
    back(second, { Sales: 12 })
    expect(second.log).toEqual(['10 snoozed Sales', '10 tell(fired) Sales'])
  })

  test('a snooze that ended and was followed by a crash before the answer of the notifier is not announced again', () => {
    const first = createScene({ rules: [WAITING], tells: false })
    first.send({ type: 'snooze', scope: { kind: 'all' }, untilMs: first.clock.now().wallMs + 100_000 })
    first.play('Sales', '12*101')
    expect(first.log.at(-1)).toBe('100 tell(fired) Sales')
    const second = first.restart()
    back(second, { Sales: 12 })
    expect(second.log).toEqual([])
  })

  test('announced but not known to be told: the ledger decides, not the engine', () => {
    const first = createScene({ rules: [WAITING], tells: false })
    first.play('Sales', '12*20')
    const second = first.restart()
    back(second, { Sales: 12 })
    second.wait(100)
    expect(second.log).toEqual([])
  })

  test('a count goes on for its connection', () => {
    const first = createScene({ rules: [UNDER_TWO] })
    first.row('Ann', { state: 'READY' }, AGENTS)
    const second = first.restart()
    second.snapshot(() => {
      second.row('Ann', { state: 'READY' }, AGENTS)
    }, AGENTS)
    second.live(true, AGENTS)
    expect(second.log).toEqual([])
    second.row('Bob', { state: 'READY' }, AGENTS)
    expect(second.log).toEqual(['0 closed Floor', '0 withdraw Floor'])
  })

  test('an alert that began while the application was closed is told once, after its pending time', () => {
    const second = createScene({ rules: [WAITING] }).restart()
    back(second, { Sales: 30 })
    second.wait(100)
    expect(second.log).toEqual(['10 fired Sales', '10 tell(fired) Sales'])
  })
})

describe('rules that change', () => {
  const changed: Rule = { ...WAITING, version: 2, name: 'Waiting too long', condition: { op: '>', threshold: 10 } }

  test('an open alert goes on under the new version, with its id and untold', () => {
    const scene = burning()
    const id = scene.open()[0]?.id
    scene.send({ type: 'rulesChanged', rules: [changed] })
    expect(scene.log.slice(2)).toEqual(['20 firing Sales'])
    expect(scene.open()[0]).toMatchObject({
      id,
      ruleVersion: 2,
      ruleName: 'Waiting too long',
      threshold: 10,
      clear: null
    })
  })

  test('an open alert that is no breach any more under the new version recovers', () => {
    const scene = burning()
    scene.send({ type: 'rulesChanged', rules: [{ ...changed, condition: { op: '>', threshold: 20 } }] })
    scene.wait(30)
    expect(scene.log.slice(3)).toEqual(['20 recovering Sales', '50 closed Sales', '50 withdraw Sales'])
  })

  test('the new version applies to what is known already', () => {
    const scene = createScene({ rules: [WAITING] })
    scene.play('Sales', '7*20')
    scene.send({ type: 'rulesChanged', rules: [{ ...changed, condition: { op: '>', threshold: 6 } }] })
    scene.wait(10)
    expect(scene.log).toEqual(['30 fired Sales', '30 tell(fired) Sales'])
  })

  test('a pending breach starts over under a new version, and goes on under the same', () => {
    const scene = createScene({ rules: [WAITING] })
    scene.play('Sales', '12*5')
    scene.send({ type: 'rulesChanged', rules: [structuredClone(WAITING)] })
    scene.wait(5)
    expect(scene.log[0]).toBe('10 fired Sales')
    scene.row('Billing', { waiting: 12 })
    scene.wait(5)
    scene.send({ type: 'rulesChanged', rules: [changed] })
    scene.wait(9)
    expect(scene.open()).toHaveLength(1)
    scene.wait(1)
    expect(scene.open()).toHaveLength(2)
  })

  test.each([
    ['removed', [], 'ruleGone'],
    ['disabled', [{ ...WAITING, enabled: false }], 'ruleGone'],
    ['made a count', [{ ...WAITING, version: 2, over: 'count' as const }], 'ruleChanged'],
    ['moved to another producer', [{ ...WAITING, version: 2, producer: 'elsewhere' }], 'ruleChanged']
  ])('a rule that is %s closes its alerts without announcing an end, and says why', (_what, rules, reason) => {
    const scene = burning([{ ...WAITING, announceEnd: true }])
    scene.send({ type: 'rulesChanged', rules })
    expect(scene.open().filter(({ keyName }) => keyName === 'Sales')).toEqual([])
    expect(scene.log.filter((line) => line.includes('ended'))).toEqual([])
    expect(scene.log).toContain('20 withdraw Sales')
    expect(reasonsOfClosed(scene)).toEqual([reason])
  })

  test.each([
    ['gone', [], 'ruleGone'],
    ['disabled', [{ ...WAITING, enabled: false }], 'ruleGone'],
    ['about rows no more', [{ ...WAITING, version: 2, over: 'sum' as const }], 'ruleChanged']
  ])('an open alert whose rule is %s after the restart is closed silently, and says why', (_what, rules, reason) => {
    const second = burning().restart(rules)
    second.send({ type: 'tick' })
    expect(second.log.slice(-2)).toEqual(['0 closed Sales', '0 withdraw Sales'])
    expect(second.open()).toEqual([])
    expect(reasonsOfClosed(second)).toEqual([reason])
  })

  test('a version changed while the application was closed carries the alert over', () => {
    const second = burning().restart([changed])
    back(second, { Sales: 12 })
    expect(second.log).toEqual(['0 firing Sales'])
    expect(second.open()[0]?.ruleVersion).toBe(2)
  })

  test('a feed described anew keeps its alerts and pending times', () => {
    const scene = createScene({ rules: [WAITING] })
    scene.play('Sales', '12*5')
    const measures = [...QUEUES.measures, { name: 'extra', kind: 'number' as const, displayName: 'Extra' }]
    scene.send({ type: 'feedDescribed', feed: { ...QUEUES, measures }, connectionName: 'Floor' })
    scene.wait(5)
    expect(scene.log).toEqual(['10 fired Sales', '10 tell(fired) Sales'])
  })

  test('a connection that is removed takes its alerts with it', () => {
    const scene = burning()
    scene.send({ type: 'connectionRemoved', connectionId: 'floor' })
    expect(scene.log.slice(2)).toEqual(['20 closed Sales', '20 withdraw Sales'])
    expect(reasonsOfClosed(scene)).toEqual(['connectionRemoved'])
    scene.wait(1000)
    expect(scene.open(true)).toEqual([])
  })
})

describe('a far side that forgot what was', () => {
  test('ends what burned there, and a breach of the new floor is a new alert whose time counts from now', () => {
    const scene = burning()
    const [before] = scene.open()
    scene.live(false)
    scene.wait(3000)
    scene.send({ type: 'floorBeganAnew', connectionId: 'floor' })
    expect(scene.open()).toEqual([])
    expect(reasonsOfClosed(scene)).toEqual(['floorBeganAnew'])
    back(scene, { Sales: 12 })
    scene.wait(10)
    const [after] = scene.open()
    expect(after?.id).not.toBe(before?.id)
    expect((after?.breachedAtMs ?? 0) - (before?.breachedAtMs ?? 0)).toBeGreaterThanOrEqual(3_000_000)
  })

  test('ends what is left of an earlier run before any feed is described, and of no other connection', () => {
    const second = burning().restart()
    second.send({ type: 'floorBeganAnew', connectionId: 'elsewhere' })
    expect(second.open()).toHaveLength(1)
    second.send({ type: 'floorBeganAnew', connectionId: 'floor' })
    expect(second.open()).toEqual([])
    back(second, { Sales: 1 })
    second.wait(60)
    expect(reasonsOfClosed(second)).toEqual(['floorBeganAnew'])
  })

  test('ends a sum too', () => {
    const scene = createScene({ rules: [UNDER_TWO] })
    scene.snapshot(() => scene.row('Ann', { state: 'READY' }, AGENTS), AGENTS)
    scene.live(true, AGENTS)
    expect(scene.open()).toHaveLength(1)
    scene.send({ type: 'floorBeganAnew', connectionId: 'floor' })
    expect(scene.open()).toEqual([])
    scene.row('Ben', { state: 'NOT_READY' }, AGENTS)
    scene.snapshot(() => scene.row('Ann', { state: 'READY' }, AGENTS), AGENTS)
    expect(scene.open()).toHaveLength(1)
  })
})
