import type { Target, TargetState, TargetTest } from '../targets/target.ts'
import type { Fact } from './stated-rules.ts'

export interface TargetVerdict {
  readonly target: Target
  readonly state: TargetState
  readonly test: TargetTest
  readonly newPeriod: boolean
}

/**
 * `reached` and `exceeded` breach a rule that lists them, `running` is clear. An inactive target, or one without a verdict, has
 * nothing left to tell. A test without a value says nothing, but in a new period the old one's state is over all the same.
 */
export function targetFact({ target, state, test, newPeriod }: TargetVerdict): Fact {
  return {
    kind: 'target',
    subject: { key: target.id, connectionId: target.connectionId, unit: 'state', name: () => target.name },
    sample(rule) {
      if (state === 'inactive' || state === 'noVerdict') return 'gone'
      if (state === 'noValue' || state === 'untested') return newPeriod ? 'gone' : { kind: 'unknown' }
      const isBreach = rule.kind === 'target' && state !== 'running' && rule.states.includes(state)
      return { kind: 'stated', isBreach, reason: state, value: test.value, threshold: target.threshold }
    }
  }
}
