import { never } from '../result.ts'
import { isEquality } from './comparison.ts'
import type { Condition } from './rule.ts'

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
  /** Decided elsewhere: a feed that is lost, a target in one of the rule's states. */
  | {
      readonly kind: 'stated'
      readonly isBreach: boolean
      readonly reason: string | null
      readonly value: number | null
      readonly threshold: number | null
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
const STRICT_MS = 1

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

function judgeRunning(op: Condition['op'], limit: number, count: number, startsMs: number, monoMs: number): Judgement {
  const isStrict = op === '>' || op === '<='
  const crossingMs = (limit + startsMs) / count + (isStrict ? STRICT_MS : 0)
  const isPast = monoMs >= crossingMs
  const signal = isPast === op.startsWith('>') ? 'breach' : 'clear'
  return { signal, flipAtMs: isPast ? undefined : crossingMs }
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
      return judgeRunning(condition.op, limitOf(condition, isBurning), sample.count, sample.startsMs, monoMs)
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
    default:
      return never(sample)
  }
}
