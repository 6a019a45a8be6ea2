import { WebSocketServer } from 'ws'
import type { WebSocket } from 'ws'
import { AvayaCloud, frame } from './avaya-cloud.ts'
import { answer, bodyOf, startHttpServer } from './http-server.ts'

/** The platform on a real port: HTTP and websocket, over one `AvayaCloud`. */
export interface AvayaServer {
  readonly cloud: AvayaCloud
  readonly url: string
  readonly port: number
  /** Sockets that passed the authentication. */
  readonly confirmed: ReadonlySet<WebSocket>
  sockets(): number
  /** Sends a text to every confirmed socket. */
  broadcast(text: string): void
  connections(): Promise<number>
  /** Cuts everything and frees the port. */
  kill(): Promise<void>
}

/** Each confirmed socket gets a snapshot of one row and one live message. */
export async function startAvayaServer(cloud = new AvayaCloud(), port = 0): Promise<AvayaServer> {
  const confirmed = new Set<WebSocket>()
  const http = await startHttpServer((request, response) => {
    void bodyOf(request).then((body) => {
      const headers = request.headers as Record<string, string | undefined>
      const result = cloud.handle({ method: request.method ?? '', path: request.url ?? '', headers, body })
      answer(response, result.status, result.body, result.headers)
    })
  }, port)
  cloud.endpointOf = (id) => `ws://127.0.0.1:${http.port}/ws/notification/v1/analytics/realtime/EZCLTR/${id}`

  const server = new WebSocketServer({ server: http.server, perMessageDeflate: false })
  server.on('connection', (peer) => {
    peer.on('error', () => undefined)
    peer.on('close', () => confirmed.delete(peer))
    peer.once('message', (data: Buffer) => {
      const text = data.toString('utf8')
      const status = cloud.authenticate(text)
      peer.send(JSON.stringify({ event: 'AUTHENTICATION_RESPONSE', status }))
      if (status !== 'CONNECTION_CONFIRMED') {
        peer.close()
        return
      }
      confirmed.add(peer)
      const { subscriptionId } = JSON.parse(text) as { subscriptionId: string }
      const producerId = cloud.subscriptions.get(subscriptionId)?.producerId ?? ''
      peer.send(frame({ producerId, payloadType: 'INITIALIZING' }))
      peer.send(frame({ producerId }))
    })
  })

  return {
    cloud,
    url: http.url,
    port: http.port,
    confirmed,
    sockets: () => server.clients.size,
    broadcast(text) {
      for (const peer of confirmed) peer.send(text)
    },
    connections: http.connections,
    async kill() {
      for (const peer of server.clients) peer.terminate()
      server.close()
      await http.close()
    }
  }
}
