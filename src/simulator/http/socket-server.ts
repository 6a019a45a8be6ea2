import type { IncomingMessage, Server } from 'node:http'
import type { Duplex } from 'node:stream'
import { WebSocketServer, type RawData, type WebSocket } from 'ws'
import type { Disposable } from '../../core/disposable.ts'
import { disposable } from '../../core/disposable.ts'
import type { Realtime } from '../avaya/realtime.ts'
import type { Faults } from '../faults.ts'

/** A client that reads nothing while so much waits for it is dropped. */
const BUFFERED_MAX_BYTES = 16_000_000
/** The service's endpoint has a form of its own: clients must take it as given, not build it. */
const ENDPOINT = /^\/rt\/eu-1\/feed\/([a-zA-Z]{6})\/([0-9a-f-]{36})$/

export function endpointPath(accountId: string, subscriptionId: string): string {
  return `/rt/eu-1/feed/${accountId}/${subscriptionId}`
}

export interface SocketServer extends Disposable {
  /** Lets go of the clients whose upgrade was left unanswered. */
  releaseHeld(): void
}

function textOf(data: RawData): string {
  if (Array.isArray(data)) return Buffer.concat(data).toString()
  return Buffer.from(data as Buffer).toString()
}

function refuse(socket: Duplex, status: string): void {
  socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`)
}

/** Carries the realtime sessions over real websockets. */
export function attachSocketServer(
  server: Server,
  deps: { readonly realtime: Realtime; readonly accountId: string; readonly faults: () => Readonly<Faults> }
): SocketServer {
  const sockets = new WebSocketServer({ noServer: true, autoPong: false, perMessageDeflate: false, maxPayload: 65_536 })
  const held = new Set<Duplex>()

  function serve(socket: WebSocket, subscriptionId: string): void {
    const input = deps.realtime.open(
      {
        send(text) {
          if (socket.bufferedAmount > BUFFERED_MAX_BYTES) socket.terminate()
          else socket.send(text)
        },
        pong: (payload) => socket.pong(payload),
        close: (code, reason) => socket.close(code, reason),
        terminate: () => socket.terminate()
      },
      subscriptionId
    )
    socket.on('message', (data, isBinary) => input.message(isBinary ? '' : textOf(data)))
    socket.on('ping', (payload) => input.ping(payload))
    socket.on('close', () => input.closed())
    // An error is always followed by a close, which is all that counts here.
    socket.on('error', () => undefined)
  }

  function upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    socket.on('error', () => socket.destroy())
    const path = ENDPOINT.exec(new URL(request.url ?? '/', 'http://127.0.0.1').pathname)
    if (deps.faults().pauseSockets) {
      held.add(socket)
      socket.once('close', () => held.delete(socket))
    } else if (deps.faults().refuseConnections) refuse(socket, '503 Service Unavailable')
    else if (path?.[1] !== deps.accountId) refuse(socket, '404 Not Found')
    else sockets.handleUpgrade(request, socket, head, (opened) => serve(opened, path[2] ?? ''))
  }

  server.on('upgrade', upgrade)

  function releaseHeld(): void {
    for (const socket of held) socket.destroy()
  }

  const closing = disposable(() => {
    server.off('upgrade', upgrade)
    releaseHeld()
    for (const socket of sockets.clients) socket.terminate()
    sockets.close()
  })
  return { releaseHeld, dispose: () => closing.dispose() }
}
