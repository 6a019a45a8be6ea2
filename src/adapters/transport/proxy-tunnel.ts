import { request } from 'node:http'
import type { IncomingHttpHeaders } from 'node:http'
import type { Socket } from 'node:net'
import type { SecureContext } from 'node:tls'
import type { ProxyLogin, ProxyLogins } from '../../core/ports/proxy-logins.ts'
import { ProxyFailure } from './proxy-failure.ts'
import { nameOfProxy } from './proxy-list.ts'
import type { ProxyHop } from './proxy-list.ts'
import { dialTcp, secureSocket } from './socket-dial.ts'

export interface TunnelDeps {
  readonly logins: ProxyLogins
  /** For the connection to an `HTTPS` proxy. */
  readonly context: () => SecureContext
}

export interface Destination {
  readonly host: string
  readonly port: number
}

interface ProxyAnswer {
  readonly status: number
  readonly headers: IncomingHttpHeaders
  readonly socket: Socket
}

function basic({ username, password }: ProxyLogin): string {
  return `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`
}

/** Asks for a tunnel. Nothing of the request to the host behind is told but its name and port. */
function askForTunnel(socket: Socket, destination: Destination, login: ProxyLogin | undefined): Promise<ProxyAnswer> {
  const authority = nameOfProxy(destination)
  return new Promise((resolve, reject) => {
    const asking = request({
      method: 'CONNECT',
      path: authority,
      headers: { host: authority, ...(login ? { 'proxy-authorization': basic(login) } : {}) },
      createConnection: () => socket
    })
    asking.once('error', reject)
    asking.once('connect', (response, through: Socket, head) => {
      through.on('error', () => undefined)
      if (head.length > 0) through.unshift(head)
      resolve({ status: response.statusCode ?? 0, headers: response.headers, socket: through })
    })
    asking.end()
  })
}

const words = (error: unknown): string => (error instanceof Error ? error.message : String(error))

function unreachable(name: string, cause: unknown): ProxyFailure {
  return new ProxyFailure('ERR_PROXY_UNREACHABLE', name, `proxy ${name}: ${words(cause)}`, { cause })
}

async function tunnelHttp(
  deps: TunnelDeps,
  hop: ProxyHop,
  to: Destination,
  login: ProxyLogin | undefined,
  signal: AbortSignal
): Promise<ProxyAnswer> {
  try {
    const plain = await dialTcp(hop.host, hop.port, signal)
    const socket = hop.kind === 'https' ? await secureSocket(plain, hop.host, deps.context()) : plain
    return await askForTunnel(socket, to, login)
  } catch (error) {
    throw unreachable(nameOfProxy(hop), error)
  }
}

/** `Negotiate, Basic realm="x"` names two schemes; only the first word of each challenge is one. */
function offersBasic(headers: IncomingHttpHeaders): boolean {
  return /(?:^|,)\s*basic(?=[\s,]|$)/i.test(headers['proxy-authenticate'] ?? '')
}

/** A login is shown only to a proxy that asks for one in a way that carries it (`Basic`), and a refused one is never repeated. */
async function throughHttp(deps: TunnelDeps, hop: ProxyHop, to: Destination, signal: AbortSignal): Promise<Socket> {
  const name = nameOfProxy(hop)
  let login: ProxyLogin | undefined
  for (;;) {
    const { status, headers, socket } = await tunnelHttp(deps, hop, to, login, signal)
    if (status >= 200 && status <= 299) return socket
    socket.destroy()
    const said = `proxy ${name} answered HTTP ${String(status)}`
    if (status !== 407) throw new ProxyFailure('ERR_PROXY_REFUSED', name, said, { httpStatus: status })
    const wanted = (detail: string): ProxyFailure =>
      new ProxyFailure('ERR_PROXY_LOGIN', name, `${said}: ${detail}`, { httpStatus: status })
    const refused = (): ProxyFailure =>
      new ProxyFailure('ERR_PROXY_LOGIN_REFUSED', name, `${said}: the login was refused`, { httpStatus: status })
    if (login) {
      deps.logins.refused(name, login)
      throw refused()
    }
    if (!offersBasic(headers)) throw wanted('it offers no way to sign in that the live connection has (Basic)')
    login = await deps.logins.find(name)
    if (!login) throw deps.logins.isRefused(name) ? refused() : wanted('no login is known')
  }
}

/** What a SOCKS proxy answered, against what happened to the connection to it. */
const SOCKS_REFUSAL = /rejected|authentication/i

/** SOCKS has no logins here, as in Chromium. Names are resolved by the proxy. */
async function throughSocks(hop: ProxyHop, destination: Destination, signal: AbortSignal): Promise<Socket> {
  const name = nameOfProxy(hop)
  const socket = await dialTcp(hop.host, hop.port, signal).catch((error: unknown) => {
    throw unreachable(name, error)
  })
  try {
    // Loaded where it is needed: few are behind such a proxy, everybody waits for the tray.
    const { SocksClient } = await import('socks')
    await SocksClient.createConnection({
      command: 'connect',
      destination: { host: destination.host, port: destination.port },
      proxy: { host: hop.host, port: hop.port, type: hop.kind === 'socks4' ? 4 : 5 },
      existing_socket: socket
    })
    return socket
  } catch (error) {
    socket.destroy()
    if (!SOCKS_REFUSAL.test(words(error))) throw unreachable(name, error)
    throw new ProxyFailure('ERR_PROXY_REFUSED', name, `proxy ${name}: ${words(error)}`)
  }
}

/**
 * A connection to `destination` through one proxy. Rejects with a `ProxyFailure` only. `signal` ends it at any time, also later, and
 * leaves no connection behind.
 */
export function openTunnel(
  deps: TunnelDeps,
  hop: ProxyHop,
  destination: Destination,
  signal: AbortSignal
): Promise<Socket> {
  switch (hop.kind) {
    case 'http':
    case 'https':
      return throughHttp(deps, hop, destination, signal)
    case 'socks4':
    case 'socks5':
      return throughSocks(hop, destination, signal)
  }
}
