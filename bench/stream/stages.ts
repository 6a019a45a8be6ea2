import { createFrameReader, type FrameReader } from '../../src/adapters/avaya/frame.ts'
import { describeFeed } from '../../src/adapters/avaya/transform.ts'
import type { FeedDescriptor } from '../../src/core/measures/feed.ts'
import type { RowChange } from '../../src/core/measures/row.ts'
import { systemClock } from '../../src/main/app/system-clock.ts'
import { messagesOf, PRODUCERS } from './floor-frames.ts'
import { CONNECTION, createProductPath, type ProductPath } from './product-path.ts'

const GENERATION = 1
/** Every variant has its turn again and again; the median slice is what counts, so that a busy moment harms none. */
const SLICE = 6_000
const WARM_UP_ROUNDS = 12
const ROUNDS = 31

/** CPU time for one message, ns, of each stage alone. */
export interface Stages {
  /** Making the bytes text included, as everywhere below. */
  readonly jsonParse: number
  /** Frame check, identity and values; JSON.parse included. */
  readonly frame: number
  readonly table: number
  readonly engine: number
  /** Floor and alert desk: what wires the table and the engine together. */
  readonly wiring: number
}

interface Feed {
  readonly descriptor: FeedDescriptor
  readonly reader: FrameReader
  /** As they come from a socket: to be made text first. */
  readonly live: readonly Buffer[]
}

function changeOf({ reader }: Feed, text: string): RowChange {
  const frame = reader.read(text)
  if (frame.kind !== 'row') throw new Error(`${frame.kind}: ${text}`)
  return frame.change
}

/** A path with all rows of the snapshot, live. */
function livePath(feeds: readonly Feed[], journalFile: string): ProductPath {
  const path = createProductPath(journalFile)
  const { sink } = path
  for (const feed of feeds) {
    const { id } = feed.descriptor
    sink.feedDescribed(feed.descriptor)
    sink.snapshotBegan(id, GENERATION)
    const rows = feed.live.map((data) => changeOf(feed, data.toString()))
    sink.rowsChanged(id, GENERATION, rows)
    sink.feedStatus(id, { phase: 'live', sinceMs: Date.now(), generation: GENERATION, attempt: 0 })
    sink.snapshotEnded(id, GENERATION)
  }
  return path
}

type Take = (feed: Feed, text: string) => void

/** CPU time for one message of each variant, ns, in the order given. */
function timeNs(feeds: readonly Feed[], variants: readonly Take[]): number[] {
  const order = feeds
    .flatMap((feed) => feed.live.map((data, i) => ({ feed, data, at: i / feed.live.length })))
    .sort((a, b) => a.at - b.at)
  const run = (take: Take, from: number): number => {
    const before = process.cpuUsage()
    for (let i = from; i < from + SLICE; i++) {
      const next = order[i % order.length]
      if (next) take(next.feed, next.data.toString())
    }
    const { user, system } = process.cpuUsage(before)
    return ((user + system) * 1000) / SLICE
  }
  const slices = variants.map((): number[] => [])
  for (let round = 0; round < WARM_UP_ROUNDS + ROUNDS; round++) {
    variants.forEach((take, i) => {
      const ns = run(take, round * SLICE)
      if (round >= WARM_UP_ROUNDS) slices[i]?.push(ns)
    })
  }
  return slices.map((times) => times.sort((a, b) => a - b)[times.length >> 1] ?? 0)
}

/** Times growing parts of the way of a message without a socket; a stage is what its part adds. */
export function measureStages(journalFile: string): Stages {
  const nowMs = Date.now()
  const feeds = PRODUCERS.map((producer): Feed => {
    const descriptor = describeFeed(CONNECTION.id, producer.id, producer.metadata, new Map())
    const live = messagesOf(producer, nowMs).live.map((text) => Buffer.from(text))
    return { descriptor, reader: createFrameReader(descriptor, producer.id), live }
  })
  const [ofTable, ofEngine, ofFloor] = ['table', 'engine', 'floor'].map((name) =>
    livePath(feeds, `${journalFile}-${name}`)
  ) as [ProductPath, ProductPath, ProductPath]
  const { sink } = ofFloor
  let characters = 0
  const [jsonParse = 0, frame = 0, table = 0, engine = 0, all = 0] = timeNs(feeds, [
    (_, text) => {
      characters += (JSON.parse(text) as { accountId: string }).accountId.length
    },
    (feed, text) => {
      characters += changeOf(feed, text).rowId.length
    },
    (feed, text) => {
      ofTable.table.apply(feed.descriptor.id, GENERATION, changeOf(feed, text), nowMs)
    },
    (feed, text) => {
      const { id } = feed.descriptor
      const delta = ofEngine.table.apply(id, GENERATION, changeOf(feed, text), nowMs)
      if (delta) ofEngine.engine.apply({ type: 'rowsChanged', feedId: id, deltas: [delta] }, systemClock.now())
    },
    (feed, text) => {
      sink.feedHeard(feed.descriptor.id, false)
      sink.rowsChanged(feed.descriptor.id, GENERATION, [changeOf(feed, text)])
    }
  ])
  if (characters === 0) throw new Error('nothing was read')
  for (const path of [ofTable, ofEngine, ofFloor]) path.close()
  return { jsonParse, frame, table: table - frame, engine: engine - table, wiring: all - engine }
}
