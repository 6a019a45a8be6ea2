import { isConnectionOnFloor, EVERYTHING, type FloorScope } from '../floor/scope.ts'
import { followsFloor } from './default-rules.ts'
import { isBurning, type Machine, type Subject, type Turn } from './machine.ts'
import type { Machines } from './machines.ts'
import type { FeedRule, Rule, TargetRule } from './rule.ts'
import type { Sample } from './condition.ts'
import type { WhyQuery } from './why.ts'
import { toldState } from './told-state.ts'

type StatedRule = FeedRule | TargetRule

/** What is known about one connection or target, whatever the rules make of it. */
export interface Fact {
  readonly kind: StatedRule['kind']
  readonly subject: Subject
  /** How a rule sees it; `gone`: there is nothing to judge, an open episode ends silently. */
  readonly sample: (rule: StatedRule) => Sample | 'gone'
}

/** Rules whose keys are connections or targets: rare events, one machine for each rule and fact that ever was a breach. */
export interface StatedRules {
  /** `isSilent`: if this ends an episode, its end is not announced. */
  learn(fact: Fact, isSilent: boolean, turn: Turn): void
  /** Facts of these keys are gone for good, their episodes end silently. */
  forget(isGone: (kind: StatedRule['kind'], subject: Subject) => boolean, turn: Turn): void
  /** A target counts no more: its episodes end with what became of it, which is told where its rule tells ends. */
  conclude(target: { readonly connectionId: string; readonly targetId: string }, turn: Turn): void
  /** The connection's own facts bear its name. */
  rename(connectionId: string, connectionName: string, turn: Turn): void
  setRules(rules: readonly StatedRule[], changedIds: ReadonlySet<string>, turn: Turn): void
  /** Rules that follow my floor are about its connections only from now on. */
  setFloor(scope: FloorScope, turn: Turn): void
  adopt(machine: Machine): void
  machines(): Iterable<Machine>
  /** As `Watch.look`; a target that was never tested is unknown. */
  look(
    rule: StatedRule,
    query: WhyQuery
  ): { readonly machine: Machine | undefined; readonly sample: Sample } | undefined
}

const factKey = (kind: string, { connectionId, key }: Pick<Subject, 'connectionId' | 'key'>): string =>
  `${kind} ${connectionId ?? ''} ${key}`
const machineKey = (rule: Rule, subject: Subject): string => `${rule.id} ${factKey(rule.kind, subject)}`

export function createStatedRules(machines: Machines, firstScope: FloorScope = EVERYTHING): StatedRules {
  const facts = new Map<string, Fact>()
  const byKey = new Map<string, Machine>()
  let rules: readonly StatedRule[] = []
  let scope = firstScope

  const isOff = (rule: Rule, { connectionId }: Subject): boolean =>
    connectionId !== null && followsFloor(rule) && !isConnectionOnFloor(connectionId, scope)

  function judge(rule: StatedRule, fact: Fact, isSilent: boolean, turn: Turn): void {
    if (isOff(rule, fact.subject)) return
    const key = machineKey(rule, fact.subject)
    const sample = fact.sample(rule)
    let machine = byKey.get(key)
    if (machine && (sample === 'gone' || (isSilent && sample.kind === 'stated' && !sample.isBreach))) {
      byKey.delete(key)
      machines.end(machine, null, true, turn)
      return
    }
    if (sample === 'gone' || (!machine && !(sample.kind === 'stated' && sample.isBreach))) return
    if (!machine) {
      machine = machines.create(fact.subject, rule)
      byKey.set(key, machine)
    }
    const reason = machine.episode?.reason
    if (rule.kind === 'target' && isBurning(machine) && sample.kind === 'stated' && sample.isBreach) {
      if (reason !== sample.reason) machines.end(machine, null, true, turn)
    }
    machines.observe(machine, sample, turn)
    if (machine.state === 'normal') byKey.delete(key)
  }

  return {
    learn(fact, isSilent, turn) {
      facts.set(factKey(fact.kind, fact.subject), fact)
      for (const rule of rules) if (rule.kind === fact.kind) judge(rule, fact, isSilent, turn)
    },
    forget(isGone, turn) {
      for (const [key, fact] of facts) if (isGone(fact.kind, fact.subject)) facts.delete(key)
      for (const [key, machine] of byKey) {
        const { kind } = machine.rule
        if (kind === 'realtime' || !isGone(kind, machine.subject)) continue
        byKey.delete(key)
        machines.end(machine, null, true, turn)
      }
    },
    conclude({ connectionId, targetId }, turn) {
      facts.delete(factKey('target', { connectionId, key: targetId }))
      for (const [key, machine] of byKey) {
        const { rule, subject, episode } = machine
        if (rule.kind !== 'target' || subject.connectionId !== connectionId || subject.key !== targetId) continue
        byKey.delete(key)
        const missed = episode !== undefined && toldState(episode) === 'exceeded'
        machines.end(machine, missed ? 'finalMissed' : 'finalMet', false, turn)
      }
    },
    rename(connectionId, connectionName, turn) {
      for (const [key, fact] of facts) {
        if (fact.kind !== 'feed' || fact.subject.key !== connectionId) continue
        facts.set(key, { ...fact, subject: { ...fact.subject, name: () => connectionName } })
      }
      for (const machine of byKey.values()) {
        const { rule, subject } = machine
        if (rule.kind === 'feed' && subject.key === connectionId) machines.rename(machine, connectionName, turn)
      }
    },
    setRules(next, changedIds, turn) {
      rules = next
      const byId = new Map(next.map((rule) => [rule.id, rule]))
      for (const [key, machine] of byKey) {
        const rule = byId.get(machine.rule.id)
        if (!rule) byKey.delete(key)
        else if (changedIds.has(rule.id)) machines.carry(machine, rule, turn)
      }
      for (const rule of next) {
        for (const fact of facts.values()) if (fact.kind === rule.kind) judge(rule, fact, false, turn)
      }
    },
    setFloor(next, turn) {
      scope = next
      for (const [key, machine] of byKey) {
        if (!isOff(machine.rule, machine.subject)) continue
        byKey.delete(key)
        const { rule, episode } = machine
        const exceeded = rule.kind === 'target' && episode !== undefined && toldState(episode) === 'exceeded'
        machines.end(machine, exceeded ? 'exceededOffFloor' : 'offFloor', true, turn)
      }
      for (const rule of rules) {
        if (!followsFloor(rule)) continue
        for (const fact of facts.values()) if (fact.kind === rule.kind) judge(rule, fact, false, turn)
      }
    },
    adopt(machine) {
      byKey.set(machineKey(machine.rule, machine.subject), machine)
    },
    machines: () => byKey.values(),
    look(rule, { connectionId: named, key }) {
      const connectionId = rule.kind === 'feed' ? key : named
      const subject = { key, connectionId, unit: 'state', name: () => key } as const
      const machine = byKey.get(machineKey(rule, subject))
      if (isOff(rule, subject)) return undefined
      const sample = facts.get(factKey(rule.kind, subject))?.sample(rule)
      if (sample === 'gone') return machine && { machine, sample: { kind: 'unknown' } }
      // A connection of which nothing was ever told was never lost.
      return { machine, sample: sample ?? { kind: rule.kind === 'feed' ? 'absent' : 'unknown' } }
    }
  }
}
