import { createAgenda } from './agenda.ts'
import { createEventLog, type EventLog } from './event-log.ts'
import type { Roster } from './roster.ts'
import { createAgentStates, createQueueStates, type AgentActivity, type AgentState, type QueueState } from './state.ts'

/** How much is asked of the floor compared with an ordinary day. */
export interface Demand {
  /** Factor on every queue's ordinary arrivals. */
  readonly factor: number
  /** Contacts in a minute of the rush queue in place of its ordinary arrivals; null: ordinary. */
  readonly rushPerMinute: number | null
  /** Share of the peak that comes at any hour, the night included; 0: nobody outside opening hours. */
  readonly nightShare: number
  /** Some agents then stay in after-contact work for more than five minutes. */
  readonly longWrapUps: boolean
}

export const ORDINARY_DEMAND: Demand = { factor: 1, rushPerMinute: null, nightShare: 0, longWrapUps: false }

/** Told what changed, while it changes. */
export interface FloorObserver {
  queueChanged(queue: QueueState): void
  agentChanged(agent: AgentState): void
}

/** What the parts of the floor share. `nowMs` is the floor's own time. */
export interface World {
  nowMs: number
  dayStartMs: number
  demand: Demand
  observer: FloorObserver | null
  readonly queues: readonly QueueState[]
  readonly agents: readonly AgentState[]
  readonly events: EventLog
  after(delayMs: number, run: () => void): void
  at(atMs: number, run: () => void): void
  /** Lets everything happen that is due until then. */
  advance(toMs: number): void
}

export function createWorld(seed: number, roster: Roster, startMs: number): World {
  const agenda = createAgenda()
  const world: World = {
    nowMs: startMs,
    dayStartMs: startMs,
    demand: ORDINARY_DEMAND,
    observer: null,
    queues: createQueueStates(seed, roster),
    agents: createAgentStates(seed, roster),
    events: createEventLog(),
    after: (delayMs, run) => agenda.add(world.nowMs + delayMs, run),
    at: (atMs, run) => agenda.add(atMs, run),
    advance(toMs) {
      for (let due = agenda.takeDue(toMs); due; due = agenda.takeDue(toMs)) {
        world.nowMs = due.atMs
        due.run()
      }
      world.nowMs = Math.max(world.nowMs, toMs)
    }
  }
  return world
}

/** Every change of an agent's activity passes here, so that the time accounts add up. */
export function setActivity(world: World, agent: AgentState, activity: AgentActivity, reason: string | null): void {
  if (agent.activity === 'READY') agent.idleMs += world.nowMs - Math.max(agent.sinceMs, world.dayStartMs)
  agent.activity = activity
  agent.reason = reason
  agent.sinceMs = world.nowMs
  world.observer?.agentChanged(agent)
}
