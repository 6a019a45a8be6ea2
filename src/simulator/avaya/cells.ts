import type { Floor } from '../floor/floor.ts'
import type { AgentState, QueueState } from '../floor/state.ts'

/** A moment on the floor's clock that the wire carries as epoch milliseconds; null: not in that state. */
export interface Since {
  readonly sinceMs: number | null
}

/** A measure's value before it becomes a string; null is `N/A`. */
export type Cell = string | number | boolean | null | Since
export type Cells = Readonly<Record<string, Cell>>

/** Conversations are coached one to one, so both sides count the same. */
export function queueCells(queue: QueueState): Cells {
  const { profile, counters } = queue
  return {
    queueName: profile.name,
    isDefaultQueue: profile.isDefault,
    contactsQueueing: queue.waiting.length,
    active: queue.active,
    activeEngagementsInACW: queue.agentsWrappingUp,
    activeAgentsInACW: queue.agentsWrappingUp,
    Offered: counters.offered,
    Answered: counters.answered,
    Completed: counters.completed,
    abandonedFromQueue: counters.abandonedWaiting,
    abandonedFromAlerting: counters.abandonedAlerting,
    activeDuration: counters.activeMs,
    alertDuration: counters.alertMs,
    coached: counters.coached,
    coaching: counters.coached,
    coachedDuration: counters.coachedMs,
    coachingDuration: counters.coachedMs
  }
}

/** Both by-agent producers share these; null once the agent has logged out. */
export function agentChannelCells(agent: AgentState): Cells | null {
  if (agent.loggedInMs === null) return null
  return {
    agentDisplayName: `${agent.profile.firstName} ${agent.profile.lastName}`,
    agentLoginId: agent.profile.loginId,
    agentState: agent.activity,
    reasonCodeName: agent.reason,
    timeInState: { sinceMs: agent.sinceMs },
    timeActive: { sinceMs: agent.activeSinceMs },
    timeOnHold: { sinceMs: agent.holdSinceMs },
    timeInACW: { sinceMs: agent.wrappingUp ? agent.sinceMs : null },
    timeLoggedIn: { sinceMs: agent.loggedInMs }
  }
}

export function agentCells(agent: AgentState, floor: Floor): Cells | null {
  const shared = agentChannelCells(agent)
  if (!shared || agent.loggedInMs === null) return null
  const todayFrom = (sinceMs: number): number => floor.nowMs() - Math.max(sinceMs, floor.dayStartMs())
  return {
    ...shared,
    agentFirstName: agent.profile.firstName,
    agentLastName: agent.profile.lastName,
    userStatus: 'Live',
    idleTimeDuration: agent.idleMs + (agent.activity === 'READY' ? todayFrom(agent.sinceMs) : 0),
    agentLogonDuration: agent.logonMs + todayFrom(agent.loggedInMs)
  }
}
