import type { EngineEvent } from '../../core/alerts/engine-types.ts'
import type { SnapshotFacts } from '../../core/connections/feed-vitals.ts'
import type { RealtimeSink } from '../../core/connections/source.ts'
import type { Status } from '../../core/connections/status.ts'
import type { FeedDescriptor } from '../../core/measures/feed.ts'
import type { RowDelta } from '../../core/measures/row.ts'
import type { MeasureTable } from '../../core/measures/table.ts'
import type { Instant } from '../../core/ports/clock.ts'
import { BROKEN, OPEN, type Hold } from './feed-hold.ts'
import { createReconciled, type ReconciledDeps } from './reconciled.ts'
import type { SharedKeys } from './shared-keys.ts'
import { createSkipLog } from './skip-log.ts'

export interface FeedState {
  readonly connectionId: string
  readonly descriptor: FeedDescriptor | undefined
  /** What its source says; `stale` while the feed is held. */
  readonly status: Status
  readonly heardAtMs: number | null
  readonly skipped: number
  readonly snapshot: SnapshotFacts | null
}

export interface Floor {
  /** The sink of one connection's source. */
  sinkFor(connection: { readonly id: string; readonly name: string }): RealtimeSink
  feeds(): ReadonlyMap<string, FeedState>
  /** Live, not held, and heard within the freshness limit: what may be shown as true now. */
  isLive(feedId: string): boolean
  /** All feeds of the connection are, or of all connections (null); false where there is none. */
  isAllLive(connectionId: string | null): boolean
  /**
   * Time passed unseen: what the feeds said is not confirmed any more. Each open one counts as stale, for the engine too, until the
   * far side answers a ping or a new attempt begins. `unknownSinceMs` is monotonic.
   */
  hold(gap: { readonly slept: boolean; readonly unknownSinceMs: number }): void
  /** What is held is being probed: from now on the answer to the newest ping is one to a ping from after the gap. */
  asking(): void
  /** The wall clock was set by so much: times of hearing move with it, ages stay. */
  clockSet(jumpMs: number): void
  /** It is called otherwise from now on; its feeds, rows and alerts go on. */
  rename(connectionId: string, name: string): void
  removeConnection(connectionId: string): void
  /** We ourselves begin this connection anew: until it was live again that is no loss. */
  beginAnew(connectionId: string): void
}

export interface FloorDeps extends ReconciledDeps {
  readonly staleAfterMs: () => number
  /** Before anything a source says is believed. */
  readonly look: (now?: Instant) => void
  readonly table: MeasureTable
  readonly dispatch: (event: EngineEvent) => void
  readonly rowsChanged: () => void
  /** A feed's status or description changed. */
  readonly feedsChanged: (connectionId: string) => void
  /** Rows of the feed are mixed up by its keys; null: they are not, or not any more. */
  readonly keysShared: (feedId: string, shared: SharedKeys | null) => void
}

/** What lay in a buffer is read at once after sleep; a frame later than this is news, and proof where pings go unanswered. */
const NEWS_AFTER_MS = 3_000

interface Entry {
  connectionId: string
  descriptor: FeedDescriptor | undefined
  /** What the source says. */
  told: Status
  status: Status
  heardAtMs: number | null
  heardMonoMs: number | null
  skipped: number
  snapshot: SnapshotFacts | null
  wasLive: boolean
  /** When it was last live, until a snapshot said what happened since. */
  wentMonoMs: number | undefined
  held: Hold | undefined
  /** The attempt for which the engine took the wall clock. */
  clockOf: number | undefined
}

/**
 * Joins the sources with the table and the engine. A connection counts as lost when one of its feeds was live and is not, or could
 * not be opened; as not lost when all are live. In between, while feeds open for the first time, nothing is known, and what was
 * known in an earlier run stays. A feed that is merely held is not lost.
 */
export function createFloor(deps: FloorDeps): Floor {
  const entries = new Map<string, Entry>()
  /** What people call each connection, whenever its source speaks. */
  const names = new Map<string, string>()
  /** The last verdict on each connection, as it was told to the engine. */
  const verdicts = new Map<string, string>()
  const { clock, table, dispatch } = deps
  const skips = createSkipLog(deps)
  const reconciled = createReconciled(deps)

  function entryOf(feedId: string, connectionId: string): Entry {
    let entry = entries.get(feedId)
    if (!entry) {
      const status: Status = { phase: 'idle', sinceMs: clock.now().wallMs, generation: 0, attempt: 0 }
      entry = {
        connectionId,
        descriptor: undefined,
        told: status,
        status,
        heardAtMs: null,
        heardMonoMs: null,
        skipped: 0,
        snapshot: null,
        wasLive: false,
        wentMonoMs: undefined,
        held: undefined,
        clockOf: undefined
      }
      entries.set(feedId, entry)
    }
    return entry
  }

  const nameOf = (connectionId: string): string => names.get(connectionId) ?? ''

  function judgeLoss(connectionId: string): void {
    const feeds = [...entries.values()].filter((entry) => entry.connectionId === connectionId)
    const broken = feeds.find(
      ({ told, wasLive, held }) =>
        !held && told.phase !== 'live' && (wasLive || BROKEN.has(told.phase) || told.attempt > 1)
    )
    if (!broken && !feeds.every(({ status }) => status.phase === 'live')) return
    const reason = broken ? (broken.told.failure?.code ?? null) : null
    const verdict = broken ? `lost: ${reason ?? ''}` : 'live'
    if (verdicts.get(connectionId) === verdict) return
    verdicts.set(connectionId, verdict)
    dispatch({
      type: 'connectionLost',
      connectionId,
      connectionName: nameOf(connectionId),
      lost: broken !== undefined,
      reason
    })
  }

  /**
   * Brings what is shown and what the engine knows into line with what the source says and the hold. Within one attempt the engine
   * keeps its clock, unless the computer slept.
   */
  function settle(feedId: string, entry: Entry, slept = false, unknownSinceMs?: number): void {
    const { told, held, status: before } = entry
    entry.status = held && told.phase === 'live' ? { ...told, phase: 'stale', sinceMs: held.sinceMs } : told
    const live = entry.status.phase === 'live'
    if (live && before.phase !== 'live') {
      // Back in the same attempt: nothing was missed.
      if (entry.clockOf === told.generation) entry.wentMonoMs = undefined
      dispatch({ type: 'feedLive', feedId, live, keepsClock: !slept && entry.clockOf === told.generation })
      entry.clockOf = told.generation
    } else if (!live && before.phase === 'live') {
      entry.wentMonoMs ??= unknownSinceMs ?? clock.now().monoMs
      dispatch({ type: 'feedLive', feedId, live, ...(unknownSinceMs === undefined ? {} : { unknownSinceMs }) })
    }
    if (before.phase !== entry.status.phase) {
      const cause = told.failure ? ` (${told.failure.code}: ${told.failure.detail})` : ''
      deps.line(`feed ${feedId.split('/').at(-1) ?? feedId}: ${entry.status.phase}${cause}`)
    }
  }

  function send(feedId: string, deltas: readonly RowDelta[]): void {
    if (deltas.length === 0) return
    dispatch({ type: 'rowsChanged', feedId, deltas })
    deps.rowsChanged()
  }

  return {
    feeds: () => entries,
    isLive(feedId) {
      const entry = entries.get(feedId)
      if (entry?.status.phase !== 'live' || entry.heardMonoMs === null) return false
      return clock.now().monoMs - entry.heardMonoMs <= deps.staleAfterMs()
    },
    isAllLive(connectionId) {
      const feeds = [...entries.values()].filter((one) => connectionId === null || one.connectionId === connectionId)
      return feeds.length > 0 && feeds.every(({ status }) => status.phase === 'live')
    },
    hold({ slept, unknownSinceMs }) {
      for (const [feedId, entry] of entries) {
        if (!OPEN.has(entry.told.phase)) continue
        const { held, told } = entry
        const { wallMs, monoMs } = clock.now()
        const sinceMs = held?.sinceMs ?? wallMs
        const sleptInAll = slept || held?.slept === true
        const { generation } = told
        entry.held = { sinceMs, sinceMonoMs: monoMs, generation, slept: sleptInAll, isAsked: false }
        settle(feedId, entry, false, unknownSinceMs)
        deps.feedsChanged(entry.connectionId)
      }
    },
    asking() {
      for (const { held } of entries.values()) if (held) held.isAsked = true
    },
    clockSet(jumpMs) {
      for (const entry of entries.values()) {
        if (entry.heardAtMs !== null) entry.heardAtMs += jumpMs
        if (entry.snapshot) entry.snapshot = { ...entry.snapshot, endedAtMs: entry.snapshot.endedAtMs + jumpMs }
      }
    },
    rename(connectionId, name) {
      names.set(connectionId, name)
      dispatch({ type: 'connectionRenamed', connectionId, connectionName: name })
    },
    removeConnection(connectionId) {
      for (const [feedId, entry] of entries) {
        if (entry.connectionId !== connectionId) continue
        table.removeFeed(feedId)
        deps.keysShared(feedId, null)
        entries.delete(feedId)
      }
      verdicts.delete(connectionId)
      names.delete(connectionId)
      dispatch({ type: 'connectionRemoved', connectionId })
      deps.rowsChanged()
      deps.feedsChanged(connectionId)
    },
    beginAnew(connectionId) {
      for (const entry of entries.values()) if (entry.connectionId === connectionId) entry.wasLive = false
    },
    sinkFor({ id, name }) {
      names.set(id, name)
      return {
        feedDescribed(feed) {
          entryOf(feed.id, id).descriptor = feed
          table.describe(feed)
          dispatch({ type: 'feedDescribed', feed, connectionName: nameOf(id) })
          deps.feedsChanged(id)
        },
        feedStatus(feedId, status) {
          deps.look()
          const entry = entryOf(feedId, id)
          // The word of an attempt that is over by now.
          if (status.generation < entry.told.generation) return
          entry.told = status
          if (entry.held && (entry.held.generation !== status.generation || !OPEN.has(status.phase))) {
            entry.held = undefined
          }
          settle(feedId, entry)
          entry.wasLive ||= status.phase === 'live'
          judgeLoss(id)
          deps.feedsChanged(id)
        },
        feedHeard(feedId, answered) {
          const entry = entryOf(feedId, id)
          const heldBefore = entry.held
          const now = clock.now()
          deps.look(now)
          entry.heardAtMs = now.wallMs
          entry.heardMonoMs = now.monoMs
          // The answer to a ping from before the gap proves nothing.
          if (!heldBefore || entry.held !== heldBefore) return
          const proves = answered && heldBefore.isAsked
          if (!proves && now.monoMs - heldBefore.sinceMonoMs <= NEWS_AFTER_MS) return
          entry.held = undefined
          settle(feedId, entry, heldBefore.slept)
          judgeLoss(id)
          deps.feedsChanged(id)
        },
        snapshotBegan(feedId, generation) {
          table.beginSnapshot(feedId, generation)
          reconciled.began(feedId)
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
          const entry = entryOf(feedId, id)
          entry.snapshot = { endedAtMs: clock.now().wallMs, generation, rows: table.rowCount(feedId), ...summary }
          send(feedId, deltas)
          dispatch({ type: 'snapshotEnded', feedId })
          reconciled.ended({ feedId, generation, wentMonoMs: entry.wentMonoMs }, summary)
          entry.wentMonoMs = undefined
          deps.rowsChanged()
        },
        feedKeysShared(feedId, keys, names) {
          deps.keysShared(feedId, names.length > 0 ? { connection: nameOf(id), keys, names } : null)
        },
        feedSkipped(feedId, reason, sample) {
          entryOf(feedId, id).skipped += 1
          skips.note(feedId, reason, sample)
          deps.feedsChanged(id)
        }
      }
    }
  }
}
