import type { Clock } from '../../core/ports/clock.ts'
import type { FaultChange, Faults } from '../faults.ts'
import type { Floor } from '../floor/floor.ts'
import type { Recorder } from '../recorder.ts'
import { PRODUCERS, type Producer } from './producers.ts'
import { createPublisher } from './publisher.ts'
import { authenticationSchema, type AuthenticationResponse, type AuthenticationStatus } from './schema.ts'
import { CLOSE, createSession, createSessionLine, type Peer, type Session, type SessionInput } from './session.ts'
import type { Subscriptions } from './subscriptions.ts'
import type { Tokens } from './tokens.ts'

const AUTHENTICATE_WITHIN_MS = 30_000
const GARBAGE = ['{"keys":', 'null', '[1,2]', '{"payloadType":"LIVE","measures":7}', '\u0000\u0001', '<html></html>']

export interface RealtimeDeps {
  readonly clock: Clock
  readonly accountId: string
  readonly floor: () => Floor
  readonly toWall: (floorMs: number) => number
  readonly tokens: Tokens
  readonly subscriptions: Subscriptions
  readonly faults: () => Readonly<Faults>
  readonly recorder: Recorder
  readonly pingIntervalMs: number
}

/** The realtime sockets' side of the service, whatever carries them. */
export interface Realtime {
  open(peer: Peer, subscriptionId: string): SessionInput
  queueChanged(index: number): void
  agentChanged(index: number): void
  everythingChanged(): void
  /** Sends what changed, closes what was silent for too long or whose subscription lapsed. */
  flush(): void
  /** Repeats so many rows, spread over the live sessions in turn. */
  repeatRows(count: number): void
  strike(fault: FaultChange): void
  /** Closes the sockets of a subscription that is gone. */
  subscriptionGone(subscriptionId: string): void
  liveCount(): number
  sentCount(): number
}

export function createRealtime(deps: RealtimeDeps): Realtime {
  const { clock, subscriptions, floor } = deps
  const line = createSessionLine(deps.recorder, () => deps.faults().pauseSockets)
  const sessions = new Set<Session>()
  const feeds = PRODUCERS.map((producer) => ({
    producer,
    publisher: createPublisher({ accountId: deps.accountId, producer, floor, toWall: (atMs) => deps.toWall(atMs) }),
    dirty: new Set<number>()
  }))
  const feedOf = (session: Session) => feeds.find(({ producer }) => producer.id === session.producerId)
  const listeners = (producer: Producer): Session[] =>
    [...sessions].filter((session) => session.phase === 'live' && session.producerId === producer.id)

  function verdict(text: string, session: Session): { status: AuthenticationStatus; subscriptionId: string } {
    let parsed: unknown
    try {
      parsed = JSON.parse(text)
    } catch {
      parsed = undefined
    }
    const request = authenticationSchema.safeParse(parsed)
    if (!request.success) return { status: 'CONNECTION_FAILED_CONSTRAINT_VIOLATION', subscriptionId: '' }
    const { subscriptionId, token } = request.data
    const forced = deps.faults().authStatus
    if (forced) return { status: forced, subscriptionId }
    if (deps.faults().badAccessToken || !deps.tokens.read(token, 'access')) {
      return { status: 'CONNECTION_FAILED_INVALID_TOKEN', subscriptionId }
    }
    const subscription = subscriptions.get(subscriptionId)
    const known = subscription && subscriptions.status(subscription) === 'ACTIVE'
    return subscriptionId === session.pathSubscriptionId && known
      ? { status: 'CONNECTION_CONFIRMED', subscriptionId }
      : { status: 'CONNECTION_FAILED_UNKNOWN_SUBSCRIPTION', subscriptionId }
  }

  function authenticate(session: Session, text: string): void {
    const { status, subscriptionId } = verdict(text, session)
    const event = deps.faults().observedAuthEvent ? 'AUTHENTICATION_RESPONSE' : 'authenticationResponse'
    line.sendText(session, JSON.stringify({ event, status } satisfies AuthenticationResponse))
    if (status !== 'CONNECTION_CONFIRMED') {
      line.close(session, CLOSE.policy, status)
      return
    }
    session.subscriptionId = subscriptionId
    session.producerId = subscriptions.get(subscriptionId)?.producerId ?? null
    const feed = feedOf(session)
    const fresh = feed !== undefined && listeners(feed.producer).length === 0
    session.phase = 'live'
    for (const row of feed?.publisher.snapshot(fresh) ?? []) line.send(session, row)
  }

  function closeIfDue(session: Session): void {
    const silentMs = clock.now().monoMs - session.heardMs
    const subscription = session.subscriptionId === null ? undefined : subscriptions.get(session.subscriptionId)
    if (session.phase === 'waiting' && silentMs >= AUTHENTICATE_WITHIN_MS) {
      line.close(session, CLOSE.policy, 'no authentication')
    } else if (session.phase === 'live' && silentMs >= deps.pingIntervalMs) {
      if (subscription) subscription.silenced = true
      line.close(session, CLOSE.policy, 'no ping')
    } else if (session.phase === 'live' && (!subscription || subscriptions.status(subscription) === 'INACTIVE')) {
      line.close(session, CLOSE.policy, 'subscription inactive')
    }
  }

  function terminate(session: Session): void {
    session.phase = 'closed'
    session.peer.terminate()
  }

  return {
    open(peer, subscriptionId) {
      const session = createSession(clock, peer, subscriptionId)
      sessions.add(session)
      return {
        message(text) {
          if (deps.faults().pauseSockets) return
          session.heardMs = clock.now().monoMs
          if (session.phase === 'waiting') authenticate(session, text)
        },
        ping(payload) {
          if (deps.faults().pauseSockets) return
          session.heardMs = clock.now().monoMs
          peer.pong(payload)
        },
        closed() {
          session.phase = 'closed'
          sessions.delete(session)
        }
      }
    },
    queueChanged(index) {
      for (const { producer, dirty } of feeds) if (producer.subject === 'queue') dirty.add(index)
    },
    agentChanged(index) {
      for (const { producer, dirty } of feeds) if (producer.subject === 'agent') dirty.add(index)
    },
    everythingChanged() {
      for (const { producer, dirty } of feeds) {
        const { length } = producer.subject === 'queue' ? floor().queues : floor().agents
        for (let index = 0; index < length; index++) dirty.add(index)
      }
    },
    flush() {
      for (const session of sessions) closeIfDue(session)
      for (const { producer, publisher, dirty } of feeds) {
        const hearing = listeners(producer)
        if (hearing.length > 0) {
          for (const index of dirty) {
            const data = publisher.changed(index)
            if (data) for (const session of hearing) line.send(session, data)
          }
        }
        dirty.clear()
      }
    },
    repeatRows(count) {
      const live = [...sessions].filter((session) => session.phase === 'live')
      for (let sent = 0; sent < count && live.length > 0; sent++) {
        const session = live[sent % live.length]
        const feed = session && feedOf(session)
        if (!session || !feed) return
        repeatNext(
          session,
          feed.producer.subject === 'queue' ? floor().queues.length : floor().agents.length,
          (index) => feed.publisher.repeat(index)
        )
      }
    },
    strike(fault) {
      for (const session of [...sessions]) {
        // Whatever was lost while the line was half-open stays lost: such a socket can't go on.
        if (fault.dropSockets === true || fault.pauseSockets === false) terminate(session)
        for (let n = 0; n < (fault.malformedFrames ?? 0); n++) line.sendText(session, GARBAGE[n % GARBAGE.length] ?? '')
        if (fault.closeCode !== undefined) line.close(session, fault.closeCode, 'asked for')
      }
    },
    subscriptionGone(subscriptionId) {
      for (const session of sessions) {
        if (session.subscriptionId === subscriptionId) line.close(session, CLOSE.normal, 'subscription deleted')
      }
    },
    liveCount: () => [...sessions].filter((session) => session.phase === 'live').length,
    sentCount: () => line.sentCount()
  }

  /** Rows that don't exist now (agents at home) are passed over. */
  function repeatNext(
    session: Session,
    rowCount: number,
    repeat: (index: number) => ReturnType<ReturnType<typeof createPublisher>['repeat']>
  ): void {
    for (let tried = 0; tried < rowCount; tried++) {
      const data = repeat(session.repeatIndex)
      session.repeatIndex = (session.repeatIndex + 1) % rowCount
      if (!data) continue
      line.send(session, data)
      return
    }
  }
}
