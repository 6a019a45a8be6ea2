import { isEquality } from '../../../core/alerts/comparison.ts'
import type { Condition, Metric, RealtimeRule } from '../../../core/alerts/rule.ts'
import type { FeedShape } from '../../state/feed-shape.ts'
import type { TextKey } from '../../text/catalogue.ts'
import {
  written,
  type ConditionDraft,
  type FurtherField,
  type Refusals,
  type RuleDraft,
  type Unit
} from './rule-draft.ts'
import { draftUnit, furtherDraftUnit, isUnknown } from './rule-measures.ts'
import { measureRef } from './rule-refs.ts'

/** What is read, with what can't be taken noted at its field. */
export interface Reading {
  readonly draft: RuleDraft
  readonly feeds: readonly FeedShape[]
  readonly refused: Refusals
}

/** `5:00`, `1:02:03` or plain seconds as ms; undefined for anything else. */
export function parseDuration(text: string): number | undefined {
  const match = /^(?:(?:(\d{1,2}):)?(\d{1,4}):)?(\d{1,5})$/.exec(text.trim())
  if (!match) return undefined
  const [, hours, minutes, seconds] = match
  if (minutes !== undefined && Number(seconds) > 59) return undefined
  if (hours !== undefined && Number(minutes) > 59) return undefined
  return ((Number(hours ?? 0) * 60 + Number(minutes ?? 0)) * 60 + Number(seconds)) * 1000
}

/** With a point or, as many write it, a comma. */
function parseNumber(text: string): number | undefined {
  const trimmed = text.trim().replace(',', '.')
  return /^-?\d+(?:\.\d+)?$/.test(trimmed) ? Number(trimmed) : undefined
}

type Refuse = (field: FurtherField, why: TextKey) => void

/** A number that nobody touched stays what it was, also where the form shows it cut to the second. */
function numberOf(text: string, unit: Unit, before: number | undefined): number | undefined {
  if (before !== undefined && text === written(before, unit)) return before
  return unit === 'duration' ? parseDuration(text) : parseNumber(text)
}

const notOne = (unit: Unit): TextKey =>
  unit === 'duration' ? 'rules.refused.notADuration' : 'rules.refused.notANumber'

function refOf(key: string, field: 'measure' | 'denominator', feeds: readonly FeedShape[], refuse: Refuse) {
  const ref = measureRef(key)
  if (!ref) refuse(field, 'ruleForm.refused.noMeasure')
  else if (isUnknown(ref, feeds)) refuse(field, 'ruleForm.refused.unknownMeasure')
  return ref ?? { name: '?' }
}

function metricOf(draft: ConditionDraft, feeds: readonly FeedShape[], refuse: Refuse): Metric {
  const measure = refOf(draft.measure, 'measure', feeds, refuse)
  if (draft.metric !== 'ratio') return { kind: draft.metric, measure }
  const denominator = refOf(draft.denominator, 'denominator', feeds, refuse)
  if (draft.denominator === draft.measure && measureRef(draft.measure)) {
    refuse('denominator', 'ruleForm.refused.sameMeasure')
  }
  return { kind: 'ratio', numerator: measure, denominator }
}

function conditionOf(draft: ConditionDraft, unit: Unit, before: Condition | undefined, refuse: Refuse): Condition {
  const { op } = draft
  if (unit === 'duration' && draft.metric === 'elapsed' && isEquality(op)) {
    refuse('op', 'ruleForm.refused.timeNeverEqual')
  }
  const threshold = numberOf(draft.threshold, unit, before?.threshold)
  if (threshold === undefined) refuse('threshold', notOne(unit))
  else if (threshold < 0) refuse('threshold', 'rules.refused.negative')
  const { clear: _clear, ...kept } = before ?? {}
  if (draft.clear.trim() === '' || isEquality(op)) return { ...kept, op, threshold: threshold ?? 0 }

  const clear = numberOf(draft.clear, unit, before?.clear)
  const above = op.startsWith('>')
  if (clear === undefined) refuse('clear', notOne(unit))
  else if (threshold !== undefined && above && clear > threshold) refuse('clear', 'rules.refused.clearAbove')
  else if (threshold !== undefined && !above && clear < threshold) refuse('clear', 'rules.refused.clearBelow')
  return { ...kept, op, threshold: threshold ?? 0, clear: clear ?? 0 }
}

/** What the second level may not be, if anything. */
function whyNoCritical({ draft }: Reading, critical: number | undefined, threshold: number, unit: Unit) {
  if (isEquality(draft.op)) return 'ruleForm.refused.noWorse'
  if (draft.severity === 'critical') return 'ruleForm.refused.isCritical'
  if (critical === undefined) return notOne(unit)
  if (critical < 0) return 'rules.refused.negative'
  if (draft.op.startsWith('>')) return critical > threshold ? undefined : 'ruleForm.refused.criticalBelow'
  return critical < threshold ? undefined : 'ruleForm.refused.criticalAbove'
}

/** The second level; undefined where the form has none. */
function criticalOf(reading: Reading, unit: Unit, threshold: number, before: RealtimeRule['critical']) {
  const { draft, refused } = reading
  if (draft.critical.trim() === '' && draft.criticalClear.trim() === '') return undefined
  const critical = numberOf(draft.critical, unit, before?.threshold)
  const why = whyNoCritical(reading, critical, threshold, unit)
  if (why) refused.critical = why
  if (draft.criticalClear.trim() === '') return { threshold: critical ?? 0 }
  const clear = numberOf(draft.criticalClear, unit, before?.clear)
  if (clear === undefined) refused.criticalClear = notOne(unit)
  else if (!why && critical !== undefined && !isBetween(clear, threshold, critical)) {
    refused.criticalClear = 'ruleForm.refused.notBetween'
  }
  return { threshold: critical ?? 0, clear: clear ?? 0 }
}

const isBetween = (value: number, a: number, b: number): boolean => value >= Math.min(a, b) && value <= Math.max(a, b)

/** The further conditions; undefined where the form has none. */
function alsoOf(reading: Reading, before: RealtimeRule['also']): RealtimeRule['also'] {
  const { draft, feeds, refused } = reading
  if (draft.also.length === 0) return undefined
  const conditions = draft.also.map((further, at) => {
    const refuse: Refuse = (field, why) => (refused[`also.${at}.${field}`] ??= why)
    const own = draft.over === 'each' || further.over === 'same' ? undefined : further.over
    return {
      ...(own ? { over: own } : {}),
      ...((own ?? draft.over) === 'count' ? {} : { metric: metricOf(further, feeds, refuse) }),
      condition: conditionOf(
        further,
        furtherDraftUnit(draft, further, feeds),
        before?.conditions[at]?.condition,
        refuse
      )
    }
  })
  return { join: draft.join, conditions }
}

/** Everything that the rule compares. */
export function comparedOf(reading: Reading, before: RealtimeRule | undefined) {
  const { draft, feeds, refused } = reading
  const refuse: Refuse = (field, why) => (refused[field] ??= why)
  const unit = draftUnit(draft, feeds)
  const metric = draft.over === 'count' ? {} : { metric: metricOf(draft, feeds, refuse) }
  const condition = conditionOf(draft, unit, before?.condition, refuse)
  const critical = criticalOf(reading, unit, condition.threshold, before?.critical)
  const also = alsoOf(reading, before?.also)
  return { ...metric, condition, ...(critical ? { critical } : {}), ...(also ? { also } : {}) }
}
