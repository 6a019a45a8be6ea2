import { connect as connectTcp, isIP } from 'node:net'
import type { Socket } from 'node:net'
import { connect as connectTls } from 'node:tls'
import type { SecureContext, TLSSocket } from 'node:tls'

function closedEarly(): Error {
  return Object.assign(new Error('the connection was closed'), { code: 'ECONNRESET' })
}

/** Resolves with `event`, rejects when the socket ends before it. Afterwards an error on the socket is nobody's exception. */
function whenReady(socket: Socket, event: 'connect' | 'secureConnect'): Promise<void> {
  return new Promise((resolve, reject) => {
    socket.once(event, resolve)
    socket.on('error', reject)
    socket.once('close', () => {
      reject(closedEarly())
    })
  })
}

/** A TCP connection. `signal` cuts it whenever it comes, also later. */
export async function dialTcp(host: string, port: number, signal: AbortSignal): Promise<Socket> {
  const socket = connectTcp({ host, port, signal })
  await whenReady(socket, 'connect')
  return socket
}

/**
 * TLS over a connection that stands, with the certificate checked against `host`: what `context` trusts, and no less than its lowest
 * version. A refused certificate closes both.
 */
export async function secureSocket(socket: Socket, host: string, context: SecureContext): Promise<TLSSocket> {
  const secured = connectTls({ socket, host, servername: isIP(host) === 0 ? host : '', secureContext: context })
  // Cutting the connection below does not always end the layer above it.
  socket.once('close', () => secured.destroy())
  try {
    await whenReady(secured, 'secureConnect')
  } catch (error) {
    socket.destroy()
    throw error
  }
  return secured
}
