import type { Target, TargetState, TargetTest } from './target.ts'

/** Whether the target counts at `nowMs`, wall clock. */
export function isActive(target: Target, nowMs: number): boolean {
  if (target.activeFromMs !== undefined && nowMs < target.activeFromMs) return false
  return target.activeUntilMs === undefined || nowMs < target.activeUntilMs
}

/**
 * Where a target stands by its last test. A test's value belongs to the period in which notifications are sent; where that is not
 * the target's reporting period, no verdict can be drawn. `nowMs`: wall clock, for the time in which the target is active.
 */
export function judge(target: Target, test: TargetTest | undefined, nowMs: number): TargetState {
  if (!isActive(target, nowMs)) return 'inactive'
  if (!test) return 'untested'
  if (test.selectedPeriod !== target.reportingPeriod) return 'noVerdict'
  if (test.value === null) return 'noValue'
  if (target.bound === 'LOWER') return test.value >= target.threshold ? 'reached' : 'running'
  return test.value < target.threshold ? 'running' : 'exceeded'
}
