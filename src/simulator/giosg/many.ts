import type { SeededRandom } from '../random.ts'
import type { TargetPlan, WorkflowPlan } from './plan.ts'

export interface ReportingSize {
  /** Workflows altogether, the demo's own among them. */
  readonly workflows: number
  /** Targets of each workflow that is added. */
  readonly targets: number
}

const TEAMS = ['Sales', 'Billing', 'Support', 'Returns', 'Claims', 'Orders', 'Accounts', 'Onboarding'] as const
const AIMS = [
  'Faster answers',
  'Fewer losses',
  'More contacts',
  'Better evenings',
  'Calm Mondays',
  'Fewer e-mails'
] as const
const WHAT = ['answered', 'offered', 'completed', 'abandoned'] as const
const PERIODS = ['P1D', 'P1W', 'P1M'] as const

function target(random: SeededRandom, index: number): TargetPlan {
  const action = random.pick(WHAT)
  const reportingPeriod = random.pick(PERIODS)
  return {
    name: `${action.charAt(0).toUpperCase()}${action.slice(1)} contacts ${index + 1}`,
    bound: action === 'abandoned' ? 'UPPER' : 'LOWER',
    threshold: Math.round(random.between(10, 5_000)),
    action,
    reportingPeriod,
    // Mostly the same, so that there is something to judge.
    notificationPeriod: random.chance(0.8) ? reportingPeriod : random.pick(PERIODS),
    active: random.chance(0.9)
  }
}

/** Workflows beyond the demo's own, for trying how much a client can bear. */
export function manyPlans(random: SeededRandom, count: number, targets: number): readonly WorkflowPlan[] {
  return Array.from({ length: Math.max(0, count) }, (_, index) => ({
    name: `${random.pick(TEAMS)}: ${random.pick(AIMS)} ${index + 1}`,
    description: 'Made in large numbers',
    targets: Array.from({ length: targets }, (_each, place) => target(random, place))
  }))
}
