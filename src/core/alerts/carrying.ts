import type { Causes } from './causes.ts'
import { countClear, forgetClear } from './clear-time.ts'
import type { EndReason } from './episode.ts'
import { carryOver } from './episode-record.ts'
import type { Levels } from './levels.ts'
import { countSteady, criticalOf, emit, isBurning, isOfShadow, isShadow, noDataOf } from './machine.ts'
import type { Machine, MachineState, Turn } from './machine.ts'
import type { Rule } from './rule.ts'

/** As which an open episode is recorded again when something but its state changed. */
export function transitionOf(state: MachineState): 'firing' | 'recovering' | 'noData' {
  return state === 'recovering' || state === 'noData' ? state : 'firing'
}

/** What becomes of a machine whose rule has a new version. */
export function createCarrying(deps: {
  readonly levels: Levels
  readonly causes: Causes
  readonly forgetEpisode: (machine: Machine) => void
  readonly hold: (machine: Machine, turn: Turn) => void
  readonly end: (machine: Machine, reason: EndReason | null, isSilent: boolean, turn: Turn) => void
  readonly reschedule: (machine: Machine) => void
}): (machine: Machine, rule: Rule, turn: Turn) => void {
  const { levels, causes, forgetEpisode, hold, end, reschedule } = deps

  /** Its rule has no such state any more: an alert about missing data is over, any other is what it was before. */
  function backInSight(machine: Machine, turn: Turn): void {
    const { episode } = machine
    if (!episode) return
    if (episode.noData) end(machine, 'ruleChanged', true, turn)
    else {
      machine.state = 'firing'
      episode.state = 'firing'
      hold(machine, turn)
    }
  }

  return (machine, rule, turn) => {
    // What nobody was to be told is not told late, and what was told is over for those who were.
    if (machine.episode && isOfShadow(machine.episode) !== isShadow(rule)) end(machine, 'ruleChanged', true, turn)
    if (machine.state === 'noData' && noDataOf(rule)?.policy !== 'alert') backInSight(machine, turn)
    machine.rule = rule
    machine.critical = criticalOf(rule)
    if (!machine.critical) machine.level = 'normal'
    levels.lost(machine)
    machine.lackAtMs = undefined
    machine.lackLeftMs = undefined
    const { episode } = machine
    if (episode && isBurning(machine)) {
      forgetClear(machine)
      carryOver(machine, episode, rule)
      emit(turn, transitionOf(machine.state), episode)
      if (machine.timerMs !== undefined) countClear(machine, machine.heldSinceMs ?? turn.now.monoMs)
      countSteady(machine, machine.heldSinceMs ?? turn.now.monoMs)
      causes.ended(machine)
      causes.began(machine)
    } else {
      forgetEpisode(machine)
      machine.state = 'normal'
      machine.timerMs = undefined
    }
    reschedule(machine)
  }
}
