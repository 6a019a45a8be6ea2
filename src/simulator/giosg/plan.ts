import type { Aggregation } from '../events/query-schema.ts'
import type { ContactAction } from '../floor/event-log.ts'
import type { Period } from '../zone.ts'
import type { TargetReply } from './schema.ts'

/** What workflows and targets are made of. */

export interface TargetPlan {
  readonly name: string
  readonly bound: TargetReply['reporting_bound']
  readonly threshold: number
  readonly action: ContactAction
  readonly aggregation?: Aggregation
  /** Only contacts whose event has these values. */
  readonly only?: Readonly<Record<string, string>>
  readonly reportingPeriod?: Period
  readonly notificationPeriod?: Period
  readonly active?: boolean
  readonly limited?: boolean
}

export interface WorkflowPlan {
  readonly name: string
  readonly description: string
  readonly targets: readonly TargetPlan[]
}
