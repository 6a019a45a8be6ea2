import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { episodeSchema } from '../../../../src/core/alerts/episode.ts'
import type { RealtimeRule } from '../../../../src/core/alerts/rule.ts'
import { UNTIL_END_MS } from '../../../../src/core/alerts/until-end.ts'
import { createScene, QUEUES, WAITING, type Scene } from './scene.ts'

const RULE: RealtimeRule = {
  ...WAITING,
  severity: 'warning',
  condition: { op: '>', threshold: 8 },
  pendingForMs: 0,
  keepFiringForMs: 0,
  announceEnd: true
}
const told = (scene: Scene): string[] => scene.log.filter((line) => line.includes('tell'))
const idOf = (scene: Scene): string => scene.open()[0]?.id ?? ''
function acknowledge(scene: Scene, seconds?: number | null, note: string | null = null): void {
  const untilMs = typeof seconds === 'number' ? scene.clock.now().wallMs + seconds * 1000 : seconds
  scene.send({ type: 'acknowledge', episodeId: idOf(scene), note, ...(untilMs === undefined ? {} : { untilMs }) })
}
function untilEnd(scene: Scene): void {
  scene.send({ type: 'snooze', scope: { kind: 'episode', episodeId: idOf(scene) }, untilMs: UNTIL_END_MS })
}
/** The next run, in which the queue is as it was left. */
function restart(scene: Scene, waiting: number): Scene {
  const next = scene.restart()
  next.row('Sales', { waiting })
  next.live(true)
  return next
}

describe('an acknowledgement that ends', () => {
  test('is over at its moment: what still burns is told once more, and is not acknowledged', () => {
    const scene = createScene({ rules: [RULE] })
    scene.play('Sales', '9')
    acknowledge(scene, 60, 'on it')
    scene.wait(300)
    expect(scene.log.slice(2)).toEqual(['1 acknowledged Sales', '61 unacknowledged Sales', '61 tell(repeat) Sales'])
    expect(scene.open()).toMatchObject([{ acknowledgedAtMs: null, note: 'on it', toldCount: 2 }])
    expect(scene.open()[0]).not.toHaveProperty('acknowledgedUntilMs')
    for (const episode of scene.journal.values()) expect(episodeSchema.parse(episode)).toEqual(episode)
  })

  test('begins the repeats of the rule anew, and is none of those that the rule counts', () => {
    const scene = createScene({ rules: [{ ...RULE, repeatEveryMs: 120_000, repeatAtMost: 1 }] })
    scene.play('Sales', '9')
    acknowledge(scene, 60)
    scene.wait(600)
    expect(told(scene)).toEqual(['0 tell(fired) Sales', '61 tell(repeat) Sales', '181 tell(repeat) Sales'])
  })

  test('says nothing where the alert is over by then, or is ending', () => {
    const scene = createScene({ rules: [{ ...RULE, keepFiringForMs: 30_000 }] })
    scene.play('Sales', '9')
    acknowledge(scene, 60)
    scene.wait(50)
    scene.play('Sales', '1*100')
    expect(told(scene)).toEqual(['0 tell(fired) Sales', '81 tell(ended) Sales'])
  })

  test('is told when it burns again, where it was ending at that moment', () => {
    const scene = createScene({ rules: [{ ...RULE, keepFiringForMs: 30_000 }] })
    scene.play('Sales', '9')
    acknowledge(scene, 60)
    scene.wait(50)
    scene.play('Sales', '1*20 9*5')
    expect(told(scene)).toEqual(['0 tell(fired) Sales', '71 tell(repeat) Sales'])
  })

  test('waits for fresh data, and for the end of a snooze', () => {
    const scene = createScene({ rules: [RULE] })
    scene.play('Sales', '9')
    acknowledge(scene, 60)
    scene.live(false)
    scene.wait(100)
    const untilMs = scene.clock.now().wallMs + 60_000
    scene.send({ type: 'snooze', scope: { kind: 'all' }, untilMs })
    scene.live(true)
    scene.wait(30)
    expect(told(scene)).toHaveLength(1)
    scene.wait(60)
    expect(told(scene).at(-1)).toBe('161 tell(repeat) Sales')
  })

  test('lasts over restarts', () => {
    const scene = createScene({ rules: [RULE] })
    scene.play('Sales', '9')
    acknowledge(scene, 60)
    const second = restart(scene, 9)
    second.wait(30)
    expect(second.log).toEqual([])
    const third = restart(second, 9)
    third.wait(31)
    expect(third.log).toEqual(['30 unacknowledged Sales', '30 tell(repeat) Sales'])
  })

  test('that was due while nobody ran is told on the first fresh data', () => {
    const scene = createScene({ rules: [RULE], ticks: false })
    scene.play('Sales', '9')
    acknowledge(scene, 60)
    scene.clock.advance(600_000)
    const next = scene.restart()
    next.row('Sales', { waiting: 9 })
    expect(told(next)).toEqual([])
    expect(next.open()).toMatchObject([{ acknowledgedAtMs: null, owes: 'repeat' }])
    next.live(true)
    expect(told(next)).toEqual(['0 tell(repeat) Sales'])
  })

  test('given anew counts instead of the first; null takes the end away; one that is past changes nothing', () => {
    const scene = createScene({ rules: [RULE] })
    scene.play('Sales', '9')
    acknowledge(scene, 60)
    acknowledge(scene, 200)
    scene.wait(100)
    acknowledge(scene, -5)
    expect(told(scene)).toHaveLength(1)
    acknowledge(scene, null)
    scene.wait(1000)
    expect(told(scene)).toHaveLength(1)
    expect(scene.open()[0]?.acknowledgedAtMs).not.toBeNull()
  })

  test('does not outlive a worse severity', () => {
    const scene = createScene({ rules: [{ ...RULE, critical: { threshold: 15 } }] })
    scene.play('Sales', '9')
    acknowledge(scene, 60)
    scene.play('Sales', '16*300')
    expect(told(scene)).toEqual(['0 tell(fired) Sales', '1 tell(worsened) Sales'])
  })

  test('is over by whichever clock gets there first', () => {
    const scene = createScene({ rules: [RULE] })
    scene.play('Sales', '9')
    acknowledge(scene, 3600)
    scene.clock.jumpWall(-86_400_000)
    scene.wait(3600)
    expect(told(scene)).toHaveLength(2)
    acknowledge(scene, 3600)
    scene.clock.jumpWall(3_600_000)
    scene.send({ type: 'tick' })
    expect(told(scene)).toHaveLength(3)
  })
})

describe('a snooze until it ends', () => {
  test('lasts as long as the alert, over restarts, and not for the next one', () => {
    const scene = createScene({ rules: [{ ...RULE, repeatEveryMs: 60_000 }] })
    scene.play('Sales', '9')
    untilEnd(scene)
    scene.wait(86_400)
    expect(scene.open()).toMatchObject([{ snoozedUntilMs: UNTIL_END_MS }])
    for (const episode of scene.journal.values()) {
      expect(episodeSchema.parse(JSON.parse(JSON.stringify(episode)))).toEqual(episode)
    }
    const next = restart(scene, 9)
    next.wait(3600)
    next.play('Sales', '1 9')
    expect(told(scene)).toEqual(['0 tell(fired) Sales'])
    expect(next.log).toEqual(['3600 closed Sales', '3600 withdraw Sales', '3601 fired Sales', '3601 tell(fired) Sales'])
  })

  test('can be taken back', () => {
    const scene = createScene({ rules: [{ ...RULE, repeatEveryMs: 60_000 }] })
    scene.play('Sales', '9')
    untilEnd(scene)
    scene.wait(600)
    scene.send({ type: 'snooze', scope: { kind: 'episode', episodeId: idOf(scene) }, untilMs: null })
    expect(told(scene).at(-1)).toBe('601 tell(repeat) Sales')
  })

  test('is over when it gets worse', () => {
    const scene = createScene({ rules: [{ ...RULE, critical: { threshold: 15 } }] })
    scene.play('Sales', '9')
    untilEnd(scene)
    scene.play('Sales', '16')
    expect(told(scene).at(-1)).toBe('1 tell(worsened) Sales')
    expect(scene.open()).toMatchObject([{ snoozedUntilMs: null }])
  })

  test('is nothing that a rule or everything can have', () => {
    const scene = createScene({ rules: [RULE] })
    scene.send({ type: 'snooze', scope: { kind: 'all' }, untilMs: UNTIL_END_MS })
    scene.send({ type: 'snooze', scope: { kind: 'rule', ruleId: RULE.id }, untilMs: UNTIL_END_MS })
    scene.play('Sales', '9')
    expect(told(scene)).toHaveLength(1)
  })

  test('asks for no timer', () => {
    const scene = createScene({ rules: [RULE], feeds: [QUEUES] })
    const before = scene.clock.pendingTimers()
    scene.play('Sales', '9')
    untilEnd(scene)
    scene.wait(10)
    expect(scene.clock.pendingTimers()).toBe(before)
  })
})

test('for any course: an acknowledgement that ended is followed by one notice, if it burns steadily', () => {
  const step = fc.oneof(
    fc.record({ kind: fc.constant('value' as const), waiting: fc.constantFrom(1, 9) }),
    fc.record({ kind: fc.constant('wait' as const), seconds: fc.constantFrom(1, 20, 61) }),
    fc.record({ kind: fc.constant('acknowledge' as const), seconds: fc.constantFrom(10, 60) }),
    fc.record({ kind: fc.constant('restart' as const) })
  )
  fc.assert(
    fc.property(fc.array(step, { maxLength: 25 }), (steps) => {
      let scene = createScene({ rules: [{ ...RULE, announceEnd: false }] })
      let waiting = 1
      let log: string[] = []
      for (const one of steps) {
        if (one.kind === 'value') {
          waiting = one.waiting
          scene.row('Sales', { waiting })
        } else if (one.kind === 'wait') scene.wait(one.seconds)
        else if (one.kind === 'acknowledge') acknowledge(scene, one.seconds)
        else {
          log = [...log, ...scene.log]
          scene = restart(scene, waiting)
        }
      }
      scene.wait(120)
      log = [...log, ...scene.log]
      const count = (word: string): number => log.filter((line) => line.includes(` ${word}`)).length
      expect(count('tell(repeat)')).toBeLessThanOrEqual(count('unacknowledged'))
      const [episode] = scene.open()
      if (episode) expect(episode).toMatchObject({ acknowledgedAtMs: null })
      expect(episode?.owes).toBeUndefined()
      expect(count('tell(fired)')).toBe(count('fired'))
    }),
    { numRuns: 500 }
  )
})
