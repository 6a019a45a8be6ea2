import { adapters } from '../../adapters/registry.ts'
import { isSameButName, type Connection } from '../../core/connections/connection.ts'
import { staysOnThisComputer } from '../../core/connections/reach.ts'
import type { Abilities, SourceDeps } from '../../core/connections/source.ts'
import type { Phase, Status } from '../../core/connections/status.ts'
import { createDisposableBag, type DisposableBag } from '../../core/disposable.ts'
import type { Clock } from '../../core/ports/clock.ts'
import type { Logger } from '../../core/ports/logger.ts'
import type { Random } from '../../core/ports/random.ts'
import type { Result } from '../../core/result.ts'
import { createCheckLoop, type CheckLoop } from './check-loop.ts'
import { continueSink } from './continued-sink.ts'
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
  /**
   * Makes the running connections be exactly these: new ones start, missing ones stop, known ones go on untouched. One that was set
   * up differently starts anew from nothing; one with a new secret (`renewed`: its id) starts anew and keeps its rows and alerts; one
   * with merely another name goes on and is shown under that.
   */
  set(entries: readonly ConnectionEntry[], renewed?: ReadonlySet<string>): void
  states(): readonly ConnectionState[]
  /**
   * Stops one and leaves its far side clean, bounded to 3 s. It is still listed: what becomes of it says the next `set`, which begins
   * it anew where it is named as renewed or set up differently.
   */
  release(connectionId: string): Promise<void>
  /** Connections without feeds are not confirmed any more, until the next probe is answered. Feeds are the floor's to hold. */
  doubt(): void
  /**
   * With an id: a person asks, it is tried whatever the system says. Without: all, but for those that wait for the network while there
   * is none.
   */
  probe(connectionId?: string): void
  /** After resume and unlock: all but those, and those whose credential was refused. */
  wake(): void
  /**
   * What the system says of the network. Without one nothing is tried until it is back or a person asks, connections that are set
   * meanwhile included; what runs on this computer needs none and goes on. With its return everything is tried at once.
   */
  networkIs(present: boolean): void
  /** Limits of freshness changed: what is live is measured by the new ones from now on. */
  freshnessChanged(): void
  /** Another language is spoken from now on. */
  languageChanged(): void
  /** Leaves the far side clean (subscriptions deleted), bounded to 3 s, then stops everything. */
  close(): Promise<void>
}

interface Running {
  entry: ConnectionEntry
  readonly abilities: Abilities
  readonly bag: DisposableBag
  readonly check: CheckLoop | undefined
  readonly lastGeneration: () => number
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
  /** It does not answer by its last check, or has no network: `targetsReady` follows when it does. */
  readonly targetsWait: (connectionId: string) => void
  /** The connection's way to its targets is closed; it may come back with `targetsReady`. */
  readonly targetsGone: (connectionId: string) => void
  readonly line: (text: string) => void
}

const WORKING: ReadonlySet<Phase> = new Set(['live', 'stale'])
const AWAY: ReadonlySet<Phase> = new Set(['offline', 'backoff', 'failed'])

/** An entry of the same id that asks for something else. Secrets are not compared: nobody holds them here. */
function isSetUpDifferently(one: Running, entry: ConnectionEntry): boolean {
  return !isSameButName(one.entry.connection, entry.connection)
}

export function createConnectionDesk(deps: ConnectionDeskDeps): ConnectionDesk {
  const running = new Map<string, Running>()
  let online = true

  function make(entry: ConnectionEntry, afterGeneration: number): Running {
    const { connection } = entry
    const bag = createDisposableBag()
    const logger = deps.logger.scoped(connection.config.system)
    const floorSink = deps.floor.sinkFor({ id: connection.id, name: connection.config.name })
    const { sink, lastGeneration } = continueSink(floorSink, afterGeneration)
    const adapter = adapters[connection.config.system]
    const abilities = adapter.create(connection, { ...deps.sourceDeps, logger, secret: entry.secret }, sink)
    const check = abilities.probe
      ? createCheckLoop({
          clock: deps.clock,
          random: deps.random,
          probe: abilities.probe,
          changed: (status) => {
            const cause = status.failure ? ` (${status.failure.code}: ${status.failure.detail})` : ''
            const { name } = (running.get(connection.id)?.entry.connection ?? connection).config
            deps.line(`connection ${name}: ${status.phase}${cause}`)
            deps.changed()
            if (!abilities.targets) return
            if (status.phase === 'live') deps.targetsReady(connection)
            else if (AWAY.has(status.phase)) deps.targetsWait(connection.id)
          }
        })
      : undefined
    if (check) bag.add(check)
    return { entry, abilities, bag, check, lastGeneration }
  }

  function begin(entry: ConnectionEntry, afterGeneration = 0): void {
    const one = make(entry, afterGeneration)
    running.set(entry.connection.id, one)
    if (!online) suspend(one)
    if (one.abilities.realtime) one.bag.add(one.abilities.realtime.start())
    if (one.check?.status().phase === 'idle') one.check.start()
  }

  function needsNetwork({ entry }: Running): boolean {
    return !staysOnThisComputer(entry.connection.config)
  }

  function suspend(one: Running): void {
    if (!needsNetwork(one)) return
    const { abilities, check } = one
    abilities.realtime?.suspend()
    check?.suspend()
  }

  function end(one: Running): void {
    const { id } = one.entry.connection
    one.bag.dispose()
    if (one.abilities.targets) deps.targetsGone(id)
    running.delete(id)
    deps.floor.removeConnection(id)
  }

  function beginAnew(one: Running, entry: ConnectionEntry): void {
    const { id } = entry.connection
    one.bag.dispose()
    if (one.abilities.targets) deps.targetsGone(id)
    deps.floor.beginAnew(id)
    begin(entry, one.lastGeneration())
  }

  function rename(one: Running, entry: ConnectionEntry): void {
    const { id, config } = entry.connection
    if (one.entry.connection.config.name !== config.name) deps.floor.rename(id, config.name)
    one.entry = entry
  }

  function probe(one: Running): void {
    one.abilities.realtime?.probe()
    one.check?.now()
  }

  function wake(one: Running): void {
    one.abilities.realtime?.wake()
    one.check?.wake()
  }

  /** One that a person made work although the system says otherwise does not wait. */
  function waitsForNetwork(one: Running): boolean {
    return !online && needsNetwork(one) && !WORKING.has(statusOf(one).phase)
  }

  function statusOf(one: Running): Status {
    const feeds = [...deps.floor.feeds().values()].filter((feed) => feed.connectionId === one.entry.connection.id)
    const all = feeds.map((feed) => feed.status)
    if (one.check) all.push(one.check.status())
    return worstStatus(all, deps.clock.now().wallMs)
  }

  return {
    set(entries, renewed = new Set()) {
      const wanted = new Map(entries.map((entry) => [entry.connection.id, entry]))
      for (const [id, one] of [...running]) {
        const entry = wanted.get(id)
        if (!entry || isSetUpDifferently(one, entry)) {
          end(one)
          continue
        }
        rename(one, entry)
        if (renewed.has(id)) beginAnew(one, entry)
      }
      for (const entry of entries) {
        const { id } = entry.connection
        const one = running.get(id)
        if (one) {
          // Listed in the order given, whichever began anew.
          running.delete(id)
          running.set(id, one)
        } else begin(entry)
      }
      deps.changed()
    },
    states: () =>
      [...running.values()].map((one) => ({
        entry: one.entry,
        status: statusOf(one),
        owner: one.check?.owner() ?? null,
        host: adapters[one.entry.connection.config.system].hostOf(one.entry.connection.config),
        abilities: one.abilities
      })),
    doubt() {
      for (const { check } of running.values()) check?.doubt()
    },
    async release(connectionId) {
      const one = running.get(connectionId)
      await one?.abilities.realtime?.close()
      one?.bag.dispose()
    },
    probe(connectionId) {
      for (const [id, one] of running) {
        if (connectionId === undefined ? !waitsForNetwork(one) : connectionId === id) probe(one)
      }
    },
    wake() {
      for (const one of running.values()) if (!waitsForNetwork(one)) wake(one)
    },
    networkIs(present) {
      online = present
      for (const one of running.values()) {
        if (present) wake(one)
        else suspend(one)
      }
    },
    freshnessChanged() {
      // A probe pings what is live and sets its next deadlines.
      for (const one of running.values()) {
        if (WORKING.has(statusOf(one).phase)) one.abilities.realtime?.probe()
      }
    },
    languageChanged() {
      for (const { abilities } of running.values()) abilities.realtime?.languageChanged()
    },
    async close() {
      await Promise.all([...running.values()].flatMap((one) => one.abilities.realtime?.close() ?? []))
      for (const one of running.values()) one.bag.dispose()
      running.clear()
    }
  }
}
