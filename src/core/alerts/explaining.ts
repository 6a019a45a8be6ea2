import type { Instant } from '../ports/clock.ts'
import { judge, type Sample } from './condition.ts'
import { AGGREGATE_KEY } from './aggregate-watch.ts'
import { conditionOf, isBurning, type Machine } from './machine.ts'
import type { Realtime } from './realtime.ts'
import type { RuleSet } from './rule-set.ts'
import type { StatedRules } from './stated-rules.ts'
import type { Snoozes } from './snoozes.ts'
import type { WhyNow, WhyQuery, WhyReason } from './why.ts'
import { queryOf } from './why-recorder.ts'
import { machineReason, plainly, whyNow } from './why-state.ts'

/** Answers why something is told or not, at present. */
export interface Explaining {
  explain(query: WhyQuery, now: Instant): WhyNow
  /** What is about the machine's key alone; null where rule, feed or the condition say it. */
  ofMachine(machine: Machine): WhyReason | null
}

export function createExplaining(deps: {
  readonly rules: RuleSet
  readonly realtime: Realtime
  readonly stated: StatedRules
  readonly snoozes: Pick<Snoozes, 'untilMs'>
}): Explaining {
  const { rules, realtime, stated, snoozes } = deps
  const isSnoozed = ({ rule, episode }: Machine): boolean =>
    episode !== undefined && snoozes.untilMs(rule.id, episode.id) !== null

  function ownReason(machine: Machine | undefined, monoMs: number): WhyReason | null {
    if (!machine) return null
    const reason = machineReason(machine, isSnoozed)
    // The very moment at which it is told.
    return reason !== null && machine.saidAtMs === monoMs ? 'delivered' : reason
  }

  function bySample(sample: Sample, machine: Machine | undefined, monoMs: number, query: WhyQuery): WhyReason {
    const rule = rules.active(query.ruleId)
    if (sample.kind === 'absent') return rule?.kind === 'realtime' ? 'notInScope' : 'notBreached'
    const isBad = machine !== undefined && isBurning(machine)
    return judge(rule && conditionOf(rule), isBad, sample, monoMs).signal === 'unknown' ? 'noValue' : 'notBreached'
  }

  /** What keeps the key from being judged. */
  function feedReason(found: ReturnType<Realtime['whereabouts']>, { key }: WhyQuery): WhyReason | null {
    if (realtime.isClosed(key)) return 'queueClosed'
    if (key === AGGREGATE_KEY && !found?.watch) return 'notInScope'
    if (!found || !found.feed.isLive) return 'feedNotLive'
    if (found.feed.isSnapshotting) return 'snapshot'
    return found.watch ? null : 'notInScope'
  }

  return {
    explain(query, { monoMs }) {
      const stands = rules.standing(query.ruleId)
      const rule = rules.active(query.ruleId)
      if (stands !== null || !rule) return plainly(stands ?? 'noSuchRule')
      const found = rule.kind === 'realtime' ? realtime.whereabouts(query) : undefined
      const unjudged = rule.kind === 'realtime' ? feedReason(found, query) : null
      if (unjudged) return plainly(unjudged)
      const seen = rule.kind === 'realtime' ? found?.watch?.look(query.key) : stated.look(rule, query)
      if (!seen) return plainly('notInScope')
      const { machine, sample } = seen
      const reason = ownReason(machine, monoMs) ?? bySample(sample, machine, monoMs, query)
      return whyNow(reason, machine, sample, monoMs, conditionOf(rule)?.threshold ?? null)
    },
    ofMachine(machine) {
      const { rule } = machine
      if (rules.standing(rule.id) !== null) return null
      const query = queryOf(machine)
      if (rule.kind === 'realtime' && feedReason(realtime.whereabouts(query), query) !== null) return null
      const reason = machineReason(machine, isSnoozed)
      return reason === 'noValue' && !isBurning(machine) ? null : reason
    }
  }
}
