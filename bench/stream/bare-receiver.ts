import { WebSocket } from 'ws'
import { PRODUCERS } from './floor-frames.ts'

export interface Receiver {
  taken(): number
  stop(): void
}

/** The least a receiver can do: a websocket and JSON.parse. */
export function receiveBare(url: string): Receiver {
  let taken = 0
  let accounts = 0
  const sockets = PRODUCERS.map(({ id }) => {
    const socket = new WebSocket(`${url}/${id}`, { perMessageDeflate: false })
    socket.on('open', () => socket.send('{}'))
    socket.on('message', (data: Buffer) => {
      const message = JSON.parse(data.toString()) as { readonly accountId?: string }
      accounts += message.accountId?.length ?? 0
      taken += 1
    })
    return socket
  })
  return {
    taken: () => taken,
    stop() {
      for (const socket of sockets) socket.terminate()
      if (accounts === 0) throw new Error('nothing was read')
    }
  }
}
