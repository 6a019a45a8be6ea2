import { isWorse, valueAt } from './condition.ts'
import type { Episode } from './episode.ts'
import { conditionOf, criticalOf, isShadow, severityOf, type Machine } from './machine.ts'
import { SEVERITIES, type Rule, type Severity } from './rule.ts'

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
export function openEpisode(machine: Machine, id: string, wallMs: number): Episode {
  const { subject, rule } = machine
  return {
    ...ruleFields(rule),
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
    ...(isShadow(rule) ? { shadow: true } : {})
  }
}

/** Makes an open episode one of the rule's new version. */
export function carryOver(machine: Machine, episode: Episode, rule: Rule): void {
  delete episode.critical
  Object.assign(episode, ruleFields(rule))
  noteSeverity(machine, episode)
  if (!machine.critical && episode.owes === 'worsened') delete episode.owes
}

const rank = (severity: Severity): number => SEVERITIES.indexOf(severity)

/** Writes how severe it is now. */
export function noteSeverity(machine: Machine, episode: Episode): void {
  episode.severity = severityOf(machine)
  const { severity, highest } = episode
  if (machine.critical) episode.highest = highest && rank(highest) > rank(severity) ? highest : severity
}

/** Writes the machine's last sample into its episode. */
export function noteSample(machine: Machine, monoMs: number): void {
  const { episode, sample } = machine
  if (!episode || sample.kind === 'unknown' || sample.kind === 'absent') return
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
  if (!episode || episode.peak === null || notedPeak === null || sample.kind !== 'number') return false
  const threshold = episode.threshold ?? 0
  const noted = Math.abs(notedPeak - threshold)
  const present = Math.abs(episode.peak - threshold)
  return present > noted && present >= 2 * Math.max(noted, Math.abs(threshold) / 10)
}
