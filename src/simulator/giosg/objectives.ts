import { CONTACT_CATEGORY, DEMO_VENDOR } from '../events/generic-event.ts'
import type { Filter } from '../events/query-schema.ts'
import type { ContactAction } from '../floor/event-log.ts'
import type { Floor } from '../floor/floor.ts'
import { createSeededRandom } from '../random.ts'
import { isoInZone, FLOOR_ZONE, periodAround } from '../zone.ts'
import type { GiosgIdentity } from './identity.ts'
import { manyPlans, type ReportingSize } from './many.ts'
import type { TargetPlan, WorkflowPlan } from './plan.ts'
import type { TargetReply, WorkflowReply } from './schema.ts'

export interface Objective {
  readonly workflow: WorkflowReply
  readonly targets: readonly TargetReply[]
}

/** Abandoned contacts a day may have beyond those it had when the scenario began. */
const ABANDONED_ROOM = 15

function plans(answeredGoal: number, count: (action: ContactAction) => number): readonly WorkflowPlan[] {
  return [
    {
      name: 'Reach every customer',
      description: 'Answer as many as planned and lose as few as possible',
      targets: [
        { name: 'Answered today', bound: 'LOWER', threshold: count('answered') + answeredGoal, action: 'answered' },
        {
          name: 'Abandoned today',
          bound: 'UPPER',
          threshold: count('abandoned') + ABANDONED_ROOM,
          action: 'abandoned'
        },
        {
          name: 'Sales calls this month',
          bound: 'LOWER',
          threshold: 12_000,
          action: 'completed',
          only: { label: 'Sales' },
          reportingPeriod: 'P1M'
        }
      ]
    },
    {
      name: 'Answer quickly',
      description: 'Nobody waits long',
      targets: [
        {
          name: 'Average wait for Sales (s)',
          bound: 'UPPER',
          threshold: 30,
          action: 'answered',
          aggregation: 'avg',
          only: { label: 'Sales' }
        },
        {
          name: 'Messages completed this week',
          bound: 'LOWER',
          threshold: 5_000,
          action: 'completed',
          only: { dim1: 'MESSAGING' },
          reportingPeriod: 'P1W',
          notificationPeriod: 'P1W',
          limited: true
        }
      ]
    },
    {
      name: 'Less e-mail',
      description: 'Move customers from e-mail to chat',
      targets: [
        {
          name: 'E-mails this week',
          bound: 'UPPER',
          threshold: 4_000,
          action: 'offered',
          only: { dim1: 'EMAIL' },
          reportingPeriod: 'P1W',
          notificationPeriod: 'P1W',
          active: false
        }
      ]
    }
  ]
}

const DAY_MS = 86_400_000

/**
 * The workflows and targets of the demo organization. Ids depend on the seed; thresholds of the day's two targets on what `floor` has
 * counted by now, so that a scenario reaches them: the values themselves are never set.
 */
export function createObjectives(
  seed: number,
  identity: GiosgIdentity,
  floor: Floor,
  answeredGoal: number,
  size?: ReportingSize
): readonly Objective[] {
  const random = createSeededRandom(seed, 'objectives')
  const { organizationId, userId } = identity
  const iso = (ms: number): string => new Date(ms).toISOString()
  const today = floor.events.between(floor.dayStartMs(), floor.nowMs())
  const count = (action: ContactAction): number => today.filter((event) => event.action === action).length
  const dayStartMs = floor.dayStartMs()

  function query(plan: TargetPlan): TargetReply['reporting_query'] {
    const around = periodAround(plan.reportingPeriod ?? 'P1D', floor.nowMs())
    const selectors = { category: CONTACT_CATEGORY, action: plan.action, ...plan.only }
    return {
      sources: ['trusted', 'untrusted'],
      interval: { start: isoInZone(around.startMs), end: isoInZone(around.endMs), time_zone: FLOOR_ZONE },
      granularity: 'all',
      group_by: [],
      organization_id: organizationId,
      vendor: DEMO_VENDOR,
      aggregations: [plan.aggregation ?? 'count'],
      filters: {
        type: 'and',
        fields: Object.entries(selectors).map(([dimension, value]): Filter => ({ type: 'selector', dimension, value }))
      }
    }
  }

  function target(plan: TargetPlan, workflowId: string): TargetReply {
    return {
      id: random.uuid(),
      organization_id: organizationId,
      workflow: workflowId,
      name: plan.name,
      reporting_threshold: plan.threshold,
      reporting_query: query(plan),
      reporting_field: plan.aggregation ?? 'count',
      reporting_period: plan.reportingPeriod ?? 'P1D',
      notification_period: plan.notificationPeriod ?? 'P1D',
      reporting_datasource: 'GENERIC_REPORTING',
      reporting_bound: plan.bound,
      are_notifications_active: plan.active ?? true,
      ...(plan.limited === true && {
        target_active_from: iso(dayStartMs - 90 * DAY_MS),
        target_active_until: iso(dayStartMs + 270 * DAY_MS)
      })
    }
  }

  const own = plans(answeredGoal, count)
  const more = size
    ? manyPlans(createSeededRandom(seed, 'objectives/many'), size.workflows - own.length, size.targets)
    : []
  return [...own, ...more].map(({ name, description, targets }) => {
    const id = random.uuid()
    const workflow: WorkflowReply = {
      id,
      organization_id: organizationId,
      created_by_user: userId,
      updated_by_user: userId,
      name,
      description,
      modified_at: iso(dayStartMs - 20 * DAY_MS),
      created_at: iso(dayStartMs - 60 * DAY_MS)
    }
    return { workflow, targets: targets.map((plan) => target(plan, id)) }
  })
}
