import type { Instant } from '../ports/clock.ts'
import type { Sample } from './condition.ts'
import type { Timed } from './deadlines.ts'
import type { Effect, Transition } from './engine-types.ts'
import type { Episode } from './episode.ts'
import type { Locator } from './place.ts'
import { SEVERITIES, type Condition, type NoData, type Rule, type Severity, type Unstable } from './rule.ts'
import type { OpenTrace, Trace } from './trace.ts'
import { UNSTABLE } from './unstable.ts'

/**
 * One key of one rule. `breach` and `clear` are judged against the threshold in `normal` and `pending`, against the clear threshold
 * in `firing` and `recovering`. `due`: `pendingForMs` or `keepFiringForMs` is over; where it is 0, the state is passed through in
 * the same step. Leaving `normal` opens an episode, coming back ends it: without a trace out of `pending`, as `closed` out of the
 * others. A key that is gone (row removed, rule gone) goes to `normal` from anywhere, and one whose rule alerts about missing data to
 * `noData`.
 */
export const NEXT_STATE = {
  normal: { breach: 'pending', clear: 'normal', due: 'normal' },
  pending: { breach: 'pending', clear: 'normal', due: 'firing' },
  firing: { breach: 'firing', clear: 'recovering', due: 'firing' },
  recovering: { breach: 'firing', clear: 'recovering', due: 'normal' },
  noData: { breach: 'firing', clear: 'recovering', due: 'noData' }
} as const satisfies Record<MachineState, Record<'breach' | 'clear' | 'due', MachineState>>

export type MachineState = 'normal' | 'pending' | 'firing' | 'recovering' | 'noData'

/** What an episode says about the key it is of. */
export interface Subject {
  readonly key: string
  readonly connectionId: string | null
  readonly unit: Episode['unit']
  /** Asked once, when an episode opens. */
  readonly name: () => string
  /** Where on the floor it is now; absent where there is no such thing, or nobody knows yet. */
  readonly place?: Locator | undefined
}

/** The second level has no state of its own about missing data: it goes with the first. */
export type LevelState = Exclude<MachineState, 'noData'>

export interface Machine extends Timed {
  subject: Subject
  rule: Rule
  /** The second level of the rule as a condition. */
  critical: Condition | undefined
  level: LevelState
  /** Monotonic ms at which the level's pending or keep-firing time is over. */
  levelTimerMs: number | undefined
  state: MachineState
  /** The last known one; stays while the key is held. */
  sample: Sample
  /** Monotonic ms at which `pendingForMs` or `keepFiringForMs` is over. */
  timerMs: number | undefined
  /** Monotonic ms at which what was observed of the all-clear is put on record. */
  noteAtMs: number | undefined
  /** When its episode, which was less severe before, got critical, wall ms; in this run only. */
  raisedAtMs: number | undefined
  /** Monotonic ms at which an unstable key has burned steadily for long enough. */
  steadyAtMs: number | undefined
  /** Monotonic ms at which the running sample crosses its limit. */
  flipAtMs: number | undefined
  /** Set after an overslept deadline: until then it is not served. */
  notBeforeMs: number | undefined
  /** Set while nothing is known about the key: it keeps its state, no time counts and nothing is told. */
  heldSinceMs: number | undefined
  /** Monotonic ms at which missing data begins to count; -Infinity once it does. Undefined while there is data, or its feed is held. */
  lackAtMs: number | undefined
  /** How much of that was left when the feed was held. */
  lackLeftMs: number | undefined
  /** Present in every state but `normal`. */
  episode: Episode | undefined
  /** What the episode is explained by. */
  trace: OpenTrace | undefined
  /** Monotonic ms of the last announcement; undefined while the user is still owed the first. */
  announcedAtMs: number | undefined
  /** Monotonic ms at which it was last said, or the notifier said that it was told. */
  saidAtMs: number | undefined
  /** How often it was said as a first time or a repeat since the notifier said that it was told. */
  saidUntold: number
  /** The episode's snooze is the one of its rule or of everything, taken over when it fired. */
  inheritsSnooze: boolean
  /** The peak as the journal has it. */
  notedPeak: number | null
}

/** A key of which nothing is known yet. `order` is unique. */
export function newMachine(subject: Subject, rule: Rule, order: number): Machine {
  return {
    subject,
    rule,
    critical: criticalOf(rule),
    level: 'normal',
    levelTimerMs: undefined,
    steadyAtMs: undefined,
    raisedAtMs: undefined,
    order,
    wakeAtMs: Infinity,
    heapAtMs: 0,
    slot: -1,
    state: 'normal',
    sample: { kind: 'unknown' },
    timerMs: undefined,
    noteAtMs: undefined,
    flipAtMs: undefined,
    notBeforeMs: undefined,
    heldSinceMs: undefined,
    lackAtMs: undefined,
    lackLeftMs: undefined,
    episode: undefined,
    trace: undefined,
    announcedAtMs: undefined,
    saidAtMs: undefined,
    saidUntold: 0,
    inheritsSnooze: false,
    notedPeak: null
  }
}

export type Announcement = Extract<Effect, { type: 'announce' }>

/**
 * What one turn announced so far, which nobody has heard yet. A queue's alert can only explain agents of that queue, a site's only
 * queues and agents, so it stands where each finds it: a turn in which thousands fire asks about none of them twice.
 */
export interface Unheard {
  add(machine: Machine, announcement: Announcement): void
  /** Agents of the queue. */
  ofQueue(connectionId: string, queue: string): Iterable<Machine>
  /** Queues and agents of the connection. */
  ofConnection(connectionId: string): Iterable<Machine>
  /** It is not to be heard; false where there is nothing of the machine's present alert. */
  takeBack(machine: Machine): boolean
  /** `effects` without what was taken back. */
  rest(effects: readonly Effect[]): readonly Effect[]
}

/** One call of the engine: its moment, and what it has to say. */
export interface Turn {
  readonly now: Instant
  readonly effects: Effect[]
  /** Every record of an episode so far, in order. */
  readonly changes: { readonly episodeId: string; readonly transition: Transition }[]
  /** By episode: what is to be stored with it. Made for the first of them: most turns change nothing. */
  traces: Map<string, Trace> | undefined
  /** What of them is an announcement; absent as long as there is none. */
  unheard?: Unheard
}

export function isBurning(machine: Machine): boolean {
  return machine.state !== 'normal' && machine.state !== 'pending'
}

/** Nobody is told of what it finds. */
export function isShadow(rule: Pick<Rule, 'mode'>): boolean {
  return rule.mode === 'shadow'
}

/** Under which mode of its rule it opened, which may be another one since. */
export function isOfShadow({ shadow }: Episode): boolean {
  return shadow === true
}

export function noDataOf(rule: Rule): NoData | undefined {
  return rule.kind === 'realtime' ? rule.noData : undefined
}

export function conditionOf(rule: Rule): Condition | undefined {
  return rule.kind === 'realtime' ? rule.condition : undefined
}

export const unstableOf = ({ unstable = UNSTABLE }: Rule): Unstable | null => unstable

/** Its alert comes and goes, and stays open meanwhile. */
export function isUnstable({ rule, episode }: Pick<Machine, 'rule' | 'episode'>): boolean {
  return episode?.unstable !== undefined && episode.unstable.overAtMs === undefined && rule.unstable !== null
}

/** How long the all-clear must hold. */
export function keepFiringMs(machine: Machine): number {
  const { keepFiringForMs } = machine.rule
  return isUnstable(machine) ? Math.max(keepFiringForMs, unstableOf(machine.rule)?.calmForMs ?? 0) : keepFiringForMs
}

/** To be called whenever an unstable key swings: the time in which it must burn without doing so begins. */
export function countSteady(machine: Machine, monoMs: number): void {
  const burns = machine.state === 'firing' || machine.state === 'noData'
  const limits = isUnstable(machine) && burns ? unstableOf(machine.rule) : null
  machine.steadyAtMs = limits ? monoMs + limits.steadyForMs : undefined
}

export const rankOf = (severity: Severity): number => SEVERITIES.indexOf(severity)

export function criticalOf(rule: Rule): Condition | undefined {
  return rule.kind === 'realtime' && rule.critical ? { op: rule.condition.op, ...rule.critical } : undefined
}

export function isCritical({ level }: Pick<Machine, 'level'>): boolean {
  return level === 'firing' || level === 'recovering'
}

/** What burns is as severe as its rule says, or critical. */
export function severityOf(machine: Pick<Machine, 'level' | 'rule'>): Severity {
  return isCritical(machine) ? 'critical' : machine.rule.severity
}

/** The effects of a turn keep what the episode was at that moment. */
export function emit(turn: Turn, transition: Transition, episode: Episode): void {
  turn.changes.push({ episodeId: episode.id, transition })
  turn.effects.push({ type: 'episode', transition, episode: { ...episode } })
}
