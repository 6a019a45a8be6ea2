import type { Condition, Filter, MeasureRef, RealtimeRule } from '../../src/core/alerts/rule.ts'
import { rulesOf } from './two-hundred-rules.ts'

type Metric = NonNullable<RealtimeRule['metric']>

const HOUR_MS = 3_600_000
const FAR = 1_000_000

type Part = Pick<RealtimeRule, 'producer' | 'over' | 'condition'> & Partial<Pick<RealtimeRule, 'scope' | 'metric'>>

const role = (name: Extract<MeasureRef, { role: unknown }>['role']): MeasureRef => ({ role: name })
const named = (name: string): MeasureRef => ({ name })
const measure = (ref: MeasureRef): Metric => ({ kind: 'measure', measure: ref })
const elapsed = (ref: MeasureRef): Metric => ({ kind: 'elapsed', measure: ref })
const above = (threshold: number): Condition => ({ op: '>', threshold })
const inState = (...oneOf: string[]): Filter => ({ by: role('agentState'), oneOf })

const each: Part[] = [
  ...['contactsQueueing', 'active', 'Offered', 'Answered', 'Completed', 'abandonedFromQueue'].map((name): Part => ({
    producer: 'queue',
    over: 'each',
    metric: measure(named(name)),
    condition: above(FAR)
  })),
  { producer: 'queue', over: 'each', metric: measure(named('waitDuration')), condition: above(HOUR_MS) },
  ...['Answered', 'Completed', 'transfers', 'held', 'active', 'skips'].map((name): Part => ({
    producer: 'agent',
    over: 'each',
    metric: measure(named(name)),
    condition: above(FAR)
  })),
  ...['READY', 'ACTIVE', 'NOT_READY', 'AFTER_CONTACT_WORK', 'LOGGED_OUT'].map((state): Part => ({
    producer: 'agent',
    over: 'each',
    scope: [inState(state)],
    metric: measure(named('Answered')),
    condition: above(FAR)
  }))
]

const running: Part[] = [
  ...(['stateSince', 'afterContactSince', 'activeSince', 'onHoldSince'] as const).flatMap((name): Part[] => [
    { producer: 'agent', over: 'each', metric: elapsed(role(name)), condition: above(2 * HOUR_MS) },
    { producer: 'agent', over: 'each', metric: elapsed(role(name)), condition: above(3 * HOUR_MS) }
  ]),
  ...['READY', 'NOT_READY', 'ACTIVE', 'AFTER_CONTACT_WORK'].map((state): Part => ({
    producer: 'agent',
    over: 'each',
    scope: [inState(state)],
    metric: elapsed(role('stateSince')),
    condition: above(4 * HOUR_MS)
  }))
]

const sums: Part[] = [
  ...['contactsQueueing', 'active', 'Offered', 'Answered', 'Completed', 'abandonedFromQueue'].map((name): Part => ({
    producer: 'queue',
    over: 'sum',
    metric: measure(named(name)),
    condition: above(FAR)
  })),
  ...['Answered', 'Completed', 'active', 'alerts'].map((name): Part => ({
    producer: 'agent',
    over: 'sum',
    metric: measure(named(name)),
    condition: above(FAR)
  }))
]

const counts: Part[] = [
  ...['READY', 'ACTIVE', 'NOT_READY', 'AFTER_CONTACT_WORK'].map((state): Part => ({
    producer: 'agent',
    over: 'count',
    scope: [inState(state)],
    condition: above(FAR)
  })),
  { producer: 'agent', over: 'count', scope: [inState('READY', 'ACTIVE')], condition: { op: '<', threshold: 5 } },
  { producer: 'agent', over: 'count', scope: [inState('LOGGED_OUT')], condition: above(FAR) },
  { producer: 'queue', over: 'count', condition: { op: '<', threshold: 1 } },
  // The ones that do fire: more than nobody works, and more than nothing was offered.
  { producer: 'agent', over: 'count', scope: [inState('ACTIVE')], condition: above(0) },
  { producer: 'queue', over: 'sum', metric: measure(role('offered')), condition: above(0) },
  { producer: 'queue', over: 'each', metric: measure(role('contactsWaiting')), condition: { op: '>', threshold: 7 } }
]

/** Fifty rules of every form over both producers; all but three are written never to fire. */
export function fiftyRules(): RealtimeRule[] {
  const rules = rulesOf([...each, ...running, ...sums, ...counts])
  if (rules.length !== 50) throw new Error(`${rules.length} rules are not fifty`)
  return rules
}
