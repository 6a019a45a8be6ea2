import type {
  AvayaConfig,
  Connection,
  ConnectionConfig,
  GiosgConfig,
  SystemId,
  ThoughtspotConfig
} from '../core/connections/connection.ts'
import type { Abilities, RealtimeSink, SourceDeps } from '../core/connections/source.ts'
import { createAvayaDiagnosis } from './avaya/diagnose.ts'
import { createAvayaRealtime } from './avaya/source.ts'
import { createGiosgDiagnosis } from './giosg/diagnose.ts'
import { createGiosgEdits } from './giosg/edits.ts'
import { createGiosgReporting } from './giosg/reporting.ts'
import { createGiosgProbe, createGiosgTargets } from './giosg/source.ts'
import { createThoughtspotDiagnosis } from './thoughtspot/diagnose.ts'
import { createThoughtspotProbe } from './thoughtspot/source.ts'
import { createRequestBudget } from './transport/budget.ts'
import { hostOfUrl } from './transport/url-policy.ts'

/** One system. Throws when it is handed a connection of another one. */
export interface Adapter {
  readonly system: SystemId
  /** The host a person knows this connection by. */
  hostOf(config: ConnectionConfig): string
  /** Creating does nothing yet: no call, no timer, no socket. `sink` is used by realtime sources only. */
  create(connection: Connection, deps: SourceDeps, sink: RealtimeSink): Abilities
}

interface OwnAdapter<C extends ConnectionConfig> {
  readonly system: C['system']
  readonly isOwn: (config: ConnectionConfig) => config is C
  readonly baseUrl: (config: C) => string
  readonly create: (connection: Connection<C>, deps: SourceDeps, sink: RealtimeSink) => Abilities
}

function adapter<C extends ConnectionConfig>(own: OwnAdapter<C>): Adapter {
  function ownConfig(config: ConnectionConfig): C {
    if (own.isOwn(config)) return config
    throw new Error(`the ${own.system} adapter was given a ${config.system} connection`)
  }
  return {
    system: own.system,
    hostOf: (config) => hostOfUrl(own.baseUrl(ownConfig(config))),
    create: (connection, deps, sink) => own.create({ ...connection, config: ownConfig(connection.config) }, deps, sink)
  }
}

/** A system without an adapter does not compile. The only file that knows them all. */
export const adapters: Readonly<Record<SystemId, Adapter>> = {
  avaya: adapter<AvayaConfig>({
    system: 'avaya',
    isOwn: (config) => config.system === 'avaya',
    baseUrl: (config) => config.restBaseUrl,
    create: (connection, deps, sink) => ({
      realtime: createAvayaRealtime(connection, deps, sink),
      diagnosis: createAvayaDiagnosis(connection, deps)
    })
  }),
  giosg: adapter<GiosgConfig>({
    system: 'giosg',
    isOwn: (config) => config.system === 'giosg',
    baseUrl: (config) => config.apiBaseUrl,
    create: (connection, deps) => {
      // The test of a connection goes out at once: it is one call after the other, and a person waits.
      const shared = { ...deps, budget: createRequestBudget(deps.clock) }
      return {
        targets: createGiosgTargets(connection, shared),
        reporting: createGiosgReporting(connection, shared),
        edits: createGiosgEdits(connection, shared),
        probe: createGiosgProbe(connection, shared),
        diagnosis: createGiosgDiagnosis(connection, deps)
      }
    }
  }),
  thoughtspot: adapter<ThoughtspotConfig>({
    system: 'thoughtspot',
    isOwn: (config) => config.system === 'thoughtspot',
    baseUrl: (config) => config.baseUrl,
    create: (connection, deps) => ({
      probe: createThoughtspotProbe(connection, deps),
      diagnosis: createThoughtspotDiagnosis(connection, deps)
    })
  })
}
