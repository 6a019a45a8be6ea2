import { isWorse, judge, mainOf, valueAt, type Sample, type Signal } from './condition.ts'
import type { Episode } from './episode.ts'
import { conditionOf, criticalOf, isBurning, isShadow, rankOf, severityOf, type Machine, type Turn } from './machine.ts'
import type { Rule } from './rule.ts'

type Joined = Extract<Sample, { readonly kind: 'joined' }>

function ruleFields(rule: Rule) {
  const condition = conditionOf(rule)
  const critical = criticalOf(rule)
  return {
    ruleId: rule.id,
    ruleVersion: rule.version,
    ruleName: rule.name,
    severity: rule.severity,
    op: condition?.op ?? null,
    threshold: condition?.threshold ?? null,
    clear: condition?.clear ?? null,
    ...(critical ? { critical: { threshold: critical.threshold, clear: critical.clear ?? null } } : {})
  }
}

/** A new episode of the machine's key, pending. */
export function openEpisode(machine: Pick<Machine, 'subject' | 'rule'>, id: string, wallMs: number): Episode {
  const { subject, rule } = machine
  const { ruleId, ruleVersion, ruleName, severity, op, threshold, clear, critical } = ruleFields(rule)
  // Written out: thousands may open in one turn, and an object that grows field by field costs several times as much.
  return {
    ruleId,
    ruleVersion,
    ruleName,
    severity,
    op,
    threshold,
    clear,
    id,
    kind: rule.kind,
    key: subject.key,
    keyName: subject.name(),
    connectionId: subject.connectionId,
    state: 'pending',
    unit: subject.unit,
    value: null,
    sinceMs: null,
    reason: null,
    peak: null,
    breachedAtMs: wallMs,
    firedAtMs: null,
    recoveringSinceMs: null,
    closedAtMs: null,
    toldAtMs: null,
    toldCount: 0,
    acknowledgedAtMs: null,
    note: null,
    snoozedUntilMs: null,
    ...(critical ? { critical } : {}),
    ...(isShadow(rule) ? { shadow: true } : {})
  }
}

/** Makes an open episode one of the rule's new version. */
export function carryOver(machine: Machine, episode: Episode, rule: Rule): void {
  delete episode.critical
  delete episode.also
  Object.assign(episode, ruleFields(rule))
  noteSeverity(machine, episode)
  if (!machine.critical && episode.owes === 'worsened') delete episode.owes
}

/** Writes how severe it is now. */
export function noteSeverity(machine: Machine, episode: Episode): void {
  episode.severity = severityOf(machine)
  const { severity, highest } = episode
  if (machine.critical) episode.highest = highest && rankOf(highest) > rankOf(severity) ? highest : severity
}

function holds(signal: Signal): boolean | null {
  return signal === 'unknown' ? null : signal === 'breach'
}

/** Which of several conditions hold at that moment, and by what. */
function noteConditions(machine: Machine, episode: Episode, { join, main, others }: Joined, monoMs: number): void {
  const burns = isBurning(machine)
  episode.also = {
    join,
    holds: holds(judge(conditionOf(machine.rule), burns, main, monoMs).signal),
    conditions: others.map(({ further: { condition, over, metric, unit }, sample }) => ({
      ...{ over, metric, unit, op: condition.op, threshold: condition.threshold, clear: condition.clear ?? null },
      value: valueAt(sample, monoMs),
      holds: holds(judge(condition, burns, sample, monoMs).signal)
    }))
  }
  // What is not counting at present must not be counted up by whoever reads it.
  episode.sinceMs = null
  if (main.kind !== 'running') episode.value = valueAt(main, monoMs)
}

/** The episode as it is at `monoMs`; what runs is counted up. */
export function presentEpisode(machine: Machine, episode: Episode, monoMs: number): Episode {
  const present = { ...episode }
  const { sample } = machine
  if (machine.heldSinceMs !== undefined) return present
  if (sample.kind === 'joined') noteConditions(machine, present, sample, monoMs)
  const main = mainOf(sample)
  if (main.kind !== 'running') return present
  present.sinceMs = main.sinceMs
  present.value = valueAt(main, monoMs)
  return present
}

/** Writes the machine's last sample into its episode. */
export function noteSample(machine: Machine, monoMs: number): void {
  const { episode } = machine
  if (!episode) return
  const sample = mainOf(machine.sample)
  if (machine.sample.kind === 'joined') noteConditions(machine, episode, machine.sample, monoMs)
  if (sample.kind === 'unknown' || sample.kind === 'absent') return
  if (sample.kind === 'stated') {
    if (!sample.isBreach) return
    episode.reason = sample.reason
    episode.threshold = sample.threshold
    episode.op = sample.threshold === null ? null : '>='
  }
  if (sample.kind === 'running') episode.sinceMs = sample.sinceMs
  episode.value = valueAt(sample, monoMs)
  if (episode.value === null) return
  if (episode.peak === null || (episode.op !== null && isWorse(episode.op, episode.value, episode.peak))) {
    episode.peak = episode.value
  }
}

/**
 * Whether the peak moved so far that the journal should know: twice as far beyond the threshold as it has on record. A breach that
 * creeps up for hours costs a handful of writes. Running values are left out: their start says it all.
 */
export function hasWorsened(machine: Machine): boolean {
  const { episode, notedPeak, sample } = machine
  if (!episode || episode.peak === null || notedPeak === null || mainOf(sample).kind !== 'number') return false
  const threshold = episode.threshold ?? 0
  const noted = Math.abs(notedPeak - threshold)
  const present = Math.abs(episode.peak - threshold)
  return present > noted && present >= 2 * Math.max(noted, Math.abs(threshold) / 10)
}

/** An unstable key fires once more, or gets critical once more. */
export function countSwing(episode: Episode | undefined, turn: Turn): void {
  if (!episode?.unstable) return
  episode.unstable = { ...episode.unstable, count: episode.unstable.count + 1, lastAtMs: turn.now.wallMs }
}
