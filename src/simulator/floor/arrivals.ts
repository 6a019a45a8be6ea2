import { RUSH_QUEUE, shareOfPeak } from './queue-plan.ts'
import type { QueueState } from './state.ts'
import type { Demand, World } from './world.ts'

const MINUTE_MS = 60_000

export interface Arrivals {
  /** The day's minute 0, from which the time of day is counted. */
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

  function scheduleOrdinary(queue: QueueState): void {
    const plan = queue.ratePlan
    const meanGapMs = MINUTE_MS / (queue.profile.peakPerMinute * world.demand.factor)
    world.after(queue.random.exponential(meanGapMs), () => {
      if (plan !== queue.ratePlan) return
      if (queue.random.chance(shareOfPeak((world.nowMs - dayBaseMs) / MINUTE_MS))) arrive(queue)
      scheduleOrdinary(queue)
    })
  }

  return {
    beginDay(baseMs) {
      dayBaseMs = baseMs
    },
    setDemand(demand) {
      world.demand = demand
      for (const queue of world.queues) {
        queue.ratePlan += 1
        if (demand.rushPerMinute !== null && queue.profile.name === RUSH_QUEUE)
          scheduleRush(queue, demand.rushPerMinute)
        else scheduleOrdinary(queue)
      }
    }
  }
}
