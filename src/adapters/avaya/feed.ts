import type { DurationUnit } from '../../core/connections/connection.ts'
import { isCredentialRefused, isTerminal } from '../../core/connections/failure.ts'
import type { Failure } from '../../core/connections/failure.ts'
import type { RealtimeSink, SourceDeps } from '../../core/connections/source.ts'
import type { Phase } from '../../core/connections/status.ts'
import type { Disposable } from '../../core/disposable.ts'
import { createCancellation } from '../../core/cancellation.ts'
import type { CancellationOwner } from '../../core/cancellation.ts'
import { failure } from '../transport/failures.ts'
import type { DescribedProducer, ProducerCatalog } from './catalog.ts'
import type { AvayaClient } from './client.ts'
import type { FeedMeter } from './feed-meter.ts'
import { NEXT_PHASES } from './feed-phases.ts'
import { createFrameReader } from './frame.ts'
import { createRetryWait } from './retry-wait.ts'
import { openSession } from './session.ts'
import type { EndKind, Session } from './session.ts'
import type { ActiveSubscription, SubscriptionKeeper } from './subscription.ts'
import { feedIdOf } from './transform.ts'
import { SILENT_SNAPSHOTS_FOR_EMPTY } from './wire.ts'

/** From the first request to the open socket, pending subscriptions included. */
const CONNECT_WITHIN_MS = 45_000
const PROBE_WITHIN_MS = 3_000
const RENEW_AGAIN_MS = 15_000
/** However soon the server says a subscription ends. */
const RENEWALS_APART_MS = 1_000

export interface FeedDeps extends Pick<SourceDeps, 'clock' | 'random' | 'sockets' | 'freshness' | 'logger'> {
  readonly connectionId: string
  readonly producerId: string
  readonly durationUnit: DurationUnit | undefined
  readonly client: AvayaClient
  readonly catalog: ProducerCatalog
  readonly subscription: SubscriptionKeeper
  readonly sink: RealtimeSink
  readonly meter: FeedMeter
}

export interface Feed extends Disposable {
  start(): void
  probe(): void
  /** As `probe`, but a refused credential is the user's business still. */
  wake(): void
  suspend(): void
  /** Ends the socket and every wait for good; the subscription stays. */
  dispose(): void
}

/** What one attempt owns. All of it ends with the attempt. */
interface Scope {
  readonly generation: number
  readonly owner: CancellationOwner
  session?: Session
  deadline?: Disposable
  renewal?: Disposable
}

/** See feed-phases.ts for what a feed goes through. */
export function createFeed(deps: FeedDeps): Feed {
  const { clock, sink, client, subscription } = deps
  const feedId = feedIdOf(deps.connectionId, deps.producerId)
  const backoff = createRetryWait(deps)
  let phase: Phase = 'idle'
  let phaseSinceMs = clock.now().monoMs
  let generation = 0
  let cause: Failure | undefined
  let scope: Scope | undefined
  let retry: Disposable | undefined
  let isDescribed = false
  let liveSinceMs: number | undefined
  let refusedTokens = 0
  let refusedSubscriptions = 0
  let silentSnapshots = 0
  let suspended = false
  let disposed = false

  function move(next: Phase, retryInMs?: number): void {
    if (!NEXT_PHASES[phase].includes(next)) throw new Error(`feed ${feedId} can't go from ${phase} to ${next}`)
    const { wallMs, monoMs } = clock.now()
    phase = next
    phaseSinceMs = monoMs
    sink.feedStatus(feedId, {
      phase,
      sinceMs: wallMs,
      generation,
      attempt: backoff.attempt(),
      ...(cause ? { failure: cause } : {}),
      ...(retryInMs === undefined ? {} : { retryAtMs: wallMs + retryInMs })
    })
  }

  function drop(): void {
    retry?.dispose()
    const old = scope
    scope = undefined
    if (!old) return
    old.owner.cancel()
    old.deadline?.dispose()
    old.renewal?.dispose()
    old.session?.dispose()
    if (liveSinceMs !== undefined) backoff.ended(clock.now().monoMs - liveSinceMs, true)
    liveSinceMs = undefined
  }

  function lost(why: Failure, next: 'wait' | 'atOnce' = 'wait'): void {
    drop()
    cause = why
    if (isTerminal(why)) move('failed')
    else if (next === 'atOnce') begin()
    else {
      const delayMs = backoff.delayMs(why)
      retry = clock.after(delayMs, begin)
      move('backoff', delayMs)
    }
  }

  function begin(): void {
    drop()
    generation += 1
    const deadline = clock.after(CONNECT_WITHIN_MS, () => lost(failure('timeout', 'connect', 'no connection in time')))
    const it: Scope = { generation, owner: createCancellation(), deadline }
    scope = it
    move('connecting')
    if (scope === it) void connect(it)
  }

  function beginAfresh(): void {
    backoff.reset()
    begin()
  }

  async function connect(it: Scope): Promise<void> {
    const described = await deps.catalog.describe(deps.producerId)
    if (scope !== it) return
    if (!described.ok) {
      lost(described.failure)
      return
    }
    if (!isDescribed) {
      isDescribed = true
      sink.feedDescribed(described.value.feed)
    }
    const active = await subscription.ensure(it.owner.cancellation)
    if (scope !== it) return
    if (!active.ok) {
      lost(active.failure)
      return
    }
    const token = await client.token.get()
    if (scope !== it) return
    if (token.ok) open(it, active.value, token.value, described.value)
    else lost(token.failure)
  }

  function open(it: Scope, active: ActiveSubscription, token: string, producer: DescribedProducer): void {
    const { clock, sockets, freshness } = deps
    const silenceIsEmpty = silentSnapshots + 1 >= SILENT_SNAPSHOTS_FOR_EMPTY
    it.session = openSession(
      {
        clock,
        sockets,
        freshness,
        sink,
        feedId,
        generation: it.generation,
        active,
        token,
        meter: deps.meter,
        // Anew for each session: a reader leaves out what its own session has said before.
        reader: createFrameReader(producer.feed, producer.wireId, {
          token,
          unit: deps.durationUnit,
          unlisted: (measure) => deps.meter.unlisted(measure)
        }),
        silenceIsEmpty
      },
      {
        opened() {
          it.deadline?.dispose()
          move('authenticating')
        },
        confirmed() {
          it.deadline?.dispose()
          subscription.confirmed()
          renewLater(it, subscription.renewInMs())
          move('syncing')
        },
        endless() {
          deps.logger.warn('snapshot without an end, taken as whole', { feedId })
        },
        live() {
          refusedTokens = 0
          refusedSubscriptions = 0
          silentSnapshots = 0
          liveSinceMs = clock.now().monoMs
          cause = undefined
          move('live')
        },
        stale() {
          if (phase === 'live') move('stale')
        },
        fresh() {
          if (phase === 'stale') move('live')
        },
        ended: (kind, why) => ended(kind, why, token)
      }
    )
  }

  function ended(kind: EndKind, why: Failure, token: string): void {
    switch (kind) {
      case 'lost':
        lost(why)
        break
      case 'probeUnanswered':
        lost(why, 'atOnce')
        break
      case 'silent':
        // A fault the first time; when a new connection is as silent, the floor is empty.
        silentSnapshots += 1
        lost(why)
        break
      case 'tokenRefused':
        // One new token, then the refusal is the user's business.
        client.token.refused(token)
        subscription.doubt(true)
        refusedTokens += 1
        if (refusedTokens > 1) lost(why)
        else lost({ ...why, code: 'closedByServer' }, 'atOnce')
        break
      case 'subscriptionRefused':
        // Asked for, and made anew if need be, at once the first time; from then on with back-off.
        subscription.doubt(false)
        refusedSubscriptions += 1
        lost(why, refusedSubscriptions > 1 ? 'wait' : 'atOnce')
    }
  }

  function renewLater(it: Scope, delayMs: number | undefined): void {
    if (delayMs !== undefined) it.renewal = clock.after(Math.max(delayMs, RENEWALS_APART_MS), () => void renew(it))
  }

  /** Whatever fails here, the socket goes on until the server ends it; only a subscription that is gone is replaced at once. */
  async function renew(it: Scope): Promise<void> {
    const renewed = await subscription.renew()
    if (scope !== it) return
    if (renewed.ok) renewLater(it, subscription.renewInMs())
    else if (renewed.failure.code === 'subscriptionGone') lost(renewed.failure, 'atOnce')
    else {
      deps.logger.warn('subscription not renewed', { feedId, code: renewed.failure.code })
      if (!isCredentialRefused(renewed.failure)) renewLater(it, RENEW_AGAIN_MS)
    }
  }

  function probe(): void {
    suspended = false
    if (disposed || phase === 'idle' || scope?.session?.probe(PROBE_WITHIN_MS)) return
    const isOpening = phase === 'connecting' || phase === 'authenticating'
    if (scope && isOpening && clock.now().monoMs - phaseSinceMs <= PROBE_WITHIN_MS) {
      // It may have begun on a network that is gone: until its next step it has the time of a probe, not more.
      scope.deadline?.dispose()
      scope.deadline = clock.after(PROBE_WITHIN_MS, beginAfresh)
    } else beginAfresh()
  }

  return {
    start() {
      if (phase !== 'idle' || disposed) return
      if (suspended) move('offline')
      else begin()
    },
    probe,
    wake() {
      if (phase === 'failed' && cause && isCredentialRefused(cause)) suspended = false
      else probe()
    },
    suspend() {
      suspended = true
      if (disposed || phase === 'idle' || phase === 'failed' || phase === 'offline') return
      drop()
      cause = failure('offline', 'connect', 'the system has no network')
      move('offline')
    },
    dispose() {
      disposed = true
      drop()
    }
  }
}
