import { paceOf, type Pace } from './pace.ts'
import type { Span } from './span.ts'
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

/** Where a target stands in its period. */
export interface Standing {
  readonly state: TargetState
  /** The period of its last test; undefined where there is no end to wait for. */
  readonly span: Span | undefined
  readonly pace: Pace | undefined
}

/** The same with its pace, and with what became of it once its period is over. `tests`: oldest first. */
export function standingOf(
  target: Target,
  tests: readonly TargetTest[],
  nowMs: number,
  spanOf: (test: TargetTest) => Span | undefined
): Standing {
  const last = tests.at(-1)
  const state = judge(target, last, nowMs)
  const isCounted = state === 'running' || state === 'reached' || state === 'exceeded'
  const span = isCounted && last ? spanOf(last) : undefined
  if (!span) return { state, span, pace: undefined }
  if (nowMs >= span.endMs) {
    const isMet = target.bound === 'LOWER' ? state === 'reached' : state !== 'exceeded'
    return { state: isMet ? 'finalMet' : 'finalMissed', span, pace: undefined }
  }
  const pace = paceOf(target, tests, span, nowMs)
  return { state: state === 'running' ? (pace?.outlook ?? state) : state, span, pace }
}
