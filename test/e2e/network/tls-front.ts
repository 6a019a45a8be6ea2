import { connect, type AddressInfo } from 'node:net'
import { createServer } from 'node:tls'
import type { Identity } from '../../fakes/certificates.ts'

export interface TlsFront {
  readonly port: number
  /** What came through TLS, as text. */
  heard(): string
  close(): Promise<void>
}

/** TLS before a plain server on this computer, as a load balancer does it. */
export async function startTlsFront(identity: Identity, plainPort: number): Promise<TlsFront> {
  const heard: Buffer[] = []
  const ends = new Set<() => void>()
  const server = createServer(identity, (outer) => {
    const inner = connect(plainPort, '127.0.0.1')
    const end = (): void => {
      outer.destroy()
      inner.destroy()
      ends.delete(end)
    }
    ends.add(end)
    for (const socket of [outer, inner]) socket.on('error', end).once('close', end)
    outer.on('data', (bytes: Buffer) => heard.push(bytes))
    outer.pipe(inner).pipe(outer)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    port: (server.address() as AddressInfo).port,
    heard: () => Buffer.concat(heard).toString('latin1'),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        for (const end of ends) end()
      })
  }
}
