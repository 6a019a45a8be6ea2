export const OPS = ['>', '>=', '<', '<=', '=', '!='] as const
type Op = (typeof OPS)[number]
/** Says only whether the value is the threshold, not on which side of it. */
export const isEquality = (op: Op): op is '=' | '!=' => op === '=' || op === '!='

type MetricOf<Ref> =
  | { readonly kind: 'measure' | 'elapsed'; readonly measure: Ref }
  | { readonly kind: 'ratio'; readonly numerator: Ref; readonly denominator: Ref }

export function measuresOf<Ref>(metric: MetricOf<Ref>): readonly Ref[] {
  return metric.kind === 'ratio' ? [metric.numerator, metric.denominator] : [metric.measure]
}
