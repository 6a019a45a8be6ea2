import type { SeededRandom } from '../random.ts'
import { createSeededRandom } from '../random.ts'
import type { AgentProfile, QueueProfile, Roster } from './roster.ts'

/** Interval-to-date counters: they fall back to zero at the floor's midnight. Durations are milliseconds. */
export interface QueueCounters {
  offered: number
  answered: number
  completed: number
  abandonedWaiting: number
  abandonedAlerting: number
  coached: number
  coachedMs: number
  activeMs: number
  alertMs: number
}

export interface QueueState {
  readonly index: number
  readonly profile: QueueProfile
  readonly random: SeededRandom
  /** Not yet offered to an agent, longest waiting first. */
  readonly waiting: Contact[]
  alerting: number
  active: number
  agentsWrappingUp: number
  counters: QueueCounters
  /** Grows when the arrival rate changes, so that an arrival planned under the old rate is ignored. */
  ratePlan: number
}

/** Drawn whole when the contact arrives, so what it does never depends on who takes it. */
export interface Contact {
  readonly id: number
  readonly queue: QueueState
  readonly arrivedMs: number
  readonly alertMs: number
  readonly givesUpAlerting: boolean
  readonly talkMs: number
  readonly holdAfterMs: number | null
  readonly holdMs: number
  readonly wrapUpMs: number
  readonly coached: boolean
  stage: 'waiting' | 'alerting' | 'active' | 'gone'
}

export type AgentActivity = 'READY' | 'NOT_READY' | 'ACTIVE' | 'AFTER_CONTACT_WORK'

export interface Break {
  readonly reason: string
  readonly lengthMs: number
}

/** All times on the floor's clock; null means: not now. */
export interface AgentState {
  readonly index: number
  readonly profile: AgentProfile
  readonly random: SeededRandom
  loggedInMs: number | null
  activity: AgentActivity
  sinceMs: number
  reason: string | null
  contact: Contact | null
  wrappingUp: QueueState | null
  activeSinceMs: number | null
  holdSinceMs: number | null
  dueBreak: Break | null
  shiftOver: boolean
  /** Interval to date, without what is running now. */
  idleMs: number
  logonMs: number
}

export function noCounts(): QueueCounters {
  return {
    offered: 0,
    answered: 0,
    completed: 0,
    abandonedWaiting: 0,
    abandonedAlerting: 0,
    coached: 0,
    coachedMs: 0,
    activeMs: 0,
    alertMs: 0
  }
}

export function createQueueStates(seed: number, roster: Roster): QueueState[] {
  return roster.queues.map((profile, index) => ({
    index,
    profile,
    random: createSeededRandom(seed, `queue/${profile.name}`),
    waiting: [],
    alerting: 0,
    active: 0,
    agentsWrappingUp: 0,
    counters: noCounts(),
    ratePlan: 0
  }))
}

export function createAgentStates(seed: number, roster: Roster): AgentState[] {
  return roster.agents.map((profile, index) => ({
    index,
    profile,
    random: createSeededRandom(seed, `agent/${index}`),
    loggedInMs: null,
    activity: 'NOT_READY',
    sinceMs: 0,
    reason: null,
    contact: null,
    wrappingUp: null,
    activeSinceMs: null,
    holdSinceMs: null,
    dueBreak: null,
    shiftOver: false,
    idleMs: 0,
    logonMs: 0
  }))
}
