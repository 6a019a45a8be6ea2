import type { Failure } from '../../src/core/connections/failure.ts'
import type { SocketListener, SocketOpener } from '../../src/core/ports/socket.ts'

/** The far end of one socket, moved by hand. Keeps the port's promise: nothing is told after `terminate`. */
export interface FakeSocket {
  readonly url: string
  readonly sent: readonly string[]
  readonly pings: readonly string[]
  readonly terminated: boolean
  open(): void
  /** One frame, alone. */
  message(text: string): void
  /** Frames that arrive together, and a pong or the end right behind them: the socket is drained after that. */
  messages(texts: readonly string[], then?: 'close' | 'pong'): void
  pong(payload?: string): void
  close(code?: number, failure?: Partial<Failure>): void
}

export interface FakeSockets extends SocketOpener {
  readonly all: readonly FakeSocket[]
  last(): FakeSocket
  /** Sockets neither closed nor terminated. */
  openCount(): number
}

const CLOSED: Failure = { code: 'closedByServer', step: 'stream', detail: '' }

export function createFakeSockets(opened: (socket: FakeSocket) => void = () => undefined): FakeSockets {
  const all: FakeSocket[] = []
  const ended = new Set<FakeSocket>()
  return {
    all,
    last() {
      const socket = all.at(-1)
      if (!socket) throw new Error('no socket was opened')
      return socket
    },
    openCount: () => all.length - ended.size,
    open(url, _, listener: SocketListener) {
      const sent: string[] = []
      const pings: string[] = []
      let terminated = false
      const ifOpen = (run: () => void): void => {
        if (!ended.has(socket)) run()
      }
      const socket: FakeSocket = {
        url,
        sent,
        pings,
        get terminated() {
          return terminated
        },
        open: () => ifOpen(() => listener.opened()),
        message: (text) => socket.messages([text]),
        messages(texts, then) {
          for (const text of texts) ifOpen(() => listener.message(text, Buffer.byteLength(text)))
          if (then === 'close') socket.close()
          if (then === 'pong') socket.pong()
          ifOpen(() => listener.drained())
        },
        pong: (payload = pings.at(-1) ?? '') => ifOpen(() => listener.pong(payload)),
        close: (code = 1006, failure = {}) =>
          ifOpen(() => {
            ended.add(socket)
            listener.closed(code, { ...CLOSED, ...failure })
          })
      }
      all.push(socket)
      opened(socket)
      return {
        send: (text) => void sent.push(text),
        ping: (payload) => void pings.push(payload),
        terminate() {
          terminated = true
          ended.add(socket)
        }
      }
    }
  }
}
