import { createWsOpener } from '../../../../src/adapters/transport/ws-opener.ts'
import type { WsOpenerDeps } from '../../../../src/adapters/transport/ws-opener.ts'
import type { Failure } from '../../../../src/core/connections/failure.ts'
import type { Socket } from '../../../../src/core/ports/socket.ts'

export type SocketEvent =
  | readonly ['opened']
  | readonly ['drained']
  | readonly ['message' | 'pong', string]
  | readonly ['closed', number, Failure]

export interface OpenSocket {
  readonly socket: Socket
  /** Told and not yet taken by `next`. */
  readonly events: readonly SocketEvent[]
  next(): Promise<SocketEvent>
  /** Why it ended, whatever was told before. */
  failure(): Promise<Failure>
}

/** Opens a socket and hands out what it tells, one by one. */
export function openSocket(
  deps: WsOpenerDeps,
  url: string,
  /** `drains`: the end of each read is an event, too. */
  limits: { readonly handshakeTimeoutMs?: number; readonly maxPayloadBytes?: number; readonly drains?: boolean } = {}
): OpenSocket {
  const events: SocketEvent[] = []
  let wake: () => void = () => undefined
  const tell = (event: SocketEvent): void => {
    events.push(event)
    wake()
  }
  const { handshakeTimeoutMs = 5_000, maxPayloadBytes = 1_000, drains = false } = limits
  const options = { handshakeTimeoutMs, maxPayloadBytes }
  const socket = createWsOpener(deps).open(url, options, {
    opened: () => tell(['opened']),
    message: (text) => tell(['message', text]),
    drained: () => {
      if (drains) tell(['drained'])
    },
    pong: (payload) => tell(['pong', payload]),
    closed: (code, failure) => tell(['closed', code, failure])
  })
  const next = async (): Promise<SocketEvent> => {
    while (events.length === 0) await new Promise<void>((resolve) => (wake = resolve))
    return events.shift()!
  }
  return {
    socket,
    events,
    next,
    async failure() {
      for (;;) {
        const event = await next()
        if (event[0] === 'closed') return event[2]
      }
    }
  }
}
