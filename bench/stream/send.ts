import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Duplex } from 'node:stream'
import { messageOf, messagesOf, type Producer } from './floor-frames.ts'
import { acceptUpgrade, textFrame } from './raw-frames.ts'

/** Messages written in one piece, and how much may wait in one connection. */
const BATCH = 50
const MOST_WAITING_BYTES = 1 << 20
const CONFIRMED = '{"event":"authenticationResponse","status":"CONNECTION_CONFIRMED"}'

/** Messages in ready-made pieces, so that sending costs next to nothing and the receiver sets the pace. */
function inBatches(texts: readonly string[]): Buffer[] {
  const frames = texts.map(textFrame)
  return Array.from({ length: Math.ceil(frames.length / BATCH) }, (_, i) =>
    Buffer.concat(frames.slice(i * BATCH, (i + 1) * BATCH))
  )
}

interface Stream {
  readonly socket: Duplex
  readonly batches: readonly Buffer[]
  next: number
}

function write(stream: Stream): void {
  const batch = stream.batches[stream.next]
  if (batch) stream.socket.write(batch)
  stream.next = (stream.next + 1) % stream.batches.length
}

/** Alternates in proportion to the rows, so that each row changes as often as any other. */
function pump(streams: readonly Stream[]): void {
  const order = streams
    .flatMap((stream) => stream.batches.map((_, i) => ({ stream, at: i / stream.batches.length })))
    .sort((a, b) => a.at - b.at)
    .map(({ stream }) => stream)
  let place = 0
  const run = (): void => {
    if (streams.some(({ socket }) => socket.destroyed)) return
    for (;;) {
      const stream = order[place]
      if (!stream || stream.socket.writableLength > MOST_WAITING_BYTES) break
      write(stream)
      place = (place + 1) % order.length
    }
    const stream = order[place]
    if (stream?.socket.writableNeedDrain) stream.socket.once('drain', run)
    else setImmediate(run)
  }
  run()
}

/** So many messages each second, evenly, whatever the receiver does meanwhile. */
function pace(streams: readonly Stream[], perSecond: number): void {
  const everyMs = 10
  const beganMs = performance.now()
  let sent = 0
  let place = 0
  const timer = setInterval(() => {
    if (streams.some(({ socket }) => socket.destroyed)) {
      clearInterval(timer)
      return
    }
    const due = ((performance.now() - beganMs) * perSecond) / 1000
    for (; sent < due; place++, sent += BATCH) {
      const stream = streams[place % streams.length]
      if (stream) write(stream)
    }
  }, everyMs)
}

/** A number that is zero in all prepared messages; an alarm says in it when it was sent. */
export const ALARM_MEASURE = 'skips'
const ALARM_EVERY_MS = 400

/** Microseconds on the clock that all processes of a machine share. */
const nowUs = (): number => Number(process.hrtime.bigint() / 1000n)

/** `sent`: what an alarm says. */
export const sentAgoMs = (sent: number): number => (nowUs() - sent) / 1000

/** Now and then a row breaches, each time another. */
function alarm({ socket }: Stream, producer: Producer): void {
  let row = 0
  const timer = setInterval(() => {
    if (socket.destroyed) {
      clearInterval(timer)
      return
    }
    row = (row + 1) % producer.rows
    socket.write(textFrame(messageOf(producer, row, { [ALARM_MEASURE]: String(nowUs()) })))
  }, ALARM_EVERY_MS)
}

/**
 * A producer's far side in a process of its own: for `/<producer id>` it confirms whatever is sent first and gives the snapshot;
 * once all producers were asked for, it sends live messages as fast as they are taken, or `perSecond`, with alarms among them if asked for.
 * Prints its address.
 */
export function send(
  producers: readonly Producer[],
  { variants, perSecond, alarms = false }: { variants?: number; perSecond?: number; alarms?: boolean } = {}
): void {
  const nowMs = Date.now()
  const prepared = new Map(
    producers.map((producer) => {
      const { snapshot, live } = messagesOf(producer, nowMs, variants)
      return [producer.id, { snapshot: inBatches(snapshot), live: inBatches(live) }]
    })
  )
  const streams = new Map<string, Stream>()
  const server = createServer()
  server.on('upgrade', (request, socket: Duplex) => {
    const id = request.url?.slice(1) ?? ''
    const messages = prepared.get(id)
    if (!messages) {
      socket.destroy()
      return
    }
    socket.on('error', () => socket.destroy())
    socket.once('close', () => streams.delete(id))
    acceptUpgrade(request, socket)
    socket.once('data', () => {
      socket.resume()
      socket.write(textFrame(CONFIRMED))
      for (const batch of messages.snapshot) socket.write(batch)
      streams.set(id, { socket, batches: messages.live, next: 0 })
      if (streams.size < producers.length) return
      if (perSecond === undefined) pump([...streams.values()])
      else pace([...streams.values()], perSecond)
      const [first] = producers
      const alarmed = first && streams.get(first.id)
      if (alarms && first && alarmed) alarm(alarmed, first)
    })
  })
  server.listen(0, '127.0.0.1', () => {
    const { port } = server.address() as AddressInfo
    process.stdout.write(`${JSON.stringify({ url: `ws://127.0.0.1:${port}` })}\n`)
  })
}
