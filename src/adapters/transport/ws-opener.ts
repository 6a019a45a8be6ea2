import type { Agent } from 'node:http'
import { WebSocket } from 'ws'
import type { RawData } from 'ws'
import type { Failure } from '../../core/connections/failure.ts'
import type { Clock } from '../../core/ports/clock.ts'
import type { Socket, SocketListener, SocketOpener, SocketOptions } from '../../core/ports/socket.ts'
import { failure } from './failures.ts'
import { failureOfClose, failureOfSocketError, failureOfUpgrade } from './socket-failure.ts'
import { isAllowedSocketUrl } from './url-policy.ts'

export interface WsOpenerDeps {
  readonly clock: Clock
  /**
   * The agent that leads through the system's proxy, or undefined for a direct connection; asked for each attempt. Its errors are
   * told apart by the words of network-failure.ts (`ERR_PROXY_…`, `proxy authentication required`).
   */
  readonly agentFor?: (url: string) => Promise<Agent | undefined>
  /** Certificates to trust, PEM; those of the runtime when absent. */
  readonly ca?: readonly string[]
}

const NO_CLOSE_FRAME = 1006
const UNSUPPORTED_DATA = 1003

/** ws hands text frames over as one Buffer by default; the other forms exist in its types only. */
function textOf(data: RawData): string {
  if (Buffer.isBuffer(data)) return data.toString('utf8')
  return Array.isArray(data) ? Buffer.concat(data).toString('utf8') : Buffer.from(data).toString('utf8')
}

/**
 * One socket. Invariants:
 * 1. `closed` is told at most once, and nothing is told after `terminate`.
 * 2. Whatever ends the socket also ends the connection below at once: no closing handshake is waited for.
 * 3. The deadline covers looking up the proxy, DNS, TCP, TLS and the upgrade together.
 */
function openWs(deps: WsOpenerDeps, url: string, options: SocketOptions, listener: SocketListener): Socket {
  let over = false
  let ws: WebSocket | undefined

  const stop = (): boolean => {
    if (over) return false
    over = true
    deadline.dispose()
    ws?.terminate()
    return true
  }
  const end = (code: number, why: Failure): void => {
    if (stop()) listener.closed(code, why)
  }
  const deadline = deps.clock.after(options.handshakeTimeoutMs, () => {
    end(NO_CLOSE_FRAME, failure('timeout', 'connect', `no websocket within ${String(options.handshakeTimeoutMs)} ms`))
  })

  function dial(agent: Agent | undefined): void {
    if (over) return
    const socket = new WebSocket(url, {
      perMessageDeflate: false,
      followRedirects: false,
      handshakeTimeout: options.handshakeTimeoutMs,
      maxPayload: options.maxPayloadBytes,
      ...(agent ? { agent } : {}),
      ...(deps.ca ? { ca: [...deps.ca] } : {})
    })
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
        listener.message(textOf(data))
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

  // Never within this call: the listener may not be told before its owner holds the socket.
  const agent = deps.agentFor?.(url) ?? Promise.resolve(undefined)
  agent.then(dial).catch((error: unknown) => {
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
export function createWsOpener(deps: WsOpenerDeps): SocketOpener {
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
