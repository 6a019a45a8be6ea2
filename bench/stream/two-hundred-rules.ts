import type { Condition, Filter, MeasureRef, RealtimeRule } from '../../src/core/alerts/rule.ts'

type Part = Pick<RealtimeRule, 'over' | 'condition'> & Partial<Pick<RealtimeRule, 'producer' | 'scope' | 'metric'>>

const HOUR_MS = 3_600_000
const FAR = 1_000_000
const COUNTS = ['Answered', 'Completed', 'transfers', 'held', 'active', 'alerts', 'skips'] as const
/** Measures of the agents' producer that the prepared messages never change. */
const STILL = ['transfers', 'held', 'alerts', 'skips', 'idleTimeDuration', 'agentLogonDuration'] as const
const STATES = ['READY', 'ACTIVE', 'AFTER_CONTACT_WORK', 'NOT_READY'] as const
const SINCE = ['stateSince', 'afterContactSince', 'activeSince', 'onHoldSince'] as const

const measure = (name: string): NonNullable<RealtimeRule['metric']> => ({ kind: 'measure', measure: { name } })
const above = (threshold: number): Condition => ({ op: '>', threshold })
const inState = (...oneOf: string[]): Filter => ({ by: { role: 'agentState' } satisfies MeasureRef, oneOf })
const upTo = (count: number): number[] => Array.from({ length: count }, (_, i) => i)

export function rulesOf(parts: readonly Part[]): RealtimeRule[] {
  return parts.map((part, index) => ({
    id: `bench-${index}`,
    version: 1,
    kind: 'realtime',
    name: `Rule ${index}`,
    enabled: true,
    severity: 'warning',
    producer: 'agent',
    scope: [],
    pendingForMs: index % 2 === 0 ? 0 : 10_000,
    keepFiringForMs: index % 3 === 0 ? 30_000 : 0,
    repeatEveryMs: null,
    announceEnd: false,
    ...part
  }))
}

/** Two hundred rules of every form about agents, none of which fires: a floor where everything burns is not the usual one. */
export function twoHundredRules(): RealtimeRule[] {
  const parts: Part[] = [
    // 140: each count, for the whole floor and for each state, at several heights.
    ...COUNTS.flatMap((name) =>
      [[], ...STATES.map((state) => [inState(state)])].flatMap((scope) =>
        upTo(4).map((step): Part => ({ over: 'each', scope, metric: measure(name), condition: above(FAR + step) }))
      )
    ),
    // 12: times that run.
    ...SINCE.flatMap((role) =>
      upTo(3).map((step): Part => ({
        over: 'each',
        metric: { kind: 'elapsed', measure: { role } },
        condition: above((2 + step) * HOUR_MS)
      }))
    ),
    // 28: sums, averages and extremes.
    ...(['sum', 'avg', 'min', 'max'] as const).flatMap((over) =>
      COUNTS.map((name): Part => ({ over, metric: measure(name), condition: above(1000 * FAR) }))
    ),
    // 20: how many are in a state.
    ...STATES.flatMap((state) =>
      upTo(5).map((step): Part => ({ over: 'count', scope: [inState(state)], condition: above(FAR + step) }))
    )
  ]
  if (parts.length !== 200) throw new Error(`${parts.length} rules are not two hundred`)
  return rulesOf(parts)
}

/** Two hundred that read only what no message changes. */
export function rulesThatDoNotRead(): RealtimeRule[] {
  return rulesOf(
    upTo(200).map((index): Part => ({
      over: 'each',
      metric: measure(STILL[index % STILL.length] ?? STILL[0]),
      condition: above(FAR * FAR + index)
    }))
  )
}
