import type { Failure } from '../../core/connections/failure.ts'
import type { RealtimeSink, SourceDeps } from '../../core/connections/source.ts'
import type { Disposable } from '../../core/disposable.ts'
import type { RowChange } from '../../core/measures/row.ts'
import type { Socket } from '../../core/ports/socket.ts'
import { failure } from '../transport/failures.ts'
import type { FeedMeter } from './feed-meter.ts'
import { sampleOf } from './frame.ts'
import type { FrameReader } from './frame.ts'
import { authenticationMessage, readAuthenticationReply } from './handshake.ts'
import { createLiveness } from './liveness.ts'
import type { Liveness } from './liveness.ts'
import { createSnapshotEnd } from './snapshot-end.ts'
import type { SnapshotEnd } from './snapshot-end.ts'
import type { ActiveSubscription } from './subscription.ts'

const HANDSHAKE_WITHIN_MS = 10_000
const REPLY_WITHIN_MS = 10_000
const MAX_PAYLOAD_BYTES = 1024 * 1024
/** Rows that arrive together are told together, at most so many at once. */
const MOST_TOGETHER = 500

/** Why a session ended, as far as it matters for what comes next. */
export type EndKind = 'lost' | 'tokenRefused' | 'subscriptionRefused' | 'silent' | 'probeUnanswered'

/** What a session goes through, in this order; `ended` may come at any time, once, and is the last. */
export interface SessionListener {
  opened(): void
  confirmed(): void
  /** The snapshot did not end in the time it has; what is known of it counts as all of it. */
  endless(): void
  /** The snapshot is complete. */
  live(): void
  stale(): void
  fresh(): void
  ended(kind: EndKind, why: Failure): void
}

export interface SessionDeps extends Pick<SourceDeps, 'clock' | 'sockets' | 'freshness'> {
  readonly feedId: string
  readonly generation: number
  readonly active: ActiveSubscription
  readonly token: string
  readonly reader: FrameReader
  readonly meter: FeedMeter
  /** A confirmed socket on which nothing comes is an empty snapshot rather than a fault. */
  readonly silenceIsEmpty: boolean
  readonly sink: RealtimeSink
}

export interface Session extends Disposable {
  /** Checks the link now; ends with `probeUnanswered` when nothing comes in time. False before the session is confirmed. */
  probe(withinMs: number): boolean
}

/**
 * One socket from its opening to its end: authentication, snapshot, stream. Owns the socket and all timers; nothing is told after
 * `ended` or `dispose`. Until the authentication is confirmed no data is believed.
 */
export function openSession(deps: SessionDeps, listener: SessionListener): Session {
  const { clock, sink, feedId, generation, reader, active, meter } = deps
  let over = false
  let liveness: Liveness | undefined
  let snapshot: SnapshotEnd | undefined
  let reply: Disposable | undefined
  /** Read, not yet told: told when all frames at hand are read, and before anything that must come after them. */
  let changes: RowChange[] = []
  let isReading = false

  function stop(): boolean {
    if (over) return false
    over = true
    reply?.dispose()
    snapshot?.dispose()
    liveness?.dispose()
    socket.terminate()
    return true
  }

  function tell(): void {
    if (changes.length === 0) return
    const told = changes
    changes = []
    sink.rowsChanged(feedId, generation, told)
  }

  function end(kind: EndKind, why: Failure): void {
    if (!over) tell()
    if (stop()) listener.ended(kind, why)
  }

  function skip(reason: string, sample: () => string): void {
    sink.feedSkipped(feedId, reason, meter.skipped(reason, sample))
  }

  function closed(why: Failure): void {
    if (liveness) end('lost', why)
    else if (why.code === 'badCredential' || why.code === 'forbidden') end('tokenRefused', why)
    else if (why.code === 'notFound') end('subscriptionRefused', { ...why, code: 'subscriptionGone' })
    else end('lost', why)
  }

  function authenticate(text: string): void {
    const status = readAuthenticationReply(text)
    const why = (code: Failure['code']): Failure => failure(code, 'authenticate', status ?? '')
    switch (status) {
      case undefined:
        skip('beforeAuthentication', () => sampleOf(text, deps.token))
        break
      case 'CONNECTION_CONFIRMED':
        confirm()
        break
      case 'CONNECTION_FAILED_INVALID_TOKEN':
        end('tokenRefused', why('badCredential'))
        break
      case 'CONNECTION_FAILED_UNKNOWN_SUBSCRIPTION':
        end('subscriptionRefused', why('subscriptionGone'))
        break
      case 'CONNECTION_FAILED_INTERNAL_SERVER_ERROR':
        end('lost', why('serverError'))
        break
      case 'CONNECTION_FAILED_CONSTRAINT_VIOLATION':
        end('lost', why('rejected'))
        break
      case 'unknown':
        end('lost', why('protocol'))
    }
  }

  function confirm(): void {
    reply?.dispose()
    liveness = createLiveness({
      clock,
      freshness: deps.freshness,
      serverLimitMs: active.serverLimitMs,
      ping(payload) {
        meter.pinged()
        socket.ping(payload)
      },
      dead: (wasProbed) => {
        end(wasProbed ? 'probeUnanswered' : 'lost', failure('heartbeatLost', 'heartbeat', 'neither message nor pong'))
      },
      stale: () => listener.stale(),
      fresh: () => listener.fresh()
    })
    snapshot = createSnapshotEnd({
      clock,
      ended(wasQuiet) {
        if (!wasQuiet) listener.endless()
        if (!isOver()) endSnapshot()
      },
      silent: () => {
        if (deps.silenceIsEmpty) endSnapshot()
        else end('silent', failure('timeout', 'snapshot', 'confirmed, but no data came'))
      }
    })
    listener.confirmed()
    if (isOver()) return
    sink.feedHeard(feedId, false)
    sink.snapshotBegan(feedId, generation)
  }

  function endSnapshot(): void {
    snapshot?.dispose()
    snapshot = undefined
    listener.live()
    if (!isOver()) sink.snapshotEnded(feedId, generation)
  }

  function receive(text: string): void {
    if (!isReading) {
      isReading = true
      meter.heard()
      liveness?.heard()
      sink.feedHeard(feedId, false)
      if (isOver()) return
    }
    const frame = reader.read(text)
    if (frame.kind === 'skipped') skip(frame.reason, frame.sample)
    else if (frame.kind === 'other') meter.notice(frame.sample)
    if (frame.kind !== 'row') return
    if (snapshot) {
      if (frame.isLive) {
        tell()
        if (!isOver()) endSnapshot()
      } else snapshot.heard()
    }
    changes.push(frame.change)
    if (changes.length >= MOST_TOGETHER && !isOver()) tell()
  }

  /** The listener and the sink may dispose from within a call. */
  function isOver(): boolean {
    return over
  }

  meter.sessionBegan()
  const socket: Socket = deps.sockets.open(
    active.endpoint,
    { handshakeTimeoutMs: HANDSHAKE_WITHIN_MS, maxPayloadBytes: MAX_PAYLOAD_BYTES },
    {
      opened() {
        if (over) return
        reply = clock.after(REPLY_WITHIN_MS, () => {
          end('lost', failure('timeout', 'authenticate', 'no reply to the authentication'))
        })
        listener.opened()
        socket.send(authenticationMessage(active.id, deps.token))
      },
      message(text, bytes) {
        if (over) return
        meter.frame(bytes)
        if (liveness) receive(text)
        else authenticate(text)
      },
      drained() {
        isReading = false
        if (!over) tell()
      },
      pong(payload) {
        if (over) return
        // What came ahead of the answer is known before the answer confirms it.
        tell()
        if (isOver() || !liveness?.pong(payload)) return
        meter.ponged()
        sink.feedHeard(feedId, true)
      },
      closed(_, why) {
        if (!over) closed(why)
      }
    }
  )

  return {
    probe(withinMs) {
      liveness?.probe(withinMs)
      return liveness !== undefined
    },
    dispose() {
      stop()
    }
  }
}
