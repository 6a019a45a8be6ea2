export type Period = 'P1D' | 'P1W' | 'P1M'

export interface Workflow {
  readonly id: string
  readonly connectionId: string
  readonly name: string
  readonly description: string
}

/** UPPER: stay under (met while value < threshold). LOWER: reach (met while value >= threshold). */
export type Bound = 'UPPER' | 'LOWER'

export interface Target {
  readonly id: string
  readonly connectionId: string
  readonly workflowId: string
  readonly name: string
  readonly threshold: number
  readonly bound: Bound
  readonly reportingPeriod: Period
  readonly notificationPeriod: Period
  /** Column of the query result that holds the value. */
  readonly field: string
  /** Epoch ms from and until when it counts; missing means without that end. */
  readonly activeFromMs?: number
  readonly activeUntilMs?: number
}

/** One answer of a target test. `value` is null when nothing was counted. */
export interface TargetTest {
  readonly targetId: string
  readonly value: number | null
  /** The period the value belongs to: the notification period, not the reporting period. */
  readonly selectedPeriod: Period
  /** As the server wrote it; its form is not documented. */
  readonly timespan: string
  readonly testedAtMs: number
}

/**
 * Where a target stands. `noVerdict`: the periods differ, so the value can't be held against the threshold.
 * `running`: within its period, neither reached nor exceeded, and nothing tells where it is heading. `onPace`, `atRisk` and `outOfReach`
 * say that. `finalMet` and `finalMissed`: its period is over and no test of the next one came yet.
 */
export type TargetState =
  | 'untested'
  | 'inactive'
  | 'noVerdict'
  | 'noValue'
  | 'running'
  | 'onPace'
  | 'atRisk'
  | 'outOfReach'
  | 'reached'
  | 'exceeded'
  | 'finalMet'
  | 'finalMissed'
