import type { Effect, EngineEvent, EngineSeed } from '../../../../src/core/alerts/engine-types.ts'
import { createAlertEngine } from '../../../../src/core/alerts/engine.ts'
import type { Episode } from '../../../../src/core/alerts/episode.ts'
import type { RealtimeRule, Rule } from '../../../../src/core/alerts/rule.ts'
import type { Trace } from '../../../../src/core/alerts/trace.ts'
import { unfinishedSchema } from '../../../../src/core/alerts/unfinished-record.ts'
import type { WhyNow, WhyQuery, WhyRecord } from '../../../../src/core/alerts/why.ts'
import type { Disposable } from '../../../../src/core/disposable.ts'
import type { FeedDescriptor } from '../../../../src/core/measures/feed.ts'
import { rowId } from '../../../../src/core/measures/row.ts'
import { createMeasureTable } from '../../../../src/core/measures/table.ts'
import type { Value } from '../../../../src/core/measures/value.ts'
import { BEAT_MS } from '../../../../src/main/app/unfinished-beat.ts'
import { createVirtualClock, type VirtualClock } from '../../../fakes/virtual-clock.ts'

export const QUEUES: FeedDescriptor = {
  id: 'floor/queues',
  connectionId: 'floor',
  producerId: 'queues',
  subject: 'queue',
  keyNames: ['queueId'],
  measures: [
    { name: 'name', kind: 'text', displayName: 'Name', role: 'queueName' },
    { name: 'channel', kind: 'text', displayName: 'Channel', role: 'channel' },
    { name: 'waiting', kind: 'number', displayName: 'Waiting', role: 'contactsWaiting' }
  ]
}

export const AGENTS: FeedDescriptor = {
  id: 'floor/agents',
  connectionId: 'floor',
  producerId: 'agents',
  subject: 'agent',
  keyNames: ['agentId'],
  measures: [
    { name: 'name', kind: 'text', displayName: 'Name', role: 'agentName' },
    { name: 'state', kind: 'text', displayName: 'State', role: 'agentState' },
    { name: 'acw', kind: 'since', displayName: 'After-contact work since', role: 'afterContactSince' }
  ]
}

/** More than 8 waiting for 10 s, over at 5 or fewer for 30 s. */
export const WAITING: RealtimeRule = {
  id: 'waiting',
  version: 1,
  name: 'Contacts waiting',
  enabled: true,
  severity: 'critical',
  pendingForMs: 10_000,
  keepFiringForMs: 30_000,
  repeatEveryMs: null,
  announceEnd: false,
  kind: 'realtime',
  producer: 'queue',
  scope: [],
  over: 'each',
  metric: { kind: 'measure', measure: { role: 'contactsWaiting' } },
  condition: { op: '>', threshold: 8, clear: 5 }
}

export interface Scene {
  readonly clock: VirtualClock
  /** `<seconds> <what> <key>` for each effect so far. `tell(…)` is an announcement. */
  readonly log: string[]
  /** The last recorded state of each episode. */
  readonly journal: ReadonlyMap<string, Episode>
  /** What was last stored of what each rests on. */
  readonly traces: ReadonlyMap<string, Trace>
  /** Stores what open ones rest on, as is done once a minute. */
  storeTraces(): void
  /** Stores what times that still count have so far, as is done every few seconds. */
  storeUnfinished(): void
  send(event: EngineEvent): void
  /** A message about one row, by its key. The name is the key unless the values say otherwise. */
  row(key: string, values: Record<string, Value>, feed?: FeedDescriptor): void
  gone(key: string, feed?: FeedDescriptor): void
  live(isLive: boolean, feed?: FeedDescriptor): void
  /** A new generation: only what `repeat` sends is still there afterwards. */
  snapshot(repeat: () => void, feed?: FeedDescriptor): void
  /** Time passes; deadlines are served as they fall due. */
  wait(seconds: number): void
  /**
   * One second for each token of `series` about the queue: a number is its value, `?` no value, `x` the row is deleted, `_` nothing
   * is said. `9*3`: said once, then quiet, three seconds in all.
   */
  play(queue: string, series: string): void
  /** `afterMs`: as if nothing happened until then. */
  explain(query: WhyQuery, afterMs?: number): WhyNow
  flushWhy(): void
  open(includePending?: boolean): readonly Episode[]
  /** The process dies and a new one reads the journal. Feeds are described, not yet live. */
  restart(rules?: readonly Rule[], awaySeconds?: number): Scene
}

export interface SceneOptions {
  readonly rules: readonly Rule[]
  readonly feeds?: readonly FeedDescriptor[]
  readonly seed?: Partial<EngineSeed>
  readonly clock?: VirtualClock
  /** The notifier reports success at once. On by default. */
  readonly tells?: boolean
  /** Deadlines are served by a timer. On by default; without it the engine hears of time from events alone. */
  readonly ticks?: boolean
  /** What is kept so that it can be asked why, and what is asked after every event. */
  readonly why?: (record: WhyRecord) => void
  readonly after?: (scene: Scene) => void
  /** Takes what happens instead of an engine of the scene's own: there is no log then, and nothing can be asked. */
  readonly through?: (event: EngineEvent) => void
  /** Feeds start live and empty. On by default. */
  readonly startsLive?: boolean
}

let serial = 0

/** The engine behind a real table, with a timer for its deadlines, as the application wires them. */
export function createScene(options: SceneOptions): Scene {
  const { rules, feeds = [QUEUES, AGENTS], tells = true, ticks = true, startsLive = true } = options
  const clock = options.clock ?? createVirtualClock()
  const startMs = clock.now().monoMs
  const table = createMeasureTable()
  const seed: EngineSeed = { rules, episodes: [], snoozedAllUntilMs: null, snoozedRules: {}, ...options.seed }
  const engine = createAlertEngine(seed, {
    uuid: () => `episode-${String(++serial)}`,
    ...(options.why ? { why: options.why } : {})
  })
  const log: string[] = []
  const journal = new Map<string, Episode>(seed.episodes.map((episode) => [episode.id, episode]))
  const traces = new Map<string, Trace>(seed.traces)
  const generations = new Map<string, number>()
  const snoozedRules: Record<string, number> = { ...seed.snoozedRules }
  let snoozedAllUntilMs = seed.snoozedAllUntilMs
  let { openingHours = [], unfinished } = seed
  let timer: Disposable | undefined
  let isDead = false

  function record(effect: Effect): void {
    const at = String((clock.now().monoMs - startMs) / 1000)
    if (effect.type === 'snooze') {
      if (effect.scope.kind === 'all') snoozedAllUntilMs = effect.untilMs
      else if (effect.untilMs === null) Reflect.deleteProperty(snoozedRules, effect.scope.ruleId)
      else snoozedRules[effect.scope.ruleId] = effect.untilMs
    } else if (effect.type === 'withdraw') {
      log.push(`${at} withdraw ${journal.get(effect.episodeId)?.keyName ?? '?'}`)
    } else if (effect.type === 'episode') {
      journal.set(effect.episode.id, effect.episode)
      if (effect.trace) traces.set(effect.episode.id, effect.trace)
      if (effect.transition !== 'told' && effect.transition !== 'noted')
        log.push(`${at} ${effect.transition} ${effect.episode.keyName}`)
    } else {
      log.push(`${at} tell(${effect.reason}) ${effect.episode.keyName}`)
      if (tells) send({ type: 'told', episodeId: effect.episode.id, atMs: clock.now().wallMs })
    }
  }

  function send(event: EngineEvent): void {
    if (options.through) {
      options.through(event)
      return
    }
    if (event.type === 'openingHoursChanged') openingHours = event.openingHours
    for (const effect of engine.apply(event, clock.now())) record(effect)
    options.after?.(scene)
    timer?.dispose()
    const dueMs = engine.nextDeadlineMs()
    if (dueMs === undefined || isDead || !ticks) return
    timer = clock.after(dueMs - clock.now().monoMs, () => {
      send({ type: 'tick' })
    })
  }

  function storeUnfinished(): void {
    if (!options.through) unfinished = unfinishedSchema.parse(engine.unfinished(clock.now()))
  }
  function beat(): void {
    if (isDead) return
    storeUnfinished()
    clock.after(BEAT_MS, beat)
  }

  const generationOf = (feed: FeedDescriptor): number => generations.get(feed.id) ?? 1
  const idOf = (key: string, feed: FeedDescriptor): string =>
    rowId([feed.connectionId, 'account', 'source', feed.producerId], { [feed.keyNames[0] ?? 'key']: key })

  function change(key: string, action: 'upsert' | 'delete', values: Record<string, Value>, feed: FeedDescriptor): void {
    const keys = { [feed.keyNames[0] ?? 'key']: key }
    const delta = table.apply(
      feed.id,
      generationOf(feed),
      { action, rowId: idOf(key, feed), keys, values },
      clock.now().wallMs
    )
    if (delta) send({ type: 'rowsChanged', feedId: feed.id, deltas: [delta] })
  }

  const scene: Scene = {
    clock,
    log,
    journal,
    traces,
    storeTraces() {
      for (const { episodeId, trace } of engine.takeTraces()) traces.set(episodeId, trace)
    },
    storeUnfinished,
    send,
    row: (key, values, feed = QUEUES) => {
      change(key, 'upsert', { name: key, ...values }, feed)
    },
    gone: (key, feed = QUEUES) => {
      change(key, 'delete', {}, feed)
    },
    live: (isLive, feed = QUEUES) => {
      send({ type: 'feedLive', feedId: feed.id, live: isLive })
    },
    snapshot(repeat, feed = QUEUES) {
      const generation = generationOf(feed) + 1
      generations.set(feed.id, generation)
      table.beginSnapshot(feed.id, generation)
      send({ type: 'snapshotBegan', feedId: feed.id })
      repeat()
      const { deltas } = table.endSnapshot(feed.id, generation)
      if (deltas.length > 0) send({ type: 'rowsChanged', feedId: feed.id, deltas })
      send({ type: 'snapshotEnded', feedId: feed.id })
    },
    wait: (seconds) => {
      clock.advance(seconds * 1000)
    },
    play(queue, series) {
      for (const token of series.split(' ')) {
        const [what = '_', times = '1'] = token.split('*')
        if (what === 'x') scene.gone(queue)
        else if (what === '?') scene.row(queue, { waiting: null })
        else if (what !== '_') scene.row(queue, { waiting: Number(what) })
        scene.wait(Number(times))
      }
    },
    explain: (query, afterMs = 0) => engine.explain(query, { ...clock.now(), monoMs: clock.now().monoMs + afterMs }),
    flushWhy: () => {
      engine.flushWhy(clock.now())
    },
    open: (includePending) => engine.open(includePending),
    restart(nextRules = rules, awaySeconds = 0) {
      timer?.dispose()
      isDead = true
      clock.advance(awaySeconds * 1000)
      const episodes = [...journal.values()].filter((episode) => episode.state !== 'closed')
      const closed = [...journal.values()].filter((episode) => episode.state === 'closed')
      const restored: Partial<EngineSeed> = {
        ...{ openingHours, episodes, closed, traces, snoozedAllUntilMs, snoozedRules: { ...snoozedRules } },
        ...(unfinished ? { unfinished } : {})
      }
      return createScene({ ...options, rules: nextRules, clock, seed: restored, startsLive: false })
    }
  }

  clock.after(BEAT_MS, beat)
  for (const feed of feeds) {
    table.describe(feed)
    send({ type: 'feedDescribed', feed, connectionName: 'Floor' })
    if (startsLive) scene.live(true, feed)
  }
  return scene
}

/** The feed comes back with its first snapshot. */
export function back(scene: Scene, waiting: Readonly<Record<string, number>>): void {
  scene.snapshot(() => {
    for (const [queue, value] of Object.entries(waiting)) scene.row(queue, { waiting: value })
  })
  scene.live(true)
}
