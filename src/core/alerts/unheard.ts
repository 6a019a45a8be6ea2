import type { Effect } from './engine-types.ts'
import type { Announcement, Machine, Unheard } from './machine.ts'

const NOBODY: readonly Machine[] = []

/** Those of one connection that a cause may explain. */
interface Below {
  readonly queues: Set<Machine>
  /** By queue; '' where nothing says which. */
  readonly agents: Map<string, Set<Machine>>
}

export function createUnheard(): Unheard {
  const below = new Map<string, Below>()
  const said = new Map<Machine, Announcement[]>()
  const placed = new Map<Machine, Set<Machine>>()
  const takenBack = new Set<Effect>()

  function groupOf(connectionId: string, queue: string | null, isAgent: boolean): Set<Machine> {
    const all = below.get(connectionId) ?? { queues: new Set(), agents: new Map<string, Set<Machine>>() }
    below.set(connectionId, all)
    if (!isAgent) return all.queues
    const agents = all.agents.get(queue ?? '') ?? new Set()
    all.agents.set(queue ?? '', agents)
    return agents
  }

  return {
    add(machine, announcement) {
      const { place, connectionId } = machine.subject
      if (!place || place.level === 'site' || connectionId === null || announcement.reason === 'ended') return
      const ofMachine = said.get(machine)
      if (ofMachine) {
        ofMachine.push(announcement)
        return
      }
      said.set(machine, [announcement])
      const isAgent = place.level === 'agent'
      const group = groupOf(connectionId, isAgent ? place.find().queue : null, isAgent)
      group.add(machine)
      placed.set(machine, group)
    },
    ofQueue: (connectionId, queue) => below.get(connectionId)?.agents.get(queue) ?? NOBODY,
    *ofConnection(connectionId) {
      const all = below.get(connectionId)
      if (!all) return
      yield* all.queues
      for (const agents of all.agents.values()) yield* agents
    },
    takeBack(machine) {
      const id = machine.episode?.id
      const present = (said.get(machine) ?? []).filter(({ episode }) => episode.id === id)
      placed.get(machine)?.delete(machine)
      placed.delete(machine)
      said.delete(machine)
      for (const announcement of present) takenBack.add(announcement)
      return present.length > 0
    },
    rest: (effects) => (takenBack.size === 0 ? effects : effects.filter((effect) => !takenBack.has(effect)))
  }
}
