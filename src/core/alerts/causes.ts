import type { Episode } from './episode.ts'
import { isBurning, isShadow, rankOf, type Machine, type Turn } from './machine.ts'
import type { Place } from './place.ts'

/**
 * The order of causes: a site above its queues, a queue above its agents. While an alert of a higher one burns and was told, what it
 * covers and is not more severe runs as ever and is not told. (A feed is above all of it: without it nothing is judged.) Nothing is
 * asked of any row while no such alert burns.
 */
export interface Causes {
  /** The alert because of which the machine's is not told. What was asked about is remembered until it is free. */
  holding(machine: Machine): Machine | undefined
  /** It burns, or is another cause than before. */
  began(machine: Machine): void
  /** It burns no more, or holds less than before: what it held is free, unless something else holds it. */
  ended(machine: Machine): void
  /** Those of this turn that were told a moment ago and would not have been, had the machine's alert been known. */
  explained(machine: Machine, turn: Turn): readonly Machine[]
  /** Those to be looked at again. */
  takeFreed(): readonly Machine[]
}

const NOBODY: readonly Machine[] = []

const severityRank = ({ rule, episode }: Machine): number => rankOf(episode?.severity ?? rule.severity)

/** Those of one connection that burn and may be causes. */
interface Burning {
  readonly sites: Map<Machine, Place>
  /** By queue. */
  readonly queues: Map<string, Set<Machine>>
}

const NONE: ReadonlySet<Machine> = new Set()

function addTo<K>(sets: Map<K, Set<Machine>>, key: K, machine: Machine): void {
  const all = sets.get(key)
  if (all) all.add(machine)
  else sets.set(key, new Set([machine]))
}

export function createCauses(byEpisode: ReadonlyMap<string, Machine>): Causes {
  const burning = new Map<string, Burning>()
  /** The queue under which the machine's alert is listed. */
  const queueOf = new Map<Machine, string>()
  const held = new Map<Machine, Set<Machine>>()
  /** The same from the other side: by what each was ever held and may be still. */
  const holders = new Map<Machine, Set<Machine>>()
  let freed = new Set<Machine>()

  function mayHold(cause: Machine, machine: Machine): boolean {
    const isTold = cause.announcedAtMs !== undefined
    return cause !== machine && isTold && isBurning(cause) && severityRank(machine) <= severityRank(cause)
  }

  /** Of an earlier run: nobody knows yet where the one or the other is. */
  function stillHolding(machine: Machine, episode: Episode | undefined): Machine | undefined {
    const cause = episode?.heldBy === undefined ? undefined : byEpisode.get(episode.heldBy)
    const isPlaced = cause?.subject.place !== undefined && machine.subject.place !== undefined
    return cause && !isPlaced && mayHold(cause, machine) ? cause : undefined
  }

  function find(machine: Machine): Machine | undefined {
    const { subject, episode } = machine
    const still = stillHolding(machine, episode)
    const causes = burning.get(subject.connectionId ?? '')
    const level = subject.place?.level
    if (!causes || !subject.place || level === 'site' || (level === 'queue' && causes.sites.size === 0)) return still
    const place = subject.place.find()
    for (const [cause, { filters }] of causes.sites) {
      if (mayHold(cause, machine) && (filters.length === 0 || place.isAmong(filters))) return cause
    }
    const queue = level === 'agent' ? place.queue : null
    for (const cause of (queue === null ? undefined : causes.queues.get(queue)) ?? NONE) {
      if (mayHold(cause, machine)) return cause
    }
    return still
  }

  function remember(cause: Machine, machine: Machine): void {
    addTo(held, cause, machine)
    addTo(holders, machine, cause)
  }

  /** Its alert is over: nobody holds it any more. */
  function letGo(machine: Machine): void {
    for (const cause of holders.get(machine) ?? NONE) {
      const all = held.get(cause)
      all?.delete(machine)
      if (all?.size === 0) held.delete(cause)
    }
    holders.delete(machine)
  }

  function forget(machine: Machine): void {
    const connectionId = machine.subject.connectionId ?? ''
    const causes = burning.get(connectionId)
    if (!causes) return
    causes.sites.delete(machine)
    const queue = queueOf.get(machine)
    if (queue !== undefined) {
      queueOf.delete(machine)
      causes.queues.get(queue)?.delete(machine)
      if (causes.queues.get(queue)?.size === 0) causes.queues.delete(queue)
    }
    if (causes.sites.size + causes.queues.size === 0) burning.delete(connectionId)
  }

  function listOf(connectionId: string): Burning {
    const known = burning.get(connectionId) ?? { sites: new Map(), queues: new Map() }
    burning.set(connectionId, known)
    return known
  }

  function free(machine: Machine): void {
    for (const one of held.get(machine) ?? NONE) {
      freed.add(one)
      const causes = holders.get(one)
      causes?.delete(machine)
      if (causes?.size === 0) holders.delete(one)
    }
    held.delete(machine)
  }

  return {
    holding(machine) {
      if (burning.size === 0 && machine.episode?.heldBy === undefined) return undefined
      const cause = find(machine)
      if (cause) remember(cause, machine)
      return cause
    },
    began(machine) {
      const { subject, rule, episode } = machine
      const { connectionId, place } = subject
      forget(machine)
      if (connectionId === null || !place || place.level === 'agent') return
      if (isShadow(rule) || !isBurning(machine) || episode?.noData) return
      const found = place.find()
      if (place.level === 'site') listOf(connectionId).sites.set(machine, found)
      else if (found.queue !== null) {
        const { queues } = listOf(connectionId)
        queueOf.set(machine, found.queue)
        addTo(queues, found.queue, machine)
      }
    },
    ended(machine) {
      forget(machine)
      free(machine)
      if (machine.episode === undefined) letGo(machine)
    },
    explained(machine, { unheard }) {
      const connectionId = machine.subject.connectionId ?? ''
      if (!unheard) return NOBODY
      const queue = queueOf.get(machine)
      const isSite = burning.get(connectionId)?.sites.has(machine) === true
      if (queue === undefined && !isSite) return NOBODY
      const told = queue === undefined ? unheard.ofConnection(connectionId) : unheard.ofQueue(connectionId, queue)
      return [...told].filter((other) => other.episode && find(other) === machine)
    },
    takeFreed() {
      if (freed.size === 0) return NOBODY
      const all = [...freed]
      freed = new Set()
      return all
    }
  }
}
