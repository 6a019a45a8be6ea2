import { createServer } from 'node:https'
import type { RequestListener } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import type { TlsOptions } from 'node:tls'
import { WebSocketServer } from 'ws'

export interface SecureServer {
  readonly port: number
  /** Connections that came, whether TLS was agreed or not. */
  readonly connections: () => number
  /** What came through TLS: request lines, headers and messages, as text. */
  heard(): string
  close(): Promise<void>
}

/** A host with TLS that answers HTTP by `handle` and echoes over websockets; it writes down all it hears. */
export async function startSecureServer(
  tls: TlsOptions,
  handle: RequestListener = (_, response) => response.end('{}')
): Promise<SecureServer> {
  const heard: string[] = []
  const sockets = new Set<Socket>()
  let connections = 0
  const server = createServer(tls, (request, response) => {
    heard.push(`${request.method ?? ''} ${request.url ?? ''}\n${request.rawHeaders.join('\n')}`)
    handle(request, response)
  })
  server.on('connection', (socket: Socket) => {
    connections += 1
    sockets.add(socket)
    socket.on('error', () => undefined)
    socket.once('close', () => sockets.delete(socket))
  })
  const peers = new WebSocketServer({ server, perMessageDeflate: false })
  peers.on('connection', (peer, request) => {
    heard.push(`UPGRADE ${request.url ?? ''}\n${request.rawHeaders.join('\n')}`)
    peer.on('error', () => undefined)
    peer.on('message', (data: Buffer) => {
      heard.push(data.toString('utf8'))
      peer.send(`echo ${data.toString('utf8')}`)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    port: (server.address() as AddressInfo).port,
    connections: () => connections,
    heard: () => heard.join('\n'),
    close: () =>
      new Promise((resolve) => {
        for (const peer of peers.clients) peer.terminate()
        peers.close()
        server.close(() => resolve())
        for (const socket of sockets) socket.destroy()
      })
  }
}

/** A server that knows nothing newer than TLS 1.1. */
export const OLD_TLS = { minVersion: 'TLSv1', maxVersion: 'TLSv1.1', ciphers: 'ALL:@SECLEVEL=0' } as const
