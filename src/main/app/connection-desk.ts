import { adapters } from '../../adapters/registry.ts'
import type { Connection } from '../../core/connections/connection.ts'
import type { Abilities, RealtimeSink, SourceDeps } from '../../core/connections/source.ts'
import type { Status } from '../../core/connections/status.ts'
import { createDisposableBag, type DisposableBag } from '../../core/disposable.ts'
import type { Clock } from '../../core/ports/clock.ts'
import type { Logger } from '../../core/ports/logger.ts'
import type { Random } from '../../core/ports/random.ts'
import type { Result } from '../../core/result.ts'
import { createCheckLoop, type CheckLoop } from './check-loop.ts'
import type { Floor } from './floor.ts'
import { worstStatus } from './worst-status.ts'

/** A connection and the way to its secrets. */
export interface ConnectionEntry {
  readonly connection: Connection
  readonly secret: (field: string) => Promise<Result<string>>
  readonly secretsSet: () => readonly string[]
}

export interface ConnectionState {
  readonly entry: ConnectionEntry
  readonly status: Status
  readonly owner: string | null
  readonly host: string
  readonly abilities: Abilities
}

export interface ConnectionDesk {
  /** Makes the running connections be exactly these: new ones start, missing ones stop, known ids go on untouched. */
  set(entries: readonly ConnectionEntry[]): void
  states(): readonly ConnectionState[]
  /** "Retry now", resume, unlock, network back. Without an id: all. */
  probe(connectionId?: string): void
  /** The system says there is no network. What runs on this computer, as the demo centre does, needs none and goes on. */
  suspend(): void
  /** Leaves the far side clean (subscriptions deleted), bounded to 3 s, then stops everything. */
  close(): Promise<void>
}

interface Running {
  readonly entry: ConnectionEntry
  readonly abilities: Abilities
  readonly bag: DisposableBag
  readonly check: CheckLoop | undefined
}

export interface ConnectionDeskDeps {
  readonly clock: Clock
  readonly random: Random
  readonly logger: Logger
  readonly floor: Floor
  readonly sourceDeps: Omit<SourceDeps, 'secret' | 'logger'>
  readonly changed: () => void
  /** A connection with targets answered its check: its lists can be read. */
  readonly targetsReady: (connection: Connection) => void
  readonly line: (text: string) => void
}

/** A host as `hostOf` answers it. */
const ON_THIS_COMPUTER = /^(?:localhost|127\.0\.0\.1|\[::1\])(?::\d+)?$/

export function createConnectionDesk(deps: ConnectionDeskDeps): ConnectionDesk {
  const running = new Map<string, Running>()

  function begin(entry: ConnectionEntry): Running {
    const { connection } = entry
    const bag = createDisposableBag()
    const logger = deps.logger.scoped(connection.config.system)
    const sink: RealtimeSink = deps.floor.sinkFor({ id: connection.id, name: connection.config.name })
    const adapter = adapters[connection.config.system]
    const abilities = adapter.create(connection, { ...deps.sourceDeps, logger, secret: entry.secret }, sink)
    if (abilities.realtime) bag.add(abilities.realtime.start())
    const check = abilities.probe
      ? createCheckLoop({
          clock: deps.clock,
          random: deps.random,
          probe: abilities.probe,
          changed: (status) => {
            const cause = status.failure ? ` (${status.failure.code}: ${status.failure.detail})` : ''
            deps.line(`connection ${connection.config.name}: ${status.phase}${cause}`)
            deps.changed()
            if (status.phase === 'live' && abilities.targets) deps.targetsReady(connection)
          }
        })
      : undefined
    if (check) {
      bag.add(check)
      check.start()
    }
    return { entry, abilities, bag, check }
  }

  function hostOf({ entry }: Running): string {
    const { config } = entry.connection
    return adapters[config.system].hostOf(config)
  }

  function end(one: Running): void {
    one.bag.dispose()
    deps.floor.removeConnection(one.entry.connection.id)
    running.delete(one.entry.connection.id)
  }

  function statusOf(one: Running): Status {
    const feeds = [...deps.floor.feeds().values()].filter((feed) => feed.connectionId === one.entry.connection.id)
    const all = feeds.map((feed) => feed.status)
    if (one.check) all.push(one.check.status())
    return worstStatus(all, deps.clock.now().wallMs)
  }

  return {
    set(entries) {
      const wanted = new Set(entries.map((entry) => entry.connection.id))
      for (const one of [...running.values()]) if (!wanted.has(one.entry.connection.id)) end(one)
      for (const entry of entries) {
        if (!running.has(entry.connection.id)) running.set(entry.connection.id, begin(entry))
      }
      deps.changed()
    },
    states: () =>
      [...running.values()].map((one) => ({
        entry: one.entry,
        status: statusOf(one),
        owner: one.check?.owner() ?? null,
        host: hostOf(one),
        abilities: one.abilities
      })),
    probe(connectionId) {
      for (const [id, one] of running) {
        if (connectionId !== undefined && connectionId !== id) continue
        one.abilities.realtime?.probe()
        one.check?.now()
      }
    },
    suspend() {
      for (const one of running.values()) {
        if (ON_THIS_COMPUTER.test(hostOf(one))) continue
        one.abilities.realtime?.suspend()
        one.check?.suspend()
      }
    },
    async close() {
      await Promise.all([...running.values()].flatMap((one) => one.abilities.realtime?.close() ?? []))
      for (const one of running.values()) one.bag.dispose()
      running.clear()
    }
  }
}
