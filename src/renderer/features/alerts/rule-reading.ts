import type { Filter, RealtimeRule, Rule } from '../../../core/alerts/rule.ts'
import { formatDuration } from '../../../core/text/format.ts'
import { WEEKDAYS } from '../../../core/weekly-hours.ts'
import { isZone } from '../../../core/zoned-time.ts'
import type { FeedShape } from '../../state/feed-shape.ts'
import { comparedOf, parseDuration, type Reading } from './rule-conditions.ts'
import { DAY_MS, MINUTE_MS, NEVER, type FilterDraft, type Refusals, type RuleDraft } from './rule-draft.ts'
import { coveredFeeds, isUnknown } from './rule-measures.ts'
import { filterRef } from './rule-refs.ts'
import { unstableOf } from './rule-unstable.ts'

const NAME_AT_MOST = 200
const TIMES_AT_MOST = 1000

/** `8:00` in minutes after midnight. */
export function minuteOf(text: string): number | undefined {
  const [, hours, minutes] = /^(\d{1,2}):(\d{2})$/.exec(text.trim()) ?? []
  if (hours === undefined || minutes === undefined || Number(hours) > 23 || Number(minutes) > 59) return undefined
  return Number(hours) * 60 + Number(minutes)
}

/** `2026-12-24`, and a day that there is. */
export function isDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false
  const ms = Date.parse(`${text}T00:00:00Z`)
  return !Number.isNaN(ms) && new Date(ms).toISOString().startsWith(text)
}

/** A time that nobody touched stays what it was, also where the form shows it cut to the second. */
function timeOf(
  { draft, refused }: Reading,
  field: 'pendingFor' | 'keepFiringFor' | 'noDataAfter',
  beforeMs?: number
): number {
  const text = draft[field]
  if (beforeMs !== undefined && text === formatDuration(beforeMs)) return beforeMs
  const ms = parseDuration(text)
  if (ms === undefined) refused[field] = 'rules.refused.notADuration'
  else if (ms > DAY_MS) refused[field] = 'rules.refused.tooLong'
  return ms ?? 0
}

function filtersOf({ draft, refused, feeds }: Reading, list: 'scope' | 'among'): Filter[] {
  const allowed = new Map<string, readonly string[]>()
  return draft[list].flatMap((filter, at) => {
    const by = filterRef(filter.by)
    if (!by) refused[`${list}.${at}`] = 'ruleForm.refused.noFilter'
    else if (!('key' in by) && isUnknown(by, feeds)) refused[`${list}.${at}`] = 'ruleForm.refused.unknownMeasure'
    else refuseValues(filter, `${list}.${at}.oneOf`, allowed, refused)
    return by ? [{ by, oneOf: [...filter.oneOf] }] : []
  })
}

function refuseValues(
  { by, oneOf }: FilterDraft,
  field: `${'scope' | 'among'}.${number}.oneOf`,
  allowed: Map<string, readonly string[]>,
  refused: Refusals
): void {
  const before = allowed.get(by)
  const left = before ? oneOf.filter((value) => before.includes(value)) : oneOf
  allowed.set(by, left)
  if (oneOf.length === 0) refused[field] = 'ruleForm.refused.noValues'
  else if (left.length === 0) refused[field] = 'ruleForm.refused.emptyScope'
}

function hoursOf({ draft, refused }: Reading): Rule['hours'] {
  const [fromMinute, toMinute] = [minuteOf(draft.from), minuteOf(draft.to)]
  const holidays = draft.holidays.split(/[^\d-]+/).filter((part) => part !== '')
  if (draft.days.length === 0) refused.days = 'ruleForm.refused.noDays'
  if (fromMinute === undefined) refused.from = 'ruleForm.refused.notAClock'
  if (toMinute === undefined) refused.to = 'ruleForm.refused.notAClock'
  if (!isZone(draft.zone)) refused.zone = 'ruleForm.refused.notAZone'
  if (/[^\d\s,;-]/.test(draft.holidays) || !holidays.every(isDate)) refused.holidays = 'ruleForm.refused.notADate'
  return {
    zone: draft.zone,
    days: WEEKDAYS.filter((day) => draft.days.includes(day)),
    ...{ fromMinute: fromMinute ?? 0, toMinute: toMinute ?? 0 },
    ...(holidays.length > 0 ? { holidays } : {})
  }
}

function sharedOf(reading: Reading, base: Rule) {
  const { draft, refused } = reading
  const name = draft.name.trim()
  if (name === '') refused.name = 'ruleForm.refused.noName'
  else if (name.length > NAME_AT_MOST) refused.name = 'ruleForm.refused.longName'
  const isRepeated = draft.repeat !== NEVER
  const times = draft.repeatAtMost.trim() === '' ? undefined : Number(draft.repeatAtMost)
  if (isRepeated && times !== undefined && !(Number.isInteger(times) && times >= 1 && times <= TIMES_AT_MOST)) {
    refused.repeatAtMost = 'ruleForm.refused.notACount'
  }
  const { repeatAtMost: _times, hours: _hours, mode, unstable: _unstable, ...rest } = base
  return {
    rest,
    shared: {
      ...{ name, enabled: draft.enabled, severity: draft.severity, announceEnd: draft.announceEnd },
      repeatEveryMs: isRepeated ? Math.round(Number(draft.repeat) * MINUTE_MS) : null,
      pendingForMs: timeOf(reading, 'pendingFor', base.pendingForMs),
      keepFiringForMs: timeOf(reading, 'keepFiringFor', base.keepFiringForMs),
      ...(isRepeated && times !== undefined ? { repeatAtMost: times } : {}),
      ...(draft.isShadow ? { mode: 'shadow' as const } : mode === 'live' ? { mode } : {}),
      ...(draft.hasHours ? { hours: hoursOf(reading) } : {}),
      ...unstableOf(reading, base)
    }
  }
}

function rowsOf(reading: Reading, base: RealtimeRule | undefined) {
  const { draft } = reading
  const among = draft.over === 'count' ? filtersOf(reading, 'among') : []
  const afterMs = draft.noData === 'none' ? 0 : timeOf(reading, 'noDataAfter', base?.noData?.afterMs)
  return {
    ...{ producer: draft.producer, over: draft.over, scope: filtersOf(reading, 'scope') },
    ...(among.length > 0 ? { among } : {}),
    ...comparedOf(reading, base),
    ...(draft.noData === 'none' ? {} : { noData: { policy: draft.noData, afterMs } })
  }
}

/**
 * The rule that the form describes, or which fields can't be taken and why. What the form does not know of a rule stays as `base` has
 * it. Main checks it again.
 */
export function readDraft(
  base: Rule,
  draft: RuleDraft,
  allFeeds: readonly FeedShape[]
): { readonly rule: Rule } | { readonly refused: Refusals } {
  const refused: Refusals = {}
  const reading = { draft, refused, feeds: coveredFeeds(draft.producer, allFeeds) }
  const { rest, shared } = sharedOf(reading, base)
  const { id, version } = base
  let rule: Rule
  if (draft.kind === 'feed') {
    rule = { ...(base.kind === 'feed' ? rest : {}), id, version, ...shared, kind: 'feed' }
  } else if (draft.kind === 'target') {
    if (draft.states.length === 0) refused.states = 'ruleForm.refused.noStates'
    rule = { ...(base.kind === 'target' ? rest : {}), id, version, ...shared, kind: 'target', states: draft.states }
  } else {
    const before = base.kind === 'realtime' ? base : undefined
    const kept = before ? withoutRows(before) : {}
    rule = { ...kept, id, version, ...shared, kind: 'realtime', ...rowsOf(reading, before) }
  }
  return Object.keys(refused).length > 0 ? { refused } : { rule }
}

/** What the form writes anew is not carried over. */
function withoutRows(rule: RealtimeRule) {
  const { repeatAtMost: _a, hours: _b, mode: _c, among: _d, metric: _e, noData: _f, ...others } = rule
  const { critical: _g, also: _h, unstable: _i, ...rest } = others
  return rest
}
