import { connect, createServer } from 'node:net'
import type { AddressInfo, Socket } from 'node:net'
import { createServer as createTlsServer } from 'node:tls'
import type { Identity } from '../../fakes/certificates.ts'

/** TLS in front of a plain port. What comes through TLS is written down. */
export interface TlsFront {
  readonly port: number
  /** Takes connections and says nothing, not even a handshake. */
  silent: boolean
  identity: Identity
  /** TCP connections so far. */
  connections(): number
  /** Bytes of clients that came through TLS, as text. */
  heard(): string
  /** Ends all connections. */
  cut(): void
  close(): Promise<void>
}

export async function startTlsFront(identity: Identity, toPort: number, host = '127.0.0.1'): Promise<TlsFront> {
  const sockets = new Set<Socket>()
  const heard: string[] = []
  let connections = 0
  const keep = (socket: Socket): void => {
    sockets.add(socket)
    socket.on('error', () => socket.destroy())
    socket.once('close', () => sockets.delete(socket))
  }
  const server = createServer((socket) => {
    connections += 1
    keep(socket)
    if (front.silent) {
      socket.resume().once('end', () => socket.destroy())
      return
    }
    // A context for each connection: the certificate may have been replaced meanwhile.
    const secure = createTlsServer(front.identity, (client) => {
      const target = connect(toPort, '127.0.0.1')
      keep(client)
      keep(target)
      client.on('data', (bytes: Buffer) => heard.push(bytes.toString('latin1')))
      client.pipe(target).pipe(client)
      client.once('close', () => target.destroy())
      target.once('close', () => client.destroy())
    })
    secure.on('tlsClientError', () => socket.destroy())
    secure.emit('connection', socket)
  })
  await new Promise<void>((resolve) => server.listen(0, host, resolve))
  const front: TlsFront = {
    port: (server.address() as AddressInfo).port,
    silent: false,
    identity,
    connections: () => connections,
    heard: () => heard.join(''),
    cut() {
      for (const socket of sockets) socket.destroy()
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        front.cut()
      })
  }
  return front
}
