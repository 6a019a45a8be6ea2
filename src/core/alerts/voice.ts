import type { Causes } from './causes.ts'
import type { Transition } from './engine-types.ts'
import type { Episode } from './episode.ts'
import { emit, isBurning, isOfShadow, isShadow, isUnstable, type Machine, type Turn } from './machine.ts'
import { UNTIL_END_MS } from './until-end.ts'
import { createUnheard } from './unheard.ts'
import { SNOOZE_ALL, snoozedEpisode, snoozedRule, type Snoozes } from './snoozes.ts'

/**
 * Decides what of an episode is said aloud.
 *
 * 1. Announced is only what fires now, on data that is known, is not acknowledged and not snoozed; never what is of a shadow rule.
 * 2. `fired` is said once for an episode, `repeat` only after the rule's interval and as often as the rule says.
 * 3. What a told alert of a higher cause explains is not announced while that burns; it is owed.
 * 4. What fired under a snooze is owed: it is said when the snooze ends, if it still fires. `snoozedUntilMs` of an untold episode
 *    is the mark of that, in the journal too, until it is said.
 */
export interface Voice {
  /** Says what is due about the machine, if anything. */
  speak(machine: Machine, turn: Turn): void
  /** Records the episode with `transition` and says `reason` about it, now or as soon as nothing is in the way. */
  say(machine: Machine, reason: Owed, transition: Transition, turn: Turn): void
  /** Monotonic ms at which `speak` has something to repeat. */
  nextMs(machine: Machine): number | undefined
  /** To be called with the episode just fired, before it is recorded: it may be snoozed, or held by a cause. */
  takeOver(machine: Machine): void
  /** It was said and nobody has heard it yet: what a cause explains by now is owed instead. */
  reconsider(machine: Machine, turn: Turn): void
  /** What held it does so no more, or may not. */
  freed(machine: Machine, turn: Turn): void
  /** The last word: the episode is closed and recorded. `isSilent`: no end is announced. */
  end(machine: Machine, isSilent: boolean, turn: Turn): void
  /** A snooze that covers the machine began, moved or ended. */
  snoozeChanged(machine: Machine, turn: Turn): void
  /** An episode of an earlier run, on this run's clock. One that is snoozed and was never told is owed. */
  anchor(machine: Machine, turn: Turn): void
}

type Owed = Exclude<Episode['owes'], 'fired' | undefined>

export function createVoice(snoozes: Snoozes, causes: Causes): Voice {
  function snoozedUntilMs({ rule, episode }: Machine): number | null {
    return episode ? snoozes.untilMs(rule.id, episode.id) : null
  }

  function announce(machine: Machine, reason: 'fired' | Owed, turn: Turn): void {
    const { episode } = machine
    if (!episode) return
    machine.announcedAtMs = turn.now.monoMs
    machine.saidAtMs = turn.now.monoMs
    machine.inheritsSnooze = false
    const wasSnoozed = episode.snoozedUntilMs !== null
    const wasOwed = episode.owes !== undefined
    episode.snoozedUntilMs = null
    delete episode.owes
    delete episode.heldBy
    if (wasSnoozed) emit(turn, 'snoozed', episode)
    else if (wasOwed) emit(turn, 'released', episode)
    const announcement = { type: 'announce', reason, episode: { ...episode } } as const
    turn.effects.push(announcement)
    turn.unheard ??= createUnheard()
    turn.unheard.add(machine, announcement)
    if (reason === 'fired' || reason === 'unstable')
      for (const other of causes.explained(machine, turn)) takeBack(other, turn)
  }

  /** Told in this very turn, which nobody has heard yet: its cause came up with it. */
  function takeBack(machine: Machine, turn: Turn): void {
    const { episode } = machine
    if (episode && turn.unheard?.takeBack(machine)) unsay(machine, episode, turn)
  }

  function unsay(machine: Machine, episode: Episode, turn: Turn): void {
    machine.announcedAtMs = undefined
    machine.saidAtMs = undefined
    owe(machine, 'fired')
    noteCause(machine)
    emit(turn, 'held', episode)
  }

  /** To be recorded by the caller. */
  function owe({ episode }: Machine, reason: NonNullable<Episode['owes']>): void {
    if (episode) episode.owes = reason
  }

  function say(machine: Machine, reason: Owed, transition: Transition, turn: Turn): void {
    const { episode } = machine
    if (!episode) return
    if (reason === 'worsened' && snoozes.get(snoozedEpisode(episode.id)) === UNTIL_END_MS) {
      // It was asked for the lesser trouble, and would hide this one for good.
      snoozes.set(snoozedEpisode(episode.id), null, turn.now)
      episode.snoozedUntilMs = snoozedUntilMs(machine)
    }
    // Not told at all yet: when it is, it is told as it is then.
    const isFurther = machine.announcedAtMs !== undefined && !isShadow(machine.rule)
    const isNow = isFurther && machine.heldSinceMs === undefined && maySpeak(machine)
    if (isFurther) episode.toldBesides = (episode.toldBesides ?? 0) + 1
    if (isFurther && !isNow) {
      owe(machine, reason)
      noteCause(machine)
    }
    emit(turn, transition, episode)
    if (isNow) announce(machine, reason, turn)
    else speakOrHold(machine, turn)
  }

  /** What kept it from being told is over: it is told, or it is on record what else keeps it. */
  function speakOrHold(machine: Machine, turn: Turn): void {
    const { episode } = machine
    speak(machine, turn)
    if (!episode || isShadow(machine.rule)) return
    const isOther = noteCause(machine)
    const isUntold = machine.announcedAtMs === undefined && episode.acknowledgedAtMs === null
    const isOwedNow = isUntold && episode.heldBy !== undefined && episode.owes === undefined
    if (isOwedNow) owe(machine, 'fired')
    if (isOther || isOwedNow) emit(turn, 'held', episode)
  }

  /** True where the record is another one now. */
  function noteCause(machine: Machine): boolean {
    const { episode } = machine
    if (!episode) return false
    const id = causes.holding(machine)?.episode?.id
    const isOther = episode.heldBy !== id
    if (id === undefined) delete episode.heldBy
    else episode.heldBy = id
    return isOther
  }

  function maySpeak(machine: Machine): boolean {
    if (isShadow(machine.rule)) return false
    const { state, episode } = machine
    // What burned and is not seen any more is not told again; what is told because nothing is seen, is.
    const isToTell = state === 'firing' || (state === 'noData' && episode?.noData === true)
    const isLeftAlone = episode?.acknowledgedAtMs !== null || snoozedUntilMs(machine) !== null
    return isToTell && !isLeftAlone && causes.holding(machine) === undefined
  }

  function nextMs(machine: Machine): number | undefined {
    const { announcedAtMs, rule, episode } = machine
    if (announcedAtMs === undefined || rule.repeatEveryMs === null || isUnstable(machine)) return undefined
    if (!maySpeak(machine)) return undefined
    // The first time is no repeat. What is held or fails counts too, until it is told: else it would be said without end.
    const repeated = (episode ? episode.toldCount - (episode.toldBesides ?? 0) : 0) + machine.saidUntold
    if (repeated > (rule.repeatAtMost ?? Infinity)) return undefined
    return announcedAtMs + rule.repeatEveryMs
  }

  function speak(machine: Machine, turn: Turn): void {
    if (machine.heldSinceMs !== undefined || !maySpeak(machine)) return
    const owed = machine.episode?.owes
    const repeatAtMs = nextMs(machine)
    if (machine.announcedAtMs === undefined) {
      machine.saidUntold = 1
      announce(machine, isUnstable(machine) ? 'unstable' : 'fired', turn)
    } else if (owed) announce(machine, owed, turn)
    else if (repeatAtMs !== undefined && turn.now.monoMs >= repeatAtMs) {
      machine.saidUntold += 1
      announce(machine, 'repeat', turn)
    }
  }

  function takeOver(machine: Machine): void {
    const { episode } = machine
    if (!episode || isShadow(machine.rule)) return
    causes.began(machine)
    if (noteCause(machine) && episode.heldBy !== undefined) owe(machine, 'fired')
    takeOverSnooze(machine)
  }

  function takeOverSnooze(machine: Machine): void {
    const { episode } = machine
    const untilMs = snoozedUntilMs(machine)
    if (!episode || untilMs === null || isShadow(machine.rule)) return
    episode.snoozedUntilMs = untilMs
    machine.inheritsSnooze = true
  }

  return {
    speak,
    say,
    nextMs,
    takeOver,
    reconsider(machine, turn) {
      const { episode, announcedAtMs } = machine
      if (!episode || episode.toldAtMs !== null || announcedAtMs === undefined || !isBurning(machine)) return
      if (causes.holding(machine) !== undefined) unsay(machine, episode, turn)
    },
    freed(machine, turn) {
      if (isBurning(machine)) speakOrHold(machine, turn)
    },
    end(machine, isSilent, turn) {
      const { episode, rule } = machine
      if (!episode) return
      const isQuiet = isSilent || !rule.announceEnd || snoozedUntilMs(machine) !== null
      snoozes.set(snoozedEpisode(episode.id), null, turn.now)
      if (machine.announcedAtMs === undefined || isOfShadow(episode)) return
      if (isQuiet) turn.effects.push({ type: 'withdraw', episodeId: episode.id })
      else turn.effects.push({ type: 'announce', reason: 'ended', episode: { ...episode } })
    },
    snoozeChanged(machine, turn) {
      const { episode } = machine
      if (!episode || !isBurning(machine) || isShadow(machine.rule)) return
      const untilMs = snoozedUntilMs(machine)
      const shownMs = machine.inheritsSnooze ? untilMs : snoozes.get(snoozedEpisode(episode.id))
      const isOwed = episode.toldAtMs === null && episode.acknowledgedAtMs === null
      if (episode.snoozedUntilMs !== shownMs && !(shownMs === null && isOwed)) {
        episode.snoozedUntilMs = shownMs
        emit(turn, 'snoozed', episode)
      }
      if (untilMs !== null) return
      if (isOwed) machine.announcedAtMs = undefined
      speakOrHold(machine, turn)
    },
    anchor(machine, turn) {
      const { episode, rule } = machine
      const { now } = turn
      if (!episode) return
      const taken = [snoozes.get(SNOOZE_ALL), snoozes.get(snoozedRule(rule.id))]
      machine.inheritsSnooze = episode.snoozedUntilMs !== null && taken.includes(episode.snoozedUntilMs)
      if (episode.snoozedUntilMs !== null && !machine.inheritsSnooze)
        snoozes.set(snoozedEpisode(episode.id), episode.snoozedUntilMs, now)
      if (episode.toldAtMs !== null) {
        const agoMs = Math.min(Math.max(0, now.wallMs - episode.toldAtMs), rule.repeatEveryMs ?? 0)
        machine.announcedAtMs = now.monoMs - agoMs
        return
      }
      if (episode.owes === 'fired') {
        machine.announcedAtMs = undefined
        return
      }
      if (episode.snoozedUntilMs === null && episode.acknowledgedAtMs === null) {
        takeOverSnooze(machine)
        if (machine.inheritsSnooze) emit(turn, 'snoozed', episode)
      }
      machine.announcedAtMs = episode.snoozedUntilMs === null ? now.monoMs : undefined
    }
  }
}
