import { createSeededRandom } from '../random.ts'
import type { AgentDesk } from './agents.ts'
import type { Arrivals } from './arrivals.ts'
import { ORDINARY_DEMAND, type Demand, type World } from './world.ts'

const HOUR_MS = 3_600_000
/** One leaves this long after the other. */
const LEAVE_EVERY_MS = 2_500
/** Share of those present who leave. */
const LEAVING_SHARE = 0.92
/** Every so many of them stay signed in and are not ready any more. */
const NOT_READY_EVERY = 3
/** Those who gave up call again. */
const AFTER_WALK_OUT: Demand = { ...ORDINARY_DEMAND, factor: 1.6 }

/** Who starts about noon works through the night instead: two or three of each team. */
const NIGHT_SHIFT_FROM_MINUTE = 700
const NIGHT_SHIFT_TO_MINUTE = 740
const NIGHT_SHIFT_MS = 9 * HOUR_MS
const AT_NIGHT: Demand = { ...ORDINARY_DEMAND, nightShare: 0.08 }

export interface Unusual {
  /** From now on the agents who are here leave, one after the other, in an order of the seed. */
  walkOut(): void
  /** From now on a few people work and contact the centre at night, too. */
  workAtNight(): void
}

/** What a floor goes through on some days only. */
export function createUnusual(seed: number, world: World, agents: AgentDesk, arrivals: Arrivals): Unusual {
  return {
    walkOut() {
      const random = createSeededRandom(seed, 'walk-out')
      const here = world.agents
        .filter((agent) => agent.loggedInMs !== null && !agent.shiftOver)
        .map((agent) => ({ agent, place: random.next() }))
        .sort((a, b) => a.place - b.place)
      const leaving = here.slice(0, Math.round(here.length * LEAVING_SHARE))
      for (const [index, { agent }] of leaving.entries()) {
        const staysSignedIn = index % NOT_READY_EVERY === NOT_READY_EVERY - 1
        world.after(index * LEAVE_EVERY_MS, () => agents.leave(agent, staysSignedIn))
      }
      arrivals.setDemand(AFTER_WALK_OUT)
    },
    workAtNight() {
      for (const agent of world.agents) {
        const { shiftStartMinute } = agent.profile
        if (shiftStartMinute < NIGHT_SHIFT_FROM_MINUTE || shiftStartMinute > NIGHT_SHIFT_TO_MINUTE) continue
        agents.logIn(agent, NIGHT_SHIFT_MS)
        world.after(NIGHT_SHIFT_MS, () => agents.leave(agent, false))
      }
      arrivals.setDemand(AT_NIGHT)
    }
  }
}
