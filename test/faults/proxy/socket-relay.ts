import type { IncomingMessage } from 'node:http'
import { connect, Socket } from 'node:net'
import type { Duplex } from 'node:stream'
import type { EventLog } from './event-log.ts'
import { acceptKey, closePayload, createFrameSplitter, encodeFrame } from './frames.ts'
import type { WsFrame } from './frames.ts'
import { createLane } from './lane.ts'
import type { Lane, Shape } from './lane.ts'
import type { ConnectAction, FrameAction, RuleBook, Side, SocketAction } from './rules.ts'

export interface RelayDeps {
  readonly log: EventLog
  readonly rules: RuleBook
  readonly random: () => number
  readonly upstreamPort: number
  readonly shape: (to: Side, socket: number) => Shape
  readonly producer: string
  readonly number: number
}

/** One websocket through the proxy. */
export interface Relay {
  readonly number: number
  /** The client's end of the TCP connection is there. */
  isOpen(): boolean
  act(action: SocketAction): void
  /** A frame made by the proxy, into the stream as it is now. */
  inject(to: Side, text: string | Buffer): void
  destroy(): void
}

const END_OF_HEAD = Buffer.from('\r\n\r\n')

function plainAnswer(status: number, headers: Readonly<Record<string, string>> = {}, body = ''): string {
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`)
  const length = Buffer.byteLength(body)
  return `HTTP/1.1 ${status} Answer\r\n${lines.join('')}Content-Length: ${length}\r\nConnection: close\r\n\r\n${body}`
}

function headOf(request: IncomingMessage): string {
  const lines: string[] = []
  for (let at = 0; at < request.rawHeaders.length; at += 2)
    lines.push(`${request.rawHeaders[at] ?? ''}: ${request.rawHeaders[at + 1] ?? ''}`)
  return `${request.method ?? 'GET'} ${request.url ?? '/'} HTTP/1.1\r\n${lines.join('\r\n')}\r\n\r\n`
}

/** The JSON event or payload type of a frame, for the log. */
function labelOf({ type, payload }: WsFrame): string {
  if (type === 'close') return `close ${payload.length >= 2 ? payload.readUInt16BE(0) : ''}`.trim()
  if (type !== 'text') return type
  const said = /"(?:event|payloadType)"\s*:\s*"(\w+)"/.exec(payload.toString('utf8'))?.[1]
  return said === undefined ? 'text' : `text ${said}`
}

/** Carries one websocket from its upgrade request to its end, under the rules and shapes of the moment. */
export function relaySocket(deps: RelayDeps, request: IncomingMessage, duplex: Duplex, head: Buffer): Relay {
  if (!(duplex instanceof Socket)) throw new Error('an upgrade over something that is no TCP connection')
  const client = duplex
  const { log, rules, number, producer } = deps
  const note = (kind: Parameters<EventLog['note']>[0], detail = ''): void => log.note(kind, detail, number, producer)
  let server: Socket | undefined
  let isGone = false
  const deaf: Record<Side, boolean> = { client: false, server: false }
  let lingers = false
  const timers = new Set<NodeJS.Timeout>()

  function later(ms: number, run: () => void): void {
    const timer = setTimeout(() => {
      timers.delete(timer)
      run()
    }, ms)
    timers.add(timer)
  }

  const lane = (to: Side, write: (bytes: Buffer) => void): Lane =>
    createLane({
      shape: () => deps.shape(to, number),
      random: deps.random,
      write,
      limitReached: () => act({ do: 'hangUp' })
    })
  const lanes: Readonly<Record<Side, Lane>> = {
    client: lane('client', (bytes) => {
      if (client.writable) client.write(bytes)
    }),
    server: lane('server', (bytes) => {
      if (server?.writable) server.write(bytes)
    })
  }

  function destroy(): void {
    for (const timer of timers) clearTimeout(timer)
    for (const each of Object.values(lanes)) each.dispose()
    client.destroy()
    server?.destroy()
  }

  function act(action: SocketAction): void {
    note('cut', action.do === 'close' ? `close ${action.code ?? 'without a code'}` : action.do)
    switch (action.do) {
      case 'disconnect':
        client.resetAndDestroy()
        server?.destroy()
        break
      case 'hangUp':
        client.end()
        server?.destroy()
        break
      case 'close':
        lanes.client.send(
          encodeFrame('close', action.code === undefined ? '' : closePayload(action.code, action.reason), false)
        )
        deaf.client = true
        lingers ||= action.lingers === true
        deaf.server ||= lingers
    }
  }

  function passOn(to: Side, frame: WsFrame): void {
    if (deps.shape(to, number).silent) note('lost', `to ${to}: ${labelOf(frame)}`)
    else note('frame', `to ${to}: ${labelOf(frame)}`)
    lanes[to].send(frame.raw)
  }

  const inject = (to: Side, text: string | Buffer): void =>
    lanes[to].send(typeof text === 'string' ? encodeFrame('text', text, to === 'server') : text)

  function treat(to: Side, frame: WsFrame, action: FrameAction): void {
    note('rule', `${action.do} to ${to}: ${labelOf(frame)}`)
    switch (action.do) {
      case 'suppress':
        break
      case 'suppressOnwards':
        deaf[to] = true
        break
      case 'delay':
        later(action.ms, () => passOn(to, frame))
        break
      case 'replace':
        inject(to, action.text)
        break
      case 'inject':
        if (!action.before) passOn(to, frame)
        for (const text of action.texts) inject(to, text)
        if (action.before) passOn(to, frame)
        break
      case 'injectAndClose':
        for (const text of action.texts) inject('client', text)
        act({ do: 'close', code: action.code })
        break
      case 'repeat':
        passOn(to, frame)
        passOn(to, frame)
        break
      case 'disconnect':
      case 'hangUp':
      case 'close':
        act(action)
    }
  }

  function carry(to: Side, frames: readonly WsFrame[]): void {
    for (const frame of frames) {
      if (deaf[to]) {
        note('lost', `to ${to}: ${labelOf(frame)}`)
        continue
      }
      const action = rules.frame(to, frame)
      if (action) treat(to, frame, action)
      else passOn(to, frame)
    }
  }

  function clientLeft(how: string): void {
    if (isGone) return
    isGone = true
    note('clientGone', how)
    lanes.server.end(() => server?.end())
    // A client that ended its half gets the other half ended, too, or its socket would linger.
    client.end()
  }

  /** Half a connection ended says nothing about the other half: only writing finds out whether anybody is still there. */
  function poke(): void {
    if (isGone) return
    client.write(encodeFrame('ping', '', false))
    later(40, poke)
  }

  const fromClient = createFrameSplitter()
  client.on('data', (bytes: Buffer) => carry('server', fromClient(bytes)))
  client.on('error', () => clientLeft('reset'))
  client.on('end', () => {
    if (lingers) poke()
    else clientLeft('end')
  })
  client.on('close', () => clientLeft('close'))

  function own(action: Exclude<ConnectAction, { do: 'hold' }>): void {
    switch (action.do) {
      case 'refuse':
        client.resetAndDestroy()
        break
      case 'respond': {
        const { status, headers, body } = action.answer
        client.end(plainAnswer(status, headers, body))
        break
      }
      case 'acceptAndClose': {
        client.write(
          'HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n' +
            `Sec-WebSocket-Accept: ${acceptKey(request.headers['sec-websocket-key'] ?? '')}\r\n\r\n`
        )
        for (const text of action.texts ?? []) client.write(encodeFrame('text', text, false))
        client.write(encodeFrame('close', closePayload(action.code), false))
      }
    }
  }

  function connectUpstream(): void {
    const upstream = connect({ host: '127.0.0.1', port: deps.upstreamPort, allowHalfOpen: true })
    server = upstream
    const fromServer = createFrameSplitter()
    let opening: Buffer | undefined = Buffer.alloc(0)
    upstream.write(headOf(request))
    upstream.on('data', (bytes: Buffer) => {
      if (!opening) {
        carry('client', fromServer(bytes))
        return
      }
      opening = Buffer.concat([opening, bytes])
      const end = opening.indexOf(END_OF_HEAD)
      if (end < 0) return
      const split = end + END_OF_HEAD.length
      const answer = opening.subarray(0, split)
      const rest = opening.subarray(split)
      const isOpen = /^HTTP\/1\.1 101/.test(answer.toString('latin1'))
      note(isOpen ? 'opened' : 'refused', answer.toString('latin1').split('\r\n')[0])
      lanes.client.send(answer)
      if (!isOpen) {
        lanes.client.send(rest)
        upstream.removeAllListeners('data').resume()
        return
      }
      opening = undefined
      for (const { afterMs, action } of rules.open()) later(afterMs, () => act(action))
      if (rest.length > 0) carry('client', fromServer(rest))
    })
    let hasLeft = false
    const serverLeft = (how: string): void => {
      if (hasLeft) return
      hasLeft = true
      if (!isGone) note('serverGone', how)
      if (how === 'reset' && !deps.shape('client', number).silent) client.resetAndDestroy()
      else lanes.client.end(() => client.end())
    }
    upstream.on('error', () => serverLeft('reset'))
    upstream.on('end', () => serverLeft('end'))
    upstream.on('close', () => serverLeft('close'))
  }

  note('asked', request.url ?? '')
  const action = rules.connect(number)
  if (action) note('rule', `${action.do} on connect ${number}`)
  if (!action) connectUpstream()
  else if (action.do !== 'hold') own(action)
  if (head.length > 0) carry('server', fromClient(head))

  return { number, isOpen: () => !isGone, act, inject, destroy }
}
