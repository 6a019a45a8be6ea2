import { never } from '../result.ts'
import type { Further, Sample } from './condition.ts'
import type { Rule } from './rule.ts'
import type { Seen } from './trace.ts'

/** A sample as it is kept: what the rule says anyway is left out. */
export function seenOf(sample: Sample): Seen {
  if (sample.kind !== 'joined') return sample
  return { kind: 'joined', join: sample.join, main: sample.main, others: sample.others.map((one) => one.sample) }
}

function furtherOf(rule: Rule): readonly Further[] {
  if (rule.kind !== 'realtime') return []
  return (rule.also?.conditions ?? []).map(({ condition, over, metric }) => ({
    ...{ condition, metric, over: over ?? rule.over },
    unit: 'number'
  }))
}

/** The sample it was; undefined where it is none, or not one of this rule. */
export function sampleOf(seen: Seen, rule: Rule): Sample | undefined {
  switch (seen.kind) {
    case 'time':
    case 'held':
    case 'restart':
    case 'rule':
    case 'end':
      return undefined
    case 'joined': {
      const further = furtherOf(rule)
      if (further.length !== seen.others.length) return undefined
      return {
        ...{ kind: 'joined', join: seen.join, main: seen.main },
        others: seen.others.flatMap((sample, at) => {
          const of = further[at]
          return of ? [{ further: of, sample }] : []
        })
      }
    }
    case 'unknown':
    case 'absent':
    case 'number':
    case 'running':
    case 'stated':
      return seen
    default:
      return never(seen)
  }
}

type Single = Exclude<Sample, { readonly kind: 'joined' }>

function isSameSingle(a: Single, b: Single): boolean {
  if (a.kind === 'number') return b.kind === 'number' && a.value === b.value
  if (a.kind === 'running') {
    return b.kind === 'running' && a.startsMs === b.startsMs && a.count === b.count && a.sinceMs === b.sinceMs
  }
  if (a.kind !== 'stated') return a.kind === b.kind
  return (
    b.kind === 'stated' &&
    a.isBreach === b.isBreach &&
    a.reason === b.reason &&
    a.value === b.value &&
    a.threshold === b.threshold
  )
}

/** True where the sample says what was seen last. */
export function isSeen(seen: Seen, sample: Sample): boolean {
  if (sample.kind === 'joined') {
    return (
      seen.kind === 'joined' &&
      isSameSingle(sample.main, seen.main) &&
      sample.others.every((one, at) => {
        const other = seen.others[at]
        return other !== undefined && isSameSingle(one.sample, other)
      })
    )
  }
  switch (seen.kind) {
    case 'unknown':
    case 'absent':
    case 'number':
    case 'running':
    case 'stated':
      return isSameSingle(sample, seen)
    case 'joined':
    case 'time':
    case 'held':
    case 'restart':
    case 'rule':
    case 'end':
      return false
    default:
      return never(seen)
  }
}
