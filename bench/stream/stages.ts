import { performance } from 'node:perf_hooks'
import { createFrameReader, type FrameReader } from '../../src/adapters/avaya/frame.ts'
import { describeFeed } from '../../src/adapters/avaya/transform.ts'
import type { FeedDescriptor } from '../../src/core/measures/feed.ts'
import type { RowChange } from '../../src/core/measures/row.ts'
import { systemClock } from '../../src/main/app/system-clock.ts'
import { messagesOf, PRODUCERS } from './floor-frames.ts'
import { CONNECTION, createProductPath, type ProductPath } from './product-path.ts'

const GENERATION = 1
const WARM_UP = 60_000
const MEASURED = 240_000

/** ns for one message, of each stage alone. */
export interface Stages {
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
  readonly live: readonly string[]
}

function changeOf({ reader }: Feed, text: string): RowChange {
  const frame = reader.read(text)
  if (frame.kind !== 'row') throw new Error(`${frame.kind}: ${text}`)
  return frame.change
}

/** A path with all rows of the snapshot, live. */
function livePath(feeds: readonly Feed[], journalFile: string): ProductPath {
  const path = createProductPath(journalFile)
  const sink = path.floor.sinkFor(CONNECTION)
  for (const feed of feeds) {
    const { id } = feed.descriptor
    sink.feedDescribed(feed.descriptor)
    sink.snapshotBegan(id, GENERATION)
    const rows = feed.live.slice(0, feed.live.length).map((text) => changeOf(feed, text))
    sink.rowsChanged(id, GENERATION, rows)
    sink.feedStatus(id, { phase: 'live', sinceMs: Date.now(), generation: GENERATION, attempt: 0 })
    sink.snapshotEnded(id, GENERATION)
  }
  return path
}

/** Gives every feed its messages in proportion to its rows. */
function timeNs(feeds: readonly Feed[], take: (feed: Feed, text: string) => void): number {
  const order = feeds
    .flatMap((feed) => feed.live.map((text, i) => ({ feed, text, at: i / feed.live.length })))
    .sort((a, b) => a.at - b.at)
  const run = (messages: number): void => {
    for (let i = 0; i < messages; i++) {
      const next = order[i % order.length]
      if (next) take(next.feed, next.text)
    }
  }
  run(WARM_UP)
  const startedMs = performance.now()
  run(MEASURED)
  return ((performance.now() - startedMs) * 1e6) / MEASURED
}

/** Times growing parts of the way of a message without a socket; a stage is what its part adds. */
export function measureStages(journalFile: string): Stages {
  const nowMs = Date.now()
  const feeds = PRODUCERS.map((producer): Feed => {
    const descriptor = describeFeed(CONNECTION.id, producer.id, producer.metadata, new Map())
    return { descriptor, reader: createFrameReader(descriptor, producer.id), live: messagesOf(producer, nowMs).live }
  })
  let characters = 0
  const jsonParse = timeNs(feeds, (_, text) => {
    characters += (JSON.parse(text) as { accountId: string }).accountId.length
  })
  const frame = timeNs(feeds, (feed, text) => {
    characters += changeOf(feed, text).rowId.length
  })
  if (characters === 0) throw new Error('nothing was read')

  const ofTable = livePath(feeds, `${journalFile}-table`)
  const table = timeNs(feeds, (feed, text) => {
    ofTable.table.apply(feed.descriptor.id, GENERATION, changeOf(feed, text), nowMs)
  })
  ofTable.close()

  const ofEngine = livePath(feeds, `${journalFile}-engine`)
  const engine = timeNs(feeds, (feed, text) => {
    const { id } = feed.descriptor
    const delta = ofEngine.table.apply(id, GENERATION, changeOf(feed, text), nowMs)
    if (delta) ofEngine.engine.apply({ type: 'rowsChanged', feedId: id, deltas: [delta] }, systemClock.now())
  })
  ofEngine.close()

  const ofFloor = livePath(feeds, `${journalFile}-floor`)
  const sink = ofFloor.floor.sinkFor(CONNECTION)
  const all = timeNs(feeds, (feed, text) => {
    sink.feedHeard(feed.descriptor.id)
    sink.rowsChanged(feed.descriptor.id, GENERATION, [changeOf(feed, text)])
  })
  ofFloor.close()
  return { jsonParse, frame, table: table - frame, engine: engine - table, wiring: all - engine }
}
