import { createFeedMeter } from '../../src/adapters/avaya/feed-meter.ts'
import { createFrameReader } from '../../src/adapters/avaya/frame.ts'
import { openSession } from '../../src/adapters/avaya/session.ts'
import { describeFeed } from '../../src/adapters/avaya/transform.ts'
import { createWsOpener } from '../../src/adapters/transport/ws-opener.ts'
import { DEFAULT_FRESHNESS, type RealtimeSink } from '../../src/core/connections/source.ts'
import { systemClock } from '../../src/main/app/system-clock.ts'
import type { Receiver } from './bare-receiver.ts'
import type { Producer } from './floor-frames.ts'
import { CONNECTION, createProductPath } from './product-path.ts'

const GENERATION = 1
const MOST_ANNOUNCED = 20

const fault = (what: string): never => {
  throw new Error(what)
}

/** One feed as the Avaya source runs it, less what comes before the socket: token, subscription, metadata. */
function openFeed(url: string, producer: Producer, sink: RealtimeSink): { dispose(): void } {
  const feed = describeFeed(CONNECTION.id, producer.id, producer.metadata, new Map())
  sink.feedDescribed(feed)
  return openSession(
    {
      clock: systemClock,
      sockets: createWsOpener({ clock: systemClock }),
      freshness: DEFAULT_FRESHNESS,
      feedId: feed.id,
      generation: GENERATION,
      active: { id: 'bench', endpoint: `${url}/${producer.id}`, serverLimitMs: undefined },
      token: 'bench',
      meter: createFeedMeter(systemClock),
      reader: createFrameReader(feed, producer.id),
      silenceIsEmpty: false,
      sink
    },
    {
      opened: () => undefined,
      confirmed: () => undefined,
      live() {
        sink.feedStatus(feed.id, { phase: 'live', sinceMs: Date.now(), generation: GENERATION, attempt: 0 })
      },
      stale: () => fault('stale'),
      fresh: () => undefined,
      ended: (_, why) => fault(`ended: ${why.code} ${why.detail}`)
    }
  )
}

/** The product's whole way of a message: socket, session, frame, table, alert engine, desk. */
export function receiveAsProduct(url: string, journalFile: string, producers: readonly Producer[]): Receiver {
  const path = createProductPath(journalFile)
  const sink = path.floor.sinkFor(CONNECTION)
  let taken = 0
  const counting: RealtimeSink = {
    ...sink,
    rowsChanged(feedId, generation, changes) {
      taken += changes.length
      sink.rowsChanged(feedId, generation, changes)
    },
    feedSkipped: (_, reason) => fault(`skipped: ${reason}`)
  }
  const feeds = producers.map((producer) => openFeed(url, producer, counting))
  return {
    taken: () => taken,
    stop() {
      for (const feed of feeds) feed.dispose()
      const rows = path.table.feeds().reduce((sum, { id }) => sum + path.table.rowCount(id), 0)
      const meant = producers.reduce((sum, producer) => sum + producer.rows, 0)
      if (rows !== meant) fault(`${rows} rows instead of ${meant}`)
      if (path.announced() > MOST_ANNOUNCED) fault(`${path.announced()} announcements`)
      path.close()
    }
  }
}
