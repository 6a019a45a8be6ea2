import { WebSocket } from 'ws'
import type { Producer } from './floor-frames.ts'

export interface Receiver {
  taken(): number
  stop(): void
}

/** The least a receiver can do: a websocket and JSON.parse. */
export function receiveBare(url: string, producers: readonly Producer[], live?: () => void): Receiver {
  let taken = 0
  let accounts = 0
  const sockets = producers.map(({ id }) => {
    const socket = new WebSocket(`${url}/${id}`, { perMessageDeflate: false })
    socket.on('open', () => socket.send('{}'))
    socket.on('message', (data: Buffer) => {
      const message = JSON.parse(data.toString()) as { readonly accountId?: string; readonly payloadType?: string }
      accounts += message.accountId?.length ?? 0
      taken += 1
      if (live && message.payloadType === 'LIVE') live()
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
