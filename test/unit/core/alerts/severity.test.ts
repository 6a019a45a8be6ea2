import { describe, expect, test } from 'vitest'
import { deliverySchema } from '../../../../src/core/alerts/delivery.ts'
import { episodeSchema } from '../../../../src/core/alerts/episode.ts'
import { realtimeRuleSchema, type RealtimeRule } from '../../../../src/core/alerts/rule.ts'
import { AGENTS, createScene, WAITING, type Scene } from './scene.ts'

const RULE: RealtimeRule = {
  ...WAITING,
  severity: 'warning',
  announceEnd: true,
  pendingForMs: 0,
  keepFiringForMs: 0,
  condition: { op: '>', threshold: 8, clear: 5 },
  critical: { threshold: 15, clear: 12 }
}

const severities = (scene: Scene): (string | undefined)[][] =>
  scene.open().map(({ severity, highest }) => [severity, highest])
const acknowledge = (scene: Scene): void => {
  scene.send({ type: 'acknowledge', episodeId: scene.open()[0]?.id ?? '', note: 'seen' })
}
const MINUTE_MS = 60_000

describe('a rule that is a warning at one threshold and critical at another', () => {
  test('is one episode that gets worse, which is told, and better, which is not', () => {
    const scene = createScene({ rules: [RULE] })
    scene.play('Sales', '9 16 13 12 16 3')
    expect(scene.log).toEqual([
      '0 fired Sales',
      '0 tell(fired) Sales',
      '1 raised Sales',
      '1 tell(worsened) Sales',
      '3 eased Sales',
      '4 raised Sales',
      '4 tell(worsened) Sales',
      '5 closed Sales',
      '5 tell(ended) Sales'
    ])
    expect(scene.journal.size).toBe(1)
  })

  test('keeps the present severity and the worst one', () => {
    const scene = createScene({ rules: [RULE] })
    scene.play('Sales', '9')
    expect(severities(scene)).toEqual([['warning', 'warning']])
    scene.play('Sales', '16')
    expect(severities(scene)).toEqual([['critical', 'critical']])
    scene.play('Sales', '10')
    expect(severities(scene)).toEqual([['warning', 'critical']])
    for (const episode of scene.journal.values()) expect(episodeSchema.parse(episode)).toEqual(episode)
  })

  test('begins as critical where it is when it is told, and is told once', () => {
    const scene = createScene({ rules: [{ ...RULE, pendingForMs: 10_000 }] })
    scene.play('Sales', '16*11')
    expect(scene.log).toEqual(['10 fired Sales', '10 tell(fired) Sales'])
    expect(severities(scene)).toEqual([['critical', 'critical']])
  })

  test('is critical only after the worse level held for the pending time', () => {
    const scene = createScene({ rules: [{ ...RULE, pendingForMs: 10_000, keepFiringForMs: 5_000 }] })
    scene.play('Sales', '9*12 16*8 9*5 16*11 9*3 16*3 9*6')
    expect(scene.log).toEqual([
      '10 fired Sales',
      '10 tell(fired) Sales',
      '12 worsened Sales',
      '35 raised Sales',
      '35 tell(worsened) Sales',
      '47 eased Sales'
    ])
  })

  test('time in which nothing is known counts for neither level', () => {
    const scene = createScene({ rules: [{ ...RULE, pendingForMs: 10_000 }] })
    scene.play('Sales', '9*11 16*6')
    scene.live(false)
    scene.wait(60)
    scene.live(true)
    scene.wait(3)
    expect(severities(scene)).toEqual([['warning', 'warning']])
    scene.wait(1)
    expect(severities(scene)).toEqual([['critical', 'critical']])
  })

  test('stands in the order of the present severity', () => {
    const rules = [RULE]
    const scene = createScene({ rules })
    scene.row('Sales', { waiting: 9 })
    scene.wait(1)
    scene.row('Billing', { waiting: 16 })
    expect(scene.open().map(({ keyName }) => keyName)).toEqual(['Billing', 'Sales'])
    scene.row('Billing', { waiting: 9 })
    expect(scene.open().map(({ keyName }) => keyName)).toEqual(['Sales', 'Billing'])
  })

  test('an acknowledged warning that gets critical is told, and is not acknowledged any more', () => {
    const scene = createScene({ rules: [RULE] })
    scene.play('Sales', '9')
    acknowledge(scene)
    scene.play('Sales', '16')
    expect(scene.log.slice(2)).toEqual(['1 acknowledged Sales', '1 raised Sales', '1 tell(worsened) Sales'])
    expect(scene.open()).toMatchObject([{ acknowledgedAtMs: null, note: 'seen' }])
  })

  test('an acknowledged critical one that gets better stays acknowledged', () => {
    const scene = createScene({ rules: [{ ...RULE, repeatEveryMs: MINUTE_MS }] })
    scene.play('Sales', '16')
    acknowledge(scene)
    scene.play('Sales', '9*300')
    expect(scene.log.filter((line) => line.includes('tell'))).toEqual(['0 tell(fired) Sales'])
  })

  test('what gets critical under a snooze is told as that when the snooze ends, also after a restart', () => {
    const scene = createScene({ rules: [RULE] })
    scene.play('Sales', '9')
    const untilMs = scene.clock.now().wallMs + MINUTE_MS
    scene.send({ type: 'snooze', scope: { kind: 'rule', ruleId: RULE.id }, untilMs })
    scene.play('Sales', '16*10')
    expect(scene.log.at(-1)).toBe('1 raised Sales')
    const next = scene.restart()
    next.row('Sales', { waiting: 16 })
    next.live(true)
    next.wait(60)
    expect(next.log.filter((line) => line.includes('tell'))).toEqual(['50 tell(worsened) Sales'])
    expect(next.open()).toMatchObject([{ severity: 'critical', snoozedUntilMs: null, toldCount: 2 }])
    expect(next.open()[0]).not.toHaveProperty('owes')
  })

  test('what got better again before the snooze ended is not told', () => {
    const scene = createScene({ rules: [RULE] })
    scene.play('Sales', '9')
    const untilMs = scene.clock.now().wallMs + MINUTE_MS
    scene.send({ type: 'snooze', scope: { kind: 'rule', ruleId: RULE.id }, untilMs })
    scene.play('Sales', '16*10 9*100')
    expect(scene.log.filter((line) => line.includes('tell'))).toEqual(['0 tell(fired) Sales'])
  })

  test('a restart keeps the severity, and tells nothing again', () => {
    const scene = createScene({ rules: [RULE] })
    scene.play('Sales', '9 16')
    const next = scene.restart()
    expect(severities(next)).toEqual([['critical', 'critical']])
    next.row('Sales', { waiting: 13 })
    next.live(true)
    next.wait(5)
    expect(next.log).toEqual([])
    next.row('Sales', { waiting: 9 })
    expect(next.log).toEqual(['5 eased Sales'])
  })

  test('a worse severity is no repeat that counts', () => {
    const scene = createScene({ rules: [{ ...RULE, repeatEveryMs: MINUTE_MS, repeatAtMost: 1 }] })
    scene.play('Sales', '9 16*300')
    expect(scene.log.filter((line) => line.includes('tell'))).toEqual([
      '0 tell(fired) Sales',
      '1 tell(worsened) Sales',
      '61 tell(repeat) Sales'
    ])
  })

  test('a running time gets critical by itself, and is told at that moment', () => {
    const rule: RealtimeRule = {
      ...RULE,
      producer: 'agent',
      metric: { kind: 'elapsed', measure: { role: 'afterContactSince' } },
      condition: { op: '>', threshold: 20_000 },
      critical: { threshold: 40_000 }
    }
    const scene = createScene({ rules: [rule], feeds: [AGENTS] })
    scene.row('Ann', { acw: scene.clock.now().wallMs }, AGENTS)
    scene.wait(60)
    expect(scene.log).toEqual([
      '20.001 fired Ann',
      '20.001 tell(fired) Ann',
      '40.001 raised Ann',
      '40.001 tell(worsened) Ann'
    ])
  })

  test('missing data leaves the severity; taken for the all-clear it ends it', () => {
    const alert = createScene({ rules: [{ ...RULE, noData: { afterMs: 1000, policy: 'alert' } }] })
    alert.play('Sales', '16 ?*5')
    expect(alert.open()).toMatchObject([{ state: 'noData', severity: 'critical' }])
    const ok = createScene({ rules: [{ ...RULE, noData: { afterMs: 1000, policy: 'ok' } }] })
    ok.play('Sales', '16 ?*5')
    expect(ok.open()).toEqual([])
  })

  test('a new version of the rule without the level takes it away', () => {
    const scene = createScene({ rules: [RULE] })
    scene.play('Sales', '9 16')
    const { critical, ...plain } = RULE
    expect(critical).toBeDefined()
    scene.send({ type: 'rulesChanged', rules: [{ ...plain, version: 2 }] })
    expect(scene.open()).toMatchObject([{ severity: 'warning', ruleVersion: 2 }])
    expect(scene.open()[0]).not.toHaveProperty('critical')
    expect(scene.log.slice(4)).toEqual(['2 firing Sales'])
  })
})

describe('a second level that makes no sense is refused', () => {
  const refusal = (change: object): string | undefined => {
    const read = realtimeRuleSchema.safeParse({ ...RULE, ...change })
    return read.error?.issues.map(({ path, message }) => `${path.join('.')} ${message}`).join('; ')
  }

  test.each([
    [{}, undefined],
    [{ severity: 'critical' }, 'critical must be absent where the rule is critical already'],
    [{ critical: { threshold: 8 } }, 'critical.threshold must lie on the worse side of the threshold'],
    [{ condition: { op: '<', threshold: 8 } }, 'critical.threshold must lie on the worse side of the threshold'],
    [{ condition: { op: '<', threshold: 8 }, critical: { threshold: 3, clear: 8 } }, undefined],
    [{ critical: { threshold: 15, clear: 7 } }, 'critical.clear must lie between the two thresholds'],
    [{ critical: { threshold: 15, clear: 16 } }, 'critical.clear must lie between the two thresholds'],
    [{ condition: { op: '=', threshold: 8 } }, 'critical must be absent where the value has to be equal or not']
  ])('%j', (change, words) => {
    expect(refusal(change)).toBe(words)
  })
})

test('lines of the ledger from before there were two levels can be read', () => {
  const line = {
    id: '1',
    episodeId: '2',
    channel: 'native',
    state: 'intent',
    detail: '',
    atMs: 3,
    possibleRepeat: false
  }
  for (const reason of ['fired', 'repeat', 'ended', 'worsened']) {
    expect(deliverySchema.parse({ ...line, reason })).toMatchObject({ reason })
  }
})
