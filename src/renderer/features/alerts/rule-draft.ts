import type { RealtimeRule, Rule, Severity } from '../../../core/alerts/rule.ts'
import { formatDuration } from '../../../core/text/format.ts'
import type { TextKey } from '../../text/catalogue.ts'

/** A rule as it stands in the form: text as it was typed. */
export interface RuleDraft {
  readonly enabled: boolean
  readonly severity: Severity
  readonly threshold: string
  readonly clear: string
  readonly pendingFor: string
  readonly keepFiringFor: string
  readonly announceEnd: boolean
  /** Minutes, or `never`. */
  readonly repeat: string
}

export type DraftField = 'threshold' | 'clear' | 'pendingFor' | 'keepFiringFor'
export type Refusals = Partial<Record<DraftField, TextKey>>
export type Unit = 'number' | 'duration' | 'percent'

export const NEVER = 'never'
const MINUTE_MS = 60_000
const DAY_MS = 24 * 60 * MINUTE_MS

/** `5:00`, `1:02:03` or plain seconds as ms; undefined for anything else. */
export function parseDuration(text: string): number | undefined {
  const match = /^(?:(?:(\d{1,2}):)?(\d{1,4}):)?(\d{1,5})$/.exec(text.trim())
  if (!match) return undefined
  const [, hours, minutes, seconds] = match
  if (minutes !== undefined && Number(seconds) > 59) return undefined
  if (hours !== undefined && Number(minutes) > 59) return undefined
  return ((Number(hours ?? 0) * 60 + Number(minutes ?? 0)) * 60 + Number(seconds)) * 1000
}

function parseNumber(text: string): number | undefined {
  const trimmed = text.trim()
  return /^-?\d+(?:\.\d+)?$/.test(trimmed) ? Number(trimmed) : undefined
}

function written(value: number | undefined, unit: Unit): string {
  if (value === undefined) return ''
  return unit === 'duration' ? formatDuration(value) : String(value)
}

export function draftOf(rule: Rule, unit: Unit): RuleDraft {
  const condition = rule.kind === 'realtime' ? rule.condition : undefined
  return {
    enabled: rule.enabled,
    severity: rule.severity,
    threshold: written(condition?.threshold, unit),
    clear: written(condition?.clear, unit),
    pendingFor: formatDuration(rule.pendingForMs),
    keepFiringFor: formatDuration(rule.keepFiringForMs),
    announceEnd: rule.announceEnd,
    repeat: rule.repeatEveryMs === null ? NEVER : String(rule.repeatEveryMs / MINUTE_MS)
  }
}

function conditionOf(rule: RealtimeRule, draft: RuleDraft, unit: Unit, refused: Refusals): RealtimeRule['condition'] {
  const parse = unit === 'duration' ? parseDuration : parseNumber
  const wrong = unit === 'duration' ? 'rules.refused.notADuration' : 'rules.refused.notANumber'
  const { op } = rule.condition
  const threshold = parse(draft.threshold)
  if (threshold === undefined) refused.threshold = wrong
  else if (threshold < 0) refused.threshold = 'rules.refused.negative'
  if (draft.clear.trim() === '') return { op, threshold: threshold ?? 0 }

  const clear = parse(draft.clear)
  const above = op.startsWith('>')
  if (clear === undefined) refused.clear = wrong
  else if (threshold !== undefined && above && clear > threshold) refused.clear = 'rules.refused.clearAbove'
  else if (threshold !== undefined && !above && clear < threshold) refused.clear = 'rules.refused.clearBelow'
  return { op, threshold: threshold ?? 0, clear: clear ?? 0 }
}

function timeOf(field: 'pendingFor' | 'keepFiringFor', draft: RuleDraft, refused: Refusals): number {
  const ms = parseDuration(draft[field])
  if (ms === undefined) refused[field] = 'rules.refused.notADuration'
  else if (ms > DAY_MS) refused[field] = 'rules.refused.tooLong'
  return ms ?? 0
}

/** The rule that the form describes, or which fields can't be taken and why. Main checks it again. */
export function readDraft(
  rule: Rule,
  draft: RuleDraft,
  unit: Unit
): { readonly rule: Rule } | { readonly refused: Refusals } {
  const refused: Refusals = {}
  const shared = {
    enabled: draft.enabled,
    severity: draft.severity,
    announceEnd: draft.announceEnd,
    repeatEveryMs: draft.repeat === NEVER ? null : Number(draft.repeat) * MINUTE_MS,
    pendingForMs: timeOf('pendingFor', draft, refused),
    keepFiringForMs: timeOf('keepFiringFor', draft, refused)
  }
  const changed: Rule =
    rule.kind === 'realtime'
      ? { ...rule, ...shared, condition: conditionOf(rule, draft, unit, refused) }
      : { ...rule, ...shared }
  return Object.keys(refused).length > 0 ? { refused } : { rule: changed }
}
