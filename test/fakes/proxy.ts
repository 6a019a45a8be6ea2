import { createServer as createHttpServer } from 'node:http'
import type { IncomingMessage } from 'node:http'
import { createServer as createHttpsServer } from 'node:https'
import { connect } from 'node:net'
import type { AddressInfo, Socket } from 'node:net'
import type { Identity } from './certificates.ts'

/** What a proxy does with a request for a tunnel. */
export type ProxyMood =
  | { readonly kind: 'open' }
  /** Wants this login (`user:password`), and says so by these challenges. */
  | {
      readonly kind: 'login'
      readonly login: string
      readonly challenges?: readonly string[]
    }
  | { readonly kind: 'refuse'; readonly status: number }
  /** Cuts the connection instead of an answer. */
  | { readonly kind: 'die' }
  /** Takes the request and never answers. */
  | { readonly kind: 'silent' }

export interface AskedTunnel {
  /** `host:port`. */
  readonly to: string
  readonly login: string | null
  readonly headers: IncomingMessage['headers']
}

export interface FakeProxy {
  readonly port: number
  /** `127.0.0.1:port`. */
  readonly name: string
  mood: ProxyMood
  /** Requests for a tunnel so far. */
  readonly asked: readonly AskedTunnel[]
  /** Every byte clients sent through tunnels and in requests, as text: what a curious proxy can read. */
  seen(): string
  /** Connections from clients that are open now. */
  connections(): number
  /** Cuts every tunnel, as a proxy that dies. */
  cut(): void
  close(): Promise<void>
}

/** The login of a `Basic` header, readable. */
function loginOf(header: string | undefined): string | null {
  const [scheme, value] = (header ?? '').split(' ')
  return scheme === 'Basic' && value !== undefined ? Buffer.from(value, 'base64').toString('utf8') : null
}

/** A real CONNECT proxy on loopback. Every name it is asked for lives on this computer, so only through it a name can be reached. */
export async function startProxy(mood: ProxyMood = { kind: 'open' }, identity?: Identity): Promise<FakeProxy> {
  const asked: AskedTunnel[] = []
  const clients = new Set<Socket>()
  const seen: Buffer[] = []
  const server = identity ? createHttpsServer(identity) : createHttpServer()
  server.on('connection', (client: Socket) => {
    clients.add(client)
    client.on('error', () => undefined)
    client.once('close', () => clients.delete(client))
  })

  function open(client: Socket, to: string): void {
    const target = connect(Number(to.split(':').at(-1)), '127.0.0.1', () => {
      client.write('HTTP/1.1 200 Connection established\r\n\r\n')
      client.on('data', (bytes: Buffer) => seen.push(bytes))
      client.pipe(target).pipe(client)
    })
    const end = (): void => {
      client.destroy()
      target.destroy()
    }
    for (const socket of [client, target]) socket.on('error', end).once('close', end)
  }

  server.on('connect', (request: IncomingMessage, client: Socket) => {
    client.on('error', () => undefined)
    const to = request.url ?? ''
    const login = loginOf(request.headers['proxy-authorization'])
    asked.push({ to, login, headers: request.headers })
    seen.push(Buffer.from(request.rawHeaders.join('\n')))
    const { mood: now } = proxy
    const refuse = (status: number, headers: readonly string[] = []): void => {
      const page = '<p>no</p>'
      const lines = [
        `HTTP/1.1 ${status} No`,
        ...headers,
        `Content-Length: ${page.length}`,
        'Connection: close',
        '',
        page
      ]
      client.end(lines.join('\r\n'))
    }
    switch (now.kind) {
      case 'open':
        open(client, to)
        return
      case 'login':
        if (login === now.login) open(client, to)
        else
          refuse(
            407,
            (now.challenges ?? ['Basic realm="company"']).map((one) => `Proxy-Authenticate: ${one}`)
          )
        return
      case 'refuse':
        refuse(now.status)
        return
      case 'die':
        client.destroy()
        return
      case 'silent':
        // Reads on, or it would not notice that the other side went.
        client.once('end', () => client.destroy()).resume()
    }
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const proxy: FakeProxy = {
    port,
    name: `127.0.0.1:${port}`,
    mood,
    asked,
    seen: () => Buffer.concat(seen).toString('latin1'),
    connections: () => clients.size,
    cut() {
      for (const client of clients) client.destroy()
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        proxy.cut()
      })
  }
  return proxy
}
