import { createFeedMeter } from '../../src/adapters/avaya/feed-meter.ts'
import { createFrameReader } from '../../src/adapters/avaya/frame.ts'
import { openSession } from '../../src/adapters/avaya/session.ts'
import { describeFeed } from '../../src/adapters/avaya/transform.ts'
import { createWsOpener } from '../../src/adapters/transport/ws-opener.ts'
import { DEFAULT_FRESHNESS, type RealtimeSink } from '../../src/core/connections/source.ts'
import { createMeasureTable, type MeasureTable } from '../../src/core/measures/table.ts'
import { systemClock } from '../../src/main/app/system-clock.ts'
import type { Receiver } from './bare-receiver.ts'
import type { Producer } from './floor-frames.ts'
import { CONNECTION } from './product-path.ts'

const GENERATION = 1

const fault = (what: string): never => {
  throw new Error(what)
}

function sinkFor(table: MeasureTable, took: (messages: number) => void): RealtimeSink {
  return {
    feedDescribed: (feed) => table.describe(feed),
    feedStatus: () => undefined,
    feedHeard: () => undefined,
    feedKeysShared: () => undefined,
    snapshotBegan: (feedId, generation) => table.beginSnapshot(feedId, generation),
    rowsChanged(feedId, generation, changes) {
      const nowMs = Date.now()
      for (const change of changes) table.apply(feedId, generation, change, nowMs)
      took(changes.length)
    },
    snapshotEnded: (feedId, generation) => void table.endSnapshot(feedId, generation),
    feedSkipped: (_, reason) => fault(`skipped: ${reason}`)
  }
}

export interface Told {
  readonly confirmed: () => void
  readonly live: () => void
}

/** The product's way of a message up to the table: socket, session, frame checked and read, row changed. */
export function receiveIntoTable(url: string, producers: readonly Producer[], told?: Told): Receiver {
  const table = createMeasureTable()
  let taken = 0
  const sink = sinkFor(table, (messages) => {
    taken += messages
  })
  const sessions = producers.map((producer) => {
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
        reader: createFrameReader(feed, producer.id),
        silenceIsEmpty: false,
        meter: createFeedMeter(systemClock),
        sink
      },
      {
        opened: () => undefined,
        confirmed: () => told?.confirmed(),
        live: () => told?.live(),
        stale: () => fault('stale'),
        fresh: () => undefined,
        ended: (_, why) => fault(`ended: ${why.code} ${why.detail}`)
      }
    )
  })
  return {
    taken: () => taken,
    stop() {
      for (const session of sessions) session.dispose()
      const rows = table.feeds().reduce((sum, { id }) => sum + table.rowCount(id), 0)
      const meant = producers.reduce((sum, producer) => sum + producer.rows, 0)
      if (rows !== meant) fault(`${rows} rows instead of ${meant}`)
    }
  }
}
