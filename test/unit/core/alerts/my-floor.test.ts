import { describe, expect, it } from 'vitest'
import { defaultRules } from '../../../../src/core/alerts/default-rules.ts'
import type { Rule } from '../../../../src/core/alerts/rule.ts'
import { EVERYTHING, floorReader, type FloorScope } from '../../../../src/core/floor/scope.ts'
import { rowId } from '../../../../src/core/measures/row.ts'
import { AGENTS, createScene, QUEUES, WAITING, type Scene } from './scene.ts'

const DEFAULT_WAITING: Rule = { ...WAITING, id: 'default-contacts-waiting' }
const TEAMS = {
  ...AGENTS,
  measures: [...AGENTS.measures, { name: 'team', kind: 'text', displayName: 'Team' }]
} as const

function queues(...keys: string[]): FloorScope {
  const idOf = (queueId: string): string => {
    const id = rowId([QUEUES.connectionId, 'account', 'source', QUEUES.producerId], { queueId })
    return floorReader(QUEUES, 'queues')?.id({ id, keys: { queueId }, values: {} }) ?? ''
  }
  return { ...EVERYTHING, queues: keys.map((key) => ({ id: idOf(key), name: key })) }
}
const choose = (scene: Scene, floor: FloorScope): void => {
  scene.send({ type: 'floorChosen', floor })
}
const shown = (scene: Scene): string[] => scene.open().map(({ keyName }) => keyName)
const reasons = (scene: Scene): unknown[] => [...scene.journal.values()].map(({ state, reason }) => [state, reason])

describe('rules that came with the product', () => {
  it('fire for queues of my floor only; a user’s own rule has its own scope', () => {
    const scene = createScene({ rules: [DEFAULT_WAITING, { ...WAITING, id: 'own' }], seed: { floor: queues('Sales') } })
    for (const key of ['Sales', 'Support']) scene.row(key, { waiting: 9 })
    scene.wait(11)
    expect(scene.open().map(({ ruleId, keyName }) => `${ruleId} ${keyName}`)).toEqual([
      'default-contacts-waiting Sales',
      'own Sales',
      'own Support'
    ])
  })

  it('follow a changed choice at once: what is off ends silently with its reason, what is on now counts from now', () => {
    const scene = createScene({ rules: [{ ...DEFAULT_WAITING, announceEnd: true }] })
    for (const key of ['Sales', 'Support']) scene.row(key, { waiting: 9 })
    scene.wait(11)
    choose(scene, queues('Support'))
    expect(shown(scene)).toEqual(['Support'])
    expect(reasons(scene)).toContainEqual(['closed', 'offFloor'])
    expect(scene.log.filter((line) => line.includes('tell(ended)'))).toEqual([])
    expect(scene.log).toContain('11 withdraw Sales')
    choose(scene, EVERYTHING)
    scene.wait(9)
    expect(shown(scene)).toEqual(['Support'])
    scene.wait(2)
    expect(shown(scene).sort()).toEqual(['Sales', 'Support'])
  })

  it('end what is off my floor while its feed is silent, too', () => {
    const scene = createScene({ rules: [DEFAULT_WAITING] })
    scene.row('Sales', { waiting: 9 })
    scene.wait(11)
    scene.live(false)
    choose(scene, queues('Support'))
    expect(shown(scene)).toEqual([])
    expect(reasons(scene)).toEqual([['closed', 'offFloor']])
  })

  it('say nothing anew for what was on my floor before and still is', () => {
    const scene = createScene({ rules: [DEFAULT_WAITING] })
    scene.row('Sales', { waiting: 9 })
    scene.wait(11)
    const before = scene.log.length
    choose(scene, queues('Sales', 'Support'))
    scene.wait(60)
    expect(scene.log).toHaveLength(before)
    expect(shown(scene)).toEqual(['Sales'])
  })

  it('take in a row that comes on my floor, and end with one that leaves it', () => {
    const blue = { ...EVERYTHING, teams: [{ id: 'Blue', name: 'Blue' }] }
    const acw = defaultRules().filter(({ id }) => id === 'default-after-contact-work')
    const scene = createScene({ rules: acw, feeds: [TEAMS], seed: { floor: blue } })
    scene.row('Ann', { acw: scene.clock.now().wallMs, team: 'Red' }, TEAMS)
    scene.wait(400)
    expect(shown(scene)).toEqual([])
    scene.row('Ann', { team: 'Blue' }, TEAMS)
    expect(shown(scene)).toEqual(['Ann'])
    scene.row('Ann', { team: 'Red' }, TEAMS)
    expect(reasons(scene)).toEqual([['closed', 'offFloor']])
    scene.row('New', { acw: scene.clock.now().wallMs - 400_000, team: 'Blue' }, TEAMS)
    expect(shown(scene)).toEqual(['New'])
  })

  it('count on my floor only, begin anew with another one, and find no fault with a floor without rows', () => {
    const few = defaultRules().filter(({ id }) => id === 'default-agents-ready')
    const scene = createScene({ rules: few, feeds: [TEAMS] })
    for (let i = 0; i < 16; i++) {
      scene.row(`agent ${i}`, { state: i < 8 ? 'READY' : 'NOT_READY', team: i < 8 ? 'Blue' : 'Red' }, TEAMS)
    }
    scene.wait(61)
    expect(shown(scene)).toEqual([])
    choose(scene, { ...EVERYTHING, teams: [{ id: 'Red', name: 'Red' }] })
    scene.wait(61)
    expect(scene.open().map(({ value }) => value)).toEqual([0])
    choose(scene, { ...EVERYTHING, teams: [{ id: 'Nobody', name: 'Nobody' }] })
    scene.wait(61)
    expect(shown(scene)).toEqual([])
    expect(reasons(scene)).toEqual([['closed', 'offFloor']])
  })

  it('do not tell of a connection off my floor, and tell when it is taken in again', () => {
    const lost = defaultRules().filter(({ id }) => id === 'default-feed-lost')
    const scene = createScene({ rules: lost })
    scene.send({
      type: 'connectionLost',
      connectionId: 'floor',
      connectionName: 'Floor',
      lost: true,
      reason: 'timeout'
    })
    scene.wait(3)
    expect(shown(scene)).toEqual(['Floor'])
    choose(scene, { ...EVERYTHING, connections: ['other'] })
    expect(shown(scene)).toEqual([])
    expect(reasons(scene)).toEqual([['closed', 'offFloor']])
    choose(scene, EVERYTHING)
    scene.wait(3)
    expect(shown(scene)).toEqual(['Floor'])
  })

  it('keep off my floor what an earlier run left open there', () => {
    const first = createScene({ rules: [DEFAULT_WAITING], seed: { floor: queues('Sales') } })
    first.row('Sales', { waiting: 9 })
    first.wait(11)
    const next = first.restart()
    choose(next, { ...EVERYTHING, connections: ['other'] })
    expect(next.open()).toEqual([])
    expect(reasons(next)).toEqual([['closed', 'offFloor']])
  })

  it('say nothing of a row off my floor that is gone, deleted or not repeated, though they alert about missing data', () => {
    const rule: Rule = { ...DEFAULT_WAITING, noData: { afterMs: 5_000, policy: 'alert' } }
    const scene = createScene({ rules: [rule], seed: { floor: queues('Sales') } })
    for (const key of ['Sales', 'Support', 'Billing']) scene.row(key, { waiting: 1 })
    scene.gone('Support')
    scene.snapshot(() => {
      scene.row('Sales', { waiting: 1 })
    })
    scene.wait(60)
    expect(scene.log).toEqual([])
    scene.gone('Sales')
    scene.wait(60)
    expect(shown(scene)).toEqual(['Sales'])
  })
})
