import type { EngineEvent } from './engine-types.ts'
import { emit, isBurning, type Machine, type Turn } from './machine.ts'
import type { Machines } from './machines.ts'
import { lastingScope, SNOOZE_ALL, snoozedEpisode, snoozedRule, snoozeKey, type Snoozes } from './snoozes.ts'
import type { Voice } from './voice.ts'

type Of<T extends EngineEvent['type']> = Extract<EngineEvent, { type: T }>

/** What people do about open alerts, and what became of telling them. Unknown ids change nothing. */
export interface UserAnswers {
  acknowledge(event: Of<'acknowledge'>, turn: Turn): void
  snooze(event: Of<'snooze'>, turn: Turn): void
  told(event: Of<'told'>, turn: Turn): void
  /** The snooze of this key began, moved or ended. */
  snoozeMoved(key: string, turn: Turn): void
}

function covers(key: string, { rule, episode }: Machine): boolean {
  return (
    key === SNOOZE_ALL || key === snoozedRule(rule.id) || (episode !== undefined && key === snoozedEpisode(episode.id))
  )
}

export function createUserAnswers(deps: {
  readonly machines: Machines
  readonly snoozes: Snoozes
  readonly voice: Voice
}): UserAnswers {
  const { machines, snoozes, voice } = deps

  function snoozeMoved(key: string, turn: Turn): void {
    const scope = lastingScope(key)
    if (scope) turn.effects.push({ type: 'snooze', scope, untilMs: snoozes.get(key) })
    for (const machine of [...machines.open()]) {
      if (!covers(key, machine)) continue
      voice.snoozeChanged(machine, turn)
      machines.reschedule(machine)
    }
  }

  function snooze({ scope, untilMs }: Of<'snooze'>, turn: Turn): void {
    const key = snoozeKey(scope)
    if (scope.kind === 'episode') {
      const machine = machines.ofEpisode(scope.episodeId)
      if (!machine) return
      machine.inheritsSnooze = false
    }
    const was = snoozes.get(key)
    snoozes.set(key, untilMs, turn.now)
    if (was !== snoozes.get(key)) snoozeMoved(key, turn)
  }

  function acknowledge({ episodeId, note }: Of<'acknowledge'>, turn: Turn): void {
    const machine = machines.ofEpisode(episodeId)
    const episode = machine?.episode
    if (!machine || !episode || !isBurning(machine)) return
    if (episode.acknowledgedAtMs !== null && (note === null || note === episode.note)) return
    episode.acknowledgedAtMs ??= turn.now.wallMs
    episode.note = note ?? episode.note
    emit(turn, 'acknowledged', episode)
    machines.reschedule(machine)
  }

  function told({ episodeId, atMs }: Of<'told'>, turn: Turn): void {
    const machine = machines.ofEpisode(episodeId)
    const episode = machine?.episode
    if (!machine || !episode) return
    episode.toldAtMs = atMs
    episode.toldCount++
    machine.announcedAtMs = turn.now.monoMs
    emit(turn, 'told', episode)
    machines.reschedule(machine)
  }

  return { acknowledge, snooze, told, snoozeMoved }
}
