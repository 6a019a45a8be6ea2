import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { describe, expect, it } from 'vitest'
import { createFeedMeter } from '../../../../src/adapters/avaya/feed-meter.ts'
import { createFrameReader } from '../../../../src/adapters/avaya/frame.ts'
import { openSession } from '../../../../src/adapters/avaya/session.ts'
import { DEFAULT_FRESHNESS } from '../../../../src/core/connections/source.ts'
import type { FeedDescriptor } from '../../../../src/core/measures/feed.ts'
import { rowId } from '../../../../src/core/measures/row.ts'
import type { RowChange } from '../../../../src/core/measures/row.ts'
import type { Value } from '../../../../src/core/measures/value.ts'
import { createFakeSockets } from '../../../fakes/fake-sockets.ts'
import { seeded } from '../../../fakes/seeded-random.ts'
import { createVirtualClock } from '../../../fakes/virtual-clock.ts'
import { expectedOf, goodFrame, HEAVY, KINDS, MUTATIONS, PRODUCER } from './fuzzed-frames.ts'
import { CONFIRMED } from './realtime-rig.ts'

const SEED = Number(process.env['FLOORWATCH_FUZZ_SEED'] ?? 20_261_126)
const FRAMES = Number(process.env['FLOORWATCH_FUZZ_FRAMES'] ?? 100_000)
const LONGEST_SAMPLE = 200
const BATCH = 50
/** Many short ones: a session learns the form of its messages from its first ones. */
const SESSIONS = 50
const GOOD_ROW = rowId(['c1', 'EZCLTR', 'IXCC_1.0.0', PRODUCER], { channelId: 'VOICE', queueId: 'good' })

setFlagsFromString('--expose-gc')
const collectGarbage = runInNewContext('gc') as () => void

const feed: FeedDescriptor = {
  id: `c1/${PRODUCER}`,
  connectionId: 'c1',
  producerId: PRODUCER,
  subject: 'queue',
  keyNames: ['channelId', 'queueId'],
  measures: Object.entries(KINDS).map(([name, kind]) => ({ name, kind, displayName: name }))
}

/** A session over a fake socket, what it tells kept as a table would. */
function createFuzzRig(state: 'confirmed' | 'unconfirmed' = 'confirmed') {
  const clock = createVirtualClock()
  const sockets = createFakeSockets()
  const rows = new Map<string, Map<string, Value>>()
  const counts = { skipped: 0, rows: 0, heard: 0 }
  let longestSample = 0
  let ended = 0
  let isLive = false
  const nothing = (): void => undefined

  function take({ action, rowId, values, keys }: RowChange): void {
    counts.rows += 1
    for (const name in keys) if (typeof keys[name] !== 'string') throw new Error(`key ${name} is no text`)
    if (action === 'delete') {
      rows.delete(rowId)
      return
    }
    const row = rows.get(rowId) ?? new Map<string, Value>()
    rows.set(rowId, row)
    for (const [name, value] of Object.entries(values)) {
      const isValue = value === null || typeof value === 'string' || Number.isFinite(value)
      if (!isValue) throw new Error(`${name} is ${String(value)}`)
      row.set(name, value)
    }
  }

  const session = openSession(
    {
      clock,
      sockets,
      freshness: DEFAULT_FRESHNESS,
      feedId: feed.id,
      generation: 1,
      active: { id: 's1', endpoint: 'wss://rt.example.com/s1', serverLimitMs: undefined },
      token: 'token-1',
      reader: createFrameReader(feed, PRODUCER),
      silenceIsEmpty: false,
      meter: createFeedMeter(clock),
      sink: {
        feedDescribed: nothing,
        feedStatus: nothing,
        feedHeard: () => void (counts.heard += 1),
        feedKeysShared: nothing,
        snapshotBegan: nothing,
        snapshotEnded: nothing,
        rowsChanged: (_feedId, _generation, changes) => changes.forEach(take),
        feedSkipped(_feedId, _reason, sample) {
          counts.skipped += 1
          longestSample = Math.max(longestSample, sample?.length ?? 0)
        }
      }
    },
    {
      opened: nothing,
      confirmed: nothing,
      endless: nothing,
      live: () => (isLive = true),
      stale: nothing,
      fresh: nothing,
      ended: () => void (ended += 1)
    }
  )
  const socket = sockets.last()
  socket.open()
  if (state === 'confirmed') socket.message(CONFIRMED)
  return {
    socket,
    rows,
    counts,
    session,
    clock,
    isLive: () => isLive,
    ended: () => ended,
    longestSample: () => longestSample
  }
}

const tableOf = (rows: ReadonlyMap<string, ReadonlyMap<string, Value>>): string[] =>
  [...rows.values()].map((row) => JSON.stringify([...row].sort(([one], [two]) => (one < two ? -1 : 1)))).sort()

const namesOfObject = (): string => JSON.stringify(Object.getOwnPropertyNames(Object.prototype).sort())

describe(`frames that are not as they should be (seed ${String(SEED)})`, () => {
  const next = seeded(SEED)
  const kinds = Object.entries(MUTATIONS)
  const heavy = Object.entries(HEAVY)

  interface Sum {
    good: number
    read: number
    skipped: number
    readonly made: Map<string, number>
  }

  /** One session from its confirmation on. `sum` adds up what the oracle says of its frames. */
  function fuzzSession(number: number, frames: number, sum: Sum): void {
    const rig = createFuzzRig()
    const rows = new Map<string, Map<string, Value>>()
    let [good, read, skipped] = [0, 0, 0]

    function expectOf(text: string): void {
      const one = expectedOf(text)
      if (one.kind === 'skipped') skipped += 1
      if (one.kind !== 'row') return
      read += 1
      if (one.values) rows.set(one.row, new Map([...(rows.get(one.row) ?? []), ...one.values]))
      else rows.delete(one.row)
    }

    function make(index: number): string {
      // The heavy ones come in turn, one to a session, some of them first of all, when nothing is known about the messages yet.
      const place = number % 3 === 0 ? 0 : frames / 2
      const [kind, mutate] = index === place ? heavy[number % heavy.length]! : kinds[Math.floor(next() * kinds.length)]!
      sum.made.set(kind, (sum.made.get(kind) ?? 0) + 1)
      return mutate(next)
    }

    for (let made = 0; made < frames;) {
      const first = made
      const texts: string[] = []
      for (; texts.length < BATCH && made < frames; made++) texts.push(make(made))
      good += 1
      const words = `good ${String(good)}`
      texts.splice(Math.floor(next() * texts.length), 0, goodFrame('good', { waiting: String(good), queueName: words }))
      texts.forEach(expectOf)
      const where = `seed ${String(SEED)}, session ${String(number)}, frames ${String(first)} to ${String(made)}`
      try {
        rig.socket.messages(texts)
      } catch (error) {
        throw new Error(where, { cause: error })
      }
      // No other message is about this row, so whatever came around it, its values are the last word.
      const { skipped: toldSkipped, rows: toldRows } = rig.counts
      const arrived = rig.rows.get(GOOD_ROW)
      expect([where, toldSkipped, toldRows, rig.ended(), arrived?.get('waiting'), arrived?.get('queueName')]).toEqual([
        where,
        skipped,
        read,
        0,
        good,
        words
      ])
    }
    expect(tableOf(rig.rows)).toEqual(tableOf(rows))
    expect(rig.isLive()).toBe(true)
    expect(rig.longestSample()).toBeLessThanOrEqual(LONGEST_SAMPLE)
    rig.session.dispose()
    expect(rig.clock.pendingTimers()).toBe(0)
    sum.good += good
    sum.read += read
    sum.skipped += skipped
  }

  it(`${String(FRAMES)} of them: each is read or counted, and every good one between them arrives`, () => {
    const before = namesOfObject()
    const sum: Sum = { good: 0, read: 0, skipped: 0, made: new Map() }
    for (let number = 0; number < SESSIONS; number++) fuzzSession(number, FRAMES / SESSIONS, sum)
    expect(namesOfObject()).toBe(before)
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined()
    // The fuzz is worth its name: there were some of every kind, and both outcomes are common.
    expect([...sum.made.keys()].sort()).toEqual([...Object.keys(MUTATIONS), ...Object.keys(HEAVY)].sort())
    expect([...sum.made.values()].reduce((all, count) => all + count, 0)).toBe(FRAMES)
    expect(sum.skipped).toBeGreaterThan(FRAMES / 4)
    expect(sum.read).toBeGreaterThan(FRAMES / 4)
    console.info(
      `${String(FRAMES)} fuzzed frames of ${String(sum.made.size)} kinds in ${String(SESSIONS)} sessions, ${String(sum.good)} good ones ` +
        `between them: ${String(sum.read)} read, ${String(sum.skipped)} skipped`
    )
  }, 60_000)

  it('before the authentication is answered none is believed, and each is counted', () => {
    const rig = createFuzzRig('unconfirmed')
    const isReply = (text: string): boolean => /authentication_?response/i.test(text)
    const texts = Array.from({ length: 2_000 }, () => kinds[Math.floor(next() * kinds.length)]![1](next))
    const strange = [...texts, ...heavy.map(([, mutate]) => mutate(next))].filter((text) => !isReply(text))
    rig.socket.messages(strange)
    expect(rig.counts).toEqual({ skipped: strange.length, rows: 0, heard: 0 })
    expect(rig.longestSample()).toBeLessThanOrEqual(LONGEST_SAMPLE)
    rig.socket.message(CONFIRMED)
    rig.socket.message(goodFrame('good', { waiting: '1' }))
    expect(rig.rows.get(GOOD_ROW)?.get('waiting')).toBe(1)
    rig.session.dispose()
  })

  it.each(heavy)('%s as the very first message of a session is no harm', (_, mutate) => {
    const rig = createFuzzRig()
    const text = mutate(next)
    rig.socket.messages([text, goodFrame('good', { waiting: '1' }), text, goodFrame('good', { waiting: '2' })])
    const times = expectedOf(text).kind === 'row' ? 2 : 0
    expect(rig.counts).toMatchObject({ skipped: 2 - times, rows: 2 + times })
    expect(rig.rows.get(GOOD_ROW)?.get('waiting')).toBe(2)
    rig.session.dispose()
  })

  it('what is skipped leaves nothing behind', () => {
    const rig = createFuzzRig()
    const heapMiB = (): number => {
      collectGarbage()
      return process.memoryUsage().heapUsed / (1024 * 1024)
    }
    const flood = (): void => {
      for (let index = 0; index < 200; index++) {
        // Of another content each time, else it would be one text.
        const pad = `${String(index)}${'x'.repeat(100_000)}`
        rig.socket.messages([pad, goodFrame('good', { waiting: '1' }, { payloadType: pad }), `{"keys":{"${pad}":1}}`])
      }
    }
    flood()
    const before = heapMiB()
    // 60 MB go through each time. What was kept would be there after each, what the collector has not got to yet is not.
    const after = Array.from({ length: 3 }, () => {
      flood()
      return heapMiB()
    })
    expect(Math.min(...after) - before).toBeLessThan(30)
    expect(rig.counts.skipped).toBe(2_400)
    rig.session.dispose()
  })
})
