import { createAvayaRealtime } from '../../../../src/adapters/avaya/source.ts'
import { DEFAULT_FRESHNESS } from '../../../../src/core/connections/source.ts'
import type { RealtimeSink, RealtimeSource } from '../../../../src/core/connections/source.ts'
import type { Phase } from '../../../../src/core/connections/status.ts'
import type { Disposable } from '../../../../src/core/disposable.ts'
import type { Http } from '../../../../src/core/ports/http.ts'
import type { Logger } from '../../../../src/core/ports/logger.ts'
import { ok } from '../../../../src/core/result.ts'
import { continueSink } from '../../../../src/main/app/continued-sink.ts'
import { createMemorySubscriptions } from '../../../fakes/memory-subscriptions.ts'
import { createSeededRandom } from '../../../fakes/seeded-random.ts'
import { createVirtualClock } from '../../../fakes/virtual-clock.ts'
import { createCheckedSink, newFeed } from './model-sink.ts'
import type { FeedSeen, Visits } from './model-sink.ts'
import { createModelServer, PRODUCERS } from './model-server.ts'
import type { Row } from './model-server.ts'

/** Longest time in a phase that waits for the far side, and a step of time for rounding. */
const LONGEST_MS: Partial<Record<Phase, number>> = { connecting: 46_000, authenticating: 11_000 }
/** After everything is well again. Connect, one more back-off, an empty floor told twice. */
const BACK_WITHIN_MS = 150_000

export interface WorldOptions {
  readonly producers: 1 | 2
  /** Silence beyond the limit without a broken link: the phase `stale` exists. */
  readonly isPatient: boolean
  readonly seed: number
  /** Puts something between the application and its network. */
  readonly through?: (http: Http) => Http
}

interface Life {
  readonly source: RealtimeSource
  readonly lastGeneration: () => number
  running: Disposable | undefined
  over: boolean
}

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

/** The source under test, started, stopped and replaced as the application does, with everything it tells checked as it is told. */
export function createWorld({ producers, isPatient, seed, through = (http) => http }: WorldOptions, visits: Visits) {
  const clock = createVirtualClock()
  const server = createModelServer(clock)
  const subscriptions = createMemorySubscriptions()
  const random = createSeededRandom(seed)
  const wrong: string[] = []
  const secrets = new Set<string>(['key-1234', 'secret-1234'])
  const told: string[] = []
  const names = PRODUCERS.slice(0, producers)
  const feeds = new Map<string, FeedSeen>()
  for (const name of names) feeds.set(`c1/${name}`, newFeed())
  let passedMs = 0
  let secret = 'secret-1234'
  let isOnline = true
  let life: Life | undefined

  const claim = (holds: boolean, what: string): void => {
    if (!holds) wrong.push(what)
  }
  const logger: Logger = {
    debug: (...line) => void told.push(JSON.stringify(line)),
    info: (...line) => void told.push(JSON.stringify(line)),
    warn: (...line) => void told.push(JSON.stringify(line)),
    error: (...line) => void told.push(JSON.stringify(line)),
    scoped: () => logger
  }

  const sink = createCheckedSink({
    clock,
    visits,
    feeds,
    claim,
    passedMs: () => passedMs,
    tell: (text) => void told.push(text)
  })

  function create(afterGeneration: number): Life {
    const mine: { life?: Life } = {}
    const guarded = Object.fromEntries(
      Object.entries(sink as unknown as Record<string, (...given: unknown[]) => void>).map(([name, tell]) => [
        name,
        (...given: unknown[]) => {
          claim(mine.life?.over !== true, `${name} after the end`)
          tell(...given)
        }
      ])
    ) as unknown as RealtimeSink
    const { sink: continued, lastGeneration } = continueSink(guarded, afterGeneration)
    const given = secret
    const source = createAvayaRealtime(
      {
        id: 'c1',
        demo: false,
        config: {
          system: 'avaya', name: 'Floor', restBaseUrl: 'https://eu.api.example.com', accountId: 'EZCLTR', clientId: 'client',
          producers: [...names]
        } // prettier-ignore
      },
      {
        http: through(server.http),
        sockets: server.sockets,
        clock,
        random,
        logger,
        language: () => 'en-GB',
        freshness: isPatient ? { ...DEFAULT_FRESHNESS, staleAfterMs: 10_000, pongWithinMs: 30_000 } : DEFAULT_FRESHNESS,
        subscriptions,
        secret: (field) => Promise.resolve(ok(field === 'appKey' ? 'key-1234' : given))
      },
      continued
    )
    for (const seen of feeds.values()) {
      seen.phase = 'idle'
      seen.generation = afterGeneration
    }
    mine.life = { source, lastGeneration, running: undefined, over: false }
    return mine.life
  }

  const world = {
    clock,
    server,
    subscriptions,
    wrong,
    /** What the application shows of a feed, by row. */
    shown: (feed: number) =>
      new Map([...feeds.get(`c1/${names[feed]!}`)!.rows].map(([id, { values }]) => [id, values])),
    generation: (feed: number) => feeds.get(`c1/${names[feed]!}`)!.generation,
    phases: () => [...feeds.values()].map(({ phase }) => phase),
    isRunning: () => life?.running !== undefined && !life.over,
    isOnline: () => isOnline,
    secret: () => secret,
    source: () => life?.source,
    /** The application's own way: made, told of a missing network, started. */
    start(): void {
      if (life?.running && !life.over) {
        life.source.start()
        return
      }
      life = create(life?.lastGeneration() ?? 0)
      if (!isOnline) life.source.suspend()
      life.running = life.source.start()
    },
    dispose(): void {
      if (!life) return
      life.over = true
      life.running?.dispose()
    },
    async close(): Promise<void> {
      if (!life || life.over) return
      life.over = true
      const closed = { is: false }
      const closing = life.source.close().then(() => (closed.is = true))
      const from = passedMs
      while (!closed.is && passedMs - from < 4_000) await world.pass(250)
      claim(closed.is, 'close takes longer than 3 s')
      if (closed.is) await closing
      life.running?.dispose()
    },
    /** A new secret: the old source ends, another goes on with its rows. */
    async renew(next: string, isReleased: boolean): Promise<void> {
      secrets.add(next)
      secret = next
      if (isReleased) await world.close()
      world.dispose()
      world.start()
    },
    network(is: boolean): void {
      isOnline = is
      if (!world.isRunning()) return
      if (is) life?.source.probe()
      else life?.source.suspend()
    },
    settle: turn,
    async pass(ms: number, stepMs = ms > 20_000 ? 1_000 : 250): Promise<void> {
      for (let left = ms; left > 0; left -= stepMs) {
        server.pump()
        const step = Math.min(left, stepMs)
        passedMs += step
        clock.advance(step)
        await turn()
        server.pump()
        await turn()
        for (const { phase, phaseAtMs } of feeds.values()) {
          const longest = LONGEST_MS[phase] ?? Infinity
          claim(
            !world.isRunning() || passedMs - phaseAtMs <= longest,
            `${phase} for ${String(passedMs - phaseAtMs)} ms`
          )
        }
      }
    },
    /** What must hold at any moment in which nothing is going on. */
    check(): void {
      for (const token of server.cloud.tokens) secrets.add(token)
      const open = server.openSockets()
      names.forEach((name, feed) => {
        const seen = feeds.get(`c1/${name}`)!
        const mine = open.filter((socket) => socket.feed === feed)
        claim(mine.length <= 1, `${String(mine.length)} sockets of ${name}`)
        if (!world.isRunning() || (seen.phase !== 'live' && seen.phase !== 'stale')) return
        claim(seen.isComplete && mine.length === 1, `${seen.phase} without a snapshot or a socket`)
        const expected = [...(mine[0]?.said ?? new Map<string, Row>())].map(([id, row]) => [id, row] as const).sort()
        const shown = [...seen.rows].map(([id, { values }]) => [id, values] as const).sort()
        const [want, have] = [expected, shown].map((rows) =>
          JSON.stringify(rows.map(([id, row]) => [id, Object.entries(row).sort()]))
        )
        claim(want === have, `shows ${have ?? ''} where the server said ${want ?? ''}`)
      })
      const recorded = new Set(subscriptions.ids())
      for (const id of server.knownSubscriptions()) claim(recorded.has(id), 'a subscription is not in the record')
      if (!world.isRunning()) {
        claim(open.length === 0, 'a socket is open after the end')
        claim(clock.pendingTimers() === 0, `${String(clock.pendingTimers())} timers after the end`)
      }
      const all = told.splice(0).join('\n')
      for (const one of secrets)
        claim(
          !all.includes(one),
          `a secret is told: ${all.slice(Math.max(0, all.indexOf(one) - 80), all.indexOf(one) + 80)}`
        )
      if (wrong.length > 0) throw new Error(wrong.join('; '))
    },
    /** Everything is well again: the feed must be, too, by itself or, where it waits for a person, when that person asks. */
    async recover(): Promise<void> {
      server.heal()
      server.cloud.clientSecret = secret
      if (!isOnline) world.network(true)
      const isLive = (): boolean => world.phases().every((phase) => phase === 'live')
      const from = passedMs
      while (!isLive() && passedMs - from < BACK_WITHIN_MS && !world.phases().includes('failed'))
        await world.pass(500, 500)
      if (world.phases().includes('failed')) {
        life?.source.probe()
        const asked = passedMs
        while (!isLive() && passedMs - asked < BACK_WITHIN_MS) await world.pass(500, 500)
      }
      claim(isLive(), `not live ${String(passedMs - from)} ms after everything is well: ${world.phases().join()}`)
      world.check()
    }
  }
  return world
}

export type World = ReturnType<typeof createWorld>
