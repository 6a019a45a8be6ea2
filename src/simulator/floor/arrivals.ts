import { CLOSING_MINUTE, OPENING_MINUTE, RUSH_QUEUE, shareOfPeak } from './queue-plan.ts'
import type { QueueState } from './state.ts'
import type { Demand, World } from './world.ts'

const MINUTE_MS = 60_000

export interface Arrivals {
  /** `baseMs` is the day's minute 0, from which the time of day is counted. */
  beginDay(baseMs: number): void
  setDemand(demand: Demand): void
}

/**
 * Who contacts when. Ordinary arrivals are a Poisson process whose rate follows the time of day, drawn by thinning; a rush comes in
 * more evenly, so that it is felt within seconds whatever the seed.
 */
export function createArrivals(world: World, arrive: (queue: QueueState) => void): Arrivals {
  let dayBaseMs = world.nowMs

  function scheduleRush(queue: QueueState, perMinute: number): void {
    const plan = queue.ratePlan
    world.after((queue.random.between(0.6, 1.4) * MINUTE_MS) / perMinute, () => {
      if (plan !== queue.ratePlan) return
      arrive(queue)
      scheduleRush(queue, perMinute)
    })
  }

  /** Draws as many candidates as it takes for one to count; none is planned beyond closing time, where there is one. */
  function scheduleOrdinary(queue: QueueState): void {
    const plan = queue.ratePlan
    const meanGapMs = MINUTE_MS / (queue.profile.peakPerMinute * world.demand.factor)
    const { nightShare } = world.demand
    const closes = nightShare === 0
    let atMs = closes ? Math.max(world.nowMs, dayBaseMs + OPENING_MINUTE * MINUTE_MS) : world.nowMs
    do {
      atMs += queue.random.exponential(meanGapMs)
      if (closes && atMs >= dayBaseMs + CLOSING_MINUTE * MINUTE_MS) return
    } while (!queue.random.chance(Math.max(nightShare, shareOfPeak((atMs - dayBaseMs) / MINUTE_MS))))
    world.at(atMs, () => {
      if (plan !== queue.ratePlan) return
      arrive(queue)
      scheduleOrdinary(queue)
    })
  }

  function planAll(): void {
    for (const queue of world.queues) {
      const { rushPerMinute } = world.demand
      queue.ratePlan += 1
      if (rushPerMinute !== null && queue.profile.name === RUSH_QUEUE) scheduleRush(queue, rushPerMinute)
      else scheduleOrdinary(queue)
    }
  }

  return {
    beginDay(baseMs) {
      dayBaseMs = baseMs
      planAll()
    },
    setDemand(demand) {
      world.demand = demand
      planAll()
    }
  }
}
