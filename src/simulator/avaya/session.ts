import type { Clock } from '../../core/ports/clock.ts'
import type { Recorder } from '../recorder.ts'
import type { EventData } from './schema.ts'

/** The far end of one socket, whatever carries it. */
export interface Peer {
  send(text: string): void
  pong(payload: Buffer): void
  close(code: number, reason: string): void
  /** Drops the connection without a closing handshake. */
  terminate(): void
}

/** What the carrier of a socket tells. */
export interface SessionInput {
  message(text: string): void
  ping(payload: Buffer): void
  closed(): void
}

/**
 * One socket. `waiting` for its authentication, then `live`, then `closed`; a session that is closed sends nothing more.
 */
export interface Session {
  readonly peer: Peer
  readonly pathSubscriptionId: string
  phase: 'waiting' | 'live' | 'closed'
  subscriptionId: string | null
  producerId: string | null
  /** Monotonic ms of the last sign of life from the client. */
  heardMs: number
  /** Where `messagesPerSecond` goes on repeating rows. */
  repeatIndex: number
}

export interface SessionLine {
  send(session: Session, data: EventData): void
  sendText(session: Session, text: string): void
  close(session: Session, code: number, reason: string): void
  /** Messages of data sent so far, over all sessions. */
  sentCount(): number
}

export const CLOSE = { normal: 1000, policy: 1008, goingAway: 1001 } as const

export function createSession(clock: Clock, peer: Peer, pathSubscriptionId: string): Session {
  return {
    peer,
    pathSubscriptionId,
    phase: 'waiting',
    subscriptionId: null,
    producerId: null,
    heardMs: clock.now().monoMs,
    repeatIndex: 0
  }
}

/** The only way out to a client: respects a half-open line and the recorder. */
export function createSessionLine(recorder: Recorder, isPaused: () => boolean): SessionLine {
  let sent = 0

  function sendText(session: Session, text: string): void {
    if (session.phase === 'closed' || isPaused()) return
    recorder.sent('socket', text)
    session.peer.send(text)
  }

  return {
    send(session, data) {
      sent += 1
      sendText(session, JSON.stringify(data))
    },
    sendText,
    close(session, code, reason) {
      if (session.phase === 'closed') return
      session.phase = 'closed'
      session.peer.close(code, reason)
    },
    sentCount: () => sent
  }
}
