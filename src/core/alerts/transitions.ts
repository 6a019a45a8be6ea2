import { never } from '../result.ts'
import type { Causes } from './causes.ts'
import { countClear, forgetClear } from './clear-time.ts'
import type { Episode } from './episode.ts'
import { countSwing, hasWorsened, noteSample, noteSeverity, openEpisode } from './episode-record.ts'
import type { Flaps } from './flaps.ts'
import { countSteady, emit, isUnstable, keepFiringMs, NEXT_STATE, noDataOf } from './machine.ts'
import type { Machine, MachineState, Turn } from './machine.ts'
import type { Voice } from './voice.ts'

/** What a change of state does to the machine's episode and its timer, and what it has to say. */
export interface Transitions {
  enter(machine: Machine, next: MachineState, turn: Turn): void
  /** The state that follows from a sample, which may be the present one. */
  observed(machine: Machine, next: MachineState, turn: Turn): void
  close(machine: Machine, episode: Episode, isSilent: boolean, turn: Turn): void
  /** The episode ends without a trace. */
  forgetEpisode(machine: Machine): void
}

export function createTransitions(deps: {
  readonly uuid: () => string
  readonly voice: Voice
  readonly causes: Causes
  readonly flaps: Flaps
  readonly touched: Set<Machine> | undefined
  readonly byEpisode: Map<string, Machine>
}): Transitions {
  const { uuid, voice, causes, flaps, byEpisode } = deps

  function forgetEpisode(machine: Machine): void {
    if (machine.episode) {
      byEpisode.delete(machine.episode.id)
      deps.touched?.add(machine)
    }
    machine.episode = undefined
    machine.announcedAtMs = undefined
    machine.saidAtMs = undefined
    machine.inheritsSnooze = false
    machine.notedPeak = null
    machine.level = 'normal'
    machine.levelTimerMs = undefined
    machine.steadyAtMs = undefined
    machine.raisedAtMs = undefined
  }

  function fire(machine: Machine, episode: Episode, isFirst: boolean, turn: Turn): void {
    episode.state = 'firing'
    episode.recoveringSinceMs = null
    if (isFirst) {
      episode.firedAtMs = turn.now.wallMs
      noteSeverity(machine, episode)
      noteSample(machine, turn.now.monoMs)
      flaps.folds(machine, turn.now)
      voice.takeOver(machine)
    }
    countSteady(machine, turn.now.monoMs)
    machine.notedPeak = episode.peak
    emit(turn, isFirst ? 'fired' : 'firing', episode)
    voice.speak(machine, turn)
  }

  /** What burns goes on, unseen; any other key has an alert now that there is nothing to see. */
  function loseSight(machine: Machine, before: MachineState, turn: Turn): void {
    const { episode } = machine
    if (episode && before !== 'pending') {
      episode.state = 'noData'
      episode.recoveringSinceMs = null
      countSteady(machine, turn.now.monoMs)
      emit(turn, 'noData', episode)
      return
    }
    forgetEpisode(machine)
    const { wallMs } = turn.now
    const sinceMs = wallMs - (noDataOf(machine.rule)?.afterMs ?? 0)
    const opened: Episode = {
      ...openEpisode(machine, uuid(), sinceMs),
      state: 'noData',
      firedAtMs: wallMs,
      noData: true
    }
    machine.episode = opened
    byEpisode.set(opened.id, machine)
    flaps.folds(machine, turn.now)
    countSteady(machine, turn.now.monoMs)
    voice.takeOver(machine)
    emit(turn, 'fired', opened)
    voice.speak(machine, turn)
  }

  function close(machine: Machine, episode: Episode, isSilent: boolean, turn: Turn): void {
    episode.state = 'closed'
    episode.closedAtMs = turn.now.wallMs
    forgetClear(machine)
    if (isUnstable(machine)) flaps.calmed(machine)
    else if (!isSilent) flaps.ended(machine, episode.firedAtMs ?? episode.breachedAtMs, turn.now)
    emit(turn, 'closed', episode)
    voice.end(machine, isSilent, turn)
    forgetEpisode(machine)
    causes.ended(machine)
  }

  function enter(machine: Machine, next: MachineState, turn: Turn): void {
    const before = machine.state
    const { rule } = machine
    machine.state = next
    machine.timerMs = undefined
    forgetClear(machine)
    switch (next) {
      case 'pending':
        machine.episode = openEpisode(machine, uuid(), turn.now.wallMs)
        byEpisode.set(machine.episode.id, machine)
        noteSample(machine, turn.now.monoMs)
        if (rule.pendingForMs > 0) machine.timerMs = turn.now.monoMs + rule.pendingForMs
        else enter(machine, NEXT_STATE[machine.state].due, turn)
        break
      case 'firing':
        if (before === 'recovering' && isUnstable(machine)) countSwing(machine.episode, turn)
        if (machine.episode) fire(machine, machine.episode, before === 'pending', turn)
        break
      case 'recovering':
        machine.steadyAtMs = undefined
        if (machine.episode && keepFiringMs(machine) > 0) {
          machine.episode.state = 'recovering'
          machine.episode.recoveringSinceMs = turn.now.wallMs
          emit(turn, 'recovering', machine.episode)
        }
        if (keepFiringMs(machine) > 0) countClear(machine, turn.now.monoMs)
        else enter(machine, NEXT_STATE[machine.state].due, turn)
        break
      case 'noData':
        loseSight(machine, before, turn)
        break
      case 'normal':
        if (machine.episode && before !== 'pending') close(machine, machine.episode, false, turn)
        else forgetEpisode(machine)
        break
      default:
        never(next)
    }
  }

  function observed(machine: Machine, next: MachineState, turn: Turn): void {
    if (next !== machine.state) {
      enter(machine, next, turn)
    } else if (next === 'firing' && machine.episode) {
      if (hasWorsened(machine)) {
        machine.notedPeak = machine.episode.peak
        emit(turn, 'worsened', machine.episode)
      }
      voice.speak(machine, turn)
    }
  }

  return { enter, observed, close, forgetEpisode }
}
