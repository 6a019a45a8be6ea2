import type { Span } from './span.ts'
import type { Target, TargetTest } from './target.ts'

/** Where a running target is heading. */
export type Outlook = 'onPace' | 'atRisk' | 'outOfReach'

/** How fast the value grows within its period, and where that leads. Values in the target's own unit. */
export interface Pace {
  /** Undefined: too early to tell. */
  readonly outlook: Outlook | undefined
  readonly span: Span
  /** Of the time of the period, at the last test: 0 to 1. */
  readonly shareGone: number
  readonly perHour: number
  /** What it comes to at the end when it goes on like this, and between which values that lies, about nineteen times of twenty. */
  readonly projected: number
  readonly low: number
  readonly high: number
  /** For a target to reach: until when the fastest growth seen would still do. Null where nothing tells. */
  readonly reachableUntilMs: number | null
}

/** Before so much of the time in which it counted, a projection says nothing. */
const TOO_EARLY = 0.15
/** Results of a period before growth seen in it counts as the fastest there is. */
const FEWEST_RESULTS = 4
/** Growth between results closer together than this is chance. */
const SHORTEST_MS = 5 * 60_000
/** Nobody works faster than this, against the fastest that was seen. */
const FASTER = 1.5
const BAND_SIGMAS = 2
const HOUR_MS = 3_600_000

interface Result {
  readonly atMs: number
  readonly value: number
}

/** The results within the span up to `nowMs`, oldest first; undefined where one says nothing, or the value fell: it is no running count. */
function countOf(tests: readonly TargetTest[], { beginMs, endMs }: Span): readonly Result[] | undefined {
  const results: Result[] = []
  for (const { testedAtMs, value } of tests) {
    if (testedAtMs < beginMs || testedAtMs >= endMs) continue
    const last = results.at(-1)
    if (value === null || (last && value < last.value)) return undefined
    results.push({ atMs: testedAtMs, value })
  }
  return results
}

function fastestPerMs(results: readonly Result[]): number {
  let fastest = 0
  let from = results[0]
  for (const to of results) {
    if (!from || to.atMs - from.atMs < SHORTEST_MS) continue
    fastest = Math.max(fastest, (to.value - from.value) / (to.atMs - from.atMs))
    from = to
  }
  return fastest
}

function outlookOf({ bound, threshold }: Target, value: number, low: number, high: number): Outlook {
  if (bound === 'UPPER') return low >= threshold && value < threshold ? 'atRisk' : 'onPace'
  return high < threshold ? 'atRisk' : 'onPace'
}

/**
 * The pace of a count within its period. It is taken from when it began to grow, so that a night before the first contact is no slow
 * start; that the floor closes before the period ends is not known. The band is that of things that happen by chance, one by one.
 * Undefined where there is no running count to tell from. `tests`: oldest first.
 */
export function paceOf(target: Target, tests: readonly TargetTest[], span: Span, nowMs: number): Pace | undefined {
  const results = countOf(tests, span)
  const last = results?.at(-1)
  if (!results || !last) return undefined
  const idle = results.filter(({ value }) => value === 0).at(-1)
  const countingMs = last.value === 0 ? span.beginMs : (idle?.atMs ?? span.beginMs)
  const goneMs = Math.max(1, last.atMs - countingMs)
  const leftMs = Math.max(0, span.endMs - last.atMs)
  const rest = (last.value * leftMs) / goneMs
  const projected = last.value + rest
  const sigma = Math.sqrt(rest * (1 + leftMs / goneMs))
  const [low, high] = [Math.max(last.value, projected - BAND_SIGMAS * sigma), projected + BAND_SIGMAS * sigma]
  const fastest = FASTER * Math.max(fastestPerMs(results), last.value / goneMs)
  const missing = target.threshold - last.value
  const knowsFastest = target.bound === 'LOWER' && results.length >= FEWEST_RESULTS && fastest > 0
  const reachableUntilMs = knowsFastest && missing > 0 ? span.endMs - missing / fastest : null
  const isEarly = goneMs / (goneMs + leftMs) < TOO_EARLY || last.value === 0
  const isBeyond = reachableUntilMs !== null && nowMs >= reachableUntilMs
  return {
    outlook: isEarly ? undefined : isBeyond ? 'outOfReach' : outlookOf(target, last.value, low, high),
    span,
    shareGone: Math.min(1, (last.atMs - span.beginMs) / (span.endMs - span.beginMs)),
    perHour: (last.value / goneMs) * HOUR_MS,
    projected,
    low,
    high,
    reachableUntilMs
  }
}
