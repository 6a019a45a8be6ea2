import type { Sample } from './condition.ts'
import { noteSample } from './episode-record.ts'
import type { Levels } from './levels.ts'
import { NEXT_STATE, noDataOf, type Machine, type Turn } from './machine.ts'
import type { NoData } from './rule.ts'
import type { Transitions } from './transitions.ts'

/** What becomes of a key about which nothing is known. */
export interface Holding {
  hold(machine: Machine, turn: Turn): void
  release(machine: Machine, monoMs: number): void
  lack(machine: Machine, turn: Turn): void
  countLack(machine: Machine, noData: NoData, turn: Turn): void
}

const UNSEEN: Sample = { kind: 'absent' }

export function createHolding(deps: {
  readonly transitions: Pick<Transitions, 'enter' | 'observed'>
  readonly levels: Levels
  readonly reschedule: (machine: Machine) => void
}): Holding {
  const { transitions, levels, reschedule } = deps

  /** Nothing is known because nobody could tell: missing data does not count then either. */
  function hold(machine: Machine, turn: Turn): void {
    if (machine.lackAtMs !== undefined) {
      machine.lackLeftMs = Math.max(0, machine.lackAtMs - turn.now.monoMs)
      machine.lackAtMs = undefined
    }
    pause(machine, turn)
  }

  function pause(machine: Machine, turn: Turn): void {
    if (machine.heldSinceMs === undefined) {
      machine.heldSinceMs = turn.now.monoMs
      noteSample(machine, turn.now.monoMs)
    }
    reschedule(machine)
  }

  /** Time during which nothing was known counts for no timer. */
  function release(machine: Machine, monoMs: number): void {
    if (machine.heldSinceMs === undefined) return
    if (machine.timerMs !== undefined) machine.timerMs += monoMs - machine.heldSinceMs
    if (machine.noteAtMs !== undefined) machine.noteAtMs += monoMs - machine.heldSinceMs
    if (machine.steadyAtMs !== undefined) machine.steadyAtMs += monoMs - machine.heldSinceMs
    if (machine.levelTimerMs !== undefined) machine.levelTimerMs += monoMs - machine.heldSinceMs
    machine.heldSinceMs = undefined
  }

  /** The feed is live and says nothing about the key. */
  function lack(machine: Machine, turn: Turn): void {
    const noData = noDataOf(machine.rule)
    if (!noData || noData.policy === 'keepLast') {
      hold(machine, turn)
      return
    }
    machine.lackAtMs ??= turn.now.monoMs + (machine.lackLeftMs ?? noData.afterMs)
    machine.lackLeftMs = undefined
    if (machine.lackAtMs > turn.now.monoMs) pause(machine, turn)
    else countLack(machine, noData, turn)
  }

  /** Missing data counts now. */
  function countLack(machine: Machine, { policy }: NoData, turn: Turn): void {
    machine.lackAtMs = -Infinity
    release(machine, turn.now.monoMs)
    machine.flipAtMs = undefined
    machine.sample = UNSEEN
    if (policy === 'ok') {
      transitions.observed(machine, NEXT_STATE[machine.state].clear, turn)
      levels.observe(machine, 'clear', UNSEEN, turn)
    } else if (machine.state !== 'noData') {
      levels.lost(machine)
      transitions.enter(machine, 'noData', turn)
    }
    reschedule(machine)
  }

  return { hold, release, lack, countLack }
}
