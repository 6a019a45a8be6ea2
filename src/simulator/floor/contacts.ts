import { HABITS } from './queue-plan.ts'
import type { ContactAction } from './event-log.ts'
import type { AgentState, Contact, QueueState } from './state.ts'
import { setActivity, type World } from './world.ts'

const SECOND_MS = 1_000
const ALERT_MIN_MS = 2 * SECOND_MS
const WRAP_UP_MAX_MS = 240 * SECOND_MS
const LONG_WRAP_UP_MS: readonly [number, number] = [330 * SECOND_MS, 480 * SECOND_MS]
const CHANCE = { givesUpAlerting: 0.008, hold: 0.15, coached: 0.02, longWrapUp: 0.04 } as const

export interface ContactDesk {
  arrive(queue: QueueState): void
  /** Offers the team's longest waiting contact to an agent who is free; false when nobody waits. */
  offerNext(agent: AgentState): boolean
}

/** The life of a contact: waiting, alerting, active, gone. `whenFree` hears of agents who are done with one. */
export function createContactDesk(world: World, whenFree: (agent: AgentState) => void): ContactDesk {
  let lastId = 0
  const teams = new Map<string, AgentState[]>()
  for (const agent of world.agents) {
    const { team } = agent.profile
    teams.set(team, [...(teams.get(team) ?? []), agent])
  }

  function log(contact: Contact, action: ContactAction, value: number): void {
    const queue = contact.queue.profile
    world.events.add({ atMs: world.nowMs, action, queue, contactId: contact.id, value: Math.round(value * 10) / 10 })
  }

  function draw(queue: QueueState): Contact & { readonly patienceMs: number } {
    const { random, profile } = queue
    const habits = HABITS[profile.channel]
    const talkMs = Math.min(Math.max(random.spread(habits.talkMedianMs, 0.5), 15 * SECOND_MS), 1_800 * SECOND_MS)
    const wrapUpMs = Math.min(random.spread(habits.wrapUpMedianMs, 0.6), WRAP_UP_MAX_MS)
    const isLong = random.chance(CHANCE.longWrapUp) && world.demand.longWrapUps
    const longMs = random.between(...LONG_WRAP_UP_MS)
    const holds = random.chance(CHANCE.hold) && habits.mayHold
    const patienceMs = Math.max(random.exponential(habits.patienceMeanMs ?? 1), 20 * SECOND_MS)
    return {
      id: ++lastId,
      queue,
      arrivedMs: world.nowMs,
      alertMs: random.between(ALERT_MIN_MS, habits.alertMaxMs),
      givesUpAlerting: random.chance(CHANCE.givesUpAlerting),
      talkMs,
      holdAfterMs: holds ? talkMs * 0.4 : null,
      holdMs: talkMs * 0.3,
      wrapUpMs: isLong ? longMs : wrapUpMs,
      coached: random.chance(CHANCE.coached),
      stage: 'waiting',
      patienceMs: habits.patienceMeanMs === null ? Infinity : patienceMs
    }
  }

  function longestReady(team: string): AgentState | undefined {
    let found: AgentState | undefined
    for (const agent of teams.get(team) ?? []) {
      if (agent.loggedInMs === null || agent.activity !== 'READY' || agent.contact) continue
      if (!found || agent.sinceMs < found.sinceMs) found = agent
    }
    return found
  }

  function giveUpWaiting(contact: Contact): void {
    const { queue } = contact
    if (contact.stage !== 'waiting') return
    contact.stage = 'gone'
    queue.waiting.splice(queue.waiting.indexOf(contact), 1)
    queue.counters.abandonedWaiting += 1
    log(contact, 'abandoned', (world.nowMs - contact.arrivedMs) / SECOND_MS)
    world.observer?.queueChanged(queue)
  }

  function alert(contact: Contact, agent: AgentState): void {
    contact.stage = 'alerting'
    contact.queue.alerting += 1
    agent.contact = contact
    world.after(contact.alertMs, () =>
      contact.givesUpAlerting ? giveUpAlerting(contact, agent) : answer(contact, agent)
    )
  }

  function endAlerting(contact: Contact): void {
    contact.queue.alerting -= 1
    contact.queue.counters.alertMs += contact.alertMs
    world.observer?.queueChanged(contact.queue)
  }

  function giveUpAlerting(contact: Contact, agent: AgentState): void {
    endAlerting(contact)
    contact.stage = 'gone'
    contact.queue.counters.abandonedAlerting += 1
    log(contact, 'abandoned', (world.nowMs - contact.arrivedMs) / SECOND_MS)
    agent.contact = null
    whenFree(agent)
  }

  function answer(contact: Contact, agent: AgentState): void {
    endAlerting(contact)
    contact.stage = 'active'
    contact.queue.active += 1
    contact.queue.counters.answered += 1
    log(contact, 'answered', (world.nowMs - contact.arrivedMs) / SECOND_MS)
    agent.activeSinceMs = world.nowMs
    setActivity(world, agent, 'ACTIVE', null)
    if (contact.holdAfterMs !== null) {
      world.after(contact.holdAfterMs, () => hold(agent, world.nowMs))
      world.after(contact.holdAfterMs + contact.holdMs, () => hold(agent, null))
    }
    world.after(contact.talkMs, () => finish(contact, agent))
  }

  function hold(agent: AgentState, sinceMs: number | null): void {
    agent.holdSinceMs = sinceMs
    world.observer?.agentChanged(agent)
  }

  function finish(contact: Contact, agent: AgentState): void {
    const { queue } = contact
    contact.stage = 'gone'
    queue.active -= 1
    queue.agentsWrappingUp += 1
    queue.counters.completed += 1
    queue.counters.activeMs += contact.talkMs
    if (contact.coached) {
      queue.counters.coached += 1
      queue.counters.coachedMs += contact.talkMs
    }
    log(contact, 'completed', contact.talkMs / SECOND_MS)
    agent.contact = null
    agent.activeSinceMs = null
    agent.wrappingUp = queue
    setActivity(world, agent, 'AFTER_CONTACT_WORK', null)
    world.observer?.queueChanged(queue)
    world.after(contact.wrapUpMs, () => endWrapUp(queue, agent))
  }

  function endWrapUp(queue: QueueState, agent: AgentState): void {
    queue.agentsWrappingUp -= 1
    agent.wrappingUp = null
    world.observer?.queueChanged(queue)
    whenFree(agent)
  }

  return {
    arrive(queue) {
      const contact = draw(queue)
      queue.counters.offered += 1
      log(contact, 'offered', 0)
      const agent = longestReady(queue.profile.team)
      if (agent) alert(contact, agent)
      else {
        queue.waiting.push(contact)
        if (contact.patienceMs !== Infinity) world.after(contact.patienceMs, () => giveUpWaiting(contact))
      }
      world.observer?.queueChanged(queue)
    },
    offerNext(agent) {
      let first: Contact | undefined
      for (const queue of world.queues) {
        const head = queue.waiting[0]
        if (!head || queue.profile.team !== agent.profile.team) continue
        if (!first || head.arrivedMs < first.arrivedMs) first = head
      }
      if (!first) return false
      first.queue.waiting.shift()
      alert(first, agent)
      world.observer?.queueChanged(first.queue)
      return true
    }
  }
}
