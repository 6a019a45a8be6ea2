import { createFetchHttp } from '../../src/adapters/transport/fetch-http.ts'
import { createWsOpener } from '../../src/adapters/transport/ws-opener.ts'
import { DEFAULT_FRESHNESS } from '../../src/core/connections/source.ts'
import type { Abilities, SourceDeps } from '../../src/core/connections/source.ts'
import type { Connection } from '../../src/core/connections/connection.ts'
import type { Failure } from '../../src/core/connections/failure.ts'
import type { HttpRequest } from '../../src/core/ports/http.ts'
import type { Logger } from '../../src/core/ports/logger.ts'
import { fail, ok } from '../../src/core/result.ts'
import { adapters } from '../../src/adapters/registry.ts'
import { createMemorySubscriptions } from '../fakes/memory-subscriptions.ts'
import { createRecordingSink } from '../fakes/recording-sink.ts'
import type { RecordingSink } from '../fakes/recording-sink.ts'
import { fetchUnderTest } from './fetch-under-test.ts'
import { createTickingClock } from '../fakes/ticking-clock.ts'
import type { TickingClock } from '../fakes/ticking-clock.ts'

/** The far side of one system, on a real port. */
export interface FarSide {
  /** Websockets open right now. */
  sockets(): number
  /** What the adapter asked the far side to keep for it and has not taken back; null where nothing is kept. */
  keeps(): number | null
  /** Answers, and messages where there is a stream, that make no sense; then good ones again. */
  talkNonsense(): Promise<void> | void
  /** From now on the credential is refused. */
  refuseCredential(): void
  /** Gone, with everything it knew; the port is free. */
  kill(): Promise<void>
  /** Back on the same port. */
  revive(): Promise<void>
  /** Requests for a token or with a credential so far. */
  calls(): number
}

export interface Started {
  readonly connection: Connection
  readonly secrets: Readonly<Record<string, string>>
  readonly far: FarSide
}

/** One system under the shared suite. */
export interface AdapterUnderTest {
  readonly name: string
  /** The case names of the suite that make no sense for this system, each with its reason. */
  readonly notForThisSystem: Readonly<Record<string, string>>
  start(): Promise<Started>
}

export interface Bench {
  readonly abilities: Abilities
  readonly sink: RecordingSink
  readonly clock: TickingClock
  readonly far: FarSide
  /** Every request that was sent, oldest first. */
  readonly requests: readonly HttpRequest[]
  /** Every line that was logged. */
  readonly logged: readonly unknown[]
  /** Every secret that must never be shown. */
  readonly secrets: readonly string[]
  /** One full use of the system that has no stream: check, and read where it reads. */
  use(): Promise<{ readonly ok: true } | { readonly ok: false; readonly failure: Failure }>
  /** Resolves when `holds` does, asked after everything the sink hears; the test's own deadline ends a wait that is too long. */
  until(holds: () => boolean): Promise<void>
}

/** Node's, or that of a real Electron where `npm test` names one (test/e2e/contract.spec.ts). */
const chosenFetch = await fetchUnderTest()

/** A system's real adapter over real HTTP and sockets, wired as the application does it. */
export function createBench(started: Started): Bench {
  const clock = createTickingClock()
  let wake: () => void = () => undefined
  const sink = createRecordingSink(() => wake())
  const http = createFetchHttp({ fetch: chosenFetch, clock })
  const requests: HttpRequest[] = []
  const logged: unknown[] = []
  const line = (...said: unknown[]): void => void logged.push(said)
  const logger: Logger = { debug: line, info: line, warn: line, error: line, scoped: () => logger }
  const deps: SourceDeps = {
    http: {
      send(request) {
        requests.push(request)
        return http.send(request)
      }
    },
    sockets: createWsOpener({ clock }),
    clock,
    random: { next: Math.random, uuid: () => crypto.randomUUID() },
    logger,
    freshness: DEFAULT_FRESHNESS,
    language: () => 'en-GB',
    subscriptions: createMemorySubscriptions(),
    secret: (field) => {
      const found = started.secrets[field]
      const missing: Failure = { code: 'noSecret', step: 'secret', detail: field }
      return Promise.resolve(found === undefined ? fail(missing) : ok(found))
    }
  }
  const { connection } = started
  const abilities = adapters[connection.config.system].create(connection, deps, sink)
  return {
    abilities,
    sink,
    clock,
    far: started.far,
    requests,
    logged,
    secrets: Object.values(started.secrets),
    async use() {
      const checked = await abilities.probe?.check()
      if (checked && !checked.ok) return checked
      const read = await abilities.targets?.readAll()
      return read && !read.ok ? read : { ok: true }
    },
    async until(holds) {
      while (!holds()) await new Promise<void>((resolve) => (wake = resolve))
    }
  }
}
