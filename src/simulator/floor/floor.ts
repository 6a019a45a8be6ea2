import { dayBase, nextMidnight, startOfDay } from '../zone.ts'
import { createAgentDesk } from './agents.ts'
import { createArrivals } from './arrivals.ts'
import { createContactDesk, type ContactDesk } from './contacts.ts'
import type { EventLog } from './event-log.ts'
import type { Roster } from './roster.ts'
import { noCounts, type AgentState, type QueueState } from './state.ts'
import { createUnusual } from './unusual.ts'
import { createWorld, ORDINARY_DEMAND, type Demand, type FloorObserver } from './world.ts'

const DAY_MS = 86_400_000
const MINUTE_MS = 60_000
/** Longer than the longest period a target may ask for. */
const EVENTS_KEPT_MS = 35 * DAY_MS

/** A rush breaks in hard, then stays above what the team can handle, then ends. */
const RUSH: readonly { readonly forMs: number; readonly demand: Demand }[] = [
  { forMs: MINUTE_MS, demand: { ...ORDINARY_DEMAND, factor: 1.25, rushPerMinute: 38, longWrapUps: true } },
  { forMs: 59 * MINUTE_MS, demand: { ...ORDINARY_DEMAND, factor: 1.25, rushPerMinute: 13, longWrapUps: true } }
]

/**
 * A contact centre that lives by itself: deterministic, its future depends on seed, first day and calls made here only. Its queues and
 * agents are live objects to be read, not changed.
 */
export interface Floor {
  readonly queues: readonly QueueState[]
  readonly agents: readonly AgentState[]
  readonly events: EventLog
  nowMs(): number
  /** Midnight before now, where the interval-to-date counters began. */
  dayStartMs(): number
  advance(toMs: number): void
  /** Plans a rush for a moment from now on. One that runs already goes on. */
  rushAt(atMs: number): void
  /** Plans for a moment from now on that the agents who are here then leave, one after the other. */
  walkOutAt(atMs: number): void
  /** Plans for a moment from now on that a few people work and call at night, too. */
  workAtNightFrom(atMs: number): void
  /** When the present rush began; null while the floor is calm. */
  rushSinceMs(): number | null
  observe(observer: FloorObserver | null): void
}

export function createFloor(seed: number, roster: Roster, firstDayMs: number): Floor {
  const world = createWorld(seed, roster, firstDayMs)
  let rushSinceMs: number | null = null
  // Contacts free agents and free agents take contacts: one of the two must be told of the other late.
  const desk: { contacts?: ContactDesk } = {}
  const agents = createAgentDesk(world, (agent) => desk.contacts?.offerNext(agent) ?? false)
  const contacts = createContactDesk(world, (agent) => agents.free(agent))
  desk.contacts = contacts
  const arrivals = createArrivals(world, (queue) => contacts.arrive(queue))
  const unusual = createUnusual(seed, world, agents, arrivals)

  function beginDay(): void {
    const first = world.nowMs === firstDayMs
    for (const agent of world.agents) {
      agent.idleMs = 0
      agent.logonMs = 0
      if (!first && agent.loggedInMs !== null) world.observer?.agentChanged(agent)
    }
    for (const queue of world.queues) {
      queue.counters = noCounts()
      if (!first) world.observer?.queueChanged(queue)
    }
    world.dayStartMs = startOfDay(world.nowMs)
    world.events.dropBefore(world.dayStartMs - EVENTS_KEPT_MS)
    const baseMs = dayBase(world.nowMs)
    arrivals.beginDay(baseMs)
    agents.planDay(baseMs)
    world.at(nextMidnight(world.nowMs), beginDay)
  }

  function rushPhase(index: number): void {
    const phase = RUSH[index]
    if (phase) world.after(phase.forMs, () => rushPhase(index + 1))
    else rushSinceMs = null
    arrivals.setDemand(phase?.demand ?? ORDINARY_DEMAND)
  }

  beginDay()

  return {
    queues: world.queues,
    agents: world.agents,
    events: world.events,
    nowMs: () => world.nowMs,
    dayStartMs: () => world.dayStartMs,
    advance: (toMs) => world.advance(toMs),
    rushAt(atMs) {
      world.at(Math.max(atMs, world.nowMs), () => {
        if (rushSinceMs !== null) return
        rushSinceMs = world.nowMs
        rushPhase(0)
      })
    },
    walkOutAt(atMs) {
      world.at(Math.max(atMs, world.nowMs), () => unusual.walkOut())
    },
    workAtNightFrom(atMs) {
      world.at(Math.max(atMs, world.nowMs), () => unusual.workAtNight())
    },
    rushSinceMs: () => rushSinceMs,
    observe(observer) {
      world.observer = observer
    }
  }
}
