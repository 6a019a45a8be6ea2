import type { EngineEvent } from '../../core/alerts/engine-types.ts'
import type { RealtimeSink } from '../../core/connections/source.ts'
import type { Status } from '../../core/connections/status.ts'
import type { FeedDescriptor } from '../../core/measures/feed.ts'
import type { RowDelta } from '../../core/measures/row.ts'
import type { MeasureTable } from '../../core/measures/table.ts'
import type { Clock } from '../../core/ports/clock.ts'
import type { Logger } from '../../core/ports/logger.ts'

export interface FeedState {
  readonly connectionId: string
  readonly descriptor: FeedDescriptor | undefined
  readonly status: Status
  readonly heardAtMs: number | null
  readonly skipped: number
}

export interface Floor {
  /** The sink of one connection's source. */
  sinkFor(connection: { readonly id: string; readonly name: string }): RealtimeSink
  feeds(): ReadonlyMap<string, FeedState>
  isLive(feedId: string): boolean
  removeConnection(connectionId: string): void
  /** We ourselves begin this connection anew: until it was live again that is no loss. */
  beginAnew(connectionId: string): void
}

export interface FloorDeps {
  readonly clock: Clock
  readonly logger: Logger
  readonly table: MeasureTable
  readonly dispatch: (event: EngineEvent) => void
  readonly rowsChanged: () => void
  /** A feed's status or description changed. */
  readonly feedsChanged: (connectionId: string) => void
  readonly line: (text: string) => void
}

interface Entry {
  connectionId: string
  descriptor: FeedDescriptor | undefined
  status: Status
  heardAtMs: number | null
  skipped: number
  wasLive: boolean
}

const BROKEN: ReadonlySet<Status['phase']> = new Set(['backoff', 'failed', 'offline', 'stale'])

/**
 * Joins the sources with the table and the engine. A connection counts as lost when one of its feeds was live and is not, or could
 * not be opened; a feed that is still opening for the first time is not a loss.
 */
export function createFloor(deps: FloorDeps): Floor {
  const entries = new Map<string, Entry>()
  const lost = new Map<string, boolean>()
  const { clock, table, dispatch } = deps

  function entryOf(feedId: string, connectionId: string): Entry {
    let entry = entries.get(feedId)
    if (!entry) {
      const status: Status = { phase: 'idle', sinceMs: clock.now().wallMs, generation: 0, attempt: 0 }
      entry = { connectionId, descriptor: undefined, status, heardAtMs: null, skipped: 0, wasLive: false }
      entries.set(feedId, entry)
    }
    return entry
  }

  function judgeLoss(connection: { readonly id: string; readonly name: string }): void {
    const feeds = [...entries.values()].filter((entry) => entry.connectionId === connection.id)
    const broken = feeds.find(
      ({ status, wasLive }) => status.phase !== 'live' && (wasLive || BROKEN.has(status.phase) || status.attempt > 1)
    )
    const isLost = broken !== undefined
    if ((lost.get(connection.id) ?? false) === isLost) return
    lost.set(connection.id, isLost)
    const reason = broken?.status.failure?.code ?? null
    dispatch({
      type: 'connectionLost',
      connectionId: connection.id,
      connectionName: connection.name,
      lost: isLost,
      reason
    })
  }

  function send(feedId: string, deltas: readonly RowDelta[]): void {
    if (deltas.length === 0) return
    dispatch({ type: 'rowsChanged', feedId, deltas })
    deps.rowsChanged()
  }

  return {
    feeds: () => entries,
    isLive: (feedId) => entries.get(feedId)?.status.phase === 'live',
    removeConnection(connectionId) {
      for (const [feedId, entry] of entries) {
        if (entry.connectionId !== connectionId) continue
        table.removeFeed(feedId)
        entries.delete(feedId)
      }
      lost.delete(connectionId)
      dispatch({ type: 'connectionRemoved', connectionId })
      deps.rowsChanged()
      deps.feedsChanged(connectionId)
    },
    beginAnew(connectionId) {
      for (const entry of entries.values()) if (entry.connectionId === connectionId) entry.wasLive = false
    },
    sinkFor: (connection) => ({
      feedDescribed(feed) {
        entryOf(feed.id, connection.id).descriptor = feed
        table.describe(feed)
        dispatch({ type: 'feedDescribed', feed, connectionName: connection.name })
        deps.feedsChanged(connection.id)
      },
      feedStatus(feedId, status) {
        const entry = entryOf(feedId, connection.id)
        const before = entry.status
        entry.status = status
        const live = status.phase === 'live'
        if (live !== (before.phase === 'live')) dispatch({ type: 'feedLive', feedId, live })
        entry.wasLive ||= live
        if (before.phase !== status.phase) {
          const cause = status.failure ? ` (${status.failure.code}: ${status.failure.detail})` : ''
          deps.line(`feed ${feedId.split('/').at(-1) ?? feedId}: ${status.phase}${cause}`)
        }
        judgeLoss(connection)
        deps.feedsChanged(connection.id)
      },
      feedHeard(feedId) {
        entryOf(feedId, connection.id).heardAtMs = clock.now().wallMs
      },
      snapshotBegan(feedId, generation) {
        table.beginSnapshot(feedId, generation)
        dispatch({ type: 'snapshotBegan', feedId })
      },
      rowsChanged(feedId, generation, changes) {
        const wallMs = clock.now().wallMs
        const deltas: RowDelta[] = []
        for (const change of changes) {
          const delta = table.apply(feedId, generation, change, wallMs)
          if (delta) deltas.push(delta)
        }
        send(feedId, deltas)
      },
      snapshotEnded(feedId, generation) {
        const { deltas, summary } = table.endSnapshot(feedId, generation)
        send(feedId, deltas)
        dispatch({ type: 'snapshotEnded', feedId })
        deps.logger.info('snapshot complete', { feedId, generation, ...summary })
        deps.rowsChanged()
      },
      feedSkipped(feedId, reason, sample) {
        entryOf(feedId, connection.id).skipped += 1
        deps.logger.warn('message skipped', { feedId, reason, sample })
        deps.feedsChanged(connection.id)
      }
    })
  }
}
