import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { episodeSchema, type Episode } from '../../../../src/core/alerts/episode.ts'
import type { RealtimeRule, Severity } from '../../../../src/core/alerts/rule.ts'
import type { FeedDescriptor } from '../../../../src/core/measures/feed.ts'
import { AGENTS, createScene, QUEUES, WAITING, type Scene } from './scene.ts'

const QUEUES_OF_SITES: FeedDescriptor = {
  ...QUEUES,
  measures: [...QUEUES.measures, { name: 'siteId', kind: 'text', displayName: 'Site' }]
}
const AGENTS_OF_QUEUES: FeedDescriptor = {
  ...AGENTS,
  measures: [
    ...AGENTS.measures,
    { name: 'queueId', kind: 'text', displayName: 'Queue' },
    { name: 'siteId', kind: 'text', displayName: 'Site' },
    { name: 'missed', kind: 'number', displayName: 'Missed' }
  ]
}
const ELSEWHERE: FeedDescriptor = { ...QUEUES_OF_SITES, id: 'other/queues', connectionId: 'other' }

const base = { ...WAITING, pendingForMs: 0, keepFiringForMs: 0, announceEnd: true, severity: 'warning' } as const
/** More than 100 in all queues together. */
const SITE: RealtimeRule = { ...base, id: 'site', name: 'Site', over: 'sum', condition: { op: '>', threshold: 100 } }
const QUEUE: RealtimeRule = { ...base, id: 'queue', name: 'Queue', condition: { op: '>', threshold: 8 } }
const AGENT: RealtimeRule = {
  ...base,
  id: 'agent',
  name: 'Agent',
  producer: 'agent',
  metric: { kind: 'measure', measure: { name: 'missed' } },
  condition: { op: '>', threshold: 2 }
}
const FEEDS = [QUEUES_OF_SITES, AGENTS_OF_QUEUES]

const sceneOf = (rules: readonly RealtimeRule[], feeds: readonly FeedDescriptor[] = FEEDS): Scene =>
  createScene({ rules, feeds })
const queue = (scene: Scene, key: string, waiting: number, siteId = 'north'): void => {
  scene.row(key, { waiting, siteId }, QUEUES_OF_SITES)
}
const agent = (scene: Scene, key: string, missed: number, queueId: string | null = 'Sales', siteId = 'north'): void => {
  scene.row(key, { missed, queueId, siteId }, AGENTS_OF_QUEUES)
}
const told = (scene: Scene): string[] => scene.log.filter((line) => line.includes('tell'))
const named = (scene: Scene, keyName: string): Episode | undefined =>
  scene.open().find((one) => one.keyName === keyName)

describe('an alert that is explained by one of a higher cause', () => {
  test('of a queue: its agents are recorded and not told, and told once it is over', () => {
    const scene = sceneOf([QUEUE, AGENT])
    queue(scene, 'Sales', 9)
    scene.wait(1)
    agent(scene, 'Ann', 3)
    expect(scene.log).toEqual(['0 fired Sales', '0 tell(fired) Sales', '1 fired Ann'])
    expect(named(scene, 'Ann')).toMatchObject({ heldBy: named(scene, 'Sales')?.id, owes: 'fired', toldCount: 0 })
    for (const episode of scene.journal.values()) expect(episodeSchema.parse(episode)).toEqual(episode)
    scene.wait(1)
    queue(scene, 'Sales', 1)
    expect(scene.log.slice(3)).toEqual(['2 closed Sales', '2 tell(ended) Sales', '2 released Ann', '2 tell(fired) Ann'])
    expect(named(scene, 'Ann')).not.toHaveProperty('heldBy')
    expect(named(scene, 'Ann')).not.toHaveProperty('owes')
  })

  test('is held too when it was said a moment before its cause and nobody has heard it yet', () => {
    const scene = createScene({ rules: [QUEUE, AGENT], feeds: FEEDS, tells: false })
    agent(scene, 'Ann', 3)
    agent(scene, 'Bob', 3, 'Billing')
    scene.wait(1)
    queue(scene, 'Sales', 9)
    const ids = ['Ann', 'Bob'].map((name) => named(scene, name)?.id ?? '')
    scene.send({ type: 'gathered', episodeIds: [...ids, 'nobody'] })
    expect(scene.log.slice(-2)).toEqual(['1 tell(fired) Sales', '1 held Ann'])
    expect(named(scene, 'Ann')).toMatchObject({ heldBy: named(scene, 'Sales')?.id, owes: 'fired' })
    scene.send({ type: 'gathered', episodeIds: ids })
    scene.wait(1)
    queue(scene, 'Sales', 1)
    expect(scene.log.slice(-2)).toEqual(['2 released Ann', '2 tell(fired) Ann'])
  })

  test('is not taken back once somebody heard it', () => {
    const scene = sceneOf([QUEUE, AGENT])
    agent(scene, 'Ann', 3)
    queue(scene, 'Sales', 9)
    scene.send({ type: 'gathered', episodeIds: [named(scene, 'Ann')?.id ?? ''] })
    expect(named(scene, 'Ann')).not.toHaveProperty('owes')
    expect(scene.log.at(-1)).toBe('0 tell(fired) Sales')
  })

  test('is not told as over where it was never told', () => {
    const scene = sceneOf([QUEUE, AGENT])
    queue(scene, 'Sales', 9)
    agent(scene, 'Ann', 3)
    agent(scene, 'Ann', 1)
    queue(scene, 'Sales', 1)
    expect(told(scene)).toEqual(['0 tell(fired) Sales', '0 tell(ended) Sales'])
  })

  test('of another queue, of none, or of another connection is told', () => {
    const scene = sceneOf([QUEUE, AGENT], [...FEEDS, ELSEWHERE])
    queue(scene, 'Sales', 9)
    agent(scene, 'Bob', 3, 'Billing')
    agent(scene, 'Cid', 3, null)
    expect(told(scene).slice(1)).toEqual(['0 tell(fired) Bob', '0 tell(fired) Cid'])
    const other = sceneOf([SITE, QUEUE], [QUEUES_OF_SITES, ELSEWHERE])
    queue(other, 'Sales', 101)
    other.row('Far', { waiting: 9 }, ELSEWHERE)
    expect(told(other)).toContain('0 tell(fired) Far')
  })

  test('goes with its agent to another queue', () => {
    const scene = sceneOf([QUEUE, AGENT])
    queue(scene, 'Sales', 9)
    agent(scene, 'Ann', 3)
    expect(told(scene)).toHaveLength(1)
    agent(scene, 'Ann', 4, 'Billing')
    expect(told(scene).at(-1)).toBe('0 tell(fired) Ann')
  })

  test('of the whole connection: queues and agents alike, the higher cause first', () => {
    const scene = sceneOf([SITE, QUEUE, AGENT])
    queue(scene, 'Sales', 7)
    queue(scene, 'Billing', 7)
    scene.wait(1)
    queue(scene, 'Sales', 150)
    agent(scene, 'Ann', 3)
    scene.wait(1)
    expect(told(scene)).toEqual(['1 tell(fired) Floor'])
    const site = named(scene, 'Floor')?.id
    expect(['Sales', 'Ann'].map((name) => named(scene, name)?.heldBy)).toEqual([site, site])
    // Below the limit together, and still too many by itself: the agent is explained by the queue then.
    queue(scene, 'Sales', 50)
    expect(told(scene).slice(1)).toEqual(['2 tell(ended) Floor', '2 tell(fired) Sales'])
    expect(named(scene, 'Ann')?.heldBy).toBe(named(scene, 'Sales')?.id)
  })

  test('of one site: only what is there', () => {
    const north: RealtimeRule = { ...SITE, scope: [{ by: { name: 'siteId' }, oneOf: ['north'] }] }
    const scene = sceneOf([north, QUEUE, AGENT])
    queue(scene, 'Sales', 150)
    queue(scene, 'Far', 9, 'south')
    agent(scene, 'Ann', 3, null)
    agent(scene, 'Bob', 3, null, 'south')
    expect(told(scene)).toEqual(['0 tell(fired) Floor', '0 tell(fired) Far', '0 tell(fired) Bob'])
  })

  test('a sum over rows by what they do, or over chosen queues, explains nothing', () => {
    for (const by of [{ name: 'name' }, { key: 'queueId' }]) {
      const scene = sceneOf([{ ...SITE, scope: [{ by, oneOf: ['Sales'] }] }, QUEUE])
      queue(scene, 'Sales', 150)
      expect(told(scene)).toHaveLength(2)
    }
  })

  test.each<[Severity, Severity, boolean]>([
    ['warning', 'warning', true],
    ['warning', 'info', true],
    ['warning', 'critical', false],
    ['critical', 'critical', true]
  ])('a cause that is %s holds what is %s: %s', (cause, lower, isHeld) => {
    const scene = sceneOf([
      { ...QUEUE, severity: cause },
      { ...AGENT, severity: lower }
    ])
    queue(scene, 'Sales', 9)
    agent(scene, 'Ann', 3)
    expect(told(scene)).toHaveLength(isHeld ? 1 : 2)
  })

  test('is told when it gets worse than its cause', () => {
    const scene = sceneOf([QUEUE, { ...AGENT, critical: { threshold: 5 } }])
    queue(scene, 'Sales', 9)
    agent(scene, 'Ann', 3)
    agent(scene, 'Ann', 6)
    expect(scene.log.slice(-3)).toEqual(['0 raised Ann', '0 released Ann', '0 tell(fired) Ann'])
  })

  test('is told when its cause gets better than it', () => {
    const scene = sceneOf([
      { ...QUEUE, critical: { threshold: 15 } },
      { ...AGENT, severity: 'critical' }
    ])
    queue(scene, 'Sales', 16)
    agent(scene, 'Ann', 3)
    expect(told(scene)).toHaveLength(1)
    queue(scene, 'Sales', 9)
    expect(told(scene).at(-1)).toBe('0 tell(fired) Ann')
  })

  test('is not repeated while the cause burns, and at once after it where that is due', () => {
    const scene = sceneOf([QUEUE, { ...AGENT, repeatEveryMs: 60_000 }])
    agent(scene, 'Ann', 3)
    scene.wait(30)
    queue(scene, 'Sales', 9)
    scene.wait(120)
    expect(told(scene)).toEqual(['0 tell(fired) Ann', '30 tell(fired) Sales'])
    queue(scene, 'Sales', 1)
    expect(told(scene).at(-1)).toBe('150 tell(repeat) Ann')
    scene.wait(60)
    expect(told(scene).at(-1)).toBe('210 tell(repeat) Ann')
  })

  test('that was told before is told as over when it is', () => {
    const scene = sceneOf([QUEUE, AGENT])
    agent(scene, 'Ann', 3)
    queue(scene, 'Sales', 9)
    agent(scene, 'Ann', 1)
    expect(told(scene).at(-1)).toBe('0 tell(ended) Ann')
  })

  test('is told where nobody was told of the cause', () => {
    const scene = sceneOf([QUEUE, AGENT])
    const untilMs = scene.clock.now().wallMs + 60_000
    scene.send({ type: 'snooze', scope: { kind: 'rule', ruleId: QUEUE.id }, untilMs })
    queue(scene, 'Sales', 9)
    agent(scene, 'Ann', 3)
    expect(told(scene)).toEqual(['0 tell(fired) Ann'])
    const shadow = sceneOf([{ ...QUEUE, mode: 'shadow' }, AGENT])
    queue(shadow, 'Sales', 9)
    agent(shadow, 'Ann', 3)
    expect(told(shadow)).toEqual(['0 tell(fired) Ann'])
  })

  test('stays held by a cause that is acknowledged, is ending, or is not seen any more', () => {
    const scene = sceneOf([{ ...QUEUE, keepFiringForMs: 60_000 }, AGENT])
    queue(scene, 'Sales', 9)
    scene.send({ type: 'acknowledge', episodeId: named(scene, 'Sales')?.id ?? '', note: null })
    agent(scene, 'Ann', 3)
    queue(scene, 'Sales', 1)
    scene.wait(10)
    scene.live(false, QUEUES_OF_SITES)
    scene.wait(300)
    expect(told(scene)).toHaveLength(1)
    scene.live(true, QUEUES_OF_SITES)
    scene.wait(50)
    expect(told(scene).slice(1)).toEqual(['360 tell(ended) Sales', '360 tell(fired) Ann'])
  })

  test('is held over a restart, whichever feed is back first, and told when the cause is over', () => {
    const scene = sceneOf([QUEUE, AGENT])
    queue(scene, 'Sales', 9)
    agent(scene, 'Ann', 3)
    const next = scene.restart()
    agent(next, 'Ann', 3)
    next.live(true, AGENTS_OF_QUEUES)
    next.wait(10)
    expect(next.log).toEqual([])
    queue(next, 'Sales', 9)
    next.live(true, QUEUES_OF_SITES)
    agent(next, 'Ann', 4)
    next.wait(10)
    expect(told(next)).toEqual([])
    queue(next, 'Sales', 1)
    expect(told(next)).toEqual(['20 tell(ended) Sales', '20 tell(fired) Ann'])
  })

  test('is free where the cause is gone after a restart', () => {
    const scene = sceneOf([QUEUE, AGENT])
    queue(scene, 'Sales', 9)
    agent(scene, 'Ann', 3)
    const next = scene.restart([AGENT])
    agent(next, 'Ann', 3)
    next.live(true, AGENTS_OF_QUEUES)
    expect(told(next)).toEqual(['0 tell(fired) Ann'])
  })

  test('is free when the rule of its cause is gone, or covers something else', () => {
    const scene = sceneOf([QUEUE, AGENT])
    queue(scene, 'Sales', 9)
    agent(scene, 'Ann', 3)
    scene.send({ type: 'rulesChanged', rules: [{ ...QUEUE, enabled: false }, AGENT] })
    expect(told(scene).at(-1)).toBe('0 tell(fired) Ann')
  })

  test('that comes up in the same message as its cause is not told before it', () => {
    const scene = sceneOf([QUEUE, SITE])
    queue(scene, 'Sales', 150)
    expect(scene.log).toEqual(['0 fired Sales', '0 fired Floor', '0 tell(fired) Floor', '0 held Sales'])
    expect(named(scene, 'Sales')?.heldBy).toBe(named(scene, 'Floor')?.id)
  })
})

describe('for any course of a floor', () => {
  type Op =
    | { readonly kind: 'queue'; readonly key: string; readonly waiting: number }
    | { readonly kind: 'agent'; readonly key: string; readonly missed: number; readonly of: string | null }
    | { readonly kind: 'wait' | 'restart' | 'acknowledge' }
  const severity = fc.constantFrom<Severity>('info', 'warning', 'critical')
  const op: fc.Arbitrary<Op> = fc.oneof(
    fc.record({
      kind: fc.constant('queue' as const),
      key: fc.constantFrom('Sales', 'Billing'),
      waiting: fc.constantFrom(1, 9, 60, 150)
    }),
    fc.record({
      kind: fc.constant('agent' as const),
      key: fc.constantFrom('Ann', 'Bob'),
      missed: fc.constantFrom(1, 3),
      of: fc.constantFrom('Sales', 'Billing', null)
    }),
    fc.record({ kind: fc.constantFrom('wait' as const, 'restart' as const, 'acknowledge' as const) })
  )

  const levels = ['agent', 'queue', 'site']
  const ranks: readonly string[] = ['info', 'warning', 'critical']

  test('nothing is told while what explains it burns, nothing is missed, and nothing is told as over that was not told', () => {
    fc.assert(
      fc.property(fc.tuple(severity, severity, severity), fc.array(op, { maxLength: 25 }), ([site, of, each], ops) => {
        const rules = [
          { ...SITE, severity: site },
          { ...QUEUE, severity: of },
          { ...AGENT, severity: each }
        ]
        let scene = sceneOf(rules)
        const queues = new Map<string, number>()
        const agents = new Map<string, { missed: number; of: string | null }>()
        const everTold = new Set<string>()
        const explains = (cause: Episode, one: Episode): boolean => {
          const isHigher = levels.indexOf(cause.ruleId) > levels.indexOf(one.ruleId)
          const isWorse = ranks.indexOf(cause.severity) >= ranks.indexOf(one.severity)
          const covers = cause.ruleId === 'site' || agents.get(one.keyName)?.of === cause.keyName
          return isHigher && isWorse && covers
        }
        for (const one of [...ops, { kind: 'wait' as const }]) {
          const before = scene.open()
          const from = scene.log.length
          if (one.kind === 'queue') {
            queues.set(one.key, one.waiting)
            queue(scene, one.key, one.waiting)
          } else if (one.kind === 'agent') {
            agents.set(one.key, one)
            agent(scene, one.key, one.missed, one.of)
          } else if (one.kind === 'wait') scene.wait(1)
          else if (one.kind === 'acknowledge') {
            scene.send({ type: 'acknowledge', episodeId: scene.open()[0]?.id ?? '', note: null })
          } else {
            scene = scene.restart()
            for (const [key, waiting] of queues) queue(scene, key, waiting)
            for (const [key, { missed, of: queueId }] of agents) agent(scene, key, missed, queueId)
            for (const feed of FEEDS) scene.live(true, feed)
          }
          const open = scene.open()
          const fresh = one.kind === 'restart' ? scene.log : scene.log.slice(from)
          for (const line of fresh) {
            const [, what, name = ''] = line.split(' ')
            if (what === 'tell(ended)') expect(everTold).toContain(name)
            if (what !== 'tell(fired)') continue
            everTold.add(name)
            const episode = open.find(({ keyName }) => keyName === name)
            const stayed = open.filter(({ id }) => before.some((other) => other.id === id))
            if (episode)
              expect(stayed.filter((cause) => cause.toldAtMs !== null && explains(cause, episode))).toEqual([])
          }
          for (const episode of open) {
            const isExplained = open.some((cause) => cause.toldCount > 0 && explains(cause, episode))
            expect(episode.toldCount > 0 || isExplained || episode.acknowledgedAtMs !== null).toBe(true)
          }
        }
      }),
      { numRuns: 1500 }
    )
  })
})

describe('what was never told and what a cause keeps from being told', () => {
  test('says so when its snooze ends, and is told when the cause is over', () => {
    const scene = sceneOf([SITE, QUEUE])
    const untilMs = scene.clock.now().wallMs + 5_000
    scene.send({ type: 'snooze', scope: { kind: 'rule', ruleId: 'queue' }, untilMs })
    queue(scene, 'Sales', 60)
    queue(scene, 'Billing', 60)
    scene.wait(60)
    const site = scene.open().find(({ ruleId }) => ruleId === 'site')
    const sales = named(scene, 'Sales')
    expect(site?.toldAtMs).not.toBeNull()
    expect(sales).toMatchObject({ toldAtMs: null, heldBy: site?.id, owes: 'fired' })
    const why = scene.explain({ ruleId: 'queue', connectionId: 'floor', key: sales?.key ?? '' })
    expect(why.reason).toBe('heldByCause')
    queue(scene, 'Billing', 1)
    expect(scene.log).toContain('60 tell(fired) Sales')
  })

  test('says so when its acknowledgement is over', () => {
    const scene = sceneOf([SITE, QUEUE])
    const { wallMs } = scene.clock.now()
    scene.send({ type: 'snooze', scope: { kind: 'rule', ruleId: 'queue' }, untilMs: wallMs + 5_000 })
    queue(scene, 'Sales', 60)
    const episodeId = named(scene, 'Sales')?.id ?? ''
    scene.send({ type: 'acknowledge', episodeId, note: null, untilMs: wallMs + 30_000 })
    queue(scene, 'Billing', 60)
    scene.wait(60)
    const sales = named(scene, 'Sales')
    expect(sales).toMatchObject({ toldAtMs: null, acknowledgedAtMs: null, owes: 'fired' })
    expect(sales?.heldBy).toBe(scene.open().find(({ ruleId }) => ruleId === 'site')?.id)
  })
})
