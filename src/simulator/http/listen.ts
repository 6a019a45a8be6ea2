import type { Server } from 'node:http'
import type { Disposable } from '../../core/disposable.ts'
import { disposable } from '../../core/disposable.ts'

/** Loopback only: the demo is nobody else's business. Rejects with the system's error. Disposing ends open connections too. */
export function listen(server: Server, port: number): Promise<Disposable & { readonly port: number }> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', () => {
      server.off('error', reject)
      const address = server.address()
      if (address === null || typeof address === 'string') throw new Error('a TCP server has an address with a port')
      const closing = disposable(() => {
        server.close()
        server.closeAllConnections()
      })
      resolve({ port: address.port, dispose: () => closing.dispose() })
    })
  })
}
