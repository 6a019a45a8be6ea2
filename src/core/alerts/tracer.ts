import type { Sample } from './condition.ts'
import type { Transition } from './engine-types.ts'
import type { Episode } from './episode.ts'
import { isBurning, isUnstable, noDataOf, type Machine, type Turn } from './machine.ts'
import { isSeen, seenOf } from './trace-sample.ts'
import { fitted, PIECE } from './trace-thinning.ts'
import {
  TRACE_POINTS,
  TRACED,
  type OpenTrace,
  type EpisodeTrace,
  type Mark,
  type Seen,
  type Trace,
  type Traced,
  type TracePoint
} from './trace.ts'
import type { Waited } from './unfinished.ts'

/** A deadline served no later than this after its moment is one that was busy, ms. */
export const LATE_MS = 1_000
/** A run that begins without data began so much before the moment at which that counted, beside what the rule says, ms. */
const A_BIT_MS = 0.001
/** With so many alerts open at once each keeps fewer points, but no fewer than `LEAST`. */
const POINTS_OF_ALL = 60_000
const LEAST = 40

/** A machine as it was before a step. */
interface Before {
  readonly trace: OpenTrace
  readonly changes: number
  readonly state: string
  readonly level: string
  readonly lacks: boolean
  readonly isLate: boolean
  readonly notBeforeMs: number | undefined
  readonly wasUnstable: boolean
  readonly mark: Mark | undefined
}

/** What a step was given: a sample, or one of the things that are none. */
export type Input = Sample | Extract<Seen, { readonly kind: 'time' | 'held' | 'restart' | 'rule' | 'end' }>

export interface Tracer {
  /** To be called before a step of a machine with an episode. */
  before(machine: Machine, input: Input['kind'], turn: Turn): Before | undefined
  /** To be called after it, where the machine had an episode or has one now. */
  after(machine: Machine, before: Before | undefined, changes: number, input: Input, turn: Turn): void
  /** The alert of an earlier run goes on. */
  resume(machine: Machine, stored: Trace | undefined, waited: Waited, turn: Turn): void
}

const NOTHING: readonly Traced[] = []
const IS_TRACED: ReadonlySet<Transition> = new Set(TRACED)
const isTraced = (transition: Transition): transition is Traced => IS_TRACED.has(transition)

function unstableOf({ episode }: Machine): Mark['unstable'] {
  if (!episode?.unstable) return undefined
  return episode.unstable.overAtMs === undefined ? 'unstable' : 'steady'
}

function markOf(machine: Machine): Mark | undefined {
  const { state, level, timerMs, levelTimerMs, steadyAtMs, flipAtMs, notBeforeMs, heldSinceMs } = machine
  const { lackAtMs, lackLeftMs, episode, rule } = machine
  if (state === 'normal') return undefined
  return {
    version: rule.version,
    state,
    level,
    sample: seenOf(machine.sample),
    timerMs,
    levelTimerMs,
    steadyAtMs,
    flipAtMs,
    notBeforeMs,
    heldSinceMs,
    lackAtMs: lackAtMs === -Infinity ? 'over' : lackAtMs,
    lackLeftMs,
    noData: episode?.noData,
    unstable: unstableOf(machine)
  }
}

/** The trace as it is now, for others to keep. */
function written({ version, heardAtMs, heardMonoMs, points }: OpenTrace): Trace {
  return { version, heardAtMs, heardMonoMs, points: [...points] }
}

export function createTracer(openCount: () => number): Tracer {
  function push(machine: Machine, trace: OpenTrace, point: TracePoint): void {
    trace.points.push(point)
    trace.isNew = true
    trace.sinceMark = point.mark ? 1 : trace.sinceMark + 1
    const most = Math.min(TRACE_POINTS, Math.max(LEAST, Math.floor(POINTS_OF_ALL / Math.max(1, openCount()))))
    if (trace.points.length > most) trace.points = [...fitted(trace.points, machine.rule, most)]
  }

  function didIn(turn: Turn, from: number, episodeId: string): readonly Traced[] {
    if (from === turn.changes.length) return NOTHING
    const did: Traced[] = []
    for (let at = from; at < turn.changes.length; at++) {
      const change = turn.changes[at]
      if (change?.episodeId === episodeId && isTraced(change.transition)) did.push(change.transition)
    }
    return did
  }

  function store(trace: OpenTrace, did: readonly Traced[], turn: Turn): void {
    if (did.length === 0) return
    turn.traces ??= new Map()
    turn.traces.set(trace.episodeId, written(trace))
    trace.isNew = false
  }

  function start(machine: Machine, episodeId: string, saw: Seen, { now }: Turn): OpenTrace {
    const trace: OpenTrace = {
      ...{ episodeId, version: machine.rule.version, points: [], last: saw, sinceMark: 0, isNew: true },
      ...{ heardAtMs: now.wallMs, heardMonoMs: now.monoMs }
    }
    machine.trace = trace
    return trace
  }

  function opened(machine: Machine, { id, noData, unstable }: Episode, changes: number, turn: Turn): void {
    const { wallMs, monoMs } = turn.now
    const did = didIn(turn, changes, id)
    const made = { ...(did.length > 0 ? { did: [...did] } : {}), ...(unstable ? { folds: true as const } : {}) }
    const base = { ...(machine.notBeforeMs === undefined ? {} : { notBeforeMs: machine.notBeforeMs }), ...made }
    if (noData) {
      const afterMs = noDataOf(machine.rule)?.afterMs ?? 0
      const trace = start(machine, id, { kind: 'unknown' }, turn)
      const since = { atMs: wallMs - afterMs, monoMs: monoMs - afterMs - A_BIT_MS }
      push(machine, trace, { ...since, saw: trace.last })
      push(machine, trace, { ...{ atMs: wallMs, monoMs, saw: { kind: 'time' } }, ...base, heardAtMs: since.atMs })
      store(trace, did, turn)
      return
    }
    const trace = start(machine, id, seenOf(machine.sample), turn)
    push(machine, trace, { ...{ atMs: wallMs, monoMs, saw: trace.last }, ...base })
    store(trace, did, turn)
  }

  function noted(machine: Machine, before: Before, input: Input, turn: Turn): void {
    const { trace } = before
    const { wallMs: atMs, monoMs } = turn.now
    const did = didIn(turn, before.changes, trace.episodeId)
    const isSame = machine.episode?.id === trace.episodeId
    const moved =
      !isSame || machine.state !== before.state || machine.level !== before.level || lacks(machine) !== before.lacks
    const folds = isSame && isUnstable(machine) && !before.wasUnstable
    const isGrace = isSame && machine.notBeforeMs !== undefined && machine.notBeforeMs !== before.notBeforeMs
    const isTime = input.kind === 'time'
    const isNews = !isTime && !isKnown(trace.last, input)
    const isMore = moved || folds || isGrace || did.length > 0 || before.isLate || isTime || before.mark !== undefined
    if (isNews && !isMore) {
      // Nearly all there is to write down, and often.
      const saw = isInput(input) ? input : seenOf(input)
      push(machine, trace, { atMs, monoMs, saw })
      trace.last = saw
    } else if (isNews || moved || folds || isGrace || did.length > 0 || before.isLate) {
      const saw = isInput(input) ? input : seenOf(input)
      push(machine, trace, {
        ...{ atMs, monoMs, saw },
        ...(did.length > 0 ? { did: [...did] } : {}),
        ...(before.isLate ? { late: true } : {}),
        ...(isGrace ? { notBeforeMs: machine.notBeforeMs } : {}),
        ...(folds ? { folds: true } : {}),
        ...(moved ? { moved: true } : {}),
        ...(isTime ? { heardAtMs: trace.heardAtMs } : {}),
        ...(before.mark ? { mark: before.mark } : {})
      })
      if (!isTime) trace.last = saw
    }
    if (!isInput(input)) {
      trace.heardAtMs = atMs
      trace.heardMonoMs = monoMs
      trace.isNew = true
    }
    store(trace, did, turn)
  }

  return {
    before(machine, input, { now, changes }) {
      const { trace, state, level, wakeAtMs, notBeforeMs } = machine
      if (!trace) return undefined
      const lateMs = now.monoMs - wakeAtMs
      return {
        trace,
        state,
        level,
        notBeforeMs,
        changes: changes.length,
        lacks: lacks(machine),
        isLate: input === 'restart' || (input === 'time' ? lateMs >= LATE_MS : lateMs >= 0),
        wasUnstable: isUnstable(machine),
        mark: trace.sinceMark >= PIECE ? markOf(machine) : undefined
      }
    },
    after(machine, before, changes, input, turn) {
      const { episode } = machine
      if (before) noted(machine, before, input, turn)
      if (before?.trace.episodeId === episode?.id) return
      machine.trace = undefined
      if (episode) opened(machine, episode, changes, turn)
    },
    resume(machine, stored, { pendingForMs, level }, turn) {
      const { episode, rule } = machine
      if (!episode) return
      const { wallMs: atMs, monoMs } = turn.now
      const { clearForMs } = episode
      const saw: Seen = {
        ...{ kind: 'restart', version: rule.version },
        ...(clearForMs === undefined ? {} : { clearForMs }),
        ...(pendingForMs === undefined ? {} : { pendingForMs }),
        ...(level ? { level } : {})
      }
      const trace = start(machine, episode.id, saw, turn)
      if (stored) {
        trace.version = stored.version
        trace.points = [...stored.points]
        trace.heardAtMs = stored.heardAtMs
        push(machine, trace, { atMs, monoMs, saw, late: true })
      } else {
        const mark = markOf(machine)
        push(machine, trace, { atMs, monoMs, saw, late: true, ...(mark ? { mark } : {}) })
      }
    }
  }
}

const lacks = ({ lackAtMs }: Machine): boolean => lackAtMs === -Infinity

function isInput(input: Input): input is Exclude<Input, Sample> {
  const { kind } = input
  return kind === 'time' || kind === 'held' || kind === 'restart' || kind === 'rule' || kind === 'end'
}

function isKnown(last: Seen, input: Input): boolean {
  if (!isInput(input)) return isSeen(last, input)
  // After a start nothing is known anyway.
  return input.kind === 'held' && (last.kind === 'held' || last.kind === 'restart')
}

/** To be called at the end of a turn: what was written down of a change goes with its last record. */
export function handOver({ effects, traces }: Turn): void {
  if (!traces) return
  for (let at = effects.length - 1; at >= 0 && traces.size > 0; at--) {
    const effect = effects[at]
    const trace = effect?.type === 'episode' ? traces.get(effect.episode.id) : undefined
    if (effect?.type !== 'episode' || !trace) continue
    effects[at] = { ...effect, trace }
    traces.delete(effect.episode.id)
  }
}

/** What alerts rest on that the journal has not got. */
export function takeTraces(machines: Iterable<Machine>): readonly EpisodeTrace[] {
  const taken: EpisodeTrace[] = []
  for (const machine of machines) {
    const { trace } = machine
    if (!trace?.isNew || !isBurning(machine)) continue
    trace.isNew = false
    taken.push({ episodeId: trace.episodeId, trace: written(trace) })
  }
  return taken
}

export function traceOf(machine: Machine | undefined): Trace | undefined {
  return machine?.trace && written(machine.trace)
}
