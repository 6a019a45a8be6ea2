import { isWorse, judge, type Sample, type Signal } from './condition.ts'
import type { Condition, Rule } from './rule.ts'
import { criticalOf, conditionOf } from './machine.ts'
import type { Seen, TracePoint } from './trace.ts'
import { sampleOf } from './trace-sample.ts'

/** After so many new points a run can begin anew: what lies between two such places goes together or not at all. */
export const PIECE = 10

function isSample({ kind }: Seen): boolean {
  return kind === 'number' || kind === 'running' || kind === 'joined' || kind === 'stated' || kind === 'absent'
}

/** Everything that the rule can make of a sample at that moment. What burns is held against where it clears alone. */
function verdicts(rule: Rule, sample: Sample, monoMs: number, burns: boolean): string {
  const signal = (condition: Condition | undefined, one: Sample, isBurning: boolean): Signal =>
    judge(condition, isBurning, one, monoMs).signal
  const of = (condition: Condition | undefined, one: Sample): string =>
    `${burns ? '' : signal(condition, one, false)} ${signal(condition, one, true)}`
  const critical = criticalOf(rule)
  const main = sample.kind === 'joined' ? sample.main : sample
  const others = sample.kind === 'joined' ? sample.others : []
  return [
    of(conditionOf(rule), main),
    ...(critical ? [signal(critical, main, false), signal(critical, main, true)] : []),
    ...others.map(({ further, sample: one }) => of(further.condition, one))
  ].join()
}

interface Span {
  readonly rule: Rule
  /** It burns all the time. */
  readonly burns: boolean
  /** Monotonic ms. */
  readonly fromMs: number
  readonly toMs: number
}

/** True where the rule makes the same of both from the one moment to the other. Verdicts change once in that time at most. */
function isAlike(a: Seen, b: Seen, { rule, burns, fromMs, toMs }: Span): boolean {
  const [one, other] = [sampleOf(a, rule), sampleOf(b, rule)]
  if (!one || !other) return false
  const first = verdicts(rule, one, fromMs, burns)
  return (
    first === verdicts(rule, one, toMs, burns) &&
    first === verdicts(rule, other, fromMs, burns) &&
    first === verdicts(rule, other, toMs, burns)
  )
}

/** The worst value seen. */
function peakIndex(points: readonly TracePoint[], rule: Rule): number {
  const op = conditionOf(rule)?.op
  let found = -1
  let peak: number | undefined
  points.forEach(({ saw }, at) => {
    const main = saw.kind === 'joined' ? saw.main : saw
    if (!op || main.kind !== 'number' || (peak !== undefined && !isWorse(op, main.value, peak))) return
    peak = main.value
    found = at
  })
  return found
}

/** From where on it burns. */
function firedIndex(points: readonly TracePoint[]): number {
  if (points[0]?.mark) return 0
  const at = points.findIndex(({ did }) => did?.includes('fired'))
  return at < 0 ? Infinity : at
}

/** Where the piece that `at` is in begins, and where the next one does. */
function pieceOf(points: readonly TracePoint[], at: number): readonly [number, number] {
  let from = at
  while (from > 0 && !points[from]?.mark) from--
  let to = at + 1
  while (to < points.length && !points[to]?.mark) to++
  return [from, to]
}

/** A run need not begin here: with the piece before, it is none too long. */
function needsNoMark(points: readonly TracePoint[], at: number): boolean {
  const point = points[at]
  if (!point?.mark) return true
  if (point.gap || at === 0) return false
  const [from] = pieceOf(points, at - 1)
  const [, to] = pieceOf(points, at)
  return to - from <= PIECE
}

function isPlain({ saw, did, late, moved, folds, notBeforeMs }: TracePoint): boolean {
  return isSample(saw) && !did && !late && !moved && !folds && notBeforeMs === undefined
}

/** Nothing about it changes with time alone. */
function stands(seen: Seen): boolean {
  if (seen.kind === 'joined') return stands(seen.main) && seen.others.every(stands)
  return seen.kind !== 'running'
}

/** For each point the monotonic moment of the next that is more than time; undefined: there is none. */
function nextMoments(points: readonly TracePoint[]): readonly (number | undefined)[] {
  const moments: (number | undefined)[] = []
  let next: number | undefined
  for (let at = points.length - 1; at >= 0; at--) {
    const point = points[at]
    moments[at] = next
    if (point && point.saw.kind !== 'time') next = point.monoMs
  }
  return moments
}

/**
 * Leaves out every second one of those without which a run comes to the same. One that stands still and did not move the machine does
 * nothing after that moment; one that runs would have crossed its limits at other moments than the one before.
 */
function thinned(points: readonly TracePoint[], rule: Rule): readonly TracePoint[] {
  const peak = peakIndex(points, rule)
  const since = points.findLastIndex(({ saw }) => saw.kind === 'rule')
  const fired = firedIndex(points)
  const nexts = nextMoments(points)
  const kept: TracePoint[] = []
  let before: TracePoint | undefined
  let wasLeftOut = false
  points.forEach((point, at) => {
    const { saw, monoMs } = point
    // What was seen before the gap says nothing about how the machine came out of it.
    if (point.gap) before = undefined
    const toMs = nexts[at]
    const mayGo = !wasLeftOut && toMs !== undefined && at > since && at !== peak && isPlain(point)
    const isIdle =
      mayGo &&
      before !== undefined &&
      isSample(before.saw) &&
      needsNoMark(points, at) &&
      ((stands(saw) && stands(before.saw)) ||
        isAlike(before.saw, saw, { rule, burns: at > fired, fromMs: monoMs, toMs }))
    if (saw.kind !== 'time') wasLeftOut = isIdle
    if (isIdle) return
    kept.push(point)
    if (saw.kind !== 'time') before = point
  })
  return kept
}

/** Gives up the oldest piece but those in which it began, fired and was at its worst. Undefined: there is none. */
function withoutPiece(points: readonly TracePoint[], spared: ReadonlySet<number>): readonly TracePoint[] | undefined {
  for (let from = 0; from < points.length;) {
    const [, to] = pieceOf(points, from)
    const isSpared = [...spared].some((at) => at >= from && at < to)
    const next = points[to]
    if (!isSpared && next) return [...points.slice(0, from), { ...next, gap: true }, ...points.slice(to + 1)]
    from = to
  }
  return undefined
}

/**
 * The points that are kept where there are more than `most`. First those go that make no difference to a run; where every one does,
 * whole pieces of the middle.
 */
export function fitted(points: readonly TracePoint[], rule: Rule, most: number): readonly TracePoint[] {
  const few = Math.floor((most * 3) / 4)
  let rest = points
  while (rest.length > few) {
    const fewer = thinned(rest, rule)
    if (fewer.length === rest.length) break
    rest = fewer
  }
  while (rest.length > few) {
    const fewer = withoutPiece(rest, new Set([0, firedIndex(rest), peakIndex(rest, rule)]))
    if (!fewer) break
    rest = fewer
  }
  return rest
}
