import type { Target, TargetState, TargetTest } from '../targets/target.ts'
import type { Sample } from './condition.ts'
import type { TargetRule } from './rule.ts'
import type { Fact } from './stated-rules.ts'
import { reasonOf, TOLD_TARGET_STATES, type ToldTargetState } from './told-state.ts'

export interface TargetVerdict {
  readonly target: Target
  readonly state: TargetState
  readonly test: TargetTest
  readonly newPeriod: boolean
}

const GONE: ReadonlySet<TargetState> = new Set(['inactive', 'noVerdict'])
const SILENT: ReadonlySet<TargetState> = new Set(['noValue', 'untested'])
const FINAL: ReadonlySet<TargetState> = new Set(['finalMet', 'finalMissed'])

const isTold = (state: TargetState): state is ToldTargetState => TOLD_TARGET_STATES.some((told) => told === state)

/**
 * The states that a rule lists breach it, the others are clear. An inactive target, or one without a verdict, has nothing left to tell.
 * A test without a value says nothing, but in a new period the old one's state is over all the same. Nor does the end of a period end
 * what was told in it, but for a rule that tells what became of it: that is over with the first test of the next.
 */
export function targetFact({ target, state, test, newPeriod }: TargetVerdict): Fact {
  function sample({ states }: TargetRule): Sample | 'gone' {
    if (GONE.has(state)) return 'gone'
    if (SILENT.has(state)) return newPeriod ? 'gone' : { kind: 'unknown' }
    const { value } = test
    if (isTold(state) && states.includes(state))
      return { kind: 'stated', isBreach: true, reason: reasonOf(state), value, threshold: target.threshold }
    if (FINAL.has(state)) return { kind: 'unknown' }
    return { kind: 'stated', isBreach: false, reason: state, value, threshold: target.threshold }
  }
  return {
    kind: 'target',
    subject: { key: target.id, connectionId: target.connectionId, unit: 'state', name: () => target.name },
    sample: (rule) => (rule.kind === 'target' ? sample(rule) : 'gone')
  }
}
