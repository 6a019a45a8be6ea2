import type { KnownExplanation } from '../../../contract/explanation.ts'

type Sample = KnownExplanation['samples'][number]

export interface CoursePoint {
  readonly atMs: number
  readonly value: number | null
}

const grown = ({ atMs, value, rises }: Sample, toMs: number): number | null =>
  value === null ? null : value + rises * (toMs - atMs)

/**
 * The corners of the line: a value holds, or runs on, until the next one. Moments never go back, also where the clock was set. `untilMs`:
 * how far the last one reaches.
 */
export function courseOf(samples: readonly Sample[], untilMs: number): readonly CoursePoint[] {
  const points: CoursePoint[] = []
  let before: Sample | undefined
  let lastMs = -Infinity
  for (const sample of samples) {
    const atMs = Math.max(sample.atMs, lastMs)
    if (before) points.push({ atMs, value: sample.gap ? null : grown(before, Math.max(before.atMs, sample.atMs)) })
    points.push({ atMs, value: sample.value })
    before = sample
    lastMs = atMs
  }
  if (before && untilMs > lastMs) points.push({ atMs: untilMs, value: grown(before, untilMs) })
  return points
}
