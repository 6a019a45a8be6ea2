import type { Instant } from '../ports/clock.ts'
import { never } from '../result.ts'
import type { AlertEngine, EngineEvent, EngineSeed } from './engine-types.ts'
import type { Episode } from './episode.ts'
import { emit, isBurning, isOfShadow, isShadow, rankOf, type Machine, type Turn } from './machine.ts'
import { createCauses } from './causes.ts'
import { createFlaps } from './flaps.ts'
import { createExplaining } from './explaining.ts'
import { createMachines } from './machines.ts'
import { createQueueHours } from './queue-hours.ts'
import { createRealtime } from './realtime.ts'
import { createRuleSet } from './rule-set.ts'
import type { RealtimeRule, Rule } from './rule.ts'
import { createSnoozes, SNOOZE_ALL, snoozedRule } from './snoozes.ts'
import { createStatedRules, type Fact } from './stated-rules.ts'
import { targetFact } from './target-fact.ts'
import { handOver, takeTraces, traceOf } from './tracer.ts'
import { unfinishedOf, wentOn } from './unfinished.ts'
import { createUserAnswers } from './user-answers.ts'
import { createVoice } from './voice.ts'
import type { WhyRecord } from './why.ts'
import { createWhyRecorder } from './why-recorder.ts'

type Of<T extends EngineEvent['type']> = Extract<EngineEvent, { type: T }>

function lossFact({ connectionId, connectionName, lost, reason }: Of<'connectionLost'>): Fact {
  return {
    kind: 'feed',
    subject: { key: connectionId, connectionId, unit: 'state', name: () => connectionName },
    sample: () => ({ kind: 'stated', isBreach: lost, reason, value: null, threshold: null })
  }
}

/** Worst first: severity, then the oldest, then in the order they came up. */
function byUrgency(a: Machine, b: Machine): number {
  const rank = ({ rule, episode }: Machine): number => rankOf(episode?.severity ?? rule.severity)
  const sinceMs = ({ episode }: Machine): number => episode?.firedAtMs ?? episode?.breachedAtMs ?? 0
  return rank(b) - rank(a) || sinceMs(a) - sinceMs(b) || a.order - b.order
}

/** Its rule changed while nothing ran. */
function isOfAnotherRule({ rule, episode }: Machine): boolean {
  return episode !== undefined && (episode.ruleVersion !== rule.version || isOfShadow(episode) !== isShadow(rule))
}

export interface EngineDeps {
  readonly uuid: () => string
  /** What is to be kept so that `whyNot` has an answer later. Absent: nothing of it is made. */
  readonly why?: (record: WhyRecord) => void
}

/**
 * What was due before an event is done before it, so the result does not hang on how promptly `tick` came; but for events that take
 * a feed's data away, where what was due meanwhile must not happen on numbers nobody saw: after sleep every feed is taken away before
 * anything else happens, so what is due then waits for the next event.
 */
export function createAlertEngine(seed: EngineSeed, deps: EngineDeps): AlertEngine {
  const snoozes = createSnoozes([
    [SNOOZE_ALL, seed.snoozedAllUntilMs],
    ...Object.entries(seed.snoozedRules).map(([id, untilMs]) => [snoozedRule(id), untilMs] as const)
  ])
  const byEpisode = new Map<string, Machine>()
  const causes = createCauses(byEpisode)
  const flaps = createFlaps()
  const touched = deps.why && new Set<Machine>()
  const voice = createVoice(snoozes, causes)
  const machines = createMachines({ uuid: deps.uuid, voice, causes, flaps, touched, byEpisode })
  const rowsMoved = deps.why && new Set<string>()
  const realtime = createRealtime(machines, seed.floor, rowsMoved)
  const stated = createStatedRules(machines, seed.floor)
  const answers = createUserAnswers({ machines, snoozes, voice })
  const rules = createRuleSet(seed.rules)
  const queues = createQueueHours(seed.openingHours)
  const explaining = createExplaining({ rules, realtime, stated, snoozes })
  const recorder = deps.why && createWhyRecorder({ keep: deps.why, rules, realtime, rowsMoved })
  let started = false
  let lastMonoMs = 0

  const restored: Machine[] = []
  const orphaned: Episode[] = []
  for (const episode of seed.episodes) {
    if (episode.state === 'pending' || episode.state === 'closed') continue
    const rule = rules.rule(episode.ruleId)
    if (rule?.kind === episode.kind) restored.push(machines.restore(episode, rule))
    else orphaned.push(episode)
  }

  function useRules(changedIds: ReadonlySet<string>, turn: Turn): void {
    const realtimeRules: RealtimeRule[] = []
    const statedRules: Exclude<Rule, RealtimeRule>[] = []
    for (const rule of rules.all()) {
      if (rule.kind === 'realtime') realtimeRules.push(rule)
      else statedRules.push(rule)
    }
    stated.setRules(statedRules, changedIds, turn)
    realtime.setRules(realtimeRules, changedIds, turn)
  }

  function start(turn: Turn): void {
    started = true
    snoozes.anchor(turn.now)
    flaps.remember(seed.closed ?? [], turn.now)
    for (const episode of orphaned) {
      const reason = rules.endReason(episode.ruleId, episode.kind) ?? episode.reason
      emit(turn, 'closed', { ...episode, reason, state: 'closed', closedAtMs: turn.now.wallMs })
      if (episode.toldAtMs !== null) turn.effects.push({ type: 'withdraw', episodeId: episode.id })
    }
    const { pending, waited } = wentOn(seed, (id) => rules.rule(id), turn.now.wallMs)
    for (const { episode, rule } of pending) restored.push(machines.restore(episode, rule))
    for (const machine of restored) {
      const id = machine.episode?.id ?? ''
      machines.anchor(machine, turn, seed.traces?.get(id), waited.get(id))
      answers.anchor(machine, turn)
      if (isOfAnotherRule(machine)) machines.carry(machine, machine.rule, turn)
      if (!machine.episode) continue
      if (machine.rule.kind === 'realtime') realtime.adopt(machine)
      else stated.adopt(machine)
    }
    rules.review(turn.now)
    queues.review(turn.now)
    realtime.setClosed(queues.closed(), turn)
    endInactive(turn)
    useRules(new Set(), turn)
    recorder?.started(turn.now)
    recorder?.rulesChanged(turn.now)
  }

  function endInactive(turn: Turn): void {
    for (const machine of [...realtime.machines(), ...stated.machines()]) {
      const { id, kind } = machine.rule
      if (rules.active(id)?.kind !== kind) machines.end(machine, rules.endReason(id, kind), true, turn)
    }
  }

  function changeRules(next: readonly Rule[], turn: Turn): void {
    const before = new Map([...rules.all()].map((rule) => [rule.id, rule]))
    rules.replace(next, turn.now)
    endInactive(turn)
    const changed = [...rules.all()].filter((rule) => {
      const old = before.get(rule.id)
      return old !== undefined && JSON.stringify(old) !== JSON.stringify(rule)
    })
    useRules(new Set(changed.map((rule) => rule.id)), turn)
    recorder?.rulesChanged(turn.now)
  }

  function handle(event: EngineEvent, turn: Turn): void {
    switch (event.type) {
      case 'rowsChanged':
        realtime.rowsChanged(event.feedId, event.deltas, turn)
        break
      case 'tick':
        break
      case 'feedDescribed':
        realtime.describe(event.feed, event.connectionName, turn)
        break
      case 'snapshotBegan':
        realtime.setSnapshotting(event.feedId, true, turn)
        break
      case 'snapshotEnded':
        realtime.setSnapshotting(event.feedId, false, turn)
        break
      case 'feedLive':
        realtime.setLive(event, turn)
        break
      case 'connectionLost':
        stated.learn(lossFact(event), false, turn)
        break
      case 'targetTested':
        stated.learn(targetFact(event), event.newPeriod, turn)
        break
      case 'targetsKnown': {
        const ids = new Set(event.targetIds)
        stated.forget(
          (kind, { key, connectionId }) => kind === 'target' && connectionId === event.connectionId && !ids.has(key),
          turn
        )
        break
      }
      case 'targetOver':
        stated.conclude(event, turn)
        break
      case 'floorBeganAnew':
        realtime.beginAnew(event.connectionId, turn)
        break
      case 'connectionRenamed':
        stated.rename(event.connectionId, event.connectionName, turn)
        realtime.rename(event.connectionId, event.connectionName, turn)
        break
      case 'connectionRemoved':
        stated.forget((_kind, { connectionId }) => connectionId === event.connectionId, turn)
        realtime.removeConnection(event.connectionId, turn)
        break
      case 'floorChosen':
        realtime.setFloor(event.floor, turn)
        stated.setFloor(event.floor, turn)
        break
      case 'openingHoursChanged':
        queues.replace(event.openingHours, turn.now)
        realtime.setClosed(queues.closed(), turn)
        break
      case 'rulesChanged':
        changeRules(event.rules, turn)
        break
      case 'acknowledge':
        answers.acknowledge(event, turn)
        break
      case 'snooze':
        answers.snooze(event, turn)
        break
      case 'gathered':
        answers.gathered(event, turn)
        break
      case 'told':
        answers.told(event, turn)
        break
      default:
        never(event)
    }
  }

  function runMoments(turn: Turn): void {
    realtime.runDue(turn)
    machines.runDue(turn)
  }

  function runDue(turn: Turn): void {
    if (rules.review(turn.now)) {
      // What fell due while the hours still ran.
      runMoments(turn)
      endInactive(turn)
      useRules(new Set(), turn)
      recorder?.rulesChanged(turn.now)
      recorder?.feedsChanged(turn.now)
    }
    if (queues.review(turn.now)) {
      runMoments(turn)
      realtime.setClosed(queues.closed(), turn)
    }
    for (const key of snoozes.takeEnded(turn.now)) answers.snoozeMoved(key, turn)
    answers.runDue(turn)
    runMoments(turn)
  }

  function record({ type }: EngineEvent, now: Instant): void {
    if (!recorder || !touched) return
    if (type !== 'rowsChanged' && type !== 'tick') recorder.feedsChanged(now)
    recorder.settle(touched, explaining.ofMachine, now)
  }

  return {
    apply(event, now) {
      const turn: Turn = { now, effects: [], changes: [], traces: undefined }
      lastMonoMs = now.monoMs
      if (!started) start(turn)
      const takesDataAway = event.type === 'snapshotBegan' || (event.type === 'feedLive' && !event.live)
      if (!takesDataAway) runDue(turn)
      handle(event, turn)
      if (!takesDataAway) runMoments(turn)
      machines.freeHeld(turn)
      record(event, now)
      handOver(turn)
      return turn.unheard?.rest(turn.effects) ?? turn.effects
    },
    nextDeadlineMs() {
      let nextMs = Infinity
      for (const owner of [machines, realtime, snoozes, answers, rules, queues])
        nextMs = Math.min(nextMs, owner.nextMs() ?? Infinity)
      return nextMs === Infinity ? undefined : nextMs
    },
    open(includePending = false) {
      const shown = [...machines.open()]
        .filter((machine) => (includePending || isBurning(machine)) && !isShadow(machine.rule))
        .sort(byUrgency)
      return shown.flatMap((machine) => {
        const episode = machines.present(machine, lastMonoMs)
        return episode ? { ...episode, snoozedUntilMs: snoozes.untilMs(episode.ruleId, episode.id) } : []
      })
    },
    connectionIds: () => new Set([...machines.open()].flatMap(({ subject }) => subject.connectionId ?? [])),
    owes(episodeId) {
      const machine = machines.ofEpisode(episodeId)
      return machine !== undefined && (machine.announcedAtMs === undefined || machine.episode?.owes !== undefined)
    },
    trace: (episodeId) => traceOf(machines.ofEpisode(episodeId)),
    takeTraces: () => takeTraces(machines.open()),
    unfinished: (now) => unfinishedOf(machines.open(), now),
    explain: (query, now) => explaining.explain(query, now),
    flushWhy(now) {
      recorder?.flush(now)
    },
    snoozedAllUntilMs: () => snoozes.get(SNOOZE_ALL)
  }
}
