import { describe, expect, it } from 'vitest'
import { createAvayaRealtime } from '../../../../src/adapters/avaya/source.ts'
import { createRetryWait } from '../../../../src/adapters/avaya/retry-wait.ts'
import { DEFAULT_FRESHNESS } from '../../../../src/core/connections/source.ts'
import { disposable } from '../../../../src/core/disposable.ts'
import { ok } from '../../../../src/core/result.ts'
import { AvayaCloud, frame } from '../../../fakes/avaya-cloud.ts'
import { createCloudHttp } from '../../../fakes/cloud-http.ts'
import { createFakeSockets } from '../../../fakes/fake-sockets.ts'
import type { FakeSocket } from '../../../fakes/fake-sockets.ts'
import { createMemorySubscriptions } from '../../../fakes/memory-subscriptions.ts'
import { createRecordingSink } from '../../../fakes/recording-sink.ts'
import { createSeededRandom } from '../../../fakes/seeded-random.ts'
import { settle } from '../../../fakes/settle.ts'
import { silentLogger } from '../../../fakes/silent-logger.ts'
import { createVirtualClock } from '../../../fakes/virtual-clock.ts'

const CLIENTS = 1_000
const BUCKET_MS = 100
const UNREACHABLE = { code: 'unreachable', step: 'connect', detail: '' } as const

/** A thousand real sources, each with its own seed, on one virtual clock against one server. */
async function createCrowd() {
  const clock = createVirtualClock()
  const cloud = new AvayaCloud()
  const http = createCloudHttp((request) => cloud.handle(request))
  const open = new Set<FakeSocket>()
  /** When each client began to connect, ms of the wall clock. */
  const knocks: number[] = []
  /** When each client was live. */
  const back: number[] = []
  let up = true

  function serve(socket: FakeSocket): void {
    // The owner must hold the socket before it is told anything.
    clock.after(1, () => {
      if (!up) {
        socket.close(1006, UNREACHABLE)
        return
      }
      open.add(socket)
      socket.open()
      const status = cloud.authenticate(socket.sent[0] ?? '{}')
      socket.message(JSON.stringify({ event: 'authenticationResponse', status }))
      socket.messages([frame({ payloadType: 'INITIALIZING' }), frame()])
    })
  }

  const sources = Array.from({ length: CLIENTS }, (_, client) => {
    const sink = createRecordingSink()
    const source = createAvayaRealtime(
      {
        id: `c${String(client)}`,
        demo: false,
        config: {
          system: 'avaya',
          name: 'Floor',
          restBaseUrl: 'https://eu.api.example.com',
          accountId: 'EZCLTR',
          clientId: 'client',
          producers: ['Queue_itd_1.0.0']
        }
      },
      {
        http,
        sockets: createFakeSockets(serve),
        clock,
        random: createSeededRandom(client * 7919 + 1),
        logger: silentLogger,
        freshness: DEFAULT_FRESHNESS,
        language: () => 'en-GB',
        subscriptions: createMemorySubscriptions(),
        secret: (field) => Promise.resolve(ok(field === 'appKey' ? 'key-1234' : 'secret-1234'))
      },
      {
        ...sink,
        feedStatus(_, { phase, sinceMs }) {
          if (phase === 'connecting') knocks.push(sinceMs)
          if (phase === 'live') back.push(sinceMs)
        }
      }
    )
    return source.start()
  })

  const crowd = {
    clock,
    cloud,
    async pass(ms: number): Promise<void> {
      for (let left = ms; left > 0; left -= 50) {
        clock.advance(Math.min(left, 50))
        await settle()
        // Whoever is there answers pings.
        for (const socket of open) if (socket.pings.length > 0) socket.pong()
      }
    },
    /** The server ends every socket at once. Returns when that was; what came before is forgotten. */
    cut(code: number): number {
      knocks.length = 0
      back.length = 0
      const all = [...open]
      open.clear()
      for (const socket of all) socket.close(code)
      return clock.now().wallMs
    },
    serve(isUp: boolean): void {
      up = isUp
    },
    knocks: () => knocks,
    back: () => back,
    dispose(): void {
      for (const running of sources) running.dispose()
    }
  }
  await settle()
  await crowd.pass(100)
  return crowd
}

/** How many fall into each 100 ms since `fromMs`. */
function bucketsOf(times: readonly number[], fromMs: number, windowMs: number): readonly number[] {
  const buckets = new Array<number>(Math.ceil(windowMs / BUCKET_MS)).fill(0)
  for (const time of times) {
    const bucket = Math.floor((time - fromMs) / BUCKET_MS)
    buckets[bucket] = (buckets[bucket] ?? 0) + 1
  }
  return buckets
}

/** The figure of docs/reliability.md: the largest 100 ms against the mean over the window. */
function report(what: string, buckets: readonly number[]): { readonly largest: number; readonly mean: number } {
  const largest = Math.max(...buckets)
  const mean = buckets.reduce((sum, count) => sum + count, 0) / buckets.length
  console.info(
    `${what}: largest 100 ms bucket ${String(largest)}, mean ${mean.toFixed(1)}, ratio ${(largest / mean).toFixed(2)}`
  )
  return { largest, mean }
}

describe(`${String(CLIENTS)} clients that lose the server at once`, () => {
  it.each([1001, 1012])('come back spread over the window, with close code %i', async (code) => {
    const crowd = await createCrowd()
    for (const [attempt, windowMs] of [
      [1, 1_000],
      [2, 2_000],
      [3, 2_000]
    ] as const) {
      expect(crowd.back().length + crowd.knocks().length).toBe(CLIENTS * 2)
      const cutMs = crowd.cut(code)
      await crowd.pass(windowMs + 50)
      const buckets = bucketsOf(crowd.knocks(), cutMs, windowMs)
      const { largest, mean } = report(`close ${String(code)}, reconnect ${String(attempt)}`, buckets)
      expect(buckets).toHaveLength(windowMs / BUCKET_MS)
      expect(largest).toBeLessThanOrEqual(3 * mean)
    }
    crowd.dispose()
    expect(crowd.clock.pendingTimers()).toBe(0)
  })

  it('ask for a token and a subscription spread as well when the server forgot them', async () => {
    const crowd = await createCrowd()
    crowd.cloud.forget()
    const cutMs = crowd.cut(1012)
    await crowd.pass(1_100)
    // Each knocks twice: once with what it had, at once again with a new token.
    expect(crowd.knocks().length).toBeGreaterThanOrEqual(2 * CLIENTS)
    const { largest, mean } = report('after a loss of all tokens', bucketsOf(crowd.knocks(), cutMs, 1_100))
    expect(largest).toBeLessThanOrEqual(3 * mean)
    crowd.dispose()
  })

  it('come back spread from a server that is down for 20 s', async () => {
    const crowd = await createCrowd()
    crowd.serve(false)
    const cutMs = crowd.cut(1001)
    await crowd.pass(20_000)
    crowd.serve(true)
    await crowd.pass(31_000)
    expect(crowd.back()).toHaveLength(CLIENTS)
    const returns = bucketsOf(crowd.back(), cutMs + 20_000, 30_000)
    const { largest } = report('real clients after 20 s down, returns', returns)
    // Three a bucket on average: chance alone makes peaks in so few. Their number is limited here, their spread below.
    expect(largest).toBeLessThanOrEqual(CLIENTS / 50)
    crowd.dispose()
  })

  it('come back spread from a server that is down for 20 s, over many such crowds', () => {
    const times = Array.from({ length: CLIENTS * 50 }, (_, client) => {
      let monoMs = 0
      const clock = { now: () => ({ wallMs: 0, monoMs }), after: () => disposable(() => undefined) }
      const wait = createRetryWait({ clock, random: createSeededRandom(client * 104_729 + 7) })
      while (monoMs < 20_000) monoMs += wait.delayMs(UNREACHABLE)
      return monoMs
    })
    const { largest, mean } = report('50 crowds after 20 s down, returns', bucketsOf(times, 20_000, 30_000))
    expect(largest).toBeLessThanOrEqual(3 * mean)
  })
})
