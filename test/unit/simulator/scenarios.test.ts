import { describe, expect, it } from 'vitest'
import { defaultRules } from '../../../src/core/alerts/default-rules.ts'
import type { ControlState } from '../../../src/simulator/control/state.ts'
import type { Floor } from '../../../src/simulator/floor/floor.ts'
import { createGiosgIdentity } from '../../../src/simulator/giosg/identity.ts'
import { testTarget } from '../../../src/simulator/giosg/target-test.ts'
import type { ScenarioId } from '../../../src/simulator/scenario/scenario.ts'
import { createStage } from '../../../src/simulator/scenario/stage.ts'
import { isoInZone, latestClockChange } from '../../../src/simulator/zone.ts'
import { createVirtualClock } from '../../fakes/virtual-clock.ts'
import { WEDNESDAY, withDemo, type RunningDemo } from './demo-client.ts'

const SECOND = 1_000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE
const SEEDS = [1, 2, 3, 4, 5] as const
const SPRING = Date.parse('2026-04-15T10:00:00Z')
const AUTUMN = WEDNESDAY

function stageAt(seed: number, scenario: ScenarioId, wallMs = AUTUMN, elapsedMs = 0) {
  const clock = createVirtualClock()
  clock.jumpWall(wallMs - clock.now().wallMs)
  return createStage({ clock, seed, identity: createGiosgIdentity(seed) }, scenario, 1, elapsedMs)
}

const ready = ({ agents }: Floor): number =>
  agents.filter(({ loggedInMs, activity }) => loggedInMs !== null && activity === 'READY').length
const most = ({ queues }: Floor): number => Math.max(...queues.map(({ waiting }) => waiting.length))

/** The longest time in a row, in seconds, for which it holds on the floor. */
function longest(floor: Floor, forMs: number, holds: () => boolean): number {
  let run = 0
  let best = 0
  const endMs = floor.nowMs() + forMs
  while (floor.nowMs() < endMs) {
    floor.advance(floor.nowMs() + SECOND)
    run = holds() ? run + 1 : 0
    best = Math.max(best, run)
  }
  return best
}

describe('agents walking out', () => {
  const rule = (id: string) => {
    const found = defaultRules().find((one) => one.id === id)
    if (found?.kind !== 'realtime' || typeof found.condition.threshold !== 'number') throw new Error(id)
    return { threshold: found.condition.threshold, pendingS: found.pendingForMs / SECOND }
  }

  it.each(SEEDS)('breaks the default rules for waiting contacts and ready agents (seed %i)', (seed) => {
    const waiting = rule('default-contacts-waiting')
    const agents = rule('default-agents-ready')
    const one = stageAt(seed, 'agents-walking-out').floor
    expect(longest(one, 10 * MINUTE, () => most(one) > waiting.threshold)).toBeGreaterThan(waiting.pendingS)
    const other = stageAt(seed, 'agents-walking-out').floor
    expect(longest(other, 10 * MINUTE, () => ready(other) < agents.threshold)).toBeGreaterThan(agents.pendingS)
  })

  it.each(SEEDS)('loses one agent after the other, home or not ready, and ever more contacts (seed %i)', (seed) => {
    const { floor } = stageAt(seed, 'agents-walking-out')
    const here = (): number => floor.agents.filter(({ loggedInMs }) => loggedInMs !== null).length
    const lost = (): number => floor.queues.reduce((sum, { counters }) => sum + counters.abandonedWaiting, 0)
    const before = { here: here(), lost: lost() }
    floor.advance(floor.nowMs() + 15 * SECOND)
    expect(here()).toBe(before.here)
    floor.advance(floor.nowMs() + MINUTE)
    expect(here()).toBeGreaterThan(before.here * 0.6)
    floor.advance(floor.nowMs() + 14 * MINUTE)
    expect(here()).toBeLessThan(before.here * 0.5)
    expect(floor.agents.filter(({ reason }) => reason === 'Walk-out').length).toBeGreaterThan(10)
    const calm = stageAt(seed, 'quiet-day').floor
    calm.advance(calm.nowMs() + 15 * MINUTE + 15 * SECOND)
    const calmLost = calm.queues.reduce((sum, { counters }) => sum + counters.abandonedWaiting, 0) - before.lost
    expect(lost() - before.lost).toBeGreaterThan(3 * Math.max(calmLost, 5))
  })

  it('is over the next morning', () => {
    const { floor } = stageAt(1, 'agents-walking-out')
    floor.advance(floor.nowMs() + 24 * HOUR)
    expect(ready(floor)).toBeGreaterThan(12)
  })
})

describe('the clock-change night', () => {
  it('is the last one before today, in spring and in autumn', () => {
    expect(isoInZone(latestClockChange(SPRING).atMs)).toBe('2026-03-29T04:00:00.000+03:00')
    expect(isoInZone(latestClockChange(AUTUMN).atMs)).toBe('2026-10-25T03:00:00.000+02:00')
    expect(isoInZone(stageAt(1, 'clock-change-night', SPRING).startMs)).toBe('2026-03-28T23:59:00.000+02:00')
    expect(isoInZone(stageAt(1, 'clock-change-night', AUTUMN).startMs)).toBe('2026-10-24T23:59:00.000+03:00')
  })

  it.each([
    ['spring', SPRING, 23],
    ['autumn', AUTUMN, 25]
  ] as const)('in %s: people work, counters begin at the two midnights and nowhere else', (_, wallMs, hours) => {
    const { floor } = stageAt(2, 'clock-change-night', wallMs)
    const offered = (): number => floor.queues.reduce((sum, { counters }) => sum + counters.offered, 0)
    expect(offered()).toBeGreaterThan(1_000)
    expect(ready(floor)).toBeGreaterThanOrEqual(8)
    floor.advance(floor.nowMs() + 2 * MINUTE)
    const midnightMs = floor.dayStartMs()
    expect(offered()).toBeLessThan(20)
    let last = 0
    while (floor.nowMs() < midnightMs + 6 * HOUR) {
      floor.advance(floor.nowMs() + 5 * MINUTE)
      expect(floor.dayStartMs()).toBe(midnightMs)
      expect(offered()).toBeGreaterThanOrEqual(last)
      last = offered()
    }
    expect(last).toBeGreaterThan(100)
    floor.advance(midnightMs + 26 * HOUR)
    expect((floor.dayStartMs() - midnightMs) / HOUR).toBe(hours)
  })

  it.each([
    ['spring', SPRING, '2026-03-29T00:00:00.000+02:00/2026-03-30T00:00:00.000+03:00'],
    ['autumn', AUTUMN, '2026-10-25T00:00:00.000+03:00/2026-10-26T00:00:00.000+02:00']
  ] as const)("in %s: the day's targets have the day's true length", (_, wallMs, timespan) => {
    const { floor, objectives } = stageAt(1, 'clock-change-night', wallMs, 5 * HOUR)
    const [{ workflow, targets } = { workflow: { name: '' }, targets: [] }] = objectives
    const today = targets[0]
    if (!today) throw new Error('no target')
    expect(testTarget(today, workflow.name, floor).timespan_requested).toBe(timespan)
  })

  it('the wire goes on over the change: no moment moves, no row comes anew', async () => {
    const state = async (demo: RunningDemo): Promise<ControlState> => (await demo.control()).json as ControlState
    // A minute to midnight, three hours to the first 03:00, one more until it is 03:00 again.
    const toChangeMs = 4 * HOUR + MINUTE
    await withDemo({ scenario: 'clock-change-night', elapsedMs: toChangeMs - 20 * SECOND }, async (demo) => {
      const socket = await demo.socket(await demo.subscribe('Agent_itd_1.0.0'), await demo.token())
      expect((await state(demo)).floorTime).toBe('2026-10-25T03:59:40.000+03:00')
      for (let second = 0; second < 120; second++) demo.clock.advance(SECOND)
      await socket.settled()
      expect((await state(demo)).floorTime).toBe('2026-10-25T03:01:40.000+02:00')
      const since = new Map<string, Set<string>>()
      for (const { keys, measures } of socket.rows()) {
        const at = measures?.['timeLoggedIn']
        const id = keys['agentId'] ?? ''
        if (at !== undefined) since.set(id, (since.get(id) ?? new Set()).add(at))
      }
      expect(since.size).toBeGreaterThan(10)
      expect([...since.values()].filter((moments) => moments.size !== 1)).toEqual([])
      expect(socket.rows().filter(({ eventAction }) => eventAction === 'DELETE')).toEqual([])
    })
  })
})
