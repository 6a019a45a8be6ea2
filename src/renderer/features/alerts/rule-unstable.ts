import type { Rule, Unstable } from '../../../core/alerts/rule.ts'
import { UNSTABLE, UNSTABLE_LEAST_MS, UNSTABLE_TIMES } from '../../../core/alerts/unstable.ts'
import { formatDuration } from '../../../core/text/format.ts'
import { parseDuration, type Reading } from './rule-conditions.ts'
import { DAY_MS } from './rule-draft.ts'

type Time = 'unstableWithin' | 'calmFor' | 'steadyFor'

/** A time of at least a minute and at most a day. */
function timeOf({ draft, refused }: Reading, field: Time, before: number | undefined): number {
  const text = draft[field]
  if (before !== undefined && text === formatDuration(before)) return before
  const ms = parseDuration(text)
  if (ms === undefined) refused[field] = 'rules.refused.notADuration'
  else if (ms < UNSTABLE_LEAST_MS) refused[field] = 'ruleForm.refused.tooShort'
  else if (ms > DAY_MS) refused[field] = 'rules.refused.tooLong'
  return ms ?? UNSTABLE.withinMs
}

function ownOf(reading: Reading, before: Unstable | undefined): Unstable {
  const { draft, refused } = reading
  const times = Number(draft.unstableTimes)
  if (!(Number.isInteger(times) && times >= UNSTABLE_TIMES.least && times <= UNSTABLE_TIMES.most)) {
    refused.unstableTimes = 'ruleForm.refused.notATimes'
  }
  return {
    times,
    withinMs: timeOf(reading, 'unstableWithin', before?.withinMs),
    calmForMs: timeOf(reading, 'calmFor', before?.calmForMs),
    steadyForMs: timeOf(reading, 'steadyFor', before?.steadyForMs)
  }
}

/** What the form says of alerts that come and go. What became of a target does not: such a rule keeps what it has. */
export function unstableOf(reading: Reading, { unstable }: Rule): Pick<Rule, 'unstable'> {
  const { kind, unstable: how } = reading.draft
  if (kind === 'target') return unstable === undefined ? {} : { unstable }
  if (how === 'usual') return {}
  return { unstable: how === 'never' ? null : ownOf(reading, unstable ?? undefined) }
}
