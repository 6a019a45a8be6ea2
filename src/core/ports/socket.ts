import type { Failure } from '../connections/failure.ts'

export interface SocketOptions {
  /** Limit for DNS, TCP, TLS and the upgrade together. */
  readonly handshakeTimeoutMs: number
  readonly maxPayloadBytes: number
}

/** Callbacks of one socket. After `terminate()` none is called any more. */
export interface SocketListener {
  opened(): void
  /** One text frame and its size as received. Binary frames are reported by `failed` with `protocol`. */
  message(text: string, bytes: number): void
  /** All frames that had arrived were handed over. Follows the last of them within the same turn of the event loop. */
  drained(): void
  pong(payload: string): void
  /** The end, called exactly once unless terminated first. `failure` says why in the product's terms. */
  closed(code: number, failure: Failure): void
}

export interface Socket {
  send(text: string): void
  /** Protocol-level ping frame (RFC 6455), not a text message. */
  ping(payload: string): void
  /** Drops the connection at once, without a closing handshake. */
  terminate(): void
}

export interface SocketOpener {
  open(url: string, options: SocketOptions, listener: SocketListener): Socket
}
