import { describe, expect, it } from 'vitest'
import { createFloor, type Floor } from '../../../src/simulator/floor/floor.ts'
import { createRoster } from '../../../src/simulator/floor/roster.ts'
import { latestWeekday } from '../../../src/simulator/zone.ts'
import { WEDNESDAY } from './demo-client.ts'

const MONDAY = latestWeekday(WEDNESDAY, 'monday')
const HOUR = 3_600_000
const MINUTE = 60_000
const SEEDS = [1, 2, 3, 4, 5] as const

function floorAt(seed: number, afterMs: number): Floor {
  const floor = createFloor(seed, createRoster(seed), MONDAY)
  floor.advance(MONDAY + afterMs)
  return floor
}

const total = (numbers: readonly number[]): number => numbers.reduce((sum, next) => sum + next, 0)

/** What queues, agents and the event log say must be one story at any moment. */
function expectOneStory(floor: Floor): void {
  const at = (activity: string): number =>
    floor.agents.filter((agent) => agent.loggedInMs !== null && agent.activity === activity).length
  expect(total(floor.queues.map((queue) => queue.active))).toBe(at('ACTIVE'))
  expect(total(floor.queues.map((queue) => queue.agentsWrappingUp))).toBe(at('AFTER_CONTACT_WORK'))
  expect(total(floor.queues.map((queue) => queue.alerting))).toBe(
    floor.agents.filter((agent) => agent.contact?.stage === 'alerting').length
  )
  const tally = new Map<string, number>()
  for (const { queue, action } of floor.events.between(floor.dayStartMs(), floor.nowMs() + 1)) {
    tally.set(`${queue.id} ${action}`, (tally.get(`${queue.id} ${action}`) ?? 0) + 1)
  }
  for (const queue of floor.queues) {
    const { counters } = queue
    const counted = (action: string): number => tally.get(`${queue.profile.id} ${action}`) ?? 0
    expect(counted('offered')).toBe(counters.offered)
    expect(counted('answered')).toBe(counters.answered)
    expect(counted('completed')).toBe(counters.completed)
    expect(counted('abandoned')).toBe(counters.abandonedWaiting + counters.abandonedAlerting)
    const present = queue.waiting.length + queue.alerting
    if (floor.dayStartMs() === MONDAY) {
      expect(counters.offered).toBe(counters.answered + counted('abandoned') + present)
      expect(counters.answered).toBe(counters.completed + queue.active)
    }
  }
}

describe('the floor', () => {
  it('has 12 queues over four channels and 150 agents, no two alike', () => {
    const { queues, agents } = createRoster(1)
    expect(queues).toHaveLength(12)
    expect(new Set(queues.map(({ channel }) => channel))).toEqual(new Set(['VOICE', 'CHAT', 'EMAIL', 'MESSAGING']))
    expect(agents).toHaveLength(150)
    expect(new Set(agents.map(({ id }) => id)).size).toBe(150)
    expect(new Set(agents.map(({ loginId }) => loginId)).size).toBe(150)
    expect(new Set(queues.map(({ id }) => id)).size).toBe(12)
  })

  it('keeps queues, agents and events in one story from the first shift through a rush to the evening', () => {
    const floor = floorAt(1, 5 * HOUR)
    floor.rushAt(MONDAY + 9.5 * HOUR)
    for (let at = 5 * HOUR; at <= 23 * HOUR; at += 37 * MINUTE) {
      floor.advance(MONDAY + at)
      expectOneStory(floor)
    }
  })

  it('does the same whether time passes in one step or in many', () => {
    const story = (floor: Floor) => floor.events.between(MONDAY, Infinity).map((e) => [e.atMs, e.action, e.contactId])
    const once = floorAt(3, 10 * HOUR)
    const often = createFloor(3, createRoster(3), MONDAY)
    for (let at = 0; at <= 10 * HOUR; at += 7_321) often.advance(MONDAY + at)
    often.advance(MONDAY + 10 * HOUR)
    expect(story(often)).toEqual(story(once))
    expect(story(floorAt(4, 10 * HOUR))).not.toEqual(story(once))
  })

  it("counts from zero again at the floor's midnight, and goes on in one story", () => {
    const floor = floorAt(1, 23 * HOUR + 59 * MINUTE)
    expect(total(floor.queues.map((queue) => queue.counters.answered))).toBeGreaterThan(1_000)
    floor.advance(MONDAY + 24 * HOUR)
    expect(floor.queues.map((queue) => queue.counters.offered)).toEqual(floor.queues.map(() => 0))
    floor.advance(MONDAY + 34 * HOUR)
    expectOneStory(floor)
    expect(total(floor.queues.map((queue) => queue.counters.answered))).toBeGreaterThan(1_000)
  })

  it('has everybody at home at night and most at work by day', () => {
    const present = (floor: Floor): number => floor.agents.filter((agent) => agent.loggedInMs !== null).length
    expect(present(floorAt(1, 3 * HOUR))).toBe(0)
    expect(present(floorAt(1, 10 * HOUR))).toBeGreaterThan(90)
    expect(present(floorAt(1, 23.5 * HOUR))).toBe(0)
  })

  it('sends agents on breaks that have a reason, and back', () => {
    const floor = floorAt(1, 6 * HOUR)
    const reasons = new Set<string>()
    const onBreak = new Set<number>()
    const back = new Set<number>()
    for (let at = 6 * HOUR; at <= 16 * HOUR; at += 5 * MINUTE) {
      floor.advance(MONDAY + at)
      for (const agent of floor.agents) {
        if (agent.loggedInMs === null) continue
        if (agent.activity === 'NOT_READY') {
          onBreak.add(agent.index)
          if (agent.reason !== null) reasons.add(agent.reason)
        } else if (onBreak.has(agent.index)) back.add(agent.index)
      }
    }
    expect(reasons).toEqual(new Set(['Break', 'Lunch', 'Meeting', 'Training']))
    expect(back.size).toBeGreaterThan(100)
  })

  it.each(SEEDS)('is calm on a quiet day with seed %i: short queues, no long after-contact work', (seed) => {
    const floor = floorAt(seed, 34.5 * HOUR)
    let longest = 0
    let longestWrapUpMs = 0
    for (let at = 34.5 * HOUR; at <= 36.5 * HOUR; at += 5_000) {
      floor.advance(MONDAY + at)
      longest = Math.max(longest, ...floor.queues.map((queue) => queue.waiting.length))
      for (const agent of floor.agents) {
        if (agent.wrappingUp) longestWrapUpMs = Math.max(longestWrapUpMs, floor.nowMs() - agent.sinceMs)
      }
    }
    expect(longest).toBeLessThanOrEqual(5)
    expect(longestWrapUpMs).toBeLessThan(5 * MINUTE)
    expect(floor.rushSinceMs()).toBeNull()
  })

  it.each(SEEDS)('lets a rush with seed %i lift Sales over 8 within 45 s, keep it there, and nobody else', (seed) => {
    const rushMs = MONDAY + 9.5 * HOUR
    const floor = floorAt(seed, 9.5 * HOUR)
    const waiting = (name: string): number => floor.queues.find((q) => q.profile.name === name)?.waiting.length ?? -1
    expect(waiting('Sales')).toBeLessThan(3)
    floor.rushAt(rushMs)
    floor.advance(rushMs + 45_000)
    expect(waiting('Sales')).toBeGreaterThan(8)
    let leastSales = Infinity
    let mostElsewhere = 0
    for (let at = 45_000; at <= 10 * MINUTE; at += 1_000) {
      floor.advance(rushMs + at)
      leastSales = Math.min(leastSales, waiting('Sales'))
      if (at > 3 * MINUTE) continue
      const others = floor.queues.filter((queue) => queue.profile.name !== 'Sales')
      mostElsewhere = Math.max(mostElsewhere, ...others.map((queue) => queue.waiting.length))
    }
    expect(leastSales).toBeGreaterThan(8)
    expect(mostElsewhere).toBeLessThan(8)
    floor.advance(rushMs + 61 * MINUTE)
    expect(floor.rushSinceMs()).toBeNull()
  })
})
