import type { AgentState, Break } from './state.ts'
import { setActivity, type World } from './world.ts'

const MINUTE_MS = 60_000

interface PlannedBreak {
  readonly share: number
  readonly reason: string
  readonly minutes: number
  readonly chance: number
}

/** Where in the shift somebody is away, as a share of its length. */
const BREAKS: readonly PlannedBreak[] = [
  { share: 0.12, reason: 'Meeting', minutes: 20, chance: 0.12 },
  { share: 0.25, reason: 'Break', minutes: 15, chance: 1 },
  { share: 0.48, reason: 'Lunch', minutes: 30, chance: 1 },
  { share: 0.62, reason: 'Training', minutes: 40, chance: 0.1 },
  { share: 0.76, reason: 'Break', minutes: 15, chance: 1 }
]
/** Who stays signed in without working does so until the shift ends. */
const WALK_OUT_MS = 12 * 60 * MINUTE_MS
const WALK_OUT_REASON = 'Walk-out'
const JITTER_SHARE = 0.06

export interface AgentDesk {
  /** Plans everybody's shift; `baseMs` is the day's minute 0. */
  planDay(baseMs: number): void
  /** The agent has nothing to do any more: next contact, break or home. */
  free(agent: AgentState): void
  /** Comes in outside of the plan. Nothing for who is here. */
  logIn(agent: AgentState, shiftMs: number): void
  /** Goes as soon as the contact at hand is over: home, or signed in without being ready. */
  leave(agent: AgentState, staysSignedIn: boolean): void
}

/** Shifts and breaks. `offerNext` gives a free agent the next contact, if one waits. */
export function createAgentDesk(world: World, offerNext: (agent: AgentState) => boolean): AgentDesk {
  function logOut(agent: AgentState): void {
    if (agent.loggedInMs === null) return
    const { loggedInMs } = agent
    setActivity(world, agent, 'NOT_READY', null)
    agent.logonMs += world.nowMs - Math.max(loggedInMs, world.dayStartMs)
    agent.loggedInMs = null
    agent.dueBreak = null
  }

  function takeBreak(agent: AgentState, due: Break): void {
    agent.dueBreak = null
    setActivity(world, agent, 'NOT_READY', due.reason)
    const startedMs = world.nowMs
    world.after(due.lengthMs, () => {
      if (agent.loggedInMs !== null && agent.activity === 'NOT_READY' && agent.sinceMs === startedMs) free(agent)
    })
  }

  function free(agent: AgentState): void {
    if (agent.shiftOver) logOut(agent)
    else if (agent.dueBreak) takeBreak(agent, agent.dueBreak)
    else {
      if (agent.activity !== 'READY') setActivity(world, agent, 'READY', null)
      offerNext(agent)
    }
  }

  const isIdle = (agent: AgentState): boolean => agent.activity === 'READY' && agent.contact === null

  function logIn(agent: AgentState, shiftMs: number): void {
    if (agent.loggedInMs !== null) return
    agent.loggedInMs = world.nowMs
    agent.shiftOver = false
    for (const planned of BREAKS) {
      const share = planned.share + agent.random.between(-JITTER_SHARE, JITTER_SHARE)
      if (!agent.random.chance(planned.chance)) continue
      world.after(share * shiftMs, () => {
        if (agent.loggedInMs === null) return
        agent.dueBreak = { reason: planned.reason, lengthMs: planned.minutes * MINUTE_MS }
        if (isIdle(agent)) free(agent)
      })
    }
    free(agent)
  }

  function endShift(agent: AgentState): void {
    agent.shiftOver = true
    if (isIdle(agent) || agent.activity === 'NOT_READY') logOut(agent)
  }

  return {
    planDay(baseMs) {
      for (const agent of world.agents) {
        const { shiftStartMinute, shiftEndMinute } = agent.profile
        const shiftMs = (shiftEndMinute - shiftStartMinute) * MINUTE_MS
        world.at(baseMs + shiftStartMinute * MINUTE_MS, () => logIn(agent, shiftMs))
        world.at(baseMs + shiftEndMinute * MINUTE_MS, () => endShift(agent))
      }
    },
    free,
    logIn,
    leave(agent, staysSignedIn) {
      if (agent.loggedInMs === null) return
      if (!staysSignedIn) {
        endShift(agent)
        return
      }
      agent.dueBreak = { reason: WALK_OUT_REASON, lengthMs: WALK_OUT_MS }
      if (isIdle(agent)) free(agent)
    }
  }
}
