import { describe, expect, test } from 'vitest'
import { createAlertEngine } from '../../../../src/core/alerts/engine.ts'
import type { Effect } from '../../../../src/core/alerts/engine-types.ts'
import type { Rule } from '../../../../src/core/alerts/rule.ts'
import { createVirtualClock } from '../../../fakes/virtual-clock.ts'
import { createScene, WAITING, type Scene } from './scene.ts'

const MINUTE = 60_000
const REPEATING: Rule = { ...WAITING, pendingForMs: 0, keepFiringForMs: 0, repeatEveryMs: MINUTE }

const tells = (scene: Scene): string[] => scene.log.filter((line) => line.includes('tell('))
const openId = (scene: Scene): string => scene.open()[0]?.id ?? ''
const until = (scene: Scene, seconds: number): number => scene.clock.now().wallMs + seconds * 1000

describe('repeats', () => {
  test('come after the interval, for as long as it burns', () => {
    const scene = createScene({ rules: [REPEATING] })
    scene.play('Sales', '9*130 1*100')
    expect(tells(scene)).toEqual(['0 tell(fired) Sales', '60 tell(repeat) Sales', '120 tell(repeat) Sales'])
    expect([...scene.journal.values()][0]).toMatchObject({ toldCount: 3, state: 'closed' })
  })

  test('stop with the acknowledgement, which keeps its note', () => {
    const scene = createScene({ rules: [REPEATING] })
    scene.play('Sales', '9*10')
    scene.send({ type: 'acknowledge', episodeId: openId(scene), note: 'calling in two more' })
    scene.send({ type: 'acknowledge', episodeId: openId(scene), note: null })
    scene.wait(500)
    expect(scene.log).toEqual(['0 fired Sales', '0 tell(fired) Sales', '10 acknowledged Sales'])
    expect(scene.open()[0]?.note).toBe('calling in two more')
  })

  test('that are held or fail count as well: a night of quiet hours makes no more of them than the rule says', () => {
    const scene = createScene({ rules: [{ ...REPEATING, repeatAtMost: 2 }], tells: false })
    scene.row('Sales', { waiting: 20 })
    scene.wait(10 * 3600)
    expect(tells(scene)).toEqual(['0 tell(fired) Sales', '60 tell(repeat) Sales', '120 tell(repeat) Sales'])
    // What was held is told at last, and repeated from there.
    scene.send({ type: 'told', episodeId: openId(scene), atMs: scene.clock.now().wallMs })
    scene.wait(3600)
    expect(tells(scene).slice(3)).toEqual(['36060 tell(repeat) Sales', '36120 tell(repeat) Sales'])
  })

  test('a new breach is told whatever was acknowledged before', () => {
    const scene = createScene({ rules: [REPEATING] })
    scene.play('Sales', '9*10')
    scene.send({ type: 'acknowledge', episodeId: openId(scene), note: null })
    scene.play('Sales', '1 9')
    expect(tells(scene)).toEqual(['0 tell(fired) Sales', '11 tell(fired) Sales'])
  })

  test('go on when the notifier never answers', () => {
    const scene = createScene({ rules: [REPEATING], tells: false })
    scene.play('Sales', '9*61')
    expect(tells(scene)).toEqual(['0 tell(fired) Sales', '60 tell(repeat) Sales'])
    expect(scene.open()[0]?.toldAtMs).toBeNull()
  })
})

describe('snoozes', () => {
  test.each([['all'], ['rule']] as const)('of %s: what fires meanwhile is recorded, and told when it ends', (kind) => {
    const scene = createScene({ rules: [REPEATING] })
    const scope = kind === 'all' ? { kind } : { kind, ruleId: REPEATING.id }
    scene.send({ type: 'snooze', scope, untilMs: until(scene, 90) })
    scene.play('Sales', '9*10')
    expect(scene.log).toEqual(['0 fired Sales'])
    expect(scene.open()[0]?.snoozedUntilMs).toBe(until(scene, 80))
    scene.wait(90)
    expect(scene.log).toEqual(['0 fired Sales', '90 snoozed Sales', '90 tell(fired) Sales'])
    expect(scene.open()[0]?.snoozedUntilMs).toBeNull()
  })

  test('of an episode: silence, then the repeat that is due', () => {
    const scene = createScene({ rules: [REPEATING] })
    scene.play('Sales', '9*10')
    const scope = { kind: 'episode', episodeId: openId(scene) } as const
    scene.send({ type: 'snooze', scope, untilMs: until(scene, 200) })
    scene.row('Billing', { waiting: 9 })
    scene.wait(250)
    expect(tells(scene).filter((line) => line.includes('Sales'))).toEqual([
      '0 tell(fired) Sales',
      '210 tell(repeat) Sales'
    ])
    expect(tells(scene).filter((line) => line.includes('Billing'))).toHaveLength(5)
  })

  test('what is over before the snooze ends is never told', () => {
    const scene = createScene({ rules: [{ ...REPEATING, announceEnd: true }] })
    scene.send({ type: 'snooze', scope: { kind: 'all' }, untilMs: until(scene, 100) })
    scene.play('Sales', '9*50 1*500')
    expect(scene.log).toEqual(['0 fired Sales', '50 closed Sales'])
  })

  test('ended by hand, what is owed is told at once', () => {
    const scene = createScene({ rules: [WAITING] })
    scene.send({ type: 'snooze', scope: { kind: 'all' }, untilMs: until(scene, 1000) })
    scene.play('Sales', '9*30')
    scene.send({ type: 'snooze', scope: { kind: 'all' }, untilMs: null })
    expect(tells(scene)).toEqual(['30 tell(fired) Sales'])
    scene.send({ type: 'snooze', scope: { kind: 'all' }, untilMs: null })
    expect(tells(scene)).toHaveLength(1)
  })

  test('ended where there is none: nothing is said again', () => {
    const scene = createScene({ rules: [WAITING], tells: false })
    scene.play('Sales', '9*20')
    scene.send({ type: 'snooze', scope: { kind: 'all' }, untilMs: null })
    scene.send({ type: 'snooze', scope: { kind: 'episode', episodeId: openId(scene) }, untilMs: null })
    expect(tells(scene)).toEqual(['10 tell(fired) Sales'])
  })

  test('two that overlap: the longer one counts', () => {
    const scene = createScene({ rules: [WAITING] })
    scene.send({ type: 'snooze', scope: { kind: 'all' }, untilMs: until(scene, 50) })
    scene.send({ type: 'snooze', scope: { kind: 'rule', ruleId: WAITING.id }, untilMs: until(scene, 100) })
    scene.play('Sales', '9*99')
    expect(tells(scene)).toEqual([])
    scene.wait(2)
    expect(tells(scene)).toEqual(['100 tell(fired) Sales'])
  })

  test('ends while the feed is not live: told when fresh data says it still burns', () => {
    const scene = createScene({ rules: [WAITING] })
    scene.send({ type: 'snooze', scope: { kind: 'all' }, untilMs: until(scene, 50) })
    scene.play('Sales', '9*20')
    scene.live(false)
    scene.wait(100)
    expect(tells(scene)).toEqual([])
    scene.live(true)
    expect(tells(scene)).toEqual(['120 tell(fired) Sales'])
  })

  test('never lasts longer than asked, whichever clock moves', () => {
    const slept = createScene({ rules: [WAITING] })
    slept.send({ type: 'snooze', scope: { kind: 'all' }, untilMs: until(slept, 3600) })
    slept.play('Sales', '9*20')
    slept.clock.jumpWall(3_600_000)
    slept.send({ type: 'tick' })
    expect(tells(slept)).toEqual(['20 tell(fired) Sales'])
    expect(slept.open()[0]?.snoozedUntilMs).toBeNull()

    const setBack = createScene({ rules: [WAITING] })
    setBack.send({ type: 'snooze', scope: { kind: 'all' }, untilMs: until(setBack, 3600) })
    setBack.play('Sales', '9*20')
    setBack.clock.jumpWall(-86_400_000)
    setBack.wait(3580)
    expect(tells(setBack)).toEqual(['3600 tell(fired) Sales'])
  })

  test.each([{ kind: 'all' } as const, { kind: 'rule', ruleId: 'waiting' } as const])(
    'says of $kind what is to be remembered: its end moved, ended by hand, over',
    (scope) => {
      const clock = createVirtualClock()
      const seed = { rules: [WAITING], episodes: [], snoozedAllUntilMs: null, snoozedRules: {} }
      const engine = createAlertEngine(seed, { uuid: () => 'e' })
      const startMs = clock.now().wallMs
      const snooze = (untilMs: number | null) => engine.apply({ type: 'snooze', scope, untilMs }, clock.now())
      const said = (untilMs: number | null) => [{ type: 'snooze', scope, untilMs }]
      expect(snooze(startMs + 9_000)).toEqual(said(startMs + 9_000))
      expect(snooze(startMs + 9_000)).toEqual([])
      expect(snooze(null)).toEqual(said(null))
      expect(snooze(startMs + 9_000)).toEqual(said(startMs + 9_000))
      clock.advance(9_000)
      expect(engine.apply({ type: 'tick' }, clock.now())).toEqual(said(null))
    }
  )

  test('the acknowledged are not told at its end', () => {
    const scene = createScene({ rules: [WAITING] })
    scene.send({ type: 'snooze', scope: { kind: 'all' }, untilMs: until(scene, 50) })
    scene.play('Sales', '9*20')
    scene.send({ type: 'acknowledge', episodeId: openId(scene), note: null })
    scene.wait(100)
    expect(tells(scene)).toEqual([])
  })
})

test('ids nobody knows are ignored', () => {
  const scene = createScene({ rules: [WAITING] })
  scene.play('Sales', '9*20')
  const before = [...scene.log]
  scene.send({ type: 'acknowledge', episodeId: 'nobody', note: null })
  scene.send({ type: 'snooze', scope: { kind: 'episode', episodeId: 'nobody' }, untilMs: until(scene, 9) })
  scene.send({ type: 'told', episodeId: 'nobody', atMs: 0 })
  scene.send({ type: 'connectionRemoved', connectionId: 'nobody' })
  expect(scene.log).toEqual(before)
})

test('open alerts come worst first, then oldest first', () => {
  const info: Rule = { ...WAITING, id: 'info', severity: 'info', pendingForMs: 0 }
  const critical: Rule = { ...WAITING, condition: { op: '>', threshold: 50 }, pendingForMs: 0 }
  const scene = createScene({ rules: [info, critical] })
  scene.play('Sales', '9')
  scene.play('Billing', '60')
  scene.play('Sales', '60')
  expect(scene.open().map(({ severity, keyName }) => `${severity} ${keyName}`)).toEqual([
    'critical Billing',
    'critical Sales',
    'info Sales',
    'info Billing'
  ])
})

test('whoever is handed an episode can do no harm to it', () => {
  const engine = createAlertEngine(
    { rules: [REPEATING], episodes: [], snoozedAllUntilMs: null, snoozedRules: {} },
    { uuid: () => 'one' }
  )
  const clock = createVirtualClock()
  const effects: Effect[] = []
  const scene = createScene({
    rules: [REPEATING],
    clock,
    through(event) {
      const made = engine.apply(event, clock.now())
      effects.push(...made)
      for (const effect of made)
        if ('episode' in effect) Object.assign(effect.episode, { state: 'closed', keyName: '?' })
    }
  })
  scene.row('Sales', { waiting: 9 })
  const shown = engine.open()
  for (const episode of shown) Object.assign(episode, { state: 'closed', acknowledgedAtMs: 1 })
  scene.wait(60)
  scene.send({ type: 'tick' })
  expect(effects.filter(({ type }) => type === 'announce')).toHaveLength(2)
  expect(engine.open()).toMatchObject([{ id: 'one', state: 'firing', keyName: 'Sales', acknowledgedAtMs: null }])
})
