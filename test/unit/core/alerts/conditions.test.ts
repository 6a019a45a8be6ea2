import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { join, type Signal } from '../../../../src/core/alerts/condition.ts'
import { episodeSchema } from '../../../../src/core/alerts/episode.ts'
import { realtimeRuleSchema, type RealtimeRule } from '../../../../src/core/alerts/rule.ts'
import type { FeedDescriptor } from '../../../../src/core/measures/feed.ts'
import { courseOf, verdict, type Known } from './oracle/conditions.ts'
import { AGENTS, createScene, QUEUES, WAITING, type Scene } from './scene.ts'

const MEASURES = ['waiting', 'oldest', 'abandoned'] as const
const FEED: FeedDescriptor = {
  ...QUEUES,
  measures: [
    ...QUEUES.measures,
    { name: 'oldest', kind: 'number', displayName: 'Oldest' },
    { name: 'abandoned', kind: 'number', displayName: 'Abandoned' },
    { name: 'handled', kind: 'number', displayName: 'Handled', isCounter: true },
    { name: 'other', kind: 'number', displayName: 'Other' }
  ]
}
const measure = (name: string) => ({ kind: 'measure', measure: { name } }) as const
const also = (how: 'all' | 'any', ...names: string[]): RealtimeRule['also'] => ({
  join: how,
  conditions: names.map((name) => ({ metric: measure(name), condition: { op: '>', threshold: 8, clear: 5 } }))
})
const RULE: RealtimeRule = {
  ...WAITING,
  pendingForMs: 0,
  keepFiringForMs: 0,
  announceEnd: true,
  also: also('all', 'oldest', 'abandoned')
}
const sceneOf = (rule: RealtimeRule): Scene => createScene({ rules: [rule], feeds: [FEED] })
const say = (scene: Scene, values: Record<string, number | null>, queue = 'Sales'): void => {
  scene.row(queue, values, FEED)
}
const values = fc.oneof({ weight: 4, arbitrary: fc.constantFrom(1, 5, 6, 8, 9, 20) }, fc.constant(null))

describe('what several conditions come to', () => {
  test('is what it would be in every world that fits what is known', () => {
    const signalOf = (one: Known): Signal => (one === null ? 'unknown' : one ? 'breach' : 'clear')
    const one = fc.constantFrom<Known>(true, false, null)
    fc.assert(
      fc.property(fc.constantFrom('all', 'any'), fc.array(one, { minLength: 1, maxLength: 5 }), (how, known) => {
        expect(known.map(signalOf).reduce((a, b) => join(how, a, b))).toBe(verdict(how, known))
      }),
      { numRuns: 2000 }
    )
  })

  test.each(['all', 'any'] as const)('%s: burns as the oracle says, whatever changes in whichever order', (how) => {
    const moment = fc.tuple(values, values, values)
    fc.assert(
      fc.property(fc.array(moment, { minLength: 1, maxLength: 12 }), (moments) => {
        const scene = sceneOf({ ...RULE, also: also(how, 'oldest', 'abandoned') })
        const found = moments.map(([waiting, oldest, abandoned]) => {
          say(scene, { waiting, oldest, abandoned })
          scene.wait(1)
          return scene.open().length === 1
        })
        const limit = { threshold: 8, clear: 5 }
        expect(found).toEqual(courseOf(how, [limit, limit, limit], moments))
      }),
      { numRuns: 1500 }
    )
  })

  test.each(['all', 'any'] as const)('%s: the same over the sums of two queues', (how) => {
    const rows = fc.tuple(fc.constantFrom('Sales', 'Billing'), fc.constantFrom(...MEASURES), values)
    fc.assert(
      fc.property(fc.array(rows, { minLength: 1, maxLength: 20 }), (changes) => {
        const scene = sceneOf({ ...RULE, over: 'sum', also: also(how, 'oldest', 'abandoned') })
        const floor = new Map<string, Record<string, number | null>>()
        const moments = changes.map(([queue, name, value]) => {
          const row = { ...(floor.get(queue) ?? { waiting: null, oldest: null, abandoned: null }), [name]: value }
          floor.set(queue, row)
          return MEASURES.map((one) => {
            const known = [...floor.values()].flatMap((each) => each[one] ?? [])
            return known.length === 0 ? null : known.reduce((a, b) => a + b)
          })
        })
        const seen = new Map<string, Record<string, number | null>>()
        const found = changes.map(([queue, name, value]) => {
          const row = { ...(seen.get(queue) ?? { waiting: null, oldest: null, abandoned: null }), [name]: value }
          seen.set(queue, row)
          say(scene, row, queue)
          return scene.open().length === 1
        })
        const limit = { threshold: 8, clear: 5 }
        expect(found).toEqual(courseOf(how, [limit, limit, limit], moments))
      }),
      { numRuns: 800 }
    )
  })
})

describe('a rule with several conditions', () => {
  test('wakes for each measure that it reads, and for no other', () => {
    const scene = sceneOf(RULE)
    say(scene, { waiting: 9, oldest: 9, abandoned: 1 })
    expect(scene.log).toEqual([])
    scene.wait(1)
    say(scene, { other: 4 })
    expect(scene.log).toEqual([])
    say(scene, { abandoned: 9 })
    expect(scene.log).toEqual(['1 fired Sales', '1 tell(fired) Sales'])
    say(scene, { oldest: 5 })
    expect(scene.log.at(-1)).toBe('1 tell(ended) Sales')
  })

  test('says which conditions hold, and by which values', () => {
    const scene = sceneOf({ ...RULE, also: also('any', 'oldest', 'abandoned') })
    say(scene, { waiting: 3, oldest: 9, abandoned: null })
    const [episode] = scene.open()
    expect(episode).toMatchObject({
      value: 3,
      also: {
        join: 'any',
        holds: false,
        conditions: [
          { metric: measure('oldest'), unit: 'number', op: '>', threshold: 8, clear: 5, value: 9, holds: true },
          { metric: measure('abandoned'), value: null, holds: null }
        ]
      }
    })
    expect(episodeSchema.parse(episode)).toEqual(episode)
  })

  test('fires when a running time joins what holds already, and says it as it counts', () => {
    const scene = createScene({
      rules: [
        {
          ...RULE,
          producer: 'agent',
          metric: { kind: 'elapsed', measure: { role: 'afterContactSince' } },
          condition: { op: '>', threshold: 10_000 },
          also: {
            join: 'all',
            conditions: [
              {
                metric: { kind: 'elapsed', measure: { role: 'afterContactSince' } },
                condition: { op: '<', threshold: 20_000 }
              }
            ]
          }
        }
      ],
      feeds: [AGENTS]
    })
    scene.row('Ann', { acw: scene.clock.now().wallMs }, AGENTS)
    scene.wait(15)
    scene.send({ type: 'tick' })
    expect(scene.open()).toMatchObject([{ value: 15_000, also: { holds: true, conditions: [{ value: 15_000 }] } }])
    scene.wait(15)
    expect(scene.log).toEqual(['10.001 fired Ann', '10.001 tell(fired) Ann', '20 closed Ann', '20 tell(ended) Ann'])
  })

  test('is critical by its own metric, while the others hold', () => {
    const scene = sceneOf({ ...RULE, severity: 'warning', critical: { threshold: 15 } })
    say(scene, { waiting: 20, oldest: 1, abandoned: 9 })
    expect(scene.open()).toEqual([])
    say(scene, { oldest: 9 })
    expect(scene.open()).toMatchObject([{ severity: 'critical' }])
    say(scene, { waiting: 10 })
    expect(scene.open()).toMatchObject([{ severity: 'warning' }])
  })

  test('missing data is told by its policy only where it decides', () => {
    const scene = sceneOf({ ...RULE, noData: { afterMs: 0, policy: 'alert' } })
    say(scene, { waiting: null, oldest: 1, abandoned: 9 })
    expect(scene.open()).toEqual([])
    say(scene, { oldest: 9 })
    expect(scene.open()).toMatchObject([{ state: 'noData', noData: true }])
  })

  test('a counter that begins anew ends it as that, and counts as unknown until it was good once', () => {
    const rule: RealtimeRule = {
      ...RULE,
      also: { join: 'all', conditions: [{ metric: measure('handled'), condition: { op: '<', threshold: 5 } }] }
    }
    const scene = createScene({ rules: [rule], feeds: [FEED] })
    const keys = { queueId: 'Sales' }
    const row = (handled: number, began: number) => ({
      ...{ id: 'floor/account/source/queues/queueId=Sales', feedId: FEED.id, keys, changedAtMs: 0, generation: 1 },
      values: { name: 'Sales', waiting: 9, handled },
      intervals: { handled: began }
    })
    const tell = (kind: 'added' | 'changed', handled: number, began: number): void => {
      const deltas = [{ row: row(handled, began), kind, measures: ['handled'] }]
      scene.send({ type: 'rowsChanged', feedId: FEED.id, deltas })
    }
    tell('added', 4, 1)
    expect(scene.open()).toHaveLength(1)
    tell('changed', 0, 2)
    expect([...scene.journal.values()]).toMatchObject([{ state: 'closed', reason: 'counterReset' }])
    tell('changed', 3, 2)
    expect(scene.open()).toEqual([])
    tell('changed', 6, 2)
    tell('changed', 4, 3)
    expect(scene.open()).toEqual([])
  })

  test('covers no feed that lacks a measure of one of them', () => {
    const scene = createScene({ rules: [RULE], feeds: [QUEUES] })
    scene.play('Sales', '20')
    expect(scene.log).toEqual([])
  })

  test('a count between two limits', () => {
    const scene = createScene({
      rules: [
        {
          ...RULE,
          producer: 'agent',
          over: 'count',
          condition: { op: '>', threshold: 1 },
          also: { join: 'all', conditions: [{ condition: { op: '<', threshold: 3 } }] }
        }
      ],
      feeds: [AGENTS]
    })
    const isOpen = ['Ann', 'Bob', 'Cid'].map((name) => {
      scene.row(name, { state: 'READY' }, AGENTS)
      return scene.open().length === 1
    })
    expect(isOpen).toEqual([false, true, false])
  })
})

describe('conditions that make no sense are refused', () => {
  const one = { metric: measure('oldest'), condition: { op: '>', threshold: 8 } }
  test.each([
    [{ also: { join: 'all', conditions: [one] } }, undefined],
    [
      { also: { join: 'all', conditions: [{ ...one, over: 'sum' }] } },
      'also must not take rows together where the rule has a key for each row'
    ],
    [{ over: 'avg', also: { join: 'all', conditions: [{ ...one, over: 'max' }] } }, undefined],
    [
      { also: { join: 'all', conditions: [{ condition: one.condition }] } },
      'also must name a metric where it does not count rows'
    ],
    [
      {
        also: {
          join: 'any',
          conditions: [{ metric: { ...one.metric, kind: 'elapsed' }, condition: { op: '=', threshold: 8 } }]
        }
      },
      'also must not ask whether a running time is equal'
    ],
    [{ also: { join: 'all', conditions: [] } }, 'also.conditions Too small: expected array to have >=1 items'],
    [
      { also: { join: 'all', conditions: [one, one, one, one, one] } },
      'also.conditions Too big: expected array to have <=4 items'
    ]
  ])('%j', (change, words) => {
    const read = realtimeRuleSchema.safeParse({ ...RULE, ...change })
    expect(read.error?.issues.map(({ path, message }) => `${path.join('.')} ${message}`).join('; ')).toBe(words)
  })
})
