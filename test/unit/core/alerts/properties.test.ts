import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Rule } from '../../../../src/core/alerts/rule.ts'
import { AGENTS, createScene, QUEUES, WAITING, type Scene } from './scene.ts'

/** What may happen to a floor with two queues. */
type Op =
  | { readonly kind: 'value'; readonly queue: string; readonly waiting: number | null }
  | { readonly kind: 'gone'; readonly queue: string }
  | { readonly kind: 'wait'; readonly seconds: number }
  /** `close` is a restart before which everything could be put on record, the other one is a crash. */
  | { readonly kind: 'down' | 'up' | 'acknowledge' | 'restart' | 'close' }
  | { readonly kind: 'jump'; readonly ms: number }

const queue = fc.constantFrom('Sales', 'Billing')
const value = fc.record({
  kind: fc.constant('value' as const),
  queue,
  waiting: fc.oneof({ weight: 6, arbitrary: fc.constantFrom(2, 5, 6, 8, 9, 20) }, fc.constant(null))
})
const wait = fc.record({ kind: fc.constant('wait' as const), seconds: fc.constantFrom(1, 4, 11, 31) })
const jump = fc.record({ kind: fc.constant('jump' as const), ms: fc.integer({ min: -86_400_000, max: 86_400_000 }) })
const sign = (kind: 'down' | 'up' | 'acknowledge' | 'restart'): fc.Arbitrary<Op> => fc.constant({ kind })
const gone = fc.record({ kind: fc.constant('gone' as const), queue })

/** The truth of the floor, which goes on whether or not anybody is connected. */
type Floor = Map<string, number | null>

function come(scene: Scene, floor: Floor): void {
  scene.snapshot(() => {
    for (const [name, waiting] of floor) scene.row(name, { waiting })
  })
  scene.live(true)
}

/** Runs the operations, every message `copies` times; yields the scene after each. */
function* run(rule: Rule, ops: readonly Op[], copies = 1): Generator<{ scene: Scene; op: Op }> {
  let scene = createScene({ rules: [rule], feeds: [QUEUES] })
  const floor: Floor = new Map()
  let isUp = true
  for (const op of ops) {
    switch (op.kind) {
      case 'value':
        floor.set(op.queue, op.waiting)
        for (let copy = 0; isUp && copy < copies; copy++) scene.row(op.queue, { waiting: op.waiting })
        break
      case 'gone':
        floor.delete(op.queue)
        for (let copy = 0; isUp && copy < copies; copy++) scene.gone(op.queue)
        break
      case 'wait':
        scene.wait(op.seconds)
        break
      case 'jump':
        scene.clock.jumpWall(op.ms)
        scene.send({ type: 'tick' })
        // A crash at the very moment of the jump would look like a long time away.
        scene.storeUnfinished()
        break
      case 'down':
        if (isUp) scene.live(false)
        isUp = false
        break
      case 'up':
        if (!isUp) come(scene, floor)
        isUp = true
        break
      case 'acknowledge':
        scene.send({ type: 'acknowledge', episodeId: scene.open()[0]?.id ?? '', note: null })
        break
      case 'restart':
      case 'close':
        if (op.kind === 'close') scene.storeUnfinished()
        scene = scene.restart()
        isUp = false
    }
    yield { scene, op }
  }
}

function finalLog(rule: Rule, ops: readonly Op[], copies = 1): readonly string[] {
  let log: readonly string[] = []
  for (const { scene } of run(rule, ops, copies)) log = scene.log
  return log
}

const SAYS_NOTHING = ['says nothing of missing data', WAITING] as const
const LACKS = (['alert', 'keepLast', 'ok'] as const).map(
  (policy) => [`takes missing data for: ${policy}`, { ...WAITING, noData: { afterMs: 5000, policy } }] as const
)

describe.each([SAYS_NOTHING, ...LACKS])('for any course of a shift, by a rule that %s', (_what, rule) => {
  const anything = fc.array(
    fc.oneof(
      { weight: 5, arbitrary: value },
      { weight: 5, arbitrary: wait },
      gone,
      jump,
      sign('down'),
      sign('up'),
      sign('up'),
      sign('acknowledge'),
      sign('restart')
    ),
    { maxLength: 40 }
  )

  test('an episode is told at most once, whatever restarts come in between', () => {
    fc.assert(
      fc.property(anything, (ops) => {
        const scenes = new Set<Scene>()
        for (const { scene } of run(rule, ops)) scenes.add(scene)
        const journals = [...scenes].flatMap((scene) => [...scene.journal.values()])
        for (const episode of journals) expect(episode.toldCount).toBeLessThanOrEqual(1)
        const told = [...scenes].flatMap((scene) => scene.log).filter((line) => line.includes('tell(fired)'))
        const episodes = new Set(journals.filter(({ toldAtMs }) => toldAtMs !== null).map(({ id }) => id))
        expect(told).toHaveLength(episodes.size)
      }),
      { numRuns: 400 }
    )
  })

  test('a key has one open episode at most, and what is open is what the journal says is open', () => {
    fc.assert(
      fc.property(anything, (ops) => {
        for (const { scene } of run(rule, ops)) {
          const open = scene.open()
          expect(new Set(open.map(({ key }) => key)).size).toBe(open.length)
          const stored = [...scene.journal.values()].filter(({ state }) => state !== 'closed')
          expect(new Set(open.map(({ id, state }) => `${id} ${state}`))).toEqual(
            new Set(stored.map(({ id, state }) => `${id} ${state}`))
          )
        }
      }),
      { numRuns: 300 }
    )
  })

  test('nothing fires, recovers or closes while the feed is down', () => {
    fc.assert(
      fc.property(anything, (ops) => {
        let isUp = true
        let before = 0
        let last: Scene | undefined
        for (const { scene, op } of run(rule, ops)) {
          if (op.kind === 'restart' || op.kind === 'down') isUp = false
          if (scene !== last) before = 0
          if (op.kind === 'up') isUp = true
          const fresh = scene.log.slice(before).filter((line) => !line.includes('acknowledged'))
          if (!isUp && op.kind !== 'down') expect(fresh).toEqual([])
          before = scene.log.length
          last = scene
        }
      }),
      { numRuns: 300 }
    )
  })

  test('a breach that holds on a live feed for the pending time is told, and for all of it after a restart meanwhile', () => {
    const seconds = fc.option(fc.integer({ min: 0, max: 9 }))
    fc.assert(
      fc.property(anything, seconds, (ops, restartsAfter) => {
        const restart: Op[] =
          restartsAfter === null ? [] : [{ kind: 'wait', seconds: restartsAfter }, { kind: 'restart' }, { kind: 'up' }]
        const closing: Op[] = [
          { kind: 'up' },
          { kind: 'value', queue: 'Sales', waiting: 20 },
          ...restart,
          { kind: 'wait', seconds: 11 }
        ]
        let last: Scene | undefined
        for (const { scene } of run(rule, [...ops, ...closing])) last = scene
        const open = last?.open().find(({ keyName }) => keyName === 'Sales')
        expect(open).toMatchObject({ state: 'firing' })
        expect(open?.toldCount === 1 || open?.acknowledgedAtMs !== null).toBe(true)
      }),
      { numRuns: 300 }
    )
  })

  test('a breach that was seen for long enough is told, whatever restarts come in between', () => {
    // No life is long enough by itself; the last one is long enough to be no moment.
    const lives = fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 8 })
    fc.assert(
      fc.property(anything, lives, (ops, all) => {
        const closing: Op[] = [{ kind: 'up' }, { kind: 'value', queue: 'Sales', waiting: 20 }]
        for (const seconds of all) closing.push({ kind: 'wait', seconds }, { kind: 'close' }, { kind: 'up' })
        const seen = all.reduce((sum, seconds) => sum + seconds, 0)
        closing.push({ kind: 'wait', seconds: Math.max(2, 10 - seen) })
        let last: Scene | undefined
        for (const { scene } of run(rule, [...ops, ...closing])) last = scene
        const open = last?.open().find(({ keyName }) => keyName === 'Sales')
        expect(open).toMatchObject({ state: 'firing' })
        expect(open?.toldCount === 1 || open?.acknowledgedAtMs !== null).toBe(true)
      }),
      { numRuns: 300 }
    )
  })

  test('an all-clear that was seen for long enough ends its alert, whatever restarts come in between', () => {
    // No life is long enough by itself; of each 10 s are on record, and 30 s are asked for.
    const lives = fc.array(fc.integer({ min: 10, max: 29 }), { minLength: 4, maxLength: 8 })
    fc.assert(
      fc.property(anything, lives, (ops, all) => {
        const closing: Op[] = [{ kind: 'up' }, { kind: 'value', queue: 'Sales', waiting: 2 }]
        for (const seconds of all) closing.push({ kind: 'wait', seconds }, { kind: 'restart' }, { kind: 'up' })
        let last: Scene | undefined
        for (const { scene } of run(rule, [...ops, ...closing])) last = scene
        expect(last?.open().filter(({ keyName }) => keyName === 'Sales')).toEqual([])
      }),
      { numRuns: 200 }
    )
  })

  test('hearing every message several times changes nothing', () => {
    fc.assert(
      fc.property(anything, fc.integer({ min: 2, max: 4 }), (ops, copies) => {
        expect(finalLog(rule, ops, copies)).toEqual(finalLog(rule, ops))
      }),
      { numRuns: 200 }
    )
  })

  test('changes of the wall clock change nothing', () => {
    fc.assert(
      fc.property(anything, (ops) => {
        const steady = ops.filter((op) => op.kind !== 'jump')
        expect(finalLog(rule, ops)).toEqual(finalLog(rule, steady))
      }),
      { numRuns: 300 }
    )
  })
})

test('changes of the wall clock move no time in a state, while the feed stays live', () => {
  const rule: Rule = {
    ...WAITING,
    producer: 'agent',
    metric: { kind: 'elapsed', measure: { role: 'afterContactSince' } },
    condition: { op: '>', threshold: 20_000 }
  }
  const step = fc.oneof(
    fc.record({ kind: fc.constant('in' as const), agent: fc.constantFrom('Ann', 'Bob') }),
    fc.record({ kind: fc.constant('out' as const), agent: fc.constantFrom('Ann', 'Bob') }),
    wait,
    jump
  )
  const play = (ops: readonly (typeof step extends fc.Arbitrary<infer T> ? T : never)[]): readonly string[] => {
    const scene = createScene({ rules: [rule], feeds: [AGENTS] })
    const { wallMs, monoMs } = scene.clock.now()
    // What the service writes is its own clock's time, which does not jump.
    const serverMs = (): number => wallMs + scene.clock.now().monoMs - monoMs
    for (const op of ops) {
      if (op.kind === 'wait') scene.wait(op.seconds)
      else if (op.kind === 'jump') scene.clock.jumpWall(op.ms)
      else scene.row(op.agent, { acw: op.kind === 'in' ? serverMs() : null }, AGENTS)
    }
    return scene.log
  }
  fc.assert(
    fc.property(fc.array(step, { maxLength: 30 }), (ops) => {
      expect(play(ops)).toEqual(play(ops.filter((op) => op.kind !== 'jump')))
    }),
    { numRuns: 300 }
  )
})
