import { never } from '../result.ts'
import { isEquality } from './comparison.ts'
import type { Condition, Metric, RealtimeRule } from './rule.ts'

/** What one key's metric is at a moment. */
export type Sample =
  /** No data: the key holds whatever state it is in. */
  | { readonly kind: 'unknown' }
  /** Out of scope, or not in the state whose time is measured: known, and no breach. */
  | { readonly kind: 'absent' }
  | { readonly kind: 'number'; readonly value: number }
  /**
   * Running time that grows by itself: at monotonic moment t the value is `count · t − startsMs`. `startsMs` is the sum of the
   * monotonic starts; `sinceMs` the wall-clock start where there is a single one.
   */
  | {
      readonly kind: 'running'
      readonly count: number
      readonly startsMs: number
      readonly sinceMs: number | null
    }
  /** Of several conditions: the rule's own first. */
  | {
      readonly kind: 'joined'
      readonly join: Join
      readonly main: Exclude<Sample, { readonly kind: 'joined' }>
      readonly others: readonly FurtherSample[]
    }
  /** Decided elsewhere: a feed that is lost, a target in one of the rule's states. */
  | {
      readonly kind: 'stated'
      readonly isBreach: boolean
      readonly reason: string | null
      readonly value: number | null
      readonly threshold: number | null
    }

/** One more condition of a rule, and what its metric is at the moment. */
export interface FurtherSample {
  readonly further: Further
  readonly sample: Exclude<Sample, { readonly kind: 'joined' }>
}

export interface Further {
  readonly condition: Condition
  readonly over: RealtimeRule['over']
  readonly metric: Metric | undefined
  readonly unit: 'number' | 'duration' | 'percent'
}

export type Join = 'all' | 'any'

/** What the key is known for: of several conditions, the rule's own. */
export function mainOf(sample: Sample): Exclude<Sample, { readonly kind: 'joined' }> {
  return sample.kind === 'joined' ? sample.main : sample
}

/** Where a breach lies, seen from its threshold. */
export function sideOf(op: Condition['op'] | null): 'over' | 'under' | 'equal' | 'notEqual' {
  if (op === '=') return 'equal'
  if (op === '!=') return 'notEqual'
  return op === '<' || op === '<=' ? 'under' : 'over'
}

export type Signal = 'breach' | 'clear' | 'unknown'

export interface Judgement {
  readonly signal: Signal
  /** Monotonic ms at which a running value crosses the limit by itself. */
  readonly flipAtMs: number | undefined
}

const UNKNOWN: Judgement = { signal: 'unknown', flipAtMs: undefined }
const BREACH: Judgement = { signal: 'breach', flipAtMs: undefined }
const CLEAR: Judgement = { signal: 'clear', flipAtMs: undefined }
/** Running times are whole milliseconds: strictly over a limit is one more than it. */
export const STRICT_MS = 1

/** A burning alert is held against its clear threshold, any other key against the threshold itself. */
function limitOf(condition: Condition, isBurning: boolean): number {
  return isBurning ? (condition.clear ?? condition.threshold) : condition.threshold
}

export function exceeds(op: Condition['op'], value: number, limit: number): boolean {
  switch (op) {
    case '>':
      return value > limit
    case '>=':
      return value >= limit
    case '<':
      return value < limit
    case '<=':
      return value <= limit
    case '=':
      return value === limit
    case '!=':
      return value !== limit
    default:
      return never(op)
  }
}

/** Farther on the bad side. Values that are merely equal, or not, are none worse than the other. */
export function isWorse(op: Condition['op'], value: number, than: number): boolean {
  return !isEquality(op) && exceeds(op, value, than)
}

/** Monotonic ms at which a running value comes to the other side of the limit. */
export function crossingMsOf(
  op: Condition['op'],
  limit: number,
  { count, startsMs }: Pick<Extract<Sample, { kind: 'running' }>, 'count' | 'startsMs'>
): number {
  const isStrict = op === '>' || op === '<='
  return (limit + startsMs) / count + (isStrict ? STRICT_MS : 0)
}

function judgeRunning(
  op: Condition['op'],
  limit: number,
  running: Extract<Sample, { kind: 'running' }>,
  monoMs: number
): Judgement {
  const crossingMs = crossingMsOf(op, limit, running)
  const isPast = monoMs >= crossingMs
  const signal = isPast === op.startsWith('>') ? 'breach' : 'clear'
  return { signal, flipAtMs: isPast ? undefined : crossingMs }
}

/** Three-valued: what the parts settle is settled, whatever those are that are not known. */
export function join(how: Join, a: Signal, b: Signal): Signal {
  const settles = how === 'all' ? 'clear' : 'breach'
  if (a === settles || b === settles) return settles
  return a === 'unknown' ? a : b
}

function judgeJoined(
  condition: Condition | undefined,
  isBurning: boolean,
  sample: Extract<Sample, { kind: 'joined' }>,
  monoMs: number
): Judgement {
  let { signal, flipAtMs } = judge(condition, isBurning, sample.main, monoMs)
  for (const { further, sample: one } of sample.others) {
    const other = judge(further.condition, isBurning, one, monoMs)
    signal = join(sample.join, signal, other.signal)
    if (other.flipAtMs !== undefined && !(flipAtMs !== undefined && flipAtMs < other.flipAtMs))
      flipAtMs = other.flipAtMs
  }
  return { signal, flipAtMs }
}

/** `condition` is absent for rules whose samples are stated. */
export function judge(condition: Condition | undefined, isBurning: boolean, sample: Sample, monoMs: number): Judgement {
  switch (sample.kind) {
    case 'unknown':
      return UNKNOWN
    case 'absent':
      return CLEAR
    case 'stated':
      return sample.isBreach ? BREACH : CLEAR
    case 'number':
      if (!condition) return UNKNOWN
      return exceeds(condition.op, sample.value, limitOf(condition, isBurning)) ? BREACH : CLEAR
    case 'running':
      if (!condition || isEquality(condition.op)) return UNKNOWN
      return judgeRunning(condition.op, limitOf(condition, isBurning), sample, monoMs)
    case 'joined':
      return judgeJoined(condition, isBurning, sample, monoMs)
    default:
      return never(sample)
  }
}

/** The number to show for a sample; null where it has none. */
export function valueAt(sample: Sample, monoMs: number): number | null {
  switch (sample.kind) {
    case 'number':
    case 'stated':
      return sample.value
    case 'running':
      return Math.max(0, Math.round(sample.count * monoMs - sample.startsMs))
    case 'unknown':
    case 'absent':
      return null
    case 'joined':
      return valueAt(sample.main, monoMs)
    default:
      return never(sample)
  }
}
