import type { AlertEngine } from '../../core/alerts/engine-types.ts'
import type { EngineEvent } from '../../core/alerts/engine-types.ts'
import type { ConnectionEntry } from './connection-desk.ts'
import type { ConnectionDesk } from './connection-desk.ts'
import type { TargetDesk } from './target-desk-types.ts'

/** Puts these connections in the place of those that are there; targets and alerts of the ones that are gone end. */
export function createUseConnections(deps: {
  readonly connections: ConnectionDesk
  readonly targets: TargetDesk
  readonly engine: AlertEngine
  readonly dispatch: (event: EngineEvent) => void
}): (entries: readonly ConnectionEntry[], renewed?: ReadonlySet<string>) => void {
  const { connections, targets, engine, dispatch } = deps
  return (entries, renewed) => {
    // The demo centre hands its connections over when it starts, and each time it begins a new floor.
    for (const { connection } of entries) {
      if (connection.demo) dispatch({ type: 'floorBeganAnew', connectionId: connection.id })
    }
    connections.set(entries, renewed)
    // Not sooner: while they are being set, none of the later ones is there yet, and its targets would be forgotten.
    targets.keepOnly(
      connections.states().flatMap(({ entry, abilities }) => (abilities.targets ? [entry.connection.id] : []))
    )
    const known = new Set(entries.map((entry) => entry.connection.id))
    for (const connectionId of engine.connectionIds()) {
      if (!known.has(connectionId)) dispatch({ type: 'connectionRemoved', connectionId })
    }
  }
}
