import type { EngineEvent } from './engine-types.ts'
import { emit, isBurning, type Machine, type Turn } from './machine.ts'
import type { Machines } from './machines.ts'
import {
  createSnoozes,
  episodeOfSnooze,
  lastingScope,
  SNOOZE_ALL,
  snoozedRule,
  snoozeKey,
  type Snoozes
} from './snoozes.ts'
import { UNTIL_END_MS } from './until-end.ts'
import type { Voice } from './voice.ts'

type Of<T extends EngineEvent['type']> = Extract<EngineEvent, { type: T }>

/** What people do about open alerts, and what became of telling them. Unknown ids change nothing. */
export interface UserAnswers {
  acknowledge(event: Of<'acknowledge'>, turn: Turn): void
  snooze(event: Of<'snooze'>, turn: Turn): void
  told(event: Of<'told'>, turn: Turn): void
  gathered(event: Of<'gathered'>, turn: Turn): void
  /** An alert of an earlier run, on this run's clock. */
  anchor(machine: Machine, turn: Turn): void
  /** Acknowledgements that are over. */
  runDue(turn: Turn): void
  nextMs(): number | undefined
  /** The snooze of this key began, moved or ended. */
  snoozeMoved(key: string, turn: Turn): void
}

/** Those that the snooze of this key covers. */
function coveredBy(key: string, machines: Machines): readonly Machine[] {
  const episodeId = episodeOfSnooze(key)
  const machine = episodeId === undefined ? undefined : machines.ofEpisode(episodeId)
  if (episodeId !== undefined) return machine ? [machine] : []
  return [...machines.open()].filter(({ rule }) => key === SNOOZE_ALL || key === snoozedRule(rule.id))
}

export function createUserAnswers(deps: {
  readonly machines: Machines
  readonly snoozes: Snoozes
  readonly voice: Voice
}): UserAnswers {
  const { machines, snoozes, voice } = deps
  /** By episode: a time that ends as snoozes do. */
  const acknowledged = createSnoozes([])

  function snoozeMoved(key: string, turn: Turn): void {
    const scope = lastingScope(key)
    if (scope) turn.effects.push({ type: 'snooze', scope, untilMs: snoozes.get(key) })
    for (const machine of coveredBy(key, machines)) {
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
    // Neither a rule nor everything ends.
    if (scope.kind !== 'episode' && untilMs === UNTIL_END_MS) return
    const was = snoozes.get(key)
    snoozes.set(key, untilMs, turn.now)
    if (was !== snoozes.get(key)) snoozeMoved(key, turn)
  }

  function acknowledge({ episodeId, note, untilMs }: Of<'acknowledge'>, turn: Turn): void {
    const machine = machines.ofEpisode(episodeId)
    const episode = machine?.episode
    if (!machine || !episode || !isBurning(machine)) return
    if (typeof untilMs === 'number' && untilMs <= turn.now.wallMs) return
    const isAsWas = untilMs === undefined || (untilMs ?? undefined) === episode.acknowledgedUntilMs
    if (episode.acknowledgedAtMs !== null && isAsWas && (note === null || note === episode.note)) return
    episode.acknowledgedAtMs ??= turn.now.wallMs
    episode.note = note ?? episode.note
    if (untilMs !== undefined) {
      acknowledged.set(episodeId, untilMs, turn.now)
      if (untilMs === null) delete episode.acknowledgedUntilMs
      else episode.acknowledgedUntilMs = untilMs
    }
    emit(turn, 'acknowledged', episode)
    machines.reschedule(machine)
  }

  /** Nobody looked after it in the time they said: it is told again. */
  function expire(machine: Machine | undefined, turn: Turn): void {
    const episode = machine?.episode
    // Acknowledged anew, or worse since: that time counts no more.
    if (!machine || !episode || episode.acknowledgedUntilMs === undefined) return
    episode.acknowledgedAtMs = null
    delete episode.acknowledgedUntilMs
    voice.say(machine, 'repeat', 'unacknowledged', turn)
    machines.reschedule(machine)
  }

  function told({ episodeId, atMs }: Of<'told'>, turn: Turn): void {
    const machine = machines.ofEpisode(episodeId)
    const episode = machine?.episode
    if (!machine || !episode) return
    episode.toldAtMs = atMs
    episode.toldCount++
    machine.announcedAtMs = turn.now.monoMs
    machine.saidAtMs = turn.now.monoMs
    machine.saidUntold = 0
    emit(turn, 'told', episode)
    machines.reschedule(machine)
  }

  return {
    acknowledge,
    snooze,
    told,
    gathered({ episodeIds }, turn) {
      for (const id of episodeIds) {
        const machine = machines.ofEpisode(id)
        if (!machine) continue
        voice.reconsider(machine, turn)
        machines.reschedule(machine)
      }
    },
    snoozeMoved,
    anchor(machine, turn) {
      const { id, acknowledgedUntilMs } = machine.episode ?? {}
      if (id === undefined || acknowledgedUntilMs === undefined) return
      if (acknowledgedUntilMs <= turn.now.wallMs) expire(machine, turn)
      else acknowledged.set(id, acknowledgedUntilMs, turn.now)
    },
    runDue(turn) {
      for (const episodeId of acknowledged.takeEnded(turn.now)) expire(machines.ofEpisode(episodeId), turn)
    },
    nextMs: () => acknowledged.nextMs()
  }
}
