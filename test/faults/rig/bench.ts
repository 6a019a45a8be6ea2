import { afterAll, afterEach, expect } from 'vitest'
import { createAvayaRealtime } from '../../../src/adapters/avaya/source.ts'
import { createFetchHttp } from '../../../src/adapters/transport/fetch-http.ts'
import { createWsOpener } from '../../../src/adapters/transport/ws-opener.ts'
import type { WsOpenerDeps } from '../../../src/adapters/transport/ws-opener.ts'
import { DEFAULT_FRESHNESS } from '../../../src/core/connections/source.ts'
import type { Freshness, RealtimeSource } from '../../../src/core/connections/source.ts'
import type { Failure } from '../../../src/core/connections/failure.ts'
import type { Phase, Status } from '../../../src/core/connections/status.ts'
import { disposable } from '../../../src/core/disposable.ts'
import { fail, ok } from '../../../src/core/result.ts'
import { createMemorySubscriptions } from '../../fakes/memory-subscriptions.ts'
import { createRecordingSink } from '../../fakes/recording-sink.ts'
import type { RecordingSink } from '../../fakes/recording-sink.ts'
import { createSetRandom } from '../../fakes/set-random.ts'
import { startFaultProxy } from '../proxy/fault-proxy.ts'
import type { FaultProxy } from '../proxy/fault-proxy.ts'
import { startCentre } from './centre.ts'
import type { Centre, CentreOptions } from './centre.ts'
import { checkInvariants, feedsOf } from './invariants.ts'
import { createQuickClock } from './quick-clock.ts'
import { createRecordingLogger } from './recording-logger.ts'
import { createShown } from './shown.ts'
import type { Shown } from './shown.ts'

export const QUEUES = 'c1/Queue_itd_1.0.0'
const UNTIL_MS = 15_000

export interface BenchOptions extends CentreOptions {
  readonly producers?: readonly string[]
  /** This demo centre, which ends with the test. */
  readonly centre?: Centre
  /** A demo centre of its own, for tests that change or end it; the others of a file share one. */
  readonly own?: boolean
  /** How much faster than real time the product's clock goes. Default 4. */
  readonly speed?: number
  readonly freshness?: Partial<Freshness>
  /** The opener's other dependencies: ways out, trust. */
  readonly opener?: Partial<Omit<WsOpenerDeps, 'clock'>>
  readonly secrets?: Readonly<Record<string, string>>
}

/** The real source with real HTTP and sockets, the fault proxy, and the demo centre behind it. */
export interface FaultBench {
  readonly proxy: FaultProxy
  readonly source: RealtimeSource
  readonly sink: RecordingSink
  readonly shown: Shown
  readonly clock: ReturnType<typeof createQuickClock>
  centre: Centre | undefined
  secrets: Readonly<Record<string, string>>
  start(): void
  /** Started, and all feeds live. */
  live(): Promise<void>
  isLive(): boolean
  last(): Status | undefined
  phases(): readonly Phase[]
  /** Asks after everything the sink hears and every few ms; fails with what was told when it takes longer than 15 s. */
  until(holds: () => boolean, what?: string): Promise<void>
  /** The time, ms of the product's clock, that `run` took. */
  took(run: () => Promise<void>): Promise<number>
  /** Lets this many ms of the product's clock pass. */
  pass(ms: number): Promise<void>
  /** The demo centre is gone, with all it knew. */
  kill(): void
  /** A new one on the same port. */
  revive(): Promise<void>
  /** Calls of the REST side so far whose `METHOD /path -> status` matches. */
  calls(pattern: RegExp): number
}

let shared: Promise<Centre> | undefined

async function startBench(options: BenchOptions): Promise<FaultBench & { end(): Promise<void> }> {
  const isOwn = options.own ?? (options.centre ?? options.tokenLifeMs) !== undefined
  const centre = options.centre ?? (await (isOwn ? startCentre(options) : (shared ??= startCentre())))
  const { appKey, clientSecret, clientId, accountId, name } = centre.ready.connections[0]
  const proxy = await startFaultProxy({ upstreamPort: centre.ready.port })
  const clock = createQuickClock(options.speed ?? 4)
  const logger = createRecordingLogger()
  let wake: () => void = () => undefined
  const sink = createRecordingSink(() => wake())
  const { shown, sink: whole } = createShown(sink)
  const known = { appKey, clientSecret }
  const real = createAvayaRealtime(
    {
      id: 'c1',
      demo: false,
      config: {
        system: 'avaya',
        name,
        restBaseUrl: proxy.url,
        accountId,
        clientId,
        producers: [...(options.producers ?? ['Queue_itd_1.0.0', 'Agent_itd_1.0.0'])]
      }
    },
    {
      http: createFetchHttp({ fetch, clock }),
      sockets: createWsOpener({ clock, ...options.opener }),
      clock,
      random: createSetRandom(0.47),
      logger,
      freshness: { ...DEFAULT_FRESHNESS, ...options.freshness },
      language: () => 'en-GB',
      subscriptions: createMemorySubscriptions(),
      secret: (field) => {
        const found = bench.secrets[field]
        const missing: Failure = { code: 'noSecret', step: 'secret', detail: field }
        return Promise.resolve(found === undefined ? fail(missing) : ok(found))
      }
    },
    whole
  )

  /** Who ended it takes nothing for present any more. */
  let isEnded = false
  const source: RealtimeSource = {
    ...real,
    start() {
      const running = real.start()
      return disposable(() => {
        isEnded = true
        running.dispose()
      })
    },
    close() {
      isEnded = true
      return real.close()
    }
  }

  const bench: FaultBench & { end(): Promise<void> } = {
    proxy,
    source,
    sink,
    shown,
    clock,
    centre,
    secrets: options.secrets ?? known,
    start: () => void source.start(),
    async live() {
      source.start()
      await bench.until(bench.isLive, 'live')
    },
    isLive: () => sink.statuses.length > 0 && feedsOf(sink).every((feedId) => sink.last(feedId)?.phase === 'live'),
    last: () => sink.last(QUEUES),
    phases: () => sink.phases(QUEUES),
    async until(holds, what = 'what was waited for') {
      const endMs = performance.now() + UNTIL_MS
      while (!holds()) {
        if (performance.now() > endMs) {
          const lately = proxy.log.events.slice(-12).map(({ kind, socket, detail }) => `${kind} ${socket} ${detail}`)
          throw new Error(`${what} never came: ${JSON.stringify([sink.statuses.slice(-6), lately], null, 1)}`)
        }
        await new Promise<void>((resolve) => {
          const timer = setTimeout(resolve, 10)
          wake = () => {
            clearTimeout(timer)
            resolve()
          }
        })
      }
    },
    async took(run) {
      const beganMs = clock.now().monoMs
      await run()
      return clock.now().monoMs - beganMs
    },
    pass: (ms) => new Promise((resolve) => setTimeout(resolve, ms / clock.speed)),
    kill() {
      if (!isOwn) throw new Error('a shared demo centre is not killed')
      bench.centre?.dispose()
      bench.centre = undefined
    },
    async revive() {
      bench.centre = await startCentre({ ...options, port: centre.ready.port })
    },
    calls: (pattern) => proxy.log.count('http', pattern),
    async end() {
      try {
        await checkInvariants({
          sink,
          shown,
          log: proxy.log,
          logLines: logger.lines,
          secrets: [...Object.values(known), ...Object.values(bench.secrets), ...proxy.tokens],
          centre: bench.centre,
          isEnded
        })
        await source.close()
        // An answer that is still under way ends with the calls it belongs to; after that nothing may be left.
        const told = sink.told.length
        await bench.until(
          () => clock.pendingTimers() === 0 && proxy.sockets() === 0,
          'no timer and no socket after the end'
        )
        expect(sink.told).toHaveLength(told)
      } finally {
        source.start().dispose()
        if (isOwn) bench.centre?.dispose()
        await proxy.close()
      }
    }
  }
  return bench
}

/** Benches for the tests of one file. After each test the invariants are checked, the source is closed, and nothing may be left. */
export function faultBenches(): (options?: BenchOptions) => Promise<FaultBench> {
  const started: { end(): Promise<void> }[] = []
  afterEach(async () => {
    for (const bench of started.splice(0)) await bench.end()
  })
  afterAll(async () => {
    const last = await shared
    shared = undefined
    last?.dispose()
  })
  return async (options = {}) => {
    const bench = await startBench(options)
    started.push(bench)
    return bench
  }
}

/** The promise after an outage of at most three seconds, ms. */
export const HEALED_WITHIN_MS = 5_000
