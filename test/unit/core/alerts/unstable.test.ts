import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { episodeSchema, type Episode } from '../../../../src/core/alerts/episode.ts'
import { UNSTABLE } from '../../../../src/core/alerts/unstable.ts'
import type { RealtimeRule } from '../../../../src/core/alerts/rule.ts'
import { createScene, WAITING, type Scene } from './scene.ts'

const RULE: RealtimeRule = {
  ...WAITING,
  severity: 'warning',
  condition: { op: '>', threshold: 8 },
  pendingForMs: 0,
  keepFiringForMs: 0,
  announceEnd: true
}
const MINUTE_S = 60
const told = (scene: Scene): string[] => scene.log.filter((line) => line.includes('tell'))
/** So often over and under, half a minute each. */
function flap(scene: Scene, times: number): void {
  for (let one = 0; one < times; one++) scene.play('Sales', '9*30 1*30')
}
const last = (scene: Scene): Episode | undefined => [...scene.journal.values()].at(-1)

describe('a key whose alerts come and go', () => {
  test('is one alert that counts, told once, from the fifth within a quarter of an hour', () => {
    const scene = createScene({ rules: [RULE] })
    flap(scene, 4)
    expect(told(scene)).toHaveLength(8)
    flap(scene, 5)
    expect(told(scene).slice(8)).toEqual(['240 tell(unstable) Sales'])
    expect(scene.journal.size).toBe(5)
    const startMs = scene.clock.now().wallMs - 540_000
    expect(last(scene)).toMatchObject({
      state: 'recovering',
      unstable: { count: 9, firstAtMs: startMs, lastAtMs: startMs + 480_000 }
    })
    for (const episode of scene.journal.values()) expect(episodeSchema.parse(episode)).toEqual(episode)
  })

  test('is over after ten calm minutes, which is told, and counts from the beginning again', () => {
    const scene = createScene({ rules: [RULE] })
    flap(scene, 6)
    scene.wait(10 * MINUTE_S)
    expect(scene.log.slice(-1)).toEqual(['930 tell(ended) Sales'])
    flap(scene, 1)
    expect(told(scene).slice(-2)).toEqual(['960 tell(fired) Sales', '990 tell(ended) Sales'])
  })

  test('is told again once it has burned steadily for five minutes, and is an alert like any other then', () => {
    const scene = createScene({ rules: [{ ...RULE, repeatEveryMs: 600_000 }] })
    flap(scene, 5)
    scene.play('Sales', `9*${String(20 * MINUTE_S)}`)
    expect(told(scene).slice(-2)).toEqual(['600 tell(repeat) Sales', '1200 tell(repeat) Sales'])
    expect(last(scene)?.unstable).toMatchObject({ count: 6, overAtMs: expect.any(Number) as number })
    scene.play('Sales', '1')
    expect(told(scene).at(-1)).toBe('1500 tell(ended) Sales')
  })

  test('swings that are far enough apart are told one by one', () => {
    const scene = createScene({ rules: [RULE] })
    for (let one = 0; one < 12; one++) scene.play('Sales', '9*150 1*150')
    expect(told(scene)).toHaveLength(24)
  })

  test('has limits of its own, or none, where the rule says so', () => {
    const eager: RealtimeRule = {
      ...RULE,
      unstable: { times: 2, withinMs: 60_000, calmForMs: 60_000, steadyForMs: 60_000 }
    }
    const scene = createScene({ rules: [eager] })
    for (let one = 0; one < 6; one++) scene.play('Sales', '9*5 1*5')
    expect(told(scene).slice(4)).toEqual(['20 tell(unstable) Sales'])
    const never = createScene({ rules: [{ ...RULE, unstable: null }] })
    flap(never, 10)
    expect(told(never)).toHaveLength(20)
  })

  test('gets critical again and again: told once as that', () => {
    const scene = createScene({ rules: [{ ...RULE, critical: { threshold: 15 } }] })
    for (let one = 0; one < 8; one++) scene.play('Sales', '9*20 16*20')
    expect(told(scene)).toEqual([
      '0 tell(fired) Sales',
      '20 tell(worsened) Sales',
      '60 tell(worsened) Sales',
      '100 tell(worsened) Sales',
      '140 tell(worsened) Sales',
      '180 tell(unstable) Sales'
    ])
    expect(last(scene)?.unstable).toMatchObject({ count: 8 })
    scene.wait(300)
    expect(told(scene).at(-1)).toBe('600 tell(repeat) Sales')
  })

  test('keeps its count over a restart', () => {
    const scene = createScene({ rules: [RULE] })
    flap(scene, 6)
    const next = scene.restart()
    next.row('Sales', { waiting: 9 })
    next.live(true)
    next.wait(30)
    next.play('Sales', '1')
    expect(told(next)).toEqual([])
    expect(last(next)?.unstable).toMatchObject({ count: 7 })
  })

  test('is known as such after a restart by what closed before it', () => {
    const scene = createScene({ rules: [RULE] })
    flap(scene, 4)
    const next = scene.restart()
    next.live(true)
    flap(next, 2)
    expect(told(next)).toEqual(['0 tell(unstable) Sales'])
  })

  test('time in which nothing is known is not calm, and not steady', () => {
    const scene = createScene({ rules: [RULE] })
    flap(scene, 5)
    scene.live(false)
    scene.wait(3600)
    scene.live(true)
    expect(last(scene)).toMatchObject({ state: 'recovering' })
    scene.play('Sales', '9*10')
    scene.live(false)
    scene.wait(3600)
    scene.live(true)
    scene.wait(200)
    expect(told(scene)).toHaveLength(9)
  })

  test('what nobody ended by hand only: rules that change and connections that go are no swings', () => {
    const scene = createScene({ rules: [RULE] })
    for (let one = 0; one < 6; one++) {
      scene.play('Sales', '9*5')
      scene.send({ type: 'rulesChanged', rules: [{ ...RULE, enabled: false }] })
      scene.send({ type: 'rulesChanged', rules: [RULE] })
    }
    expect(told(scene).filter((line) => line.includes('unstable'))).toEqual([])
  })

  test('missing data that comes and goes is folded too', () => {
    const scene = createScene({ rules: [{ ...RULE, noData: { afterMs: 0, policy: 'alert' } }] })
    for (let one = 0; one < 9; one++) scene.play('Sales', '?*20 1*20')
    expect(told(scene).slice(8)).toEqual(['160 tell(unstable) Sales'])
  })

  test('under a snooze it is told as unstable when that ends', () => {
    const scene = createScene({ rules: [RULE] })
    flap(scene, 4)
    const untilMs = scene.clock.now().wallMs + 100_000
    scene.send({ type: 'snooze', scope: { kind: 'all' }, untilMs })
    flap(scene, 2)
    expect(told(scene)).toHaveLength(8)
    scene.clock.advance(0)
    scene.play('Sales', '9*20')
    expect(told(scene).slice(8)).toEqual(['360 tell(unstable) Sales'])
  })
})

describe('for any course', () => {
  const course = fc.array(
    fc.record({ waiting: fc.constantFrom(1, 9, 16), seconds: fc.constantFrom(1, 5, 20, 90), restarts: fc.boolean() }),
    { minLength: 1, maxLength: 120 }
  )
  const rules = fc.constantFrom<RealtimeRule>(
    RULE,
    { ...RULE, critical: { threshold: 15 } },
    { ...RULE, pendingForMs: 5000 }
  )

  function play(rule: RealtimeRule, steps: readonly { waiting: number; seconds: number; restarts: boolean }[]) {
    let scene = createScene({ rules: [rule] })
    const log: string[] = []
    let seconds = 0
    for (const [place, step] of steps.entries()) {
      // Now and then only: each takes a place of its own in the course.
      if (step.restarts && place % 7 === 0) {
        log.push(...scene.log)
        scene = scene.restart()
        scene.row('Sales', { waiting: steps[place - 1]?.waiting ?? 1 })
        scene.live(true)
      }
      scene.row('Sales', { waiting: step.waiting })
      scene.wait(step.seconds)
      seconds += step.seconds
    }
    return { scene, log, seconds }
  }

  test('the notices of a key are bounded by the time, not by how often it swings', () => {
    fc.assert(
      fc.property(rules, course, (rule, steps) => {
        const { scene, log, seconds } = play(rule, steps)
        const notices = [...log, ...scene.log].filter((line) => line.includes('tell')).length
        // Until it is folded; then it is told when it is steady, and as that it may end or get worse.
        const first = 2 * UNSTABLE.times + 2
        const each = first + 3
        expect(notices).toBeLessThanOrEqual(first + each * Math.floor((seconds * 1000) / UNSTABLE.steadyForMs))
      }),
      { numRuns: 300 }
    )
  })

  test('what burns steadily in the end was told since, and no swing is lost', () => {
    fc.assert(
      fc.property(rules, course, (rule, steps) => {
        const { scene, log } = play(rule, steps)
        const from = scene.log.length
        const before = scene.open()[0]
        scene.row('Sales', { waiting: 20 })
        scene.wait(5 * MINUTE_S + 5)
        const [episode] = scene.open()
        expect(episode).toMatchObject({ state: 'firing' })
        const all = [...log, ...scene.log]
        const fresh = told({ ...scene, log: scene.log.slice(from) })
        if (before?.unstable && before.unstable.overAtMs === undefined) expect(fresh).toHaveLength(1)
        expect(episode?.toldCount).toBeGreaterThan(0)
        expect(episode?.owes).toBeUndefined()
        expect(episode?.unstable === undefined || episode.unstable.overAtMs !== undefined).toBe(true)
        // Each time it fired is an episode of its own or in the count of one.
        const fired = all.filter((line) => / (fired|firing) /.test(line)).length
        const raised = all.filter((line) => line.includes(' raised ')).length
        const folded = [...scene.journal.values()].flatMap(({ unstable }) => unstable ?? [])
        for (const { count, firstAtMs, lastAtMs } of folded) {
          expect(count).toBeGreaterThan(UNSTABLE.times)
          expect(count).toBeLessThanOrEqual(fired + raised)
          expect(lastAtMs).toBeGreaterThanOrEqual(firstAtMs)
        }
      }),
      { numRuns: 300 }
    )
  })
})
