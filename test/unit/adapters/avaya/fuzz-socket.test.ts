import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { WebSocket } from 'ws'
import { createAvayaRealtime } from '../../../../src/adapters/avaya/source.ts'
import { createWsOpener } from '../../../../src/adapters/transport/ws-opener.ts'
import { DEFAULT_FRESHNESS } from '../../../../src/core/connections/source.ts'
import { ok } from '../../../../src/core/result.ts'
import { startAvayaServer } from '../../../fakes/avaya-server.ts'
import type { AvayaServer } from '../../../fakes/avaya-server.ts'
import { frame } from '../../../fakes/avaya-cloud.ts'
import { createCloudHttp } from '../../../fakes/cloud-http.ts'
import { createMemorySubscriptions } from '../../../fakes/memory-subscriptions.ts'
import { createRecordingSink } from '../../../fakes/recording-sink.ts'
import type { RecordingSink } from '../../../fakes/recording-sink.ts'
import { seeded } from '../../../fakes/seeded-random.ts'
import { createSetRandom } from '../../../fakes/set-random.ts'
import { silentLogger } from '../../../fakes/silent-logger.ts'
import { createTickingClock } from '../../../fakes/ticking-clock.ts'
import type { TickingClock } from '../../../fakes/ticking-clock.ts'

const SEED = Number(process.env['FLOORWATCH_FUZZ_SEED'] ?? 20_261_126)
const ROUNDS = 200
const FIN = 0x80
const [CONTINUATION, TEXT, BINARY, CLOSE, PING, PONG] = [0, 1, 2, 8, 9, 10] as const

/** One frame as RFC 6455 has it, from a server: not masked. */
function wsFrame(first: number, payload: Buffer | string): Buffer {
  const body = Buffer.from(payload)
  let head: Buffer
  if (body.length < 126) head = Buffer.from([first, body.length])
  else if (body.length < 65_536) {
    head = Buffer.from([first, 126, 0, 0])
    head.writeUInt16BE(body.length, 2)
  } else {
    head = Buffer.alloc(10)
    head[0] = first
    head[1] = 127
    head.writeBigUInt64BE(BigInt(body.length), 2)
  }
  return Buffer.concat([head, body])
}

const good = (waiting: number): string => frame({ measures: { contactsQueueing: String(waiting) } })

describe('bytes on a real socket', () => {
  let server: AvayaServer
  let clock: TickingClock
  let sink: RecordingSink
  let wake: () => void
  let stop: () => void

  /** Asked after everything the sink hears; the test's own deadline ends a wait that is too long. */
  async function until(holds: () => boolean): Promise<void> {
    while (!holds()) await new Promise<void>((resolve) => (wake = resolve))
  }
  const isLive = (): boolean => sink.last()?.phase === 'live' && server.confirmed.size === 1
  const waiting = (): unknown => sink.changes.at(-1)?.values['contactsQueueing']

  function write(bytes: Buffer): void {
    const [peer] = server.confirmed as Set<WebSocket & { readonly _socket: { write(bytes: Buffer): void } }>
    if (!peer) throw new Error('nobody is connected')
    peer._socket.write(bytes)
  }

  beforeEach(async () => {
    wake = () => undefined
    server = await startAvayaServer()
    clock = createTickingClock()
    sink = createRecordingSink(() => wake())
    const source = createAvayaRealtime(
      {
        id: 'c1',
        demo: false,
        config: {
          system: 'avaya',
          name: 'Floor',
          restBaseUrl: 'https://eu.api.example.com',
          accountId: 'EZCLTR',
          clientId: 'client',
          producers: ['Queue_itd_1.0.0']
        }
      },
      {
        http: createCloudHttp((request) => server.cloud.handle(request)),
        sockets: createWsOpener({ clock }),
        clock,
        // No waiting between tries.
        random: createSetRandom(0),
        logger: silentLogger,
        freshness: DEFAULT_FRESHNESS,
        language: () => 'en-GB',
        subscriptions: createMemorySubscriptions(),
        secret: (field) => Promise.resolve(ok(field === 'appKey' ? 'key-1234' : 'secret-1234'))
      },
      sink
    )
    const running = source.start()
    stop = () => running.dispose()
    await until(isLive)
  })

  afterEach(async () => {
    stop()
    expect(clock.pendingTimers()).toBe(0)
    await server.kill()
  })

  const half = Math.floor(good(1).length / 2)
  it.each<[string, Buffer]>([
    ['a frame over 1 MiB', wsFrame(FIN | TEXT, Buffer.alloc(1024 * 1024 + 1, 'x'))],
    ['a length of 4 GiB alone', Buffer.from([FIN | TEXT, 127, 0, 0, 0, 1, 0, 0, 0, 0])],
    ['a length beyond 2^53', Buffer.from([FIN | TEXT, 127, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff])],
    [
      'fragments that add up to more than 1 MiB',
      Buffer.concat([wsFrame(TEXT, Buffer.alloc(700_000, 'x')), wsFrame(CONTINUATION, Buffer.alloc(700_000, 'x'))])
    ],
    ['a text that is no UTF-8', wsFrame(FIN | TEXT, Buffer.from([0x7b, 0xff, 0xfe, 0x7d]))],
    ['a text with half a surrogate pair', wsFrame(FIN | TEXT, Buffer.from([0x22, 0xed, 0xa0, 0x80, 0x22]))],
    ['a text that ends within a sign', wsFrame(FIN | TEXT, Buffer.from([0x22, 0xe2, 0x82]))],
    ['a reserved data opcode', wsFrame(FIN | 3, 'x')],
    ['a reserved control opcode', wsFrame(FIN | 11, 'x')],
    ['reserved bits', wsFrame(FIN | 0x40 | TEXT, 'x')],
    ['a binary frame', wsFrame(FIN | BINARY, good(1))],
    ['a continuation of nothing', wsFrame(FIN | CONTINUATION, 'x')],
    ['a text within a fragmented one', Buffer.concat([wsFrame(TEXT, 'x'), wsFrame(FIN | TEXT, 'y')])],
    ['a masked frame', Buffer.from([FIN | TEXT, FIN | 1, 1, 2, 3, 4, 5])],
    ['a ping too long', wsFrame(FIN | PING, Buffer.alloc(126))],
    ['a ping in fragments', wsFrame(PING, 'x')],
    ['a close with a code that may not be sent', wsFrame(FIN | CLOSE, Buffer.from([0x03, 0xed]))],
    ['a close with one byte', wsFrame(FIN | CLOSE, Buffer.from([0x03]))],
    ['a close whose reason is no UTF-8', wsFrame(FIN | CLOSE, Buffer.from([0x03, 0xe8, 0xff, 0xff]))]
  ])('%s is a named failure, and the feed comes back', async (_, bytes) => {
    const attempts = sink.phases().filter((phase) => phase === 'connecting').length
    write(Buffer.concat([wsFrame(FIN | TEXT, good(41)), bytes]))
    await until(() => sink.last()?.phase === 'backoff')
    expect(sink.last()?.failure).toMatchObject({ code: 'protocol', step: 'stream' })
    // What came whole before the bad one is not lost.
    expect(waiting()).toBe(41)
    await until(isLive)
    expect(sink.phases().filter((phase) => phase === 'connecting')).toHaveLength(attempts + 1)
    write(wsFrame(FIN | TEXT, good(42)))
    await until(() => waiting() === 42)
  })

  it.each<[string, Buffer]>([
    [
      'in three fragments with a ping between',
      Buffer.concat([
        wsFrame(TEXT, good(43).slice(0, half)),
        wsFrame(FIN | PING, 'here'),
        wsFrame(CONTINUATION, good(43).slice(half, half + 9)),
        wsFrame(FIN | CONTINUATION, good(43).slice(half + 9))
      ])
    ],
    [
      'behind pongs nobody asked for',
      Buffer.concat([wsFrame(FIN | PONG, 'never sent'), wsFrame(FIN | PONG, ''), wsFrame(FIN | TEXT, good(43))])
    ],
    ['behind an empty one', Buffer.concat([wsFrame(FIN | TEXT, ''), wsFrame(FIN | TEXT, good(43))])]
  ])('a good message arrives %s', async (_, bytes) => {
    const statuses = sink.statuses.length
    write(bytes)
    await until(() => waiting() === 43)
    expect(sink.statuses).toHaveLength(statuses)
  })

  it('a good message arrives byte by byte', async () => {
    const statuses = sink.statuses.length
    for (const byte of wsFrame(FIN | TEXT, good(43))) write(Buffer.from([byte]))
    await until(() => waiting() === 43)
    expect(sink.statuses).toHaveLength(statuses)
  })

  it(`${String(ROUNDS)} times random bytes (seed ${String(SEED)}): a later good message always arrives`, async () => {
    const next = seeded(SEED)
    const unnamed: string[] = []
    for (let round = 0; round < ROUNDS; round++) {
      await until(isLive)
      const [peer] = server.confirmed
      const bytes = wsFrame(FIN | TEXT, good(round))
      // Some bytes of a good frame are others, its head more often than not.
      for (let flips = 1 + Math.floor(next() * 3); flips > 0; flips--) {
        const at = Math.floor(next() * (next() < 0.6 ? 4 : bytes.length))
        bytes[at] = Math.floor(next() * 256)
      }
      write(bytes)
      // It may wait for bytes that never come: the server ends that, as a restart does.
      peer?.terminate()
      await until(() => !server.confirmed.has(peer!) && sink.last()?.phase === 'live')
      const { failure } = sink.statuses.findLast(({ phase }) => phase === 'backoff') ?? {}
      if (failure?.code !== 'protocol' && failure?.code !== 'closedByServer') unnamed.push(JSON.stringify(failure))
      await until(isLive)
      write(wsFrame(FIN | TEXT, good(1_000 + round)))
      await until(() => waiting() === 1_000 + round)
    }
    expect(unnamed).toEqual([])
  }, 30_000)
})
