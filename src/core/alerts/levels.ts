import { never } from '../result.ts'
import type { Causes } from './causes.ts'
import { judge, mainOf, type Sample, type Signal } from './condition.ts'
import { countSwing, noteSeverity } from './episode-record.ts'
import type { Flaps } from './flaps.ts'
import {
  countSteady,
  emit,
  isBurning,
  isCritical,
  isUnstable,
  NEXT_STATE,
  type LevelState,
  type Machine,
  type Turn
} from './machine.ts'
import type { Voice } from './voice.ts'

/**
 * The second level of a rule: a machine within the machine, by the same table and the same times. It is in breach only while the first
 * level is, and has a say about severity only: an episode is opened and ended by the first.
 */
export interface Levels {
  /** `first`: what the sample is for the first level. */
  observe(machine: Machine, first: Signal, sample: Sample, turn: Turn): void
  /** Its time is over. */
  due(machine: Machine, turn: Turn): void
  /** Nothing is known: it stays what it is, and what was counting begins anew. */
  lost(machine: Machine): void
}

/** Monotonic ms at which a running value crosses the level's limit by itself. */
export function levelFlipMs(machine: Machine, sample: Sample, monoMs: number): number | undefined {
  return machine.critical && judge(machine.critical, isCritical(machine), mainOf(sample), monoMs).flipAtMs
}

export function createLevels(deps: { readonly voice: Voice; readonly causes: Causes; readonly flaps: Flaps }): Levels {
  const { voice, causes, flaps } = deps
  /** Told once where it is unstable, however often it does so. */
  function raise(machine: Machine, turn: Turn): void {
    const { episode } = machine
    if (!episode) return
    const was = isUnstable(machine)
    machine.raisedAtMs = turn.now.wallMs
    if (was) countSwing(episode, turn)
    const is = was || flaps.folds(machine, turn.now)
    countSteady(machine, turn.now.monoMs)
    if (was) emit(turn, 'raised', episode)
    else voice.say(machine, is ? 'unstable' : 'worsened', 'raised', turn)
  }

  function changed(machine: Machine, wasCritical: boolean, turn: Turn): void {
    const { episode } = machine
    const is = isCritical(machine)
    if (is === wasCritical || !episode || !isBurning(machine)) return
    noteSeverity(machine, episode)
    if (is) {
      machine.notedPeak = episode.peak
      // Whoever knew of the lesser trouble does not know of this one.
      episode.acknowledgedAtMs = null
      delete episode.acknowledgedUntilMs
      raise(machine, turn)
    } else {
      if (machine.raisedAtMs !== undefined) flaps.ended(machine, machine.raisedAtMs, turn.now)
      machine.raisedAtMs = undefined
      countSteady(machine, turn.now.monoMs)
      if (episode.owes === 'worsened') delete episode.owes
      emit(turn, 'eased', episode)
      causes.ended(machine)
      causes.began(machine)
    }
  }

  function waitOrGoOn(machine: Machine, forMs: number, turn: Turn): void {
    if (forMs > 0) machine.levelTimerMs = turn.now.monoMs + forMs
    else enter(machine, NEXT_STATE[machine.level].due, turn)
  }

  function enter(machine: Machine, next: LevelState, turn: Turn): void {
    const was = isCritical(machine)
    machine.level = next
    machine.levelTimerMs = undefined
    switch (next) {
      case 'pending':
        waitOrGoOn(machine, machine.rule.pendingForMs, turn)
        break
      case 'recovering':
        waitOrGoOn(machine, machine.rule.keepFiringForMs, turn)
        break
      case 'firing':
      case 'normal':
        changed(machine, was, turn)
        break
      default:
        never(next)
    }
  }

  function lost(machine: Machine): void {
    machine.levelTimerMs = undefined
    machine.level = isCritical(machine) ? 'firing' : 'normal'
  }

  return {
    observe(machine, first, sample, turn) {
      if (!machine.critical) return
      const own = judge(machine.critical, isCritical(machine), mainOf(sample), turn.now.monoMs).signal
      const signal = first === 'clear' ? 'clear' : own
      if (signal === 'unknown') {
        lost(machine)
        return
      }
      const next = NEXT_STATE[machine.level][signal]
      if (next !== machine.level) enter(machine, next, turn)
    },
    due(machine, turn) {
      enter(machine, NEXT_STATE[machine.level].due, turn)
    },
    lost
  }
}
