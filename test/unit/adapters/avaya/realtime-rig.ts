import { createAvayaRealtime } from '../../../../src/adapters/avaya/source.ts'
import type { AvayaConfig } from '../../../../src/core/connections/connection.ts'
import { DEFAULT_FRESHNESS } from '../../../../src/core/connections/source.ts'
import type { Freshness, RealtimeSource } from '../../../../src/core/connections/source.ts'
import type { Failure } from '../../../../src/core/connections/failure.ts'
import { fail, ok } from '../../../../src/core/result.ts'
import type { Result } from '../../../../src/core/result.ts'
import { AvayaCloud, frame } from '../../../fakes/avaya-cloud.ts'
import { createCloudHttp } from '../../../fakes/cloud-http.ts'
import { createFakeSockets } from '../../../fakes/fake-sockets.ts'
import { createMemorySubscriptions } from '../../../fakes/memory-subscriptions.ts'
import { createRecordingSink } from '../../../fakes/recording-sink.ts'
import { createSetRandom } from '../../../fakes/set-random.ts'
import { settle } from '../../../fakes/settle.ts'
import { silentLogger } from '../../../fakes/silent-logger.ts'
import { createVirtualClock } from '../../../fakes/virtual-clock.ts'

export const QUEUE_FEED = 'c1/Queue_itd_1.0.0'
export const CONFIRMED = '{"event":"AUTHENTICATION_RESPONSE","status":"CONNECTION_CONFIRMED"}'

export interface RigOptions {
  readonly producers?: readonly string[]
  readonly freshness?: Partial<Freshness>
  /** Every random number. 0.5 makes the first back-off half a second. */
  readonly random?: number
  readonly leftovers?: readonly string[]
  readonly language?: string
  readonly durationUnit?: AvayaConfig['durationUnit']
  /** Secrets of the vault; a missing one is `noSecret`. */
  readonly secrets?: Readonly<Record<string, string>>
}

/** The realtime source on virtual time, with sockets moved by hand and a platform in the same process. */
export function createRig(options: RigOptions = {}) {
  const clock = createVirtualClock()
  const cloud = new AvayaCloud()
  const http = createCloudHttp((request) => cloud.handle(request))
  const sockets = createFakeSockets()
  const sink = createRecordingSink()
  const subscriptions = createMemorySubscriptions(options.leftovers)
  const secrets: Record<string, string> = {
    ...(options.secrets ?? { appKey: 'key-1234', clientSecret: 'secret-1234' })
  }
  const config: AvayaConfig = {
    system: 'avaya',
    name: 'Floor',
    restBaseUrl: 'https://eu.api.example.com',
    accountId: 'EZCLTR',
    clientId: 'client',
    producers: [...(options.producers ?? ['Queue_itd_1.0.0'])],
    ...(options.durationUnit && { durationUnit: options.durationUnit })
  }
  const source: RealtimeSource = createAvayaRealtime(
    { id: 'c1', config, demo: false },
    {
      http,
      sockets,
      clock,
      random: createSetRandom(options.random ?? 0.5),
      logger: silentLogger,
      freshness: { ...DEFAULT_FRESHNESS, ...options.freshness },
      subscriptions,
      language: () => rig.language,
      secret: (field): Promise<Result<string>> => {
        const secret = secrets[field]
        const missing: Failure = { code: 'noSecret', step: 'secret', detail: field }
        return Promise.resolve(secret === undefined ? fail(missing) : ok(secret))
      }
    },
    sink
  )

  const rig = {
    /** What the user reads; the source is to be told when it changes. */
    language: options.language ?? 'en-GB',
    clock,
    cloud,
    http,
    sockets,
    sink,
    subscriptions,
    secrets,
    source,
    phase: () => sink.last(QUEUE_FEED)?.phase,
    failure: () => sink.last(QUEUE_FEED)?.failure,
    /** Lets time pass in small steps, so that answers come between timers. */
    async pass(ms: number): Promise<void> {
      for (let left = ms; left > 0; left -= 250) {
        clock.advance(Math.min(left, 250))
        await settle()
      }
    },
    /** Opens the newest socket and answers its first message as the platform does. */
    async accept(): Promise<string> {
      const socket = sockets.last()
      socket.open()
      const status = cloud.authenticate(socket.sent[0] ?? '{}')
      socket.message(JSON.stringify({ event: 'authenticationResponse', status }))
      await settle()
      return status
    },
    async start() {
      const running = source.start()
      await settle()
      return running
    },
    /** Started, confirmed, snapshot of one row over. */
    async live() {
      const running = await rig.start()
      await rig.accept()
      sockets.last().message(frame({ payloadType: 'INITIALIZING' }))
      sockets.last().message(frame())
      return running
    }
  }
  return rig
}
