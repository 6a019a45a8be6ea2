import type { Causes } from './causes.ts'
import { createCarrying, transitionOf } from './carrying.ts'
import { countClear, createClearNotes } from './clear-time.ts'
import { judge, type Sample } from './condition.ts'
import { createDeadlines } from './deadlines.ts'
import type { EndReason, Episode } from './episode.ts'
import { noteSample, presentEpisode } from './episode-record.ts'
import type { Flaps } from './flaps.ts'
import { createHolding } from './holding.ts'
import { createLevels, levelFlipMs } from './levels.ts'
import { conditionOf, countSteady, emit, isBurning, isUnstable, newMachine, NEXT_STATE, noDataOf } from './machine.ts'
import type { Machine, Subject, Turn } from './machine.ts'
import { GRACE_MS, OVERSLEPT_MS } from './oversleep.ts'
import type { Locator } from './place.ts'
import type { Rule } from './rule.ts'
import { createTracer, type Input } from './tracer.ts'
import type { Trace } from './trace.ts'
import { createTransitions } from './transitions.ts'
import { goOn, type Waited } from './unfinished.ts'
import type { Voice } from './voice.ts'

/** Runs the machines of all keys of all rules, and owns their deadlines and open episodes. */
export interface Machines {
  create(subject: Subject, rule: Rule): Machine
  /** An episode of an earlier run, or what was about to be one. Held until something is known about its key; `anchor` must follow before any turn. */
  restore(episode: Episode, rule: Rule): Machine
  anchor(machine: Machine, turn: Turn, trace?: Trace, waited?: Waited): void
  /** What the key's metric is now. */
  observe(machine: Machine, sample: Sample, turn: Turn): void
  /** The metric passed its limit so long ago that nobody can have been looking: it has to wait, as any deadline that was overslept. */
  postpone(machine: Machine, sample: Sample, turn: Turn): void
  hold(machine: Machine, turn: Turn): void
  /** The key is gone. `reason` is noted in the episode, null leaves what is there; silently: its end is not announced. */
  end(machine: Machine, reason: EndReason | null, isSilent: boolean, turn: Turn): void
  /** The rule has a new version: an open episode goes on under it, a pending one starts over. */
  carry(machine: Machine, rule: Rule, turn: Turn): void
  /** It is known now where on the floor the key of an earlier run is. */
  locate(machine: Machine, place: Locator | undefined): void
  /** After everything else of a turn: what is held by no cause any more is told, if it still burns. */
  freeHeld(turn: Turn): void
  /** The key has another name: an open episode goes on under it. */
  rename(machine: Machine, name: string, turn: Turn): void
  /** Something that decides about repeats changed. */
  reschedule(machine: Machine): void
  runDue(turn: Turn): void
  nextMs(): number | undefined
  ofEpisode(episodeId: string): Machine | undefined
  /** Machines with an episode, pending ones too. */
  open(): Iterable<Machine>
  /** The episode as it is at `monoMs`. */
  present(machine: Machine, monoMs: number): Episode | undefined
}

function isLater(orEqual: boolean, moment: number, than: number | undefined): boolean {
  return than !== undefined && (orEqual ? moment >= than : moment > than)
}

function earlier(a: number | undefined, b: number | undefined): number | undefined {
  if (a === undefined || b === undefined) return a ?? b
  return a < b ? a : b
}

/** True when nothing would be lost by forgetting the machine, and nothing holds it. */
export function isIdle(machine: Machine): boolean {
  return machine.state === 'normal' && machine.flipAtMs === undefined && machine.slot < 0
}

export function createMachines(deps: {
  readonly uuid: () => string
  readonly voice: Voice
  readonly causes: Causes
  readonly flaps: Flaps
  /** Where somebody keeps why they are told or not: machines about which that may be another now. */
  readonly touched: Set<Machine> | undefined
  readonly byEpisode: Map<string, Machine>
}): Machines {
  const { voice, causes } = deps
  const { byEpisode } = deps
  const deadlines = createDeadlines<Machine>()
  const notes = createClearNotes()
  const levels = createLevels(deps)
  const transitions = createTransitions(deps)
  const { enter, observed, close, forgetEpisode } = transitions
  const tracer = createTracer(() => byEpisode.size)
  const { hold, release, lack, countLack } = createHolding({ transitions, levels, reschedule })
  const carry = createCarrying({ levels, causes, forgetEpisode, hold, end, reschedule })
  let created = 0

  const make = (subject: Subject, rule: Rule): Machine => newMachine(subject, rule, created++)

  function reschedule(machine: Machine): void {
    if (machine.episode) deps.touched?.add(machine)
    let nextMs: number | undefined
    if (machine.heldSinceMs === undefined) {
      nextMs = earlier(earlier(machine.timerMs, machine.levelTimerMs), machine.flipAtMs)
      nextMs = earlier(earlier(nextMs, machine.steadyAtMs), voice.nextMs(machine))
    } else if (machine.lackAtMs !== undefined && machine.lackAtMs > -Infinity) nextMs = machine.lackAtMs
    const { notBeforeMs } = machine
    if (nextMs !== undefined && notBeforeMs !== undefined && nextMs < notBeforeMs) nextMs = notBeforeMs
    deadlines.set(machine, nextMs)
    notes.plan(machine)
  }

  /** A step of the machine, written down where it has an episode before or after it. */
  function step(machine: Machine, input: Input, turn: Turn, run: () => void): void {
    const before = tracer.before(machine, input.kind, turn)
    const changes = turn.changes.length
    run()
    if (before || machine.episode) tracer.after(machine, before, changes, input, turn)
  }

  function observe(machine: Machine, sample: Sample, turn: Turn): void {
    const before = machine.trace && tracer.before(machine, sample.kind, turn)
    const changes = turn.changes.length
    see(machine, sample, turn)
    if (before || machine.episode) tracer.after(machine, before, changes, sample, turn)
  }

  function see(machine: Machine, sample: Sample, turn: Turn): void {
    const { monoMs } = turn.now
    const condition = conditionOf(machine.rule)
    const wasBurning = isBurning(machine)
    const { signal, flipAtMs } = judge(condition, wasBurning, sample, monoMs)
    if (signal === 'unknown') {
      lack(machine, turn)
      return
    }
    machine.lackAtMs = undefined
    machine.lackLeftMs = undefined
    if (machine.episode?.noData && isUnstable(machine)) delete machine.episode.noData
    if (machine.episode?.noData) {
      end(machine, 'dataBack', false, turn)
      see(machine, sample, turn)
      return
    }
    machine.sample = sample
    release(machine, monoMs)
    if (machine.state !== 'normal' || signal === 'breach') {
      noteSample(machine, monoMs)
      // What fires now is as severe as it is; what is over is over, not less severe before.
      if (signal === 'breach') levels.observe(machine, signal, sample, turn)
      observed(machine, NEXT_STATE[machine.state][signal], turn)
      if (signal === 'clear') levels.observe(machine, signal, sample, turn)
    }
    // What burns is held against another limit than what does not.
    const isAsBefore = isBurning(machine) === wasBurning
    const firstFlipMs = isAsBefore ? flipAtMs : judge(condition, !wasBurning, sample, monoMs).flipAtMs
    machine.flipAtMs = earlier(firstFlipMs, levelFlipMs(machine, sample, monoMs))
    reschedule(machine)
  }

  /** Serves the earliest of the machine's moments; it comes up again at once if another is due too. */
  function wake(machine: Machine, turn: Turn): void {
    const { timerMs, flipAtMs, levelTimerMs } = machine
    const { monoMs } = turn.now
    if (monoMs - machine.wakeAtMs > OVERSLEPT_MS) {
      machine.notBeforeMs = monoMs + GRACE_MS
      reschedule(machine)
      return
    }
    machine.notBeforeMs = undefined
    const noData = noDataOf(machine.rule)
    if (machine.heldSinceMs !== undefined && noData) {
      countLack(machine, noData, turn)
      return
    }
    // Of equal moments, severity is settled before it fires, and not touched before it is over.
    const isLevel = levelTimerMs !== undefined && !isLater(machine.state === 'recovering', levelTimerMs, timerMs)
    const dueMs = isLevel ? levelTimerMs : timerMs
    const isFlip = flipAtMs !== undefined && flipAtMs <= monoMs && !(dueMs !== undefined && dueMs < flipAtMs)
    if (isFlip) {
      see(machine, machine.sample, turn)
      return
    }
    if (dueMs === undefined || dueMs > monoMs) speakUp(machine, turn)
    else if (isLevel) levels.due(machine, turn)
    else enter(machine, NEXT_STATE[machine.state].due, turn)
    const firstFlipMs = judge(conditionOf(machine.rule), isBurning(machine), machine.sample, monoMs).flipAtMs
    machine.flipAtMs = earlier(firstFlipMs, levelFlipMs(machine, machine.sample, monoMs))
    reschedule(machine)
  }

  function speakUp(machine: Machine, turn: Turn): void {
    const { episode, steadyAtMs } = machine
    if (steadyAtMs === undefined || steadyAtMs > turn.now.monoMs || !episode?.unstable) {
      voice.speak(machine, turn)
      return
    }
    machine.steadyAtMs = undefined
    episode.unstable = { ...episode.unstable, overAtMs: turn.now.wallMs }
    voice.say(machine, 'repeat', 'steady', turn)
  }

  function end(machine: Machine, reason: EndReason | null, isSilent: boolean, turn: Turn): void {
    const { episode } = machine
    if (episode) deps.touched?.add(machine)
    if (episode && reason !== null) episode.reason = reason
    if (episode && isBurning(machine)) close(machine, episode, isSilent, turn)
    else forgetEpisode(machine)
    machine.state = 'normal'
    machine.timerMs = undefined
    machine.flipAtMs = undefined
    deadlines.drop(machine)
  }

  return {
    create: make,
    restore(episode, rule) {
      const { key, connectionId, unit, keyName } = episode
      const machine = make({ key, connectionId, unit, name: () => keyName }, rule)
      machine.episode = { ...episode }
      machine.state = episode.state === 'closed' ? 'firing' : episode.state
      if (machine.critical && episode.severity === 'critical') machine.level = 'firing'
      machine.notedPeak = episode.peak
      machine.heldSinceMs = 0
      byEpisode.set(episode.id, machine)
      return machine
    },
    anchor(machine, turn, trace, waited = {}) {
      machine.heldSinceMs = turn.now.monoMs
      if (machine.state === 'recovering') countClear(machine, turn.now.monoMs)
      goOn(machine, waited, turn.now.monoMs)
      countSteady(machine, turn.now.monoMs)
      // Of what waits, nobody heard yet.
      if (isBurning(machine)) voice.anchor(machine, turn)
      tracer.resume(machine, trace, waited, turn)
    },
    observe,
    postpone(machine, sample, turn) {
      machine.sample = sample
      machine.flipAtMs = turn.now.monoMs
      machine.notBeforeMs = turn.now.monoMs + GRACE_MS
      reschedule(machine)
    },
    hold(machine, turn) {
      step(machine, { kind: 'held' }, turn, () => hold(machine, turn))
    },
    end(machine, reason, isSilent, turn) {
      step(machine, { kind: 'end', reason }, turn, () => end(machine, reason, isSilent, turn))
    },
    carry(machine, rule, turn) {
      step(machine, { kind: 'rule', version: rule.version }, turn, () => carry(machine, rule, turn))
    },
    locate(machine, place) {
      machine.subject = { ...machine.subject, place }
      causes.began(machine)
    },
    freeHeld(turn) {
      for (const machine of causes.takeFreed()) {
        if (!machine.episode) continue
        voice.freed(machine, turn)
        reschedule(machine)
      }
    },
    rename(machine, name, turn) {
      machine.subject = { ...machine.subject, name: () => name }
      const { episode } = machine
      if (!episode || episode.keyName === name) return
      episode.keyName = name
      if (isBurning(machine)) emit(turn, transitionOf(machine.state), episode)
    },
    reschedule,
    runDue(turn) {
      const { monoMs } = turn.now
      for (let machine = deadlines.take(monoMs); machine; machine = deadlines.take(monoMs)) {
        const due = machine
        step(due, { kind: 'time' }, turn, () => wake(due, turn))
      }
      notes.runDue(turn)
    },
    nextMs: () => earlier(deadlines.nextMs(), notes.nextMs()),
    ofEpisode: (episodeId) => byEpisode.get(episodeId),
    open: () => byEpisode.values(),
    present: (machine, monoMs) => machine.episode && presentEpisode(machine, machine.episode, monoMs)
  }
}
