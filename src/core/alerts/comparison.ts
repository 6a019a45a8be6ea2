import type { MeasureRef, Metric } from './rule.ts'

export const OPS = ['>', '>=', '<', '<=', '=', '!='] as const
type Op = (typeof OPS)[number]
/** Says only whether the value is the threshold, not on which side of it. */
export const isEquality = (op: Op): op is '=' | '!=' => op === '=' || op === '!='

export function measuresOf(metric: Metric): readonly MeasureRef[] {
  return metric.kind === 'ratio' ? [metric.numerator, metric.denominator] : [metric.measure]
}
