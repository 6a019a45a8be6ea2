import type { Socket as Connection } from 'node:net'
import type { SecureContext } from 'node:tls'
import { WebSocket } from 'ws'
import type { ClientOptions, RawData } from 'ws'
import type { Failure } from '../../core/connections/failure.ts'
import type { Clock } from '../../core/ports/clock.ts'
import type { ProxyLogins } from '../../core/ports/proxy-logins.ts'
import type { Socket, SocketListener, SocketOpener, SocketOptions } from '../../core/ports/socket.ts'
import { failure } from './failures.ts'
import { dial } from './proxy-dial.ts'
import type { Hop } from './proxy-list.ts'
import { createTrustContext } from './trust-context.ts'
import { failureOfClose, failureOfSocketError, failureOfUpgrade } from './socket-failure.ts'
import { isAllowedSocketUrl } from './url-policy.ts'

export interface WsOpenerDeps {
  readonly clock: Clock
  /** The system's proxy decision for an address, asked for each attempt. Straight to the host when absent. */
  readonly waysTo?: (url: string) => Promise<readonly Hop[]>
  /** Asked when a proxy wants a login. Without it none is known. */
  readonly logins?: ProxyLogins
  /** What certificates and versions to trust, asked for each attempt. What the runtime trusts, from TLS 1.2 on, when absent. */
  readonly context?: () => SecureContext
}

const STRAIGHT: readonly Hop[] = [{ kind: 'direct' }]
const NO_LOGINS: ProxyLogins = {
  find: () => Promise.resolve(undefined),
  refused: () => undefined,
  isRefused: () => false
}

/** After a close frame the far side is to end the connection; `ws` gives it 30 s, in which nobody would know of the end. */
const CLOSE_WITHIN_MS = 500
const NO_CLOSE_FRAME = 1006
const UNSUPPORTED_DATA = 1003

/** ws hands text frames over as one Buffer by default; the other forms exist in its types only. */
function bufferOf(data: RawData): Buffer {
  if (Buffer.isBuffer(data)) return data
  return Array.isArray(data) ? Buffer.concat(data) : Buffer.from(data)
}

/**
 * One socket. Invariants:
 * 1. `closed` is told at most once, and nothing is told after `terminate`.
 * 2. Whatever ends the socket also ends the connection below at once: no closing handshake is waited for. Where the far side closes, it
 *    has half a second to end the connection itself.
 * 3. The deadline covers looking up the proxy, DNS, TCP, TLS and the upgrade together.
 * 4. The certificate was accepted before a byte of the request is written.
 */
function openWs(
  deps: WsOpenerDeps & Required<Pick<WsOpenerDeps, 'context'>>,
  url: string,
  options: SocketOptions,
  listener: SocketListener
): Socket {
  let over = false
  let ws: WebSocket | undefined
  const dialling = new AbortController()

  const stop = (): boolean => {
    if (over) return false
    over = true
    deadline.dispose()
    ws?.terminate()
    dialling.abort()
    return true
  }
  const end = (code: number, why: Failure): void => {
    if (stop()) listener.closed(code, why)
  }
  const deadline = deps.clock.after(options.handshakeTimeoutMs, () => {
    end(NO_CLOSE_FRAME, failure('timeout', 'connect', `no websocket within ${String(options.handshakeTimeoutMs)} ms`))
  })

  function upgrade(connection: Connection): void {
    if (over) {
      connection.destroy()
      return
    }
    // The published types don't know `closeTimeout` yet.
    const settings: ClientOptions & { readonly closeTimeout: number } = {
      perMessageDeflate: false,
      followRedirects: false,
      handshakeTimeout: options.handshakeTimeoutMs,
      closeTimeout: CLOSE_WITHIN_MS,
      maxPayload: options.maxPayloadBytes,
      createConnection: () => connection
    }
    const socket = new WebSocket(url, settings)
    ws = socket
    socket.on('open', () => {
      if (over) return
      deadline.dispose()
      listener.opened()
    })
    socket.on('message', (data, isBinary) => {
      if (over) return
      if (isBinary) end(UNSUPPORTED_DATA, failure('protocol', 'stream', 'a binary message'))
      else {
        const frame = bufferOf(data)
        listener.message(frame.toString('utf8'), frame.byteLength)
        drainSoon()
      }
    })
    socket.on('pong', (data) => {
      if (!over) listener.pong(data.toString('utf8'))
    })
    socket.on('unexpected-response', (_, response) => {
      end(NO_CLOSE_FRAME, failureOfUpgrade(response.statusCode ?? 0, response.headers, deps.clock.now().wallMs))
    })
    // Stays attached after the end: terminating a socket that is still connecting raises one more error.
    socket.on('error', (error) => {
      end(NO_CLOSE_FRAME, failureOfSocketError(error))
    })
    socket.on('close', (code, reason) => {
      end(code, failureOfClose(code, reason.toString('utf8')))
    })
  }

  /** `ws` hands over all frames of one read in one go; the microtask comes after the last. */
  let isDraining = false
  function drainSoon(): void {
    if (isDraining) return
    isDraining = true
    queueMicrotask(() => {
      isDraining = false
      if (!over) listener.drained()
    })
  }

  const whenOpen = (use: (socket: WebSocket) => void): void => {
    if (!over && ws?.readyState === WebSocket.OPEN) use(ws)
  }

  async function connect(): Promise<Connection> {
    const { protocol, hostname, port } = new URL(url)
    const secure = protocol === 'wss:'
    const target = { host: hostname.replace(/^\[|\]$/g, ''), port: Number(port) || (secure ? 443 : 80), secure }
    const ways = (await deps.waysTo?.(url)) ?? STRAIGHT
    return dial(
      { clock: deps.clock, logins: deps.logins ?? NO_LOGINS, context: deps.context },
      ways,
      target,
      dialling.signal
    )
  }

  // Never within this call: the listener may not be told before its owner holds the socket.
  connect()
    .then(upgrade)
    .catch((error: unknown) => {
      end(NO_CLOSE_FRAME, failureOfSocketError(error))
    })

  return {
    send(text) {
      whenOpen((socket) => {
        socket.send(text)
      })
    },
    ping(payload) {
      whenOpen((socket) => {
        socket.ping(payload)
      })
    },
    terminate() {
      stop()
    }
  }
}

/**
 * The `SocketOpener` port on `ws`, which can send protocol pings. `wss:` anywhere, `ws:` to this computer only; certificates are
 * always checked, redirects never followed.
 */
export function createWsOpener(given: WsOpenerDeps): SocketOpener {
  const deps = { ...given, context: given.context ?? createTrustContext() }
  return {
    open(url, options, listener) {
      if (isAllowedSocketUrl(url)) return openWs(deps, url, options, listener)
      const told = deps.clock.after(0, () => {
        listener.closed(NO_CLOSE_FRAME, failure('unexpectedAnswer', 'connect', 'the address is neither wss: nor local'))
      })
      return {
        send: () => undefined,
        ping: () => undefined,
        terminate: () => {
          told.dispose()
        }
      }
    }
  }
}
