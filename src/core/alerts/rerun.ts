import type { Instant } from '../ports/clock.ts'
import { createCauses } from './causes.ts'
import { openEpisode } from './episode-record.ts'
import type { Flaps } from './flaps.ts'
import type { Machine, Turn } from './machine.ts'
import { createMachines, type Machines } from './machines.ts'
import type { Rule } from './rule.ts'
import { createSnoozes } from './snoozes.ts'
import { sampleOf } from './trace-sample.ts'
import { LATE_MS } from './tracer.ts'
import { TRACED, type Mark, type Trace, type Traced, type TracePoint } from './trace.ts'
import { createVoice } from './voice.ts'
import type { EndReason, Episode } from './episode.ts'

export interface Change {
  readonly did: Traced
  /** Wall clock, ms. */
  readonly atMs: number
}

/** What became of running a rule over the values of one of its alerts once more. */
export type Verdict =
  | { readonly kind: 'same' }
  /** The first place where the two part; null: it has no more there. */
  | { readonly kind: 'differs'; readonly recorded: Change | null; readonly again: Change | null }
  /** The rule as it was in this version is not known any more. */
  | { readonly kind: 'noRule'; readonly version: number }

type RuleOf = (version: number) => Rule | undefined

const IS_TRACED: ReadonlySet<string> = new Set(TRACED)
const SUBJECT = { key: '', connectionId: null, unit: 'number', name: () => '' } as const

/** What the alert did as it was written down at the time. */
export function recorded({ points }: Trace): readonly Change[] {
  return points.flatMap(({ did = [], atMs }) => did.map((one) => ({ did: one, atMs })))
}

/** Versions of the rule that the points are of. */
function versionsOf({ version, points }: Trace): ReadonlySet<number> {
  const versions = new Set([version])
  for (const { saw, mark } of points) {
    if (saw.kind === 'rule' || saw.kind === 'restart') versions.add(saw.version)
    if (mark) versions.add(mark.version)
  }
  return versions
}

interface Run {
  readonly machines: Machines
  readonly byEpisode: Map<string, Machine>
  machine: Machine
}

/** Whether it came and went before is a thing of the time before, and told by the points. */
function flapsOf(isTold: () => boolean): Flaps {
  return {
    remember: () => undefined,
    ended: () => undefined,
    calmed: () => undefined,
    folds({ episode }, { wallMs }) {
      if (!isTold() || !episode) return false
      episode.unstable = { count: 1, firstAtMs: wallMs, lastAtMs: wallMs }
      return true
    }
  }
}

/** A machine as the mark has it. */
function machineOf(machines: Machines, byEpisode: Map<string, Machine>, mark: Mark, rule: Rule): Machine {
  const { state, level, lackAtMs, noData, unstable, sample, version: _version, ...times } = mark
  const machine = machines.create(SUBJECT, rule)
  const lackMs = lackAtMs === 'over' ? -Infinity : lackAtMs
  Object.assign(machine, { ...times, state, level, lackAtMs: lackMs })
  machine.sample = sampleOf(sample, rule) ?? { kind: 'unknown' }
  const episode = { ...openEpisode(machine, 'again', 0), state }
  if (noData) episode.noData = true
  if (unstable) {
    const over = unstable === 'steady' ? { overAtMs: 0 } : {}
    episode.unstable = { ...{ count: 1, firstAtMs: 0, lastAtMs: 0 }, ...over }
  }
  if (level === 'firing' || level === 'recovering') episode.severity = 'critical'
  machine.episode = episode
  byEpisode.set(episode.id, machine)
  machines.reschedule(machine)
  return machine
}

/**
 * Runs the rule over the points of an alert once more, by the very machine that runs the rules: pending, keep-firing and missing data count as
 * they did. Answers what it did; of points that were given up it knows nothing. Undefined: a version of the rule is not known.
 */
export function rerun(trace: Trace, ruleOf: RuleOf): readonly Change[] | undefined {
  if ([...versionsOf(trace)].some((version) => ruleOf(version) === undefined)) return undefined
  // Repeats change nothing about the alert.
  const plain = (version: number): Rule => {
    const rule = ruleOf(version)
    if (!rule) throw new Error('unknown version')
    return { ...rule, repeatEveryMs: null }
  }
  const changes: Change[] = []
  let place = 0
  let serial = 0

  /** What is due at one moment is served in one go, and was written down step by step. */
  function folds(): boolean {
    const monoMs = trace.points[place]?.monoMs
    for (let at = place; at < trace.points.length && trace.points[at]?.monoMs === monoMs; at++) {
      if (trace.points[at]?.folds) return true
    }
    return false
  }

  function begin(mark: Mark | undefined, version: number): Run {
    const byEpisode = new Map<string, Machine>()
    const causes = createCauses(byEpisode)
    const machines = createMachines({
      uuid: () => (serial++ === 0 ? 'again' : 'next'),
      voice: createVoice(createSnoozes([]), causes),
      ...{ causes, byEpisode, flaps: flapsOf(folds), touched: undefined }
    })
    const rule = plain(mark?.version ?? version)
    return {
      machines,
      byEpisode,
      machine: mark ? machineOf(machines, byEpisode, mark, rule) : machines.create(SUBJECT, rule)
    }
  }

  function step(now: Instant, act: (turn: Turn) => void): void {
    const turn: Turn = { now, effects: [], changes: [], traces: undefined }
    act(turn)
    for (const { episodeId, transition } of turn.changes) {
      if (episodeId !== 'again' || !isTraced(transition)) continue
      changes.push({ did: transition, atMs: now.wallMs })
    }
  }

  let run = begin(trace.points[0]?.mark, trace.version)
  let before: Instant | undefined

  /** What fell due between two points, each at its moment. */
  function pass(untilMs: number): void {
    if (!before) return
    for (let dueMs = run.machines.nextMs(); dueMs !== undefined && dueMs <= untilMs; dueMs = run.machines.nextMs()) {
      const now = { monoMs: dueMs, wallMs: before.wallMs + dueMs - before.monoMs }
      step(now, (turn) => run.machines.runDue(turn))
    }
  }

  function take({ saw, notBeforeMs }: TracePoint, turn: Turn): void {
    const { machines, machine } = run
    if (saw.kind === 'held') machines.hold(machine, turn)
    else if (saw.kind === 'end') machines.end(machine, saw.reason as EndReason | null, true, turn)
    else if (saw.kind === 'rule') machines.carry(machine, plain(saw.version), turn)
    else if (saw.kind === 'restart') {
      const { episode } = machine
      if (!episode) return
      run = begin(undefined, saw.version)
      const { clearForMs, ...rest } = { ...episode, clearForMs: saw.clearForMs }
      const known: Episode = clearForMs === undefined ? rest : { ...rest, clearForMs }
      run.machine = run.machines.restore(known, plain(saw.version))
      run.machines.anchor(run.machine, turn, undefined, saw)
    } else {
      const sample = sampleOf(saw, machine.rule)
      if (sample) machines.observe(machine, sample, turn)
    }
    if (notBeforeMs === undefined) return
    run.machine.notBeforeMs = notBeforeMs
    run.machines.reschedule(run.machine)
  }

  for (const [at, next] of trace.points.entries()) {
    place = at
    if (next.mark && next.gap) run = begin(next.mark, trace.version)
    else if (!next.late) pass(next.monoMs - LATE_MS)
    const now = { wallMs: next.atMs, monoMs: next.monoMs }
    step(now, (turn) => {
      const isTime = next.saw.kind === 'time'
      if (isTime || (!next.late && next.saw.kind !== 'held')) run.machines.runDue(turn)
      take(next, turn)
    })
    before = now
  }
  pass(trace.heardMonoMs - LATE_MS)
  return changes
}

const isTraced = (transition: string): transition is Traced => IS_TRACED.has(transition)

/** Whether the alert's own values make the same of it again. */
export function judgeAgain(trace: Trace, ruleOf: RuleOf): Verdict {
  const again = rerun(trace, ruleOf)
  if (!again) {
    const version = [...versionsOf(trace)].find((one) => ruleOf(one) === undefined)
    return { kind: 'noRule', version: version ?? trace.version }
  }
  const was = recorded(trace)
  for (let at = 0; at < Math.max(was.length, again.length); at++) {
    const [one, other] = [was[at] ?? null, again[at] ?? null]
    if (one?.did !== other?.did || one?.atMs !== other?.atMs) return { kind: 'differs', recorded: one, again: other }
  }
  return { kind: 'same' }
}
