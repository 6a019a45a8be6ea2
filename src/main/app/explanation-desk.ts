import type { Explanation, KnownExplanation } from '../../contract/explanation.ts'
import type { RequestInput } from '../../contract/requests.ts'
import { valueAt } from '../../core/alerts/condition.ts'
import { judgeAgain, recorded } from '../../core/alerts/rerun.ts'
import type { Rule } from '../../core/alerts/rule.ts'
import type { Seen, Trace, TracePoint } from '../../core/alerts/trace.ts'
import type { Journal } from '../../core/ports/journal.ts'
import type { AlertDesk } from './alert-desk-types.ts'

/** So many versions of a rule are looked through. */
const VERSIONS = 500

export interface ExplanationDesk {
  answer(input: RequestInput<'alert:explanation'>): Explanation
}

type Sample = KnownExplanation['samples'][number]

/** What the windows draw at that moment: of several conditions the rule's own. */
function sampleAt(saw: Seen, { atMs, monoMs, gap }: TracePoint): Sample {
  const main = saw.kind === 'joined' ? saw.main : saw
  const place = { atMs, ...(gap ? { gap } : {}) }
  if (main.kind === 'running') return { ...place, value: valueAt(main, monoMs), rises: main.count }
  const value = main.kind === 'number' || main.kind === 'stated' ? main.value : null
  return { ...place, value, rises: 0 }
}

function samplesOf({ points }: Trace): readonly Sample[] {
  const samples: Sample[] = []
  let last: Seen = { kind: 'unknown' }
  for (const point of points) {
    const { saw, mark } = point
    if (mark && point.gap) last = mark.sample
    if (saw.kind !== 'time' && saw.kind !== 'rule' && saw.kind !== 'end') last = saw
    samples.push(sampleAt(last, point))
  }
  return samples
}

/** From when on each version of the rule was the one that counted. */
function limitsOf(
  { version, points }: Trace,
  ruleOf: (version: number) => Rule | undefined
): KnownExplanation['limits'] {
  const versions = new Map([[version, points[0]?.atMs ?? 0]])
  for (const { saw, atMs } of points) {
    if ((saw.kind === 'rule' || saw.kind === 'restart') && !versions.has(saw.version)) versions.set(saw.version, atMs)
  }
  return [...versions].flatMap(([number, fromMs]) => {
    const rule = ruleOf(number)
    if (rule?.kind !== 'realtime') return []
    const { condition, critical } = rule
    return {
      ...{ fromMs, threshold: condition.threshold, clear: condition.clear ?? null },
      ...{ critical: critical?.threshold ?? null, criticalClear: critical?.clear ?? null }
    }
  })
}

/** When what it fired by had been said: at that very moment, or before, where only time was missing. */
function firedByMs({ points }: Trace): number | null {
  const fired = points.find(({ did }) => did?.includes('fired'))
  return fired ? (fired.heardAtMs ?? fired.atMs) : null
}

/** Answers what an alert rests on, from the engine while it is open and from the journal afterwards. */
export function createExplanationDesk(deps: {
  readonly desk: () => Pick<AlertDesk, 'trace'>
  readonly journal: Pick<Journal, 'episode' | 'ruleVersions'>
  readonly rules: () => readonly Rule[]
}): ExplanationDesk {
  function versionsOf(ruleId: string): (version: number) => Rule | undefined {
    const known = new Map<number, Rule>()
    for (const { rule, how } of deps.journal.ruleVersions(ruleId, VERSIONS)) {
      if (how !== 'removed' && !known.has(rule.version)) known.set(rule.version, rule)
    }
    const present = deps.rules().find(({ id }) => id === ruleId)
    if (present) known.set(present.version, present)
    return (version) => known.get(version)
  }

  return {
    answer({ episodeId }) {
      const trace = deps.desk().trace(episodeId)
      const episode = deps.journal.episode(episodeId)
      if (!trace || !episode) return { kind: 'none' }
      const ruleOf = versionsOf(episode.ruleId)
      return {
        kind: 'known',
        ruleVersion: trace.version,
        pendingForMs: ruleOf(trace.version)?.pendingForMs ?? null,
        samples: [...samplesOf(trace)],
        changes: [...recorded(trace)],
        limits: limitsOf(trace, ruleOf),
        firedByMs: firedByMs(trace),
        heardAtMs: trace.heardAtMs,
        verdict: judgeAgain(trace, ruleOf)
      }
    }
  }
}
